import type { FutureOrder, NetworkCosts, Supply } from './future.ts';
import { createOrderPlanner } from './order-plan.ts';

export type AscentOptions = {
  /** Rounds over all orders. */
  readonly rounds: number;
  /** Minor units that a price moves by in the first round. */
  readonly step: number;
  /** Prices to begin from, one array for each period; none at first. */
  readonly from?: readonly Float64Array[];
};

export type StockPrices = {
  /** `[period][sku * locations + location]`, at least 0, never rising from one period to the next; infinite where nothing has come. */
  readonly prices: readonly Float64Array[];
  /** What the limit of each period alone is worth, in the same order: what another ascent may begin from. */
  readonly limits: readonly Float64Array[];
  /** The total cost that no way of sending these orders from this supply falls below. */
  readonly bound: number;
};

/** Prices of a period: what the limits of this and every later period are worth together; infinite where nothing has come yet. */
const pricesOf = (limits: readonly Float64Array[], reach: readonly Float64Array[]): readonly Float64Array[] => {
  const prices = limits.map((limit) => Float64Array.from(limit));
  for (let period = limits.length - 2; period >= 0; period -= 1) {
    const [own, later] = [prices[period] as Float64Array, prices[period + 1] as Float64Array];
    for (let at = 0; at < own.length; at += 1) own[at] = (own[at] as number) + (later[at] as number);
  }
  return prices.map((own, period) =>
    own.map((price, at) => ((reach[period] as Float64Array)[at] === 0 ? Number.POSITIVE_INFINITY : price)),
  );
};

/** Units that have come until each period. */
const summed = (supply: Supply): readonly Float64Array[] => {
  const sums: Float64Array[] = [];
  for (const arrivals of supply) {
    const before = sums.at(-1);
    sums.push(arrivals.map((units, at) => units + (before?.[at] ?? 0)));
  }
  return sums;
};

/**
 * What a unit of stock is worth to the orders given: the multipliers of "no more is sent than there is", by dual ascent. For
 * given prices every order is planned for itself; where more is wanted than there is the price rises, elsewhere it falls,
 * each by a step that shrinks with what has been moved so far (AdaGrad: Duchi, Hazan, Singer 2011). Prices of the later half
 * of the rounds are averaged, which calms those that swing between two equally good values (Shor's ergodic primal–dual
 * averaging, Nedić and Ozdaglar 2009). By weak duality every set of prices gives a lower bound; the best one met is told.
 */
export const stockPrices = (...given: Parameters<typeof stockPricesInSteps>): StockPrices => lastOf(stockPricesInSteps(...given));

/** Runs steps to their end. */
export const lastOf = <T>(steps: Generator<undefined, T>): T => {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
};

/** Plans times locations between two steps: some milliseconds. */
const workPerStep = 100_000;

/** The same, stopping every few milliseconds, so that a process with others to serve can do so in between. */
export const stockPricesInSteps = function* (
  costs: NetworkCosts,
  orders: readonly FutureOrder[],
  supply: Supply,
  options: AscentOptions,
): Generator<undefined, StockPrices> {
  const plan = createOrderPlanner(costs);
  const { locations } = costs;
  const reach = summed(supply);
  const size = supply[0]?.length ?? 0;
  const limits = supply.map((_arrivals, period) => Float64Array.from(options.from?.[period] ?? new Float64Array(size)));
  const moved = supply.map(() => new Float64Array(size));
  const used = supply.map(() => new Float64Array(size));
  const mean = supply.map(() => new Float64Array(size));
  const averagedFrom = Math.floor(options.rounds / 2);

  /** Plans every order at these prices. @returns the bound that they give */
  const planAll = (at: readonly Float64Array[]): number => {
    const prices = pricesOf(at, reach);
    for (const units of used) units.fill(0);
    let bound = 0;
    for (const order of orders) {
      const { cost, from } = plan(order, prices[order.period] as Float64Array);
      const { weight = 1 } = order;
      bound += weight * cost;
      const units = used[order.period] as Float64Array;
      order.lines.forEach((line, index) => {
        const location = from[index] as number;
        if (location >= 0)
          units[line.sku * locations + location] = (units[line.sku * locations + location] as number) + weight * line.units;
      });
    }
    at.forEach((limit, period) => limit.forEach((price, index) => (bound -= price * ((reach[period] as Float64Array)[index] as number))));
    return bound;
  };

  let best = Number.NEGATIVE_INFINITY;
  let work = 0;
  for (let round = 0; round < options.rounds; round += 1) {
    work += orders.length * locations;
    if (work > workPerStep) {
      yield undefined;
      work = 0;
    }
    best = Math.max(best, planAll(limits));
    const cumulated = new Float64Array(size);
    for (let period = 0; period < supply.length; period += 1) {
      const [limit, past, units, most] = [limits[period], moved[period], used[period], reach[period]] as readonly Float64Array[] as [
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      for (let at = 0; at < size; at += 1) {
        cumulated[at] = (cumulated[at] as number) + (units[at] as number);
        const excess = (cumulated[at] as number) - (most[at] as number);
        if (excess === 0 || (excess < 0 && limit[at] === 0)) continue;
        past[at] = (past[at] as number) + excess * excess;
        limit[at] = Math.max(0, (limit[at] as number) + (options.step * excess) / Math.sqrt(past[at] as number));
      }
    }
    if (round >= averagedFrom)
      mean.forEach((sum, period) => {
        const limit = limits[period] as Float64Array;
        for (let at = 0; at < size; at += 1) sum[at] = (sum[at] as number) + (limit[at] as number) / (options.rounds - averagedFrom);
      });
  }
  best = Math.max(best, planAll(mean));
  return { prices: pricesOf(mean, reach), limits: mean, bound: best };
};
