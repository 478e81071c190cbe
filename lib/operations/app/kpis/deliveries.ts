import { partitionKey } from '../../../platform/event-store/commit.codec.ts';
import type { StreamId } from '../../../platform/event-store/aggregate.ts';
import type { EventRecord } from '../../../platform/event-store/event-record.ts';
import type { Publication } from '../../../platform/publisher/publisher.ts';
import type { ContextWiring, EventPattern } from '../../../platform/wiring.ts';
import { successPercent } from '../../domain/kpis/statistics.ts';
import type { DeadLetter } from '../dead-letters.ts';

/** Whether an event in EventBridge's envelope is one that a pattern asks for. */
export type CompilePattern = (pattern: EventPattern) => (event: Readonly<Record<string, unknown>>) => boolean;

export type Delivery = {
  readonly events: number;
  /** Queues that each event is meant for, counted together. */
  readonly deliveries: number;
  /** Deliveries that were given up after their tries, and that nobody has sent back yet. */
  readonly givenUp: number;
  /** See `successPercent`. */
  readonly successPercent: number | null;
};

export type QueueLetters = {
  readonly queue: string;
  readonly letters: readonly DeadLetter[];
  /** Whether there are more than could be looked at. */
  readonly hasMore: boolean;
};

type Body = {
  readonly event_id?: string;
  readonly detail?: { readonly event_id?: string };
  readonly record?: { readonly key?: { readonly PK?: string; readonly SK?: string } };
};

/** How a letter is known again: an event by its id, a record of the ledger by its key. */
const nameOf = ({ body }: DeadLetter): string | undefined => {
  const { event_id: ordered, detail, record } = (typeof body === 'object' && body !== null ? body : {}) as Body;
  if (record?.key) return `${record.key.PK} ${record.key.SK}`;
  return detail?.event_id ?? ordered;
};

const firstVersionIn = (name: string): number => Number(name.slice(name.lastIndexOf('#') + 1));

/** Events that the publisher was not able to tell the bus of: those of the commits among its letters. */
const unpublished = (stream: StreamId, records: readonly EventRecord[], letters: readonly string[]): ReadonlySet<string> => {
  const prefix = `${partitionKey(stream)} `;
  const lost = letters.filter((name) => name.startsWith(prefix)).map(firstVersionIn);
  const found = lost.flatMap((version) => {
    const first = records[version - 1];
    // The events of one commit are recorded together, and those of the next one later.
    return first ? records.slice(version - 1).filter((record) => record.recorded_at === first.recorded_at) : [];
  });
  return new Set(found.map(({ event_id }) => event_id));
};

/**
 * Counts to how many queues events were to be delivered, by the subscriptions themselves, and how many of these deliveries lie
 * among the dead letters. What is still being tried is not given up.
 */
export const createCountDeliveries = (parts: {
  readonly wirings: readonly ContextWiring[];
  readonly publications: Readonly<Record<string, Publication>>;
  readonly compile: CompilePattern;
}) => {
  const subscriptions = parts.wirings
    .flatMap((wiring) => wiring.subscriptions ?? [])
    .filter(({ bus }) => bus !== 'aws')
    .map(({ queue, pattern }) => ({ queue, matches: parts.compile(pattern) }));

  const queuesOf = (kind: string, record: EventRecord): readonly string[] => {
    const publication = parts.publications[kind];
    if (!publication) return [];
    const event = { source: publication.source, 'detail-type': publication.detailTypes[record.type], detail: record };
    const subscribed = subscriptions.filter(({ matches }) => matches(event)).map(({ queue }) => queue);
    return publication.ordered ? [...subscribed, publication.ordered.queue] : subscribed;
  };

  return (
    streams: readonly { readonly id: StreamId; readonly records: readonly EventRecord[] }[],
    found: readonly QueueLetters[],
  ): Delivery => {
    const namesOf = ({ queue, letters }: QueueLetters) =>
      letters.flatMap((letter) => nameOf(letter) ?? []).map((name) => ({ queue, name }));
    const names = found.flatMap(namesOf);
    const inQueue = new Set(names.map(({ queue, name }) => `${queue} ${name}`));
    const atPublisher = names.filter(({ queue }) => queue === 'publisher').map(({ name }) => name);
    const count = { events: 0, deliveries: 0, givenUp: 0 };
    for (const { id, records } of streams) {
      const lost = unpublished(id, records, atPublisher);
      for (const record of records) {
        const queues = queuesOf(id.kind, record);
        count.events += 1;
        count.deliveries += queues.length;
        count.givenUp += lost.has(record.event_id)
          ? queues.length
          : queues.filter((queue) => inQueue.has(`${queue} ${record.event_id}`)).length;
      }
    }
    return { ...count, successPercent: successPercent(count.deliveries, count.givenUp) };
  };
};
