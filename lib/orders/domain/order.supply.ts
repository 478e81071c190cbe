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

/**
 * The supply with which the last of `units` is there, when `ahead` units go to others first.
 * @param supply in the order in which it comes
 * @returns undefined when it does not reach so far
 */
export const supplyReaching = (supply: readonly Supply[], ahead: number, units: number): Supply | undefined => {
  let left = ahead + units;
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
