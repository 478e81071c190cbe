/**
 * How reservations of one item are written. `plain`: one after the other, each a write of its own. `group`: all that wait are
 * decided one after the other in memory and written at once. `buckets`: the item's free units are leased to several streams,
 * from each of which other buyers are served.
 */
export type StrategyName = 'plain' | 'group' | 'buckets';

/** What an installation does about an item that many want. */
export type BusyStrategy = Exclude<StrategyName, 'plain'>;

/**
 * Reservations of one item in a second from which on they are grouped. A write takes some milliseconds on either engine, so
 * that from here on buyers would begin to wait for one another.
 */
export const groupFromPerSecond = 100;

/** Reservations of one item in a second below which each is written by itself again. */
export const plainBelowPerSecond = 50;

/** Buckets of an item, each a partition of its own. */
export const bucketSlots = 8;

/** From when on an item counts as one that many want, and from when on it is sold from buckets. */
export type BusyBounds = {
  /** Reservations in a second from which on, and below which not any more. */
  readonly fromPerSecond: number;
  readonly belowPerSecond: number;
  /** Buckets of an item that gets its first. */
  readonly slots: number;
  /** Free units below which an item gets none: each would have only a few, and buyers would go from one to the next. */
  readonly fromUnits: number;
};

/** Those of every installation whose orders are real ones. */
export const usualBounds: BusyBounds = {
  fromPerSecond: groupFromPerSecond,
  belowPerSecond: plainBelowPerSecond,
  slots: bucketSlots,
  fromUnits: 8 * bucketSlots,
};

/** The strategy for an item from the one it has had and the rate now. The gap between the bounds keeps it from swinging. */
export const chooseStrategy = (
  current: StrategyName,
  reservationsPerSecond: number,
  busy: BusyStrategy = 'group',
  { fromPerSecond, belowPerSecond }: BusyBounds = usualBounds,
): StrategyName => {
  if (reservationsPerSecond >= fromPerSecond) return busy;
  return reservationsPerSecond < belowPerSecond ? 'plain' : current;
};
