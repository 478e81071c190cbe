/**
 * Percentile by nearest rank: of n values in order, the one at the place ⌈p / 100 × n⌉, counted from 1. Always a value that was
 * measured, never one between two.
 * @param percent above 0, at most 100
 * @returns null of no values
 */
export const nearestRank = (values: readonly number[], percent: number): number | null => {
  if (!(percent > 0 && percent <= 100)) throw new RangeError(`There is no percentile ${percent}`);
  const sorted = values.toSorted((left, right) => left - right);
  // Multiplied first: 0.95 × 20 is a little more than 19 in binary, and its rank would be one too high.
  return sorted[Math.ceil((percent * sorted.length) / 100) - 1] ?? null;
};

/** Arithmetic mean, rounded to a whole number; null of no values. */
export const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);

const thousandths = 1_000;

/**
 * `100 × (all − failed) / all`, cut off after three digits, so that it says 100 only when nothing has failed; null of nothing.
 * @param failed from 0 to `all`
 */
export const successPercent = (all: number, failed: number): number | null =>
  all === 0 ? null : Math.floor((100 * thousandths * (all - failed)) / all) / thousandths;
