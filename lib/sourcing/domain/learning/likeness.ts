// How alike the parts of a figure are, so that their common figure counts for as much in each of them as the data say it should.
import type { Moments } from './cells.ts';

/** Parcels of a part, and how many of them were hit. */
export type Hits = { readonly of: number; readonly hits: number };

/**
 * Most parcels that a common figure may count for in one of its parts: a part that is unlike the others still shows within a
 * season.
 */
const heldMost = 500;

const sumOf = <T>(values: readonly T[], of: (value: T) => number): number => values.reduce((sum, value) => sum + of(value), 0);
const between = (least: number, value: number): number => Math.min(heldMost, Math.max(least, value));

/**
 * Parcels that a common share counts for in each of its parts: the moment estimate of the beta-binomial model, weighed by parcels,
 * of Kleinman (Journal of the American Statistical Association 68, 1973, 46–54). Where the parts differ by no more than chance
 * would have them, it is as many as may be.
 * @param least that it is at least, because a few parcels say little of how alike parts are
 */
export const heldByShare = (parts: readonly Hits[], least: number): number => {
  const counted = parts.filter(({ of }) => of > 0);
  const total = sumOf(counted, ({ of }) => of);
  const mean = sumOf(counted, ({ hits }) => hits) / total;
  const share = ({ of }: Hits): number => of / total;
  const spread = sumOf(counted, (part) => share(part) * (part.hits / part.of - mean) ** 2);
  const apart = sumOf(counted, (part) => share(part) * (1 - share(part)));
  const chance = sumOf(counted, (part) => (share(part) * (1 - share(part))) / part.of);
  const even = mean * (1 - mean);
  const correlation = (spread - even * chance) / (even * (apart - chance));
  return correlation > 0 ? between(least, (1 - correlation) / correlation) : heldMost;
};

/**
 * Parcels that a common mean counts for in each of its parts: the variance of single parcels over that of the parts' true means,
 * κ = σ²/τ², with τ² by the moments of DerSimonian and Laird (Controlled Clinical Trials 7, 1986, 177–188) over all groups of
 * parts at once.
 * @param groups of parts, each with a common mean of its own
 * @param least that it is at least; also where single parcels say nothing of how they stray
 */
export const heldByMean = (groups: readonly (readonly Moments[])[], least: number): number => {
  let [within, free, apart, spare, scale] = [0, 0, 0, 0, 0];
  for (const group of groups) {
    const counted = group.filter(({ weight }) => weight > 0);
    const total = sumOf(counted, ({ weight }) => weight);
    if (total === 0) continue;
    const mean = sumOf(counted, ({ sum }) => sum) / total;
    within += sumOf(counted, ({ weight, sum, squares }) => Math.max(0, squares - sum ** 2 / weight));
    free += Math.max(0, total - counted.length);
    apart += sumOf(counted, ({ weight, sum }) => weight * (sum / weight - mean) ** 2);
    spare += counted.length - 1;
    scale += total - sumOf(counted, ({ weight }) => weight ** 2) / total;
  }
  if (free === 0 || scale === 0) return least;
  const variance = within / free;
  const ofMeans = (apart - spare * variance) / scale;
  return ofMeans > 0 ? between(least, variance / ofMeans) : heldMost;
};
