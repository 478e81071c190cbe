/** Chance that is the same for the same seed and index, on every machine. */
export type Chance = {
  /** A whole number from 0 to `limit` − 1. @param limit 1 to 2^32 */
  readonly below: (limit: number) => number;
  /** True this often. @param share 0 to 1 */
  readonly happens: (share: number) => boolean;
  /** @throws Error on an empty list */
  readonly pick: <T>(list: readonly T[]) => T;
};

/** splitmix32: turns numbers that follow each other into numbers that have nothing to do with each other. */
const mixed = (value: number): number => {
  let mix = (value + 0x9e3779b9) | 0;
  mix = Math.imul(mix ^ (mix >>> 16), 0x21f0aaad);
  mix = Math.imul(mix ^ (mix >>> 15), 0x735a2d97);
  return (mix ^ (mix >>> 15)) >>> 0;
};

/** Every index has its own chance, so that one input can be made again without those before it. The generator is sfc32. */
export const createChance = (seed: number, index: number): Chance => {
  let a = mixed(seed);
  let b = mixed(index ^ 0x5bd1e995);
  let c = mixed(a ^ b);
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round += 1) next();
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit);
  return {
    below,
    happens: (share) => next() / 2 ** 32 < share,
    pick: (list) => {
      if (list.length === 0) throw new Error('There is nothing to pick from');
      return list[below(list.length)] as (typeof list)[number];
    },
  };
};
