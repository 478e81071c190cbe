/** Chance that depends on a seed alone, so that what was estimated can be estimated again. */
export type Draw = {
  /** From 0 up to but not including 1. */
  readonly next: () => number;
  /** Whole number of events where so many are expected. */
  readonly poisson: (mean: number) => number;
};

/** From this mean on the normal distribution is as good. */
const normalFrom = 50;

/** Numbers by mulberry32. */
export const createDraw = (seed: number): Draw => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const poisson = (mean: number): number => {
    if (mean <= 0) return 0;
    if (mean >= normalFrom) {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
    }
    let count = 0;
    for (let product = next(); product > Math.exp(-mean); product *= next()) count += 1;
    return count;
  };
  return { next, poisson };
};
