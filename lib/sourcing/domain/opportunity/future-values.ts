import { createDraw } from './draw.ts';
import type { NetworkCosts, Supply } from './future.ts';
import type { DayAhead, Sampler } from './sample-orders.ts';
import { lastOf, stockPricesInSteps } from './stock-prices.ts';

export type EstimateOptions = {
  /** Futures that are drawn. */
  readonly samples: number;
  /** Rounds of the ascent from nothing, and from what was estimated before. */
  readonly rounds: { readonly first: number; readonly again: number };
  /** Minor units that a price moves by in the first round. */
  readonly step: number;
  readonly seed: number;
};

/** What an estimate leaves for the next one to begin from. */
export type Estimate = {
  /** Minor units that a unit is worth later, `[sku * locations + location]`. */
  readonly values: Float64Array;
  /** Mean over the futures of what each period's limit is worth. */
  readonly limits: readonly Float64Array[];
};

/**
 * A decision asks what the unit that it takes is worth. Where few are left that is more than another unit more would be, and a
 * price at the whole stock may be either; at half a unit less it is the former.
 */
const takenHalf = 0.5;

/**
 * What a unit is expected to be worth later (λ): the mean over sampled futures of the price that stock has in each, as in
 * randomised linear programming (Talluri and van Ryzin 1999). A price is what one more unit there would save those orders.
 */
export const estimateFutureValues = (...given: Parameters<typeof estimateInSteps>): Estimate => lastOf(estimateInSteps(...given));

/** The same, stopping every few milliseconds, so that a process with others to serve can do so in between. */
export const estimateInSteps = function* (
  costs: NetworkCosts,
  supply: Supply,
  coming: Pick<Sampler, 'sample'> & { readonly days: readonly DayAhead[] },
  options: EstimateOptions,
  before?: Estimate,
): Generator<undefined, Estimate> {
  const draw = createDraw(options.seed);
  const beforeTaking = supply.map((units, period) => (period === 0 ? units.map((held) => Math.max(0, held - takenHalf)) : units));
  const size = supply[0]?.length ?? 0;
  const values = new Float64Array(size);
  const limits = supply.map(() => new Float64Array(size));
  const from = before?.limits.length === supply.length ? before.limits : undefined;
  const rounds = from ? options.rounds.again : options.rounds.first;
  for (let sample = 0; sample < options.samples; sample += 1) {
    const orders = coming.sample(coming.days, draw);
    const found = yield* stockPricesInSteps(costs, orders, beforeTaking, { rounds, step: options.step, ...(from ? { from } : {}) });
    found.limits.forEach((limit, period) => {
      const mean = limits[period] as Float64Array;
      for (let at = 0; at < size; at += 1) mean[at] = (mean[at] as number) + (limit[at] as number) / options.samples;
    });
  }
  for (const limit of limits) for (let at = 0; at < size; at += 1) values[at] = (values[at] as number) + (limit[at] as number);
  return { values, limits };
};
