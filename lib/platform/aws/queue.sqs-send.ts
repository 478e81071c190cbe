import { randomUUID } from 'node:crypto';
import {
  type BatchResultErrorEntry,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { messageBytesMax } from '../rules/queue.rules.ts';
import { type OutgoingMessage, UnavailableError } from '../ports.ts';
import { answered, isOverloadCode } from './client-settings.ts';

export const entriesPerCall = 10;
const triesMax = 4;
const firstPauseMs = 50;

/** One queue as the calls on it need it. */
export type SqsTarget = {
  readonly client: SQSClient;
  readonly url: string;
  readonly fifo: boolean;
  /** Waits this many milliseconds. */
  readonly pause: (ms: number) => Promise<unknown>;
};

/** Waits longer after each try, and never as long as another sender that was refused at the same moment. */
export const pauseAfter = (pause: SqsTarget['pause'], attempt: number): Promise<unknown> =>
  pause(Math.random() * firstPauseMs * 2 ** attempt);

const toEntry = (fifo: boolean, message: OutgoingMessage, index: number): SendMessageBatchRequestEntry => {
  const { body, group, deduplicationId, delaySeconds } = message;
  const entry = { Id: String(index), MessageBody: body };
  if (!fifo) return delaySeconds === undefined ? entry : { ...entry, DelaySeconds: delaySeconds };
  // Without an id of its own a message is no repetition of any other. The random one still lets a repeated try of this very
  // call be told from a second message.
  return { ...entry, MessageGroupId: group, MessageDeduplicationId: deduplicationId ?? randomUUID() };
};

/** Cuts messages into batches of what one call may carry, in their order. */
const toBatches = (entries: readonly SendMessageBatchRequestEntry[]): readonly (readonly SendMessageBatchRequestEntry[])[] => {
  const batches: SendMessageBatchRequestEntry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = Buffer.byteLength(entry.MessageBody ?? '');
    const batch = batches.at(-1);
    if (batch === undefined || batch.length === entriesPerCall || bytes + size > messageBytesMax) {
      batches.push([entry]);
      bytes = size;
    } else {
      batch.push(entry);
      bytes += size;
    }
  }
  return batches;
};

/** Some services mark throttling as the sender's fault; it passes all the same. */
const isRefusal = ({ SenderFault, Code }: BatchResultErrorEntry): boolean => SenderFault === true && !isOverloadCode(Code);

const sendBatch = async (target: SqsTarget, batch: readonly SendMessageBatchRequestEntry[]): Promise<void> => {
  let waiting = batch;
  const refusals: BatchResultErrorEntry[] = [];
  for (let attempt = 1; attempt <= triesMax && waiting.length > 0; attempt += 1) {
    if (attempt > 1) await pauseAfter(target.pause, attempt);
    const command = new SendMessageBatchCommand({ QueueUrl: target.url, Entries: [...waiting] });
    const { Successful = [], Failed = [] } = await answered(target.client.send(command));
    refusals.push(...Failed.filter(isRefusal));
    const settled = new Set([...Successful, ...refusals].map(({ Id }) => Id));
    waiting = waiting.filter(({ Id }) => !settled.has(Id));
  }
  const [refusal] = refusals;
  if (refusal !== undefined)
    throw new Error(`The queue refused message ${refusal.Id} of those sent: ${refusal.Code}: ${refusal.Message ?? ''}`);
  if (waiting.length > 0) throw new UnavailableError(`The queue did not take ${waiting.length} messages in ${triesMax} tries`);
};

/**
 * Sends messages in their order, as many in a call as it may carry. Only what was not taken is sent again, so a message may
 * arrive behind a later one of its batch; across batches the order holds.
 * @throws UnavailableError when the queue does not take all of them; Error naming the first that it refused for good
 */
export const sendMessages = async (target: SqsTarget, messages: readonly OutgoingMessage[]): Promise<void> => {
  const entries = messages.map((message, index) => toEntry(target.fifo, message, index));
  for (const batch of toBatches(entries)) await sendBatch(target, batch);
};
