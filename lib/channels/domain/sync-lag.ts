import { type Instant, plusMs } from '../../kernel/instant.ts';

/**
 * Times from a change to a channel's acceptance, counted in classes. Each class is wider than the one before by the root of
 * two, so that 32 numbers tell a percentile to within a factor of 1.41, whatever number of times was seen.
 */
export type LagClasses = readonly number[];

const firstBoundSeconds = 0.25;
const classes = 32;
const seenMax = 400;
/** Fewer say nothing of the slowest twentieth. */
const seenMin = 20;

const boundOf = (index: number): number => firstBoundSeconds * 2 ** (index / 2);

/** Adds times in seconds. When 400 are counted, all count half, so that what is long ago fades. */
export const withLags = (before: LagClasses, seconds: readonly number[]): LagClasses => {
  let counts = Array.from({ length: classes }, (_, index) => before[index] ?? 0);
  for (const each of seconds) {
    const found = counts.findIndex((_, index) => each <= boundOf(index));
    const index = found === -1 ? classes - 1 : found;
    counts[index] = (counts[index] ?? 0) + 1;
    if (counts.reduce((sum, count) => sum + count, 0) >= seenMax) counts = counts.map((count) => Math.floor(count / 2));
  }
  return counts;
};

/** Seconds that 95 of 100 stay below, by the upper bound of the class; undefined while fewer than 20 were seen. */
export const lagP95 = (counts: LagClasses): number | undefined => {
  const seen = counts.reduce((sum, count) => sum + count, 0);
  if (seen < seenMin) return undefined;
  let sum = 0;
  for (const [index, count] of counts.entries()) {
    sum += count;
    if (sum >= 0.95 * seen) return boundOf(index);
  }
  return boundOf(classes - 1);
};

/** A change waits up to six seconds for others before it is told. */
const waitSeconds = 6;

/**
 * Seconds from a channel's acceptance until buyers see it, as vendors and the field tell: Shopify 200 to 500 milliseconds,
 * Amazon's feed 5 to 15 minutes; Walmart says no figure but minutes.
 */
const shownAfterSeconds: Readonly<Record<string, number>> = { shopify: 0.5, woocommerce: 1, amazon: 900, walmart: 900 };

/** Seconds from acceptance until buyers see it, as vendors and the field tell. */
export const shownAfter = (channel: string): number => shownAfterSeconds[channel] ?? 60;

/**
 * Whether an account could be bought from when an order was placed: it shows some units, or was told of none so late that
 * buyers may have seen the old number.
 * @param stock what the account was told last, and when it accepted that there is none
 */
export const couldBeBought = (
  stock: { readonly quantity: number | null; readonly shownUntil: Instant | null },
  channel: string,
  placedAt: Instant,
): boolean => (stock.quantity ?? 0) > 0 || (stock.shownUntil !== null && placedAt <= plusMs(stock.shownUntil, shownAfter(channel) * 1_000));

/** How long a channel may show an old number: until it has accepted the new one, as measured, and until buyers see it. */
export const syncLagOf = (channel: string, counts: LagClasses): { readonly seconds: number; readonly basis: 'measured' | 'prior' } => {
  const measured = lagP95(counts);
  return { seconds: (measured ?? waitSeconds) + shownAfter(channel), basis: measured === undefined ? 'prior' : 'measured' };
};
