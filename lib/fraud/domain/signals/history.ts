import { type Instant, toEpochMs } from '../../../kernel/instant.ts';
import type { CurrencyCode } from '../../../kernel/money.ts';

/** An earlier order, as the lists know it. */
export type PastOrder = {
  readonly orderId: string;
  readonly placedAt: Instant;
  readonly personId: string | null;
  /** Minor units of its currency; null where the list does not say. */
  readonly totalMinor: number | null;
  readonly currency: CurrencyCode | null;
};

/** How many orders came in the time before an order, which is not counted itself. */
export type Velocity = { readonly lastHour: number; readonly lastDay: number; readonly lastWeek: number };

const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
const weekMs = 7 * dayMs;

const within = (orders: readonly PastOrder[], now: number, ms: number): readonly PastOrder[] =>
  orders.filter(({ placedAt }) => toEpochMs(placedAt) > now - ms && toEpochMs(placedAt) <= now);

/** @param orders earlier ones, without the order itself */
export const velocityAt = (orders: readonly PastOrder[], at: Instant): Velocity => {
  const now = toEpochMs(at);
  const count = (ms: number): number => within(orders, now, ms).length;
  return { lastHour: count(hourMs), lastDay: count(dayMs), lastWeek: count(weekMs) };
};

/** Different customers of a week, the order's own among them. Orders whose customer nobody knows count as none. */
export const peopleAt = (orders: readonly PastOrder[], at: Instant, own: string | null): number => {
  const people = new Set(within(orders, toEpochMs(at), weekMs).flatMap(({ personId }) => personId ?? []));
  if (own !== null) people.add(own);
  return people.size;
};

const middle = (sorted: readonly number[]): number | null => {
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
};

/** Median of what earlier orders in this currency came to, in minor units; null when there is none. */
export const medianTotal = (orders: readonly PastOrder[], currency: CurrencyCode): number | null =>
  middle(orders.flatMap((order) => (order.currency === currency ? (order.totalMinor ?? []) : [])).toSorted((one, other) => one - other));

/** How sure a rate has to be before it counts for itself: as if so many orders had been seen at the prior rate. */
export const priorOrders = 50;
/** Share of card orders that end in a chargeback, before anything is known: about the level at which card schemes take notice. */
export const priorChargebackRate = 0.006;

/** Share of orders charged back, drawn towards the prior where few orders have been seen. From 0 to 1. */
export const shrunkRate = (chargebacks: number, orders: number): number =>
  (chargebacks + priorOrders * priorChargebackRate) / (orders + priorOrders);
