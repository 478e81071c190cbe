import { type Instant, toEpochMs } from '../../kernel/instant.ts';
import type { Clock, Ids, OutgoingMessage, Queue } from '../ports.ts';
import type { QueueWiring } from '../wiring.ts';
import { moveMessage, type QueueKind, receiveMessages, settleGroup } from './queue.delivery.ts';
import {
  checkMessage,
  checkWithin,
  deadLetterQueueOf,
  deduplicationWindowMs,
  receiveMax,
  visibilitySecondsMax,
} from '../rules/queue.rules.ts';
import {
  countMessages,
  defineQueueTables,
  deleteMessage,
  endDeliveries,
  forgetDeduplications,
  insertMessage,
  type MessageRow,
  messageByMessageId,
  messageOfReceipt,
  nextReceivableAt,
  oldestMessages,
  queueTopic,
  rememberDeduplication,
  setVisibleAt,
  toMessage,
} from './queue.storage.ts';
import type { Store, Writer } from './store.ts';

/** Receives before a message goes to the dead-letter queue, unless its wiring says otherwise. */
export const maxReceiveCountDefault = 4;

export type QueueDefinition = Pick<QueueWiring, 'name' | 'fifo' | 'maxReceiveCount'>;

export type EmbeddedQueue = Queue & {
  readonly name: string;
  readonly fifo: boolean;
  /** From when a receive may find something; undefined while the queue is empty. May lie in the past. */
  nextReceivableAt(): Instant | undefined;
};

export type EmbeddedQueues = {
  /** @throws Error for a queue that was not defined */
  get(name: string): EmbeddedQueue;
  readonly names: readonly string[];
  /** Adds a message within a write that does more than that. @throws as `send` does */
  enqueue(writer: Writer, name: string, message: OutgoingMessage & { readonly messageId: string }): void;
  /**
   * Makes every message receivable that was being handled. For the start of the process that handles them all: whoever held
   * them is gone, and waiting for the visibility time would keep orders for a minute. @returns how many
   */
  takeBack(): Promise<number>;
};

export type QueuesOptions = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Each gets a dead-letter queue `<name>-dlq` of its own kind. */
  readonly definitions: readonly QueueDefinition[];
  /** Dead-letter queues of readers that are not queues, such as a stream's. */
  readonly deadLetterQueues?: readonly string[];
};

/**
 * Opens the queues of a store.
 * @throws Error when two queues have one name
 */
export const openQueues = ({ store, clock, ids, definitions, deadLetterQueues = [] }: QueuesOptions): EmbeddedQueues => {
  defineQueueTables(store);
  const nowMs = (): number => toEpochMs(clock.now());
  const known = new Map<string, QueueKind>();
  const queues = new Map<string, EmbeddedQueue>();

  const requireDefinition = (name: string): QueueKind => {
    const definition = known.get(name);
    if (definition === undefined) throw new Error(`No wiring declares the queue ${JSON.stringify(name)}`);
    return definition;
  };

  const enqueue = (writer: Writer, { name, fifo }: QueueKind, message: OutgoingMessage & { readonly messageId: string }): void => {
    const now = nowMs();
    const { deduplicationId, delaySeconds = 0 } = message;
    if (deduplicationId !== undefined) {
      forgetDeduplications(writer, now, 4);
      if (!rememberDeduplication(writer, name, deduplicationId, now, now + deduplicationWindowMs)) return;
    }
    const { messageId, body } = message;
    const group = fifo ? (message.group as string) : null;
    insertMessage(writer, name, { messageId, body, group, sentAtMs: now, visibleAtMs: now + delaySeconds * 1_000, source: null }, now);
  };

  const add = (definition: QueueKind): void => {
    if (known.has(definition.name)) throw new Error(`Two queues are named ${JSON.stringify(definition.name)}`);
    known.set(definition.name, definition);
    queues.set(definition.name, createQueue({ store, ids, nowMs, definition, requireDefinition, enqueue }));
  };

  for (const { name, fifo = false, maxReceiveCount = maxReceiveCountDefault } of definitions) {
    add({ name, fifo, maxReceiveCount });
    add({ name: deadLetterQueueOf(name), fifo, maxReceiveCount: undefined, redrivesTo: name });
  }
  for (const name of deadLetterQueues) add({ name, fifo: false, maxReceiveCount: undefined });

  return {
    takeBack: () => store.write((writer) => endDeliveries(writer, nowMs())),
    names: [...known.keys()],
    get: (name) => queues.get(requireDefinition(name).name) as EmbeddedQueue,
    enqueue: (writer, name, message) => {
      const definition = requireDefinition(name);
      checkMessage(definition.fifo, message);
      enqueue(writer, definition, message);
    },
  };
};

type QueueParts = {
  readonly store: Store;
  readonly ids: Ids;
  readonly nowMs: () => number;
  readonly definition: QueueKind;
  readonly requireDefinition: (name: string) => QueueKind;
  readonly enqueue: (writer: Writer, definition: QueueKind, message: OutgoingMessage & { readonly messageId: string }) => void;
};

const createQueue = ({ store, ids, nowMs, definition, requireDefinition, enqueue }: QueueParts): EmbeddedQueue => {
  const { name, fifo } = definition;

  const redriveOne = (writer: Writer, row: MessageRow, now: number): boolean => {
    // What a stream's reader parked has no queue to go back to, and what is being looked into stays where it is.
    const target = row.source ?? definition.redrivesTo;
    if (target === undefined || row.visible_at > now) return false;
    moveMessage(writer, row, requireDefinition(target).name, null, now);
    settleGroup(writer, name, row.group_id, now);
    return true;
  };

  return {
    name,
    fifo,

    send: async (messages) => {
      for (const message of messages) checkMessage(fifo, message);
      if (messages.length === 0) return;
      const numbered = messages.map((message) => ({ ...message, messageId: ids.next() }));
      await store.write((writer) => {
        for (const message of numbered) enqueue(writer, definition, message);
      });
    },

    receive: async ({ max, visibilitySeconds }) => {
      checkWithin('max', max, 1, receiveMax);
      checkWithin('visibilitySeconds', visibilitySeconds, 0, visibilitySecondsMax);
      // A poller that finds nothing must not cost a commit.
      const at = nextReceivableAt(store, name, fifo);
      if (at === undefined || toEpochMs(at) > nowMs()) return [];
      return store.write((writer) => {
        const now = nowMs();
        return receiveMessages({ writer, queue: definition, max, visibleAtMs: now + visibilitySeconds * 1_000, nowMs: now });
      });
    },

    acknowledge: (receipt) =>
      store.write((writer) => {
        const now = nowMs();
        const row = messageOfReceipt(writer, name, receipt, now);
        if (row === undefined) return;
        deleteMessage(writer, row.id);
        settleGroup(writer, name, row.group_id, now);
      }),

    changeVisibility: async (receipt, seconds) => {
      checkWithin('seconds', seconds, 0, visibilitySecondsMax);
      await store.write((writer) => {
        const now = nowMs();
        const row = messageOfReceipt(writer, name, receipt, now);
        if (row === undefined) return;
        setVisibleAt(writer, row.id, now + seconds * 1_000);
        if (row.group_id === null) writer.announce(queueTopic(name));
        settleGroup(writer, name, row.group_id, now);
      });
    },

    depth: async () => countMessages(store, name, nowMs()),

    looksAreFree: true,
    browse: async (limit) => {
      checkWithin('limit', limit, 1, 1_000);
      return oldestMessages(store, name, limit).map(toMessage);
    },

    redrive: async ({ limit, messageIds }) => {
      checkWithin('limit', limit, 1, 10_000);
      return store.write((writer) => {
        const rows =
          messageIds === undefined
            ? oldestMessages(writer, name, limit)
            : messageIds.slice(0, limit).flatMap((messageId) => messageByMessageId(writer, name, messageId) ?? []);
        const now = nowMs();
        return rows.filter((row) => redriveOne(writer, row, now)).length;
      });
    },

    nextReceivableAt: () => nextReceivableAt(store, name, fifo),
  };
};
