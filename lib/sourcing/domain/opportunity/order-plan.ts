import { type FutureOrder, linesMax, type NetworkCosts } from './future.ts';

/** The cheapest way to send an order, when a unit of SKU and location costs its price beside the parcel. */
export type OrderPlan = {
  /** Parcels, lines, splits, unserved units, and the prices of the units. */
  readonly cost: number;
  /** By line: the location that sends it, or -1 for none. */
  readonly from: Int8Array | Int16Array;
};

const masks = 1 << linesMax;

/**
 * Plans orders one after the other, in room that is used again: the answer is good until the next one.
 * Every split of the lines into parcels is tried, each parcel from its cheapest location (a programme over subsets), so the
 * plan is a cheapest one as long as each line comes whole from one place.
 */
export const createOrderPlanner = (costs: NetworkCosts) => {
  const { locations } = costs;
  const sum = new Float64Array(masks);
  const parcel = new Float64Array(masks);
  const parcelAt = new Int16Array(masks);
  const together = new Float64Array(masks);
  const firstPart = new Int16Array(masks);
  const unserved = new Float64Array(masks);
  const from = new Int16Array(linesMax);
  const plan = { cost: 0, from };

  /** The cheapest parcel for each set of lines. */
  const priceParcels = ({ region, lines }: FutureOrder, prices: Float64Array, all: number): void => {
    parcel.fill(Number.POSITIVE_INFINITY, 0, all + 1);
    for (let location = 0; location < locations; location += 1) {
      const opening = (costs.parcel[region * locations + location] as number) + costs.split;
      if (opening === Number.POSITIVE_INFINITY) continue;
      const handling = costs.line[location] as number;
      sum[0] = opening;
      for (let mask = 1; mask <= all; mask += 1) {
        const lowest = 31 - Math.clz32(mask & -mask);
        const { sku, units } = lines[lowest] as FutureOrder['lines'][number];
        const cost = (sum[mask & (mask - 1)] as number) + handling + units * (prices[sku * locations + location] as number);
        sum[mask] = cost;
        if (cost < (parcel[mask] as number)) {
          parcel[mask] = cost;
          parcelAt[mask] = location;
        }
      }
    }
  };

  /** The cheapest set of parcels for each set of lines; the part named holds the set's lowest line. */
  const combine = (all: number): void => {
    together[0] = 0;
    for (let mask = 1; mask <= all; mask += 1) {
      const lowest = mask & -mask;
      let least = Number.POSITIVE_INFINITY;
      for (let part = mask; part > 0; part = (part - 1) & mask) {
        if ((part & lowest) === 0) continue;
        const cost = (parcel[part] as number) + (together[mask ^ part] as number);
        if (cost < least) {
          least = cost;
          firstPart[mask] = part;
        }
      }
      together[mask] = least;
    }
  };

  /**
   * @param prices of a unit, `[sku * locations + location]`; infinite where there is none
   * @returns room of the planner: read it before the next order
   */
  return (order: FutureOrder, prices: Float64Array): OrderPlan => {
    const { lines } = order;
    const all = (1 << lines.length) - 1;
    priceParcels(order, prices, all);
    combine(all);
    unserved[0] = 0;
    for (let mask = 1; mask <= all; mask += 1) {
      const { units } = lines[31 - Math.clz32(mask & -mask)] as FutureOrder['lines'][number];
      unserved[mask] = (unserved[mask & (mask - 1)] as number) + units * costs.unserved;
    }
    let sent = 0;
    plan.cost = unserved[all] as number;
    for (let mask = 1; mask <= all; mask += 1) {
      // The first parcel is no split.
      const cost = (together[mask] as number) - costs.split + (unserved[all ^ mask] as number);
      if (cost >= plan.cost) continue;
      plan.cost = cost;
      sent = mask;
    }
    from.fill(-1);
    for (let left = sent; left > 0; left ^= firstPart[left] as number) {
      const part = firstPart[left] as number;
      for (let line = 0; line < lines.length; line += 1) if (part & (1 << line)) from[line] = parcelAt[part] as number;
    }
    return plan;
  };
};
