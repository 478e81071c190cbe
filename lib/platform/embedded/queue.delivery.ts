import type { ReceivedMessage } from '../ports.ts';
import { deadLetterQueueOf, receiveMax } from '../rules/queue.rules.ts';
import {
  deleteGroup,
  deleteMessage,
  headOfGroup,
  insertMessage,
  markReceived,
  type MessageRow,
  queueTopic,
  readyGroups,
  readyMessages,
  setGroupReadyAt,
  toMessage,
} from './queue.storage.ts';
import type { Writer } from './store.ts';

/**
 * A queue as opened; `maxReceiveCount` is undefined for dead-letter queues, which keep what they have.
 * `redrivesTo` is where a dead-letter queue sends a message that came to it directly.
 */
export type QueueKind = {
  readonly name: string;
  readonly fifo: boolean;
  readonly maxReceiveCount: number | undefined;
  readonly redrivesTo?: string;
};

/** Looks at a queue's front again after all of it was parked, at most so often: the rest waits for the next receive. */
const roundsMax = 10;

/** Moves a message, with its id and the time it was first sent; it stands last in the queue it comes to. */
export const moveMessage = (writer: Writer, row: MessageRow, target: string, source: string | null, nowMs: number): void => {
  deleteMessage(writer, row.id);
  const message = { messageId: row.message_id, body: row.body, group: row.group_id, sentAtMs: row.sent_at, visibleAtMs: nowMs, source };
  insertMessage(writer, target, message, nowMs);
};

/** Sets when a group may be received again after one of its messages was received, handled, given back or moved. */
export const settleGroup = (writer: Writer, queue: string, group: string | null, nowMs: number): void => {
  if (group === null) return;
  // Messages in flight are always the oldest of their group, and at most one receive's worth.
  const head = headOfGroup(writer, queue, group, receiveMax);
  if (head.length === 0) {
    deleteGroup(writer, queue, group);
    return;
  }
  const readyAt = Math.max(nowMs, ...head.map((row) => row.visible_at));
  setGroupReadyAt(writer, queue, group, readyAt);
  if (readyAt === nowMs) writer.announce(queueTopic(queue));
};

export type Receive = {
  readonly writer: Writer;
  readonly queue: QueueKind;
  readonly max: number;
  readonly visibleAtMs: number;
  readonly nowMs: number;
};

/** Delivers rows, oldest first, and parks those whose receives are used up. */
const deliver = ({ writer, queue, visibleAtMs, nowMs }: Receive, rows: readonly MessageRow[]): readonly ReceivedMessage[] => {
  const delivered: ReceivedMessage[] = [];
  for (const row of rows) {
    const usedUp = queue.maxReceiveCount !== undefined && row.receive_count >= queue.maxReceiveCount;
    if (usedUp) moveMessage(writer, row, deadLetterQueueOf(queue.name), queue.name, nowMs);
    else delivered.push(toMessage(markReceived(writer, row, visibleAtMs)));
  }
  return delivered;
};

/** Takes from the front until something is delivered or nothing is left: parked messages leave room for those behind. */
const deliverFront = (receive: Receive, front: () => readonly MessageRow[]): readonly ReceivedMessage[] => {
  for (let round = 0; round < roundsMax; round += 1) {
    const rows = front();
    if (rows.length === 0) return [];
    const delivered = deliver(receive, rows);
    if (delivered.length > 0) return delivered;
  }
  return [];
};

const receiveGroups = (receive: Receive): readonly ReceivedMessage[] => {
  const { writer, queue, max, nowMs } = receive;
  const received: ReceivedMessage[] = [];
  for (const group of readyGroups(writer, queue.name, nowMs, max)) {
    if (received.length === max) break;
    received.push(...deliverFront(receive, () => headOfGroup(writer, queue.name, group, max - received.length)));
    settleGroup(writer, queue.name, group, nowMs);
  }
  return received;
};

/** Receives up to `max` messages; of a FIFO queue, from the groups that have waited longest. */
export const receiveMessages = (receive: Receive): readonly ReceivedMessage[] => {
  const { writer, queue, max, nowMs } = receive;
  return queue.fifo ? receiveGroups(receive) : deliverFront(receive, () => readyMessages(writer, queue.name, nowMs, max));
};
