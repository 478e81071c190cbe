import type { SearchSpace } from './plan.space.ts';

/** Items of which the programme over subsets is worth its while: it takes 3 to their power in steps. */
const itemsMax = 12;

/** For each set of items, what the candidate that sends exactly these as one parcel at the lowest cost takes for it. */
const cheapestParcels = (space: SearchSpace, banned: number | undefined): Float64Array => {
  const { bits, candidates, masks, openings, lines, items } = space;
  const cheapest = new Float64Array(1 << bits.length).fill(Infinity);
  const costs = new Float64Array(cheapest.length);
  for (let candidate = 0; candidate < candidates.length; candidate += 1) {
    if (candidate === banned) continue;
    const mask = masks[candidate] as number;
    costs[0] = openings[candidate] as number;
    // All sets within the mask, upwards; each is a smaller one and its lowest item.
    for (let set = -mask & mask; set !== 0; set = (set - mask) & mask) {
      const lowest = set & -set;
      const bit = 31 - Math.clz32(lowest);
      const cost = (costs[set ^ lowest] as number) + (lines[candidate * items + (bits[bit] as number)] as number);
      costs[set] = cost;
      if (cost < (cheapest[set] as number)) cheapest[set] = cost;
    }
  }
  return cheapest;
};

/**
 * What it costs at least to send each set of items: the exact cost, from any of the candidates, where no item is divided. Two
 * parcels from one candidate are never better than one, so that sets can be taken apart freely.
 * @returns undefined where items are divided, or too many
 */
export const costsBySubset = (space: SearchSpace, banned: number | undefined): Float64Array | undefined => {
  if (space.digits.length > 0 || space.bits.length > itemsMax) return undefined;
  const parcels = cheapestParcels(space, banned);
  const costs = new Float64Array(parcels.length);
  for (let set = 1; set < costs.length; set += 1) {
    const lowest = set & -set;
    const rest = set ^ lowest;
    let least = parcels[set] as number;
    // The parcel with the lowest item, and whatever else goes with it.
    for (let left = rest; left !== 0; left = (left - 1) & rest) {
      const cost = (parcels[set ^ left] as number) + (costs[left] as number);
      if (cost < least) least = cost;
    }
    costs[set] = least;
  }
  return costs;
};
