import { checkWithin } from '../rules/queue.rules.ts';
import type { OutgoingMessage } from '../ports.ts';
import { type Delivery, deleteDeliveries, receiveDeliveries, releaseDeliveries } from './queue.sqs-receive.ts';
import { entriesPerCall, sendMessages, type SqsTarget } from './queue.sqs-send.ts';

/** How long messages are kept from others while they are looked at. */
const browseSeconds = 30;
const redriveSeconds = 120;
/** Waiting makes SQS ask all of its servers, so that an empty answer means an empty queue. */
const waitSeconds = 1;

/**
 * Looks at up to `limit` messages, 1 to 1,000, by receiving them and giving them back. SQS knows no other way, with these
 * consequences: every look counts as a receive, which moves messages of a queue with a dead-letter queue closer to it; other
 * readers miss the messages for a moment, half a minute if this process dies; of one group of a FIFO queue only the first
 * ten are seen.
 */
export const browseMessages = async (target: SqsTarget, limit: number): Promise<readonly Delivery[]> => {
  checkWithin('limit', limit, 1, 1_000);
  const seen = new Map<string, Delivery>();
  try {
    while (seen.size < limit) {
      const max = Math.min(entriesPerCall, limit - seen.size);
      const page = await receiveDeliveries(target, { max, visibilitySeconds: browseSeconds, waitSeconds });
      const sizeBefore = seen.size;
      for (const delivery of page) seen.set(delivery.messageId, delivery);
      // A page without anything new is the end, or the time of the first ones is over and they come round again.
      if (seen.size === sizeBefore) break;
    }
  } finally {
    await releaseDeliveries(target, [...seen.values()]);
  }
  return [...seen.values()];
};

/**
 * The message as it goes back. Its id in the dead-letter queue makes a repeated redrive of it a repetition for a FIFO source
 * too, and is another than the id it was first sent under, which the source may still remember.
 */
const toOutgoing = (fifo: boolean, { messageId, body, group }: Delivery): OutgoingMessage =>
  fifo && group !== undefined ? { body, group, deduplicationId: `redrive-${messageId}` } : { body };

export type RedriveOptions = { readonly limit: number; readonly messageIds?: readonly string[] };

/**
 * Sends messages of a dead-letter queue back to their source: receives, sends, and only then deletes, so that an end in
 * between doubles a message and never loses one. The move task of SQS is of no use here: it moves everything or nothing, does
 * not say when, and refuses what came to the dead-letter queue directly. @returns how many were sent back
 */
export const redriveMessages = async (target: SqsTarget, source: SqsTarget, { limit, messageIds }: RedriveOptions): Promise<number> => {
  checkWithin('limit', limit, 1, 10_000);
  const wanted = messageIds === undefined ? undefined : new Set(messageIds.slice(0, limit));
  const held = new Map<string, Delivery>();
  let redriven = 0;
  const isDone = (): boolean => redriven >= limit || wanted?.size === 0;
  try {
    while (!isDone()) {
      const max = wanted === undefined ? Math.min(entriesPerCall, limit - redriven) : entriesPerCall;
      const page = await receiveDeliveries(target, { max, visibilitySeconds: redriveSeconds, waitSeconds });
      const fresh = page.filter(({ messageId }) => !held.has(messageId));
      for (const delivery of page) held.set(delivery.messageId, delivery);
      if (fresh.length === 0) break;
      const chosen = wanted === undefined ? fresh : fresh.filter(({ messageId }) => wanted.has(messageId));
      await sendMessages(
        source,
        chosen.map((delivery) => toOutgoing(source.fifo, delivery)),
      );
      await deleteDeliveries(target, chosen);
      for (const { messageId } of chosen) {
        held.delete(messageId);
        wanted?.delete(messageId);
      }
      redriven += chosen.length;
    }
  } finally {
    await releaseDeliveries(target, [...held.values()]);
  }
  return redriven;
};
