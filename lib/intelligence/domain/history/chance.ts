/** Chance that depends on a seed alone; whoever generates brings it. */
export type Chance = {
  /** From 0 up to but not including 1. */
  readonly next: () => number;
  /** Another source that depends on this one's seed and the name, and on nothing drawn so far. */
  readonly fork: (name: string) => Chance;
};

export const chanceOf = (chance: Chance, probability: number): boolean => chance.next() < probability;

/** A whole number from `from` to `to`, both included. */
export const between = (chance: Chance, from: number, to: number): number => from + Math.floor(chance.next() * (to - from + 1));

/** Standard normal, by Box and Muller (1958). */
export const normal = (chance: Chance): number => Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());

/** A factor around `median` whose logarithm strays by `deviation`. */
export const logNormal = (chance: Chance, median: number, deviation: number): number => median * Math.exp(deviation * normal(chance));

/** A count with this mean: by Knuth's product of chances, and beyond 30 by the normal distribution, which is near enough there. */
export const poisson = (chance: Chance, mean: number): number => {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(chance)));
  let count = 0;
  for (let product = chance.next(); product > Math.exp(-mean); product *= chance.next()) count += 1;
  return count;
};

/** Draws an index with chances in the proportion of the weights, in the logarithm of their number. */
export const weighted = (weights: readonly number[]): ((chance: Chance) => number) => {
  const sums: number[] = [];
  let total = 0;
  for (const weight of weights) sums.push((total += weight));
  return (chance) => {
    const at = chance.next() * total;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) > at) high = middle;
      else low = middle + 1;
    }
    return low;
  };
};

/** One of the values, each as likely as the others. @throws RangeError when there is none */
export const pick = <T>(chance: Chance, values: readonly T[]): T => {
  const index = Math.floor(chance.next() * values.length);
  if (index >= values.length) throw new RangeError('there is nothing to pick from');
  return values[index] as T;
};
