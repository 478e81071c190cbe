/**
 * How reservations of one item come into its stream. `plain`: one after the other, each a write of its own. `group`: all that
 * wait are decided one after the other in memory and written at once.
 */
export type StrategyName = 'plain' | 'group';

/**
 * Reservations of one item in a second from which on they are grouped. A write takes some milliseconds on either engine, so
 * that from here on buyers would begin to wait for one another.
 */
export const groupFromPerSecond = 100;

/** Reservations of one item in a second below which each is written by itself again. */
export const plainBelowPerSecond = 50;

/** The strategy for an item from the one it has had and the rate now. The gap between the bounds keeps it from swinging. */
export const chooseStrategy = (current: StrategyName, reservationsPerSecond: number): StrategyName => {
  if (reservationsPerSecond >= groupFromPerSecond) return 'group';
  return reservationsPerSecond < plainBelowPerSecond ? 'plain' : current;
};
