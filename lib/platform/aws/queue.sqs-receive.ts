import { randomUUID } from 'node:crypto';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { fromEpochMs, type Instant } from '../../kernel/instant.ts';
import { UnavailableError } from '../ports.ts';
import { answered } from './client-settings.ts';
import { entriesPerCall, pauseAfter, type SqsTarget } from './queue.sqs-send.ts';

/** One delivery. */
export type Delivery = {
  readonly messageId: string;
  readonly body: string;
  readonly group?: string;
  readonly handle: string;
  readonly receiveCount: number;
  readonly sentAt: Instant;
};

const triesMax = 4;

const toDelivery = ({ MessageId, Body, ReceiptHandle, Attributes = {} }: Message): Delivery => {
  const sentAtMs = Number(Attributes.SentTimestamp);
  const receiveCount = Number(Attributes.ApproximateReceiveCount);
  if (MessageId === undefined || Body === undefined || ReceiptHandle === undefined || !Number.isInteger(sentAtMs + receiveCount))
    throw new UnavailableError('SQS gave a message without its id, body, receipt or attributes');
  const group = Attributes.MessageGroupId;
  return {
    messageId: MessageId,
    body: Body,
    handle: ReceiptHandle,
    receiveCount,
    sentAt: fromEpochMs(sentAtMs),
    ...(group === undefined ? {} : { group }),
  };
};

export type ReceiveOptions = { readonly max: number; readonly visibilitySeconds: number; readonly waitSeconds: number };

/** Receives up to `max` (1 to 10) messages. @throws UnavailableError */
export const receiveDeliveries = async (
  { client, url, fifo }: SqsTarget,
  { max, visibilitySeconds, waitSeconds }: ReceiveOptions,
): Promise<readonly Delivery[]> => {
  const command = new ReceiveMessageCommand({
    QueueUrl: url,
    MaxNumberOfMessages: max,
    VisibilityTimeout: visibilitySeconds,
    WaitTimeSeconds: waitSeconds,
    MessageSystemAttributeNames: ['ApproximateReceiveCount', 'SentTimestamp', 'MessageGroupId'],
    // When a reply is lost, the repeated try gets the same messages, whose groups would otherwise stand still.
    ...(fifo ? { ReceiveRequestAttemptId: randomUUID() } : {}),
  });
  const { Messages = [] } = await answered(client.send(command));
  return Messages.map(toDelivery);
};

type Entry = { readonly Id: string; readonly ReceiptHandle: string };
type Outcome = { readonly Successful: readonly { readonly Id: string | undefined }[] | undefined };

/** Calls `send` for batches of deliveries until each has been done. @returns how many were not, after a few tries */
const inBatches = async (
  deliveries: readonly Delivery[],
  pause: SqsTarget['pause'],
  send: (entries: Entry[]) => Promise<Outcome>,
): Promise<number> => {
  let undone = 0;
  for (let start = 0; start < deliveries.length; start += entriesPerCall) {
    let waiting = deliveries
      .slice(start, start + entriesPerCall)
      .map(({ handle }, index) => ({ Id: String(index), ReceiptHandle: handle }));
    for (let attempt = 1; attempt <= triesMax && waiting.length > 0; attempt += 1) {
      if (attempt > 1) await pauseAfter(pause, attempt);
      const done = new Set(((await send(waiting)).Successful ?? []).map(({ Id }) => Id));
      waiting = waiting.filter(({ Id }) => !done.has(Id));
    }
    undone += waiting.length;
  }
  return undone;
};

const releaseOf = (client: SQSClient, url: string, entries: readonly Entry[]): Promise<Outcome> =>
  answered(
    client.send(
      new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries: entries.map((entry) => ({ ...entry, VisibilityTimeout: 0 })) }),
    ),
  );

/** Makes deliveries visible again. What cannot be reached comes back by itself when its time is over. */
export const releaseDeliveries = async ({ client, url, pause }: SqsTarget, deliveries: readonly Delivery[]): Promise<void> => {
  try {
    await inBatches(deliveries, pause, (entries) => releaseOf(client, url, entries));
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
  }
};

/** @throws UnavailableError when some are still there in the end */
export const deleteDeliveries = async ({ client, url, pause }: SqsTarget, deliveries: readonly Delivery[]): Promise<void> => {
  const left = await inBatches(deliveries, pause, (entries) =>
    answered(client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries: entries }))),
  );
  if (left > 0) throw new UnavailableError(`${left} messages could not be removed from their queue`);
};
