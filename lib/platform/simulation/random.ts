/** Chance that depends on a seed alone. */
export type Random = {
  /** From 0 up to but not including 1. */
  readonly next: () => number;
  /** Whole numbers from `from` to `to`, both included. */
  readonly between: (from: number, to: number) => number;
  /** True with the given probability, 0 to 1. Draws nothing for 0, so that a fault left out moves no other draw. */
  readonly chance: (probability: number) => boolean;
  /** @throws RangeError when there is nothing to pick from */
  readonly pick: <T>(values: readonly T[]) => T;
  readonly bytes: (length: number) => Uint8Array;
  /** Another source that depends on this one's seed and the name, and on nothing drawn so far. */
  readonly fork: (name: string) => Random;
};

/** Mixes text into a 32-bit number (FNV-1a). */
export const mix = (start: number, text: string): number => {
  let mixed = start >>> 0;
  for (let index = 0; index < text.length; index += 1) mixed = Math.imul(mixed ^ text.charCodeAt(index), 0x01000193);
  return mixed >>> 0;
};

/** Numbers by mulberry32: quick, and far more than random enough to shuffle a schedule. Not for secrets. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (probability) => probability > 0 && next() < probability,
    pick: <T>(values: readonly T[]): T => {
      if (values.length === 0) throw new RangeError('there is nothing to pick from');
      return values[Math.floor(next() * values.length)] as T;
    },
    bytes: (length) => Uint8Array.from({ length }, () => Math.floor(next() * 256)),
    fork: (name) => createRandom(mix(seed ^ 0x811c9dc5, name)),
  };
};
