import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { toEpochMs } from '../../../kernel/instant.ts';
import type { Platform, Queue, ReceivedMessage } from '../../ports.ts';
import type { QueueWiring } from '../../wiring.ts';
import type { Functions } from './functions.ts';

const retryDelaySecondsMax = 300;

/** Event source mapping of a queue: receives, calls the function with the SQS event, acknowledges what it handled. */
export const createQueueStep = (
  platform: Platform,
  functions: Functions,
  wiring: QueueWiring,
  /** Resolves when the messages may be handled: a message that ends the process must have been counted before. */
  beforeHandling: () => Promise<void> = () => Promise.resolve(),
): (() => Promise<boolean>) => {
  const queue = platform.queue(wiring.name);
  const batchSize = wiring.batchSize ?? 10;
  return async () => {
    const messages = await queue.receive({ max: batchSize, visibilitySeconds: wiring.visibilitySeconds ?? 60 });
    if (messages.length === 0) return false;
    await beforeHandling();
    await settle(queue, wiring, messages, await failedMessages(platform, functions, wiring, messages));
    return true;
  };
};

const failedMessages = async (
  platform: Platform,
  functions: Functions,
  wiring: QueueWiring,
  messages: readonly ReceivedMessage[],
): Promise<ReadonlySet<string>> => {
  const event: SQSEvent = { Records: messages.map((message) => sqsRecord(wiring, message)) };
  try {
    const answer = (await functions.invoke(wiring.handler, event)) as SQSBatchResponse | undefined;
    return new Set(answer?.batchItemFailures.map((failure) => failure.itemIdentifier));
  } catch (error) {
    platform.observability.logger.error('queue function failed', { queue: wiring.name, messages: messages.length, error: error as Error });
    return new Set(messages.map((message) => message.messageId));
  }
};

/** When a message that failed comes back. Where a function says so itself, what it said stands, as it does in AWS. */
const giveBack = async (queue: Queue, { backOff }: QueueWiring, { receipt, receiveCount }: ReceivedMessage): Promise<void> => {
  if (backOff === undefined) await queue.changeVisibility(receipt, Math.min(2 ** (receiveCount - 1), retryDelaySecondsMax));
};

const settle = async (
  queue: Queue,
  wiring: QueueWiring,
  messages: readonly ReceivedMessage[],
  failed: ReadonlySet<string>,
): Promise<void> => {
  await Promise.all(
    messages.map((message) => (failed.has(message.messageId) ? giveBack(queue, wiring, message) : queue.acknowledge(message.receipt))),
  );
};

const sqsRecord = (wiring: QueueWiring, message: ReceivedMessage): SQSRecord => ({
  messageId: message.messageId,
  receiptHandle: message.receipt,
  body: message.body,
  attributes: {
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(toEpochMs(message.sentAt)),
    SenderId: 'local',
    ApproximateFirstReceiveTimestamp: String(toEpochMs(message.sentAt)),
    ...(message.group === undefined ? {} : { MessageGroupId: message.group }),
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: `arn:aws:sqs:local:000000000000:${wiring.name}${wiring.fifo ? '.fifo' : ''}`,
  awsRegion: 'local',
});
