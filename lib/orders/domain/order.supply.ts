// When waiting units will be there, by the supply that is on its way and by those who wait before them.
import type { LocationId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { LinePromise } from './order.values.ts';

/** Units that are on their way, and when they are expected. */
export type Supply = {
  readonly locationId: LocationId;
  readonly quantity: number;
  readonly expectedAt: Instant;
  /** The purchase order or transfer. */
  readonly reference: string;
};

/** In the order in which it comes. */
export const bySupplyDate = (supply: readonly Supply[]): readonly Supply[] =>
  supply.toSorted((left, right) => compare(left.expectedAt, right.expectedAt) || compare(left.reference, right.reference));

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Units that go to those who wait before an order: some are sent from anywhere, others are collected where they come. */
export type UnitsAhead = {
  readonly anywhere: number;
  readonly at: ReadonlyMap<LocationId, number>;
};

export const nobodyAhead: UnitsAhead = { anywhere: 0, at: new Map() };

/** @param place where the customer comes for the units; null when they are sent */
export const withAhead = (ahead: UnitsAhead, units: number, place: LocationId | null): UnitsAhead =>
  place === null
    ? { ...ahead, anywhere: ahead.anywhere + units }
    : { ...ahead, at: new Map(ahead.at).set(place, (ahead.at.get(place) ?? 0) + units) };

const takeFirst = (supply: readonly Supply[], units: number, isTaken: (one: Supply) => boolean): readonly Supply[] => {
  let wanted = units;
  return supply.map((one) => {
    const taken = isTaken(one) ? Math.min(wanted, one.quantity) : 0;
    wanted -= taken;
    return taken === 0 ? one : { ...one, quantity: one.quantity - taken };
  });
};

/**
 * What of the supply those ahead leave. Those who collect take what comes to their place, as nothing else helps them; the
 * others then take what comes first, wherever it comes.
 * @param supply in the order in which it comes
 */
export const supplyLeft = (supply: readonly Supply[], { anywhere, at }: UnitsAhead): readonly Supply[] => {
  const collected = [...at].reduce((left, [place, units]) => takeFirst(left, units, (one) => one.locationId === place), supply);
  return takeFirst(collected, anywhere, () => true).filter(({ quantity }) => quantity > 0);
};

/**
 * The supply with which the last of `units` is there.
 * @param supply in the order in which it comes
 * @returns undefined when it does not reach so far
 */
export const supplyReaching = (supply: readonly Supply[], units: number): Supply | undefined => {
  let left = units;
  for (const one of supply) {
    left -= one.quantity;
    if (left <= 0) return one;
  }
  return undefined;
};

export const unitsIn = (supply: readonly Supply[]): number => supply.reduce((sum, { quantity }) => sum + quantity, 0);

/** What is promised of units that the supply brings (`undefined`: none does), of an article that is sold from `releasedAt` on. */
export const promiseBy = (
  units: Pick<LinePromise, 'lineId' | 'quantity'>,
  supply: Supply | undefined,
  releasedAt: Instant | undefined,
): LinePromise => {
  const { lineId, quantity } = units;
  const kind = releasedAt === undefined ? 'backorder' : 'preorder';
  if (supply === undefined) return { lineId, quantity, promisedFor: releasedAt ?? null, basis: 'unknown', kind, reference: null };
  const promisedFor = releasedAt !== undefined && releasedAt > supply.expectedAt ? releasedAt : supply.expectedAt;
  return { lineId, quantity, promisedFor, basis: 'incoming', kind, reference: supply.reference };
};

/** When the last of them is there; null when nobody knows of one, or there is none. */
export const lastDate = (promises: readonly Pick<LinePromise, 'promisedFor'>[]): Instant | null =>
  promises.reduce<Instant | null | undefined>((last, { promisedFor }) => {
    if (last === null || promisedFor === null) return null;
    return last === undefined || promisedFor > last ? promisedFor : last;
  }, undefined) ?? null;

/** Units that are in stock and wait for the rest of their order go with the last of it. */
export const withCompletion = (waiting: readonly LinePromise[]): readonly LinePromise[] => {
  const last = lastDate(waiting.filter(({ basis }) => basis !== 'stock'));
  return waiting.map((one) => (one.basis === 'stock' ? { ...one, promisedFor: last } : one));
};
