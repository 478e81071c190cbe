import { fromEpochMs } from '../../kernel/instant.ts';
import type { Ids, OutgoingMessage, Queue, ReceivedMessage } from '../ports.ts';
import {
  checkMessage,
  checkWithin,
  deadLetterQueueOf,
  deduplicationWindowMs,
  receiveMax,
  visibilitySecondsMax,
} from '../rules/queue.rules.ts';

export type ModelQueueDefinition = { readonly name: string; readonly fifo?: boolean; readonly maxReceiveCount?: number };

export type ModelQueue = Queue & {
  /** From when a receive may find something, in milliseconds; undefined while there is nothing. May lie in the past. */
  readonly nextReceivableMs: () => number | undefined;
};

export type ModelQueues = {
  /** @throws Error for a queue that was not defined */
  readonly get: (name: string) => ModelQueue;
  readonly names: readonly string[];
};

export type ModelQueuesOptions = {
  readonly nowMs: () => number;
  readonly ids: Ids;
  readonly definitions: readonly ModelQueueDefinition[];
  /** Dead-letter queues of readers that are not queues. */
  readonly deadLetterQueues?: readonly string[];
  /** Whether a message just received stays visible all the same, as a standard queue of SQS may have it. @default never */
  readonly deliversTwice?: () => boolean;
  /** Told whenever a queue may have got something to receive. */
  readonly onChanged?: (queue: string) => void;
};

type Message = {
  readonly order: number;
  readonly messageId: string;
  readonly body: string;
  readonly group: string | undefined;
  readonly sentAtMs: number;
  readonly source: string | undefined;
  visibleAtMs: number;
  receiveCount: number;
  deliveries: number;
};

type Kind = {
  readonly name: string;
  readonly fifo: boolean;
  readonly maxReceiveCount: number;
  /** Where a dead-letter queue sends back what came to it directly. */
  readonly redrivesTo: string | undefined;
};

type Shelf = { readonly kind: Kind; readonly messages: Map<number, Message> };

const maxReceiveCountDefault = 4;

const receiptOf = ({ order, deliveries }: Message): string => `${order}.${deliveries}`;

const toReceived = (message: Message): ReceivedMessage => ({
  messageId: message.messageId,
  body: message.body,
  ...(message.group === undefined ? {} : { group: message.group }),
  receipt: receiptOf(message),
  receiveCount: message.receiveCount,
  sentAt: fromEpochMs(message.sentAtMs),
});

/** Messages that may be received, in order. Of a FIFO group only while none of it is being handled or held back. */
const receivable = ({ kind, messages }: Shelf, now: number): readonly Message[] => {
  const held = new Set<string>();
  if (kind.fifo) for (const { group, visibleAtMs } of messages.values()) if (visibleAtMs > now && group !== undefined) held.add(group);
  const ready = [...messages.values()].filter(({ visibleAtMs, group }) => visibleAtMs <= now && !(group !== undefined && held.has(group)));
  return kind.fifo ? ready : ready.sort((left, right) => left.visibleAtMs - right.visibleAtMs || left.order - right.order);
};

const soonest = ({ kind, messages }: Shelf): number | undefined => {
  if (messages.size === 0) return undefined;
  if (!kind.fifo) return Math.min(...[...messages.values()].map(({ visibleAtMs }) => visibleAtMs));
  const groups = Map.groupBy(messages.values(), ({ group }) => group);
  return Math.min(...[...groups.values()].map((members) => Math.max(...members.map(({ visibleAtMs }) => visibleAtMs))));
};

/** Queues in memory, after SQS. */
export const createModelQueues = (options: ModelQueuesOptions): ModelQueues => {
  const { nowMs, ids, deliversTwice = () => false, onChanged = () => undefined } = options;
  const shelves = new Map<string, Shelf>();
  const rememberedUntil = new Map<string, number>();
  let order = 0;

  const shelfOf = (name: string): Shelf => {
    const shelf = shelves.get(name);
    if (shelf === undefined) throw new Error(`No wiring declares the queue ${JSON.stringify(name)}`);
    return shelf;
  };

  const add = (name: string, message: Pick<Message, 'messageId' | 'body' | 'group' | 'sentAtMs' | 'source' | 'visibleAtMs'>): void => {
    order += 1;
    shelfOf(name).messages.set(order, { ...message, order, receiveCount: 0, deliveries: 0 });
    onChanged(name);
  };

  const move = (from: Shelf, message: Message, to: string, source: string | undefined): void => {
    from.messages.delete(message.order);
    const { messageId, body, group, sentAtMs } = message;
    add(to, { messageId, body, group, sentAtMs, source, visibleAtMs: nowMs() });
  };

  const isRepeated = (queue: string, id: string | undefined): boolean => {
    if (id === undefined) return false;
    const known = `${queue} ${id}`;
    if ((rememberedUntil.get(known) ?? 0) > nowMs()) return true;
    rememberedUntil.set(known, nowMs() + deduplicationWindowMs);
    return false;
  };

  const send = (kind: Kind, { body, group, deduplicationId, delaySeconds = 0 }: OutgoingMessage): void => {
    const messageId = ids.next();
    if (isRepeated(kind.name, deduplicationId)) return;
    const now = nowMs();
    add(kind.name, { messageId, body, group, sentAtMs: now, visibleAtMs: now + delaySeconds * 1_000, source: undefined });
  };

  const take = (message: Message, shelf: Shelf, visibilityMs: number): ReceivedMessage => {
    message.receiveCount += 1;
    message.deliveries += 1;
    const stays = !shelf.kind.fifo && deliversTwice();
    // A message delivered twice at once counts both receives, and the second takes the receipt over.
    message.visibleAtMs = stays ? nowMs() + 1 : nowMs() + visibilityMs;
    return toReceived(message);
  };

  const receive = (shelf: Shelf, max: number, visibilityMs: number): readonly ReceivedMessage[] => {
    const received: ReceivedMessage[] = [];
    const { kind } = shelf;
    for (const message of receivable(shelf, nowMs())) {
      if (received.length === max) break;
      if (message.receiveCount >= kind.maxReceiveCount) move(shelf, message, deadLetterQueueOf(kind.name), kind.name);
      else received.push(take(message, shelf, visibilityMs));
    }
    onChanged(kind.name);
    return received;
  };

  const held = (shelf: Shelf, receipt: string): Message | undefined => {
    const message = shelf.messages.get(Number(receipt.split('.')[0]));
    return message !== undefined && receiptOf(message) === receipt && message.visibleAtMs > nowMs() ? message : undefined;
  };

  const open = (kind: Kind): ModelQueue => {
    const shelf: Shelf = { kind, messages: new Map() };
    if (shelves.has(kind.name)) throw new Error(`Two queues are named ${JSON.stringify(kind.name)}`);
    shelves.set(kind.name, shelf);
    const { messages } = shelf;
    return {
      send: async (outgoing) => {
        for (const message of outgoing) checkMessage(kind.fifo, message);
        for (const message of outgoing) send(kind, message);
      },
      receive: async ({ max, visibilitySeconds }) => {
        checkWithin('max', max, 1, receiveMax);
        checkWithin('visibilitySeconds', visibilitySeconds, 0, visibilitySecondsMax);
        return receive(shelf, max, visibilitySeconds * 1_000);
      },
      acknowledge: async (receipt) => {
        const message = held(shelf, receipt);
        if (message) messages.delete(message.order);
        onChanged(kind.name);
      },
      changeVisibility: async (receipt, seconds) => {
        checkWithin('seconds', seconds, 0, visibilitySecondsMax);
        const message = held(shelf, receipt);
        if (message) message.visibleAtMs = nowMs() + seconds * 1_000;
        onChanged(kind.name);
      },
      depth: async () => {
        const inFlight = [...messages.values()].filter(({ visibleAtMs, receiveCount }) => visibleAtMs > nowMs() && receiveCount > 0).length;
        return { waiting: messages.size - inFlight, inFlight };
      },
      looksAreFree: true,
      browse: async (limit) => {
        checkWithin('limit', limit, 1, 1_000);
        return [...messages.values()].slice(0, limit).map(toReceived);
      },
      redrive: async ({ limit, messageIds }) => {
        checkWithin('limit', limit, 1, 10_000);
        const chosen = [...messages.values()]
          .filter(({ messageId }) => messageIds === undefined || messageIds.includes(messageId))
          .slice(0, limit);
        const back = chosen.flatMap((message) => {
          const target = message.source ?? kind.redrivesTo;
          return target === undefined || message.visibleAtMs > nowMs() ? [] : [{ message, target }];
        });
        for (const { message, target } of back) move(shelf, message, target, undefined);
        return back.length;
      },
      nextReceivableMs: () => soonest(shelf),
    };
  };

  const queues = new Map<string, ModelQueue>();
  for (const { name, fifo = false, maxReceiveCount = maxReceiveCountDefault } of options.definitions) {
    queues.set(name, open({ name, fifo, maxReceiveCount, redrivesTo: undefined }));
    const dead = deadLetterQueueOf(name);
    queues.set(dead, open({ name: dead, fifo, maxReceiveCount: Number.POSITIVE_INFINITY, redrivesTo: name }));
  }
  for (const name of options.deadLetterQueues ?? [])
    queues.set(name, open({ name, fifo: false, maxReceiveCount: Number.POSITIVE_INFINITY, redrivesTo: undefined }));
  return {
    names: [...queues.keys()],
    get: (name) => queues.get(shelfOf(name).kind.name) as ModelQueue,
  };
};
