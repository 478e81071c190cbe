// Sums over stretches of a history in which some periods are not known (NaN). What is not known is left out, not taken for 0.

/** Number and sum of the known values from `from` (included) to `to` (excluded); what lies outside of the list is not known. */
export const sumBetween = (values: readonly number[], from: number, to: number): { readonly count: number; readonly sum: number } => {
  let [count, sum] = [0, 0];
  const end = Math.min(to, values.length);
  for (let at = Math.max(0, from); at < end; at += 1) {
    const value = values[at] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    count += 1;
    sum += value;
  }
  return { count, sum };
};

/** Mean of the known values; NaN when fewer than `least` of them are known. */
export const meanBetween = (values: readonly number[], from: number, to: number, least = 1): number => {
  const { count, sum } = sumBetween(values, from, to);
  return count >= Math.max(1, least) ? sum / count : Number.NaN;
};

/** The known values, in their order. */
export const knownBetween = (values: readonly number[], from: number, to: number): number[] => {
  const known: number[] = [];
  const end = Math.min(to, values.length);
  for (let at = Math.max(0, from); at < end; at += 1) {
    const value = values[at] ?? Number.NaN;
    if (!Number.isNaN(value)) known.push(value);
  }
  return known;
};

/** Quantile of ascending values with linear interpolation between neighbours; NaN of none. @param probability from 0 to 1 */
export const quantileOfSorted = (sorted: ArrayLike<number>, probability: number): number => {
  if (sorted.length === 0) return Number.NaN;
  const place = probability * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN;
  return low + (high - low) * (place - below);
};
