const sorted = (values: readonly number[]): readonly number[] => {
  if (values.length === 0) throw new RangeError('there is nothing to take a statistic of');
  return values.toSorted((left, right) => left - right);
};

/**
 * The smallest value that at least `percent` of all values do not exceed (nearest rank): always one that was measured.
 * @param percent above 0, up to 100
 * @throws RangeError without values
 */
export const percentile = (values: readonly number[], percent: number): number => {
  const ordered = sorted(values);
  const rank = Math.max(1, Math.ceil((percent / 100) * ordered.length));
  return ordered[rank - 1] as number;
};

export type Summary = { readonly min: number; readonly median: number; readonly max: number; readonly runs: number };

/** Smallest, middle and largest; of an even number of runs the lower middle one, so that it was measured. @throws RangeError without values */
export const summarize = (values: readonly number[]): Summary => {
  const ordered = sorted(values);
  return { min: ordered[0] as number, median: percentile(ordered, 50), max: ordered.at(-1) as number, runs: ordered.length };
};

/** Pearson's correlation of two rows of equal length; 0 where one of them does not vary. */
export const correlation = (left: readonly number[], right: readonly number[]): number => {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [first, second] = [mean(left), mean(right)];
  let [product, ofLeft, ofRight] = [0, 0, 0];
  left.forEach((value, index) => {
    const [here, there] = [value - first, (right[index] ?? second) - second];
    product += here * there;
    ofLeft += here ** 2;
    ofRight += there ** 2;
  });
  return ofLeft === 0 || ofRight === 0 ? 0 : product / Math.sqrt(ofLeft * ofRight);
};
