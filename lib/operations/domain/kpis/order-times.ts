import { type Instant, toEpochMs } from '../../../kernel/instant.ts';
import { nearestRank } from './statistics.ts';

/** What the measures need of an event. */
export type TimedEvent = {
  readonly type: string;
  readonly occurred_at: Instant;
  readonly recorded_at: Instant;
  readonly payload: Readonly<Record<string, unknown>>;
};

/** How long an order took, in milliseconds; null for what has not come to be, or is not known. */
export type OrderTimes = {
  /** From the webhook that was answered, or the page that was read, to the recorded order. Null of orders through our own API. */
  readonly receivedToRecorded: number | null;
  readonly receivedToAllocated: number | null;
  readonly receivedToShipped: number | null;
  /** A person, or stock that was not there, may have kept the order waiting. */
  readonly disturbed: boolean;
  /** Nothing more will come of it. */
  readonly closed: boolean;
};

const disturbing: ReadonlySet<string> = new Set(['order.hold_placed', 'order.backordered', 'order.sourcing_reopened']);
const closing: ReadonlySet<string> = new Set(['order.cancelled', 'order.completed', 'order.returned']);

/** Clocks of two computers may disagree by more than lay between. */
const msBetween = (from: Instant, to: Instant): number => Math.max(0, toEpochMs(to) - toEpochMs(from));

/**
 * The times of one order by its own events, first to last. Undefined for a test order, and where the first event is missing.
 *
 * An order is received when its first event occurred: the channel's delivery was taken in, or our API was called. It is
 * allocated when stock is first reserved for it, and shipped when everything that is to leave has left.
 */
export const orderTimes = (events: readonly TimedEvent[]): OrderTimes | undefined => {
  const [first] = events;
  if (first?.type !== 'order.created' || first.payload['test'] === true) return undefined;
  const since = (type: string): number | null => {
    const found = events.find((event) => event.type === type);
    return found ? msBetween(first.occurred_at, found.recorded_at) : null;
  };
  // What a channel brought has a payload. Orders from before deliveries were dated bear one moment alone, which tells nothing.
  const isDated = first.payload['payload_ref'] !== null && first.occurred_at !== first.recorded_at;
  return {
    receivedToRecorded: isDated ? msBetween(first.occurred_at, first.recorded_at) : null,
    receivedToAllocated: since('item.allocated'),
    receivedToShipped: since('order.shipped'),
    disturbed: events.some(({ type }) => disturbing.has(type)),
    closed: events.some(({ type }) => closing.has(type)),
  };
};

/** Percentiles of one time over orders. */
export type Latency = {
  /** Orders that got there, which the percentiles are of. */
  readonly orders: number;
  /** Orders that have not, and still may: they are not in the percentiles, however long they have waited. */
  readonly waiting: number;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
};

/** 95th and 99th percentile by nearest rank, in milliseconds. */
export const latencyOf = (
  orders: readonly OrderTimes[],
  name: 'receivedToRecorded' | 'receivedToAllocated' | 'receivedToShipped',
): Latency => {
  const times = orders.map((order) => order[name]).filter((ms) => ms !== null);
  return {
    orders: times.length,
    waiting: name === 'receivedToRecorded' ? 0 : orders.filter((order) => order[name] === null && !order.closed).length,
    p95Ms: nearestRank(times, 95),
    p99Ms: nearestRank(times, 99),
  };
};
