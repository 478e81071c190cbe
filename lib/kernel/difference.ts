// Whether two groups differ by more than chance: an estimate, a 95 % interval, and a verdict.

/** What one group came to: how many there were, and of how many of them it was so. */
export type Proportion = { readonly count: number; readonly of: number };

/** `variance` is of the values themselves, with one less than their number below. */
export type Sampled = { readonly count: number; readonly mean: number; readonly variance: number };

export type Difference = {
  /** The first less the second. */
  readonly estimate: number;
  /** Bounds of the 95 % interval of the estimate. */
  readonly low: number;
  readonly high: number;
  /** The interval does not hold 0. It says so for one look: whoever looks again and again finds a difference by chance more often. */
  readonly proven: boolean;
};

const z = 1.959963984540054;

/** Fewer in either group say nothing: the approximations do not hold. */
export const comparedMin = 10;

/** Wilson's score interval of one share (Wilson 1927). */
const wilson = ({ count, of }: Proportion): readonly [number, number] => {
  const share = count / of;
  const middle = share + (z * z) / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const below = 1 + (z * z) / of;
  return [(middle - half) / below, (middle + half) / below];
};

const of = (estimate: number, low: number, high: number): Difference => ({ estimate, low, high, proven: low > 0 || high < 0 });

/**
 * Difference of two shares, from −1 to 1, by the hybrid of Wilson's intervals (Newcombe, Statistics in Medicine 17, 1998, method
 * 10), which holds for rare events too.
 * @returns undefined with fewer than `comparedMin` in either group
 */
export const differenceOfShares = (one: Proportion, other: Proportion): Difference | undefined => {
  if (one.of < comparedMin || other.of < comparedMin) return undefined;
  const [first, second] = [one.count / one.of, other.count / other.of];
  const [[lowOne, highOne], [lowOther, highOther]] = [wilson(one), wilson(other)];
  const estimate = first - second;
  return of(estimate, estimate - Math.hypot(first - lowOne, highOther - second), estimate + Math.hypot(highOne - first, second - lowOther));
};

/** 97.5 % quantile of Student's t, by the expansion in 1 ÷ degrees (Abramowitz and Stegun 26.7.5); to 0.001 from 9 degrees on. */
export const studentQuantile = (degrees: number): number => {
  const g1 = (z ** 3 + z) / 4;
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + g1 / degrees + g2 / degrees ** 2 + g3 / degrees ** 3;
};

/**
 * Difference of two means with unequal variances (Welch, Biometrika 34, 1947), in the unit of the values.
 * @returns undefined with fewer than `comparedMin` in either group
 */
export const differenceOfMeans = (one: Sampled, other: Sampled): Difference | undefined => {
  if (one.count < comparedMin || other.count < comparedMin) return undefined;
  const [first, second] = [one.variance / one.count, other.variance / other.count];
  const estimate = one.mean - other.mean;
  const variance = first + second;
  if (variance === 0) return of(estimate, estimate, estimate);
  const degrees = variance ** 2 / (first ** 2 / (one.count - 1) + second ** 2 / (other.count - 1));
  const half = studentQuantile(degrees) * Math.sqrt(variance);
  return of(estimate, estimate - half, estimate + half);
};

/** Several samples as one. Empty ones change nothing. */
export const pooled = (samples: readonly Sampled[]): Sampled => {
  const count = samples.reduce((sum, sample) => sum + sample.count, 0);
  if (count === 0) return { count: 0, mean: 0, variance: 0 };
  const mean = samples.reduce((sum, sample) => sum + sample.count * sample.mean, 0) / count;
  const squares = samples.reduce(
    (sum, sample) => sum + Math.max(0, sample.count - 1) * sample.variance + sample.count * (sample.mean - mean) ** 2,
    0,
  );
  return { count, mean, variance: count > 1 ? squares / (count - 1) : 0 };
};

export type DifferenceVerdict = 'too-few' | 'not-proven' | 'proven';

/** A difference as it is told; its figures are null where there were too few. */
export type ToldDifference = {
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly verdict: DifferenceVerdict;
  readonly sentence: string;
};

/**
 * A difference in words.
 * @param what both figures, as a clause. @param word an amount of the difference, always above 0
 */
export const tellDifference = (difference: Difference | undefined, what: string, word: (amount: number) => string): ToldDifference => {
  if (difference === undefined)
    return {
      estimate: null,
      low: null,
      high: null,
      verdict: 'too-few',
      sentence: `${what}. Fewer than ${comparedMin} on one side prove nothing.`,
    };
  const { estimate, low, high, proven } = difference;
  const signed = (value: number): string => (value === 0 ? 'nothing' : `${word(Math.abs(value))} ${value < 0 ? 'less' : 'more'}`);
  const interval = `${signed(estimate)}, with 95 % confidence between ${signed(low)} and ${signed(high)}`;
  const verdict = proven ? 'That is proven for one look; it is not corrected for looking again and again.' : 'A difference is not proven.';
  return { estimate, low, high, verdict: proven ? 'proven' : 'not-proven', sentence: `${what}: ${interval}. ${verdict}` };
};
