import { toEpochMs } from '../../kernel/instant.ts';
import { type BusEvent, type Clock, type EventBus, type Ids, LimitExceededError, type PublishFailure } from '../ports.ts';
import type { SubscriptionWiring } from '../wiring.ts';
import { compileEventPattern, type EventMatcher } from './event-pattern.ts';
import type { EmbeddedQueues } from './queue.sqlite.ts';
import type { Store } from './store.ts';

const entriesMax = 10;
const requestBytesMax = 256 * 1024;
/** What EventBridge counts for a given time. */
const timeBytes = 14;

type Subscription = { readonly name: string; readonly queue: string; readonly matches: EventMatcher };

/** EventBridge's envelope, as consumers get it. */
export type EventEnvelope = {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** Whole seconds, as EventBridge gives it. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
};

const sizeOf = ({ source, detailType, time }: BusEvent, detailText: string): number =>
  Buffer.byteLength(source) + Buffer.byteLength(detailType) + Buffer.byteLength(detailText) + (time === undefined ? 0 : timeBytes);

/** Why EventBridge would not take an entry, if it would not. */
const problemOf = ({ source, detailType, detail }: BusEvent): Omit<PublishFailure, 'index'> | undefined => {
  if (source === '' || detailType === '') return { code: 'InvalidArgument', message: 'Source and detail type must not be empty' };
  if (source.startsWith('aws.')) return { code: 'NotAuthorizedForSourceException', message: 'Sources that begin with aws. are reserved' };
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail))
    return { code: 'MalformedDetail', message: 'Detail must be a JSON object' };
  return undefined;
};

const compileSubscriptions = (subscriptions: readonly SubscriptionWiring[], queues: EmbeddedQueues): readonly Subscription[] =>
  subscriptions.map(({ name, pattern, queue }) => {
    // The bus keeps no order and knows no group, so a FIFO queue behind it would promise what it cannot keep.
    if (queues.get(queue).fifo) throw new Error(`Subscription ${JSON.stringify(name)} sends to the FIFO queue ${JSON.stringify(queue)}`);
    return { name, queue, matches: compileEventPattern(pattern) };
  });

/**
 * A bus that puts each event on the queues whose pattern it matches, durably and all at once for each event.
 * @throws Error for a subscription to an unknown or FIFO queue, EventPatternError for a pattern it cannot run
 */
export const openEventBus = (
  store: Store,
  queues: EmbeddedQueues,
  clock: Clock,
  ids: Ids,
  wirings: readonly SubscriptionWiring[],
): EventBus => {
  const subscriptions = compileSubscriptions(wirings, queues);

  const toEnvelope = (event: BusEvent): EventEnvelope => ({
    version: '0',
    id: ids.next(),
    'detail-type': event.detailType,
    source: event.source,
    account: '000000000000',
    time: `${new Date(toEpochMs(event.time ?? clock.now())).toISOString().slice(0, 19)}Z`,
    region: 'local',
    resources: [],
    detail: event.detail,
  });

  const deliver = async (event: BusEvent): Promise<void> => {
    const envelope = toEnvelope(event);
    const targets = subscriptions.filter((subscription) => subscription.matches(envelope));
    if (targets.length === 0) return;
    const body = JSON.stringify(envelope);
    const messages = targets.map(({ queue }) => ({ queue, message: { body, messageId: ids.next() } }));
    await store.write((writer) => {
      for (const { queue, message } of messages) queues.enqueue(writer, queue, message);
    });
  };

  const attempt = async (event: BusEvent, index: number): Promise<PublishFailure | undefined> => {
    const problem = problemOf(event);
    if (problem !== undefined) return { index, ...problem };
    try {
      await deliver(event);
      return undefined;
    } catch (error) {
      return { index, code: 'InternalFailure', message: error instanceof Error ? error.message : String(error) };
    }
  };

  return {
    publish: async (events) => {
      if (events.length > entriesMax)
        throw new LimitExceededError(`${events.length} events were published at once; allowed are ${entriesMax}`);
      const bytes = events.reduce((sum, event) => sum + sizeOf(event, JSON.stringify(event.detail) ?? ''), 0);
      if (bytes > requestBytesMax) throw new LimitExceededError(`The events have ${bytes} bytes; allowed are ${requestBytesMax}`);
      const failures = await Promise.all(events.map(attempt));
      return failures.filter((failure) => failure !== undefined);
    },
  };
};
