import type { StockedArticle, SupplySetting } from './articles.ts';
import { byCover, byDeviation, byForecast, type Policy } from './planners.ts';
import { replenish, type Span, type Tally } from './replenish.ts';

/** Service levels at which the product is tried; between two of them its curve is a straight line. */
const servicePercents = [10, 25, 40, 55, 70, 80, 87, 92, 95, 97, 98.5, 99.3, 99.7, 99.9, 99.97, 99.995] as const;

/** Cover of four weeks, and 95 of 100 cases by the normal distribution. */
export const usualCoverWeeks = 4;
export const usualZ = 1.645;

/** What the product comes to beside a rule, each in percent of the rule's; below 0 is less. */
export type Against = {
  readonly rule: Tally;
  /** At the same stock on the shelf. */
  readonly lostPct: number;
  readonly emptyPct: number;
  /** With the same units lost. */
  readonly safetyStockPct: number;
  readonly stockPct: number;
};

type Measure = (tally: Tally) => number;

/**
 * What a curve of tallies says of one measure where another has a value. Tallies lie close to a convex curve, so that a
 * straight line between two of them says rather too much.
 * @throws RangeError where the curve does not reach the value
 */
export const readCurve = (curve: readonly Tally[], at: Measure, value: number, of: Measure): number => {
  for (let index = 1; index < curve.length; index += 1) {
    const [before, after] = [curve[index - 1] as Tally, curve[index] as Tally];
    const [from, to] = [at(before), at(after)];
    if ((value - from) * (value - to) > 0) continue;
    const share = to === from ? 0 : (value - from) / (to - from);
    return of(before) + share * (of(after) - of(before));
  }
  throw new RangeError(`no service level between ${servicePercents[0]} and ${servicePercents.at(-1)} % comes to ${value} units`);
};

const percentOver = (value: number, base: number): number => (base === 0 ? Number.NaN : (value / base - 1) * 100);

const stock: Measure = (tally) => tally.stock;
const lost: Measure = (tally) => tally.lost;

const against = (curve: readonly Tally[], rule: Tally): Against => {
  const atStock = (of: Measure): number => readCurve(curve, stock, rule.stock, of);
  const atLost = (of: Measure): number => readCurve(curve, lost, rule.lost, of);
  return {
    rule,
    lostPct: percentOver(atStock(lost), rule.lost),
    emptyPct: percentOver(
      atStock(({ emptyPeriods }) => emptyPeriods),
      rule.emptyPeriods,
    ),
    safetyStockPct: percentOver(
      atLost(({ safetyStock }) => safetyStock),
      rule.safetyStock,
    ),
    stockPct: percentOver(atLost(stock), rule.stock),
  };
};

export type Comparison = { readonly cover: Against; readonly deviation: Against; readonly product: readonly Tally[] };

/** Holds the product's curve of service levels against two rules, at their usual settings. */
export const compare = (articles: readonly StockedArticle[], setting: SupplySetting, span: Span): Comparison => {
  const run = (policy: Policy): Tally => replenish(articles, setting, policy, span);
  const product = servicePercents.map((percent) => run(byForecast(setting, percent)));
  const weeks = setting.reviewPeriods * usualCoverWeeks;
  return {
    product,
    cover: against(product, run(byCover(setting, weeks))),
    deviation: against(product, run(byDeviation(setting, usualZ))),
  };
};
