import { defaultPlanning } from '../../lib/forecasting/domain/planning/planning.defaults.ts';
import { planPurchases, unknownOffer } from '../../lib/forecasting/domain/planning/plan-purchases.ts';
import { knownUnits, meanOf, type Outlook, type StockedArticle, type SupplySetting } from './articles.ts';

/** What an article has when somebody looks whether to order. */
export type Standing = {
  readonly onHand: number;
  readonly incoming: readonly { readonly inDays: number; readonly units: number }[];
};

/** Units to order in a period, 0 for none. It knows the demand of the periods before it. */
export type Planner = (period: number, standing: Standing) => number;
/** A planner for each article; `from` is the first period in which it is asked. */
export type Policy = (article: StockedArticle, from: number) => Planner;

/** Computes a value anew every so many periods, and keeps it between them. */
const renewed = <T>(
  from: number,
  every: number,
  make: (period: number) => T,
): ((period: number) => { readonly value: T; readonly age: number }) => {
  let kept: { readonly value: T; readonly at: number } | undefined;
  return (period) => {
    const at = from + Math.floor((period - from) / every) * every;
    if (kept?.at !== at) kept = { value: make(at), at };
    return { value: kept.value, age: period - at };
  };
};

/** The product's own proposals of purchases, from its own forecast. @param servicePercent 50 to 99.99 */
export const byForecast =
  (setting: SupplySetting, servicePercent: number): Policy =>
  (article, from) => {
    const policy = {
      ...defaultPlanning,
      servicePercent,
      replenishment: { enabled: true, reviewDays: setting.reviewPeriods, leadTimeDays: setting.leadPeriods },
    };
    const outlook = renewed<Outlook>(from, setting.renewEvery, article.outlookAt);
    return (period, { onHand, incoming }) => {
      const { value, age } = outlook(period);
      const means = value.means.slice(age);
      const location = {
        locationId: 'warehouse',
        type: 'warehouse' as const,
        available: onHand,
        incoming,
        safetyStock: 0,
        means,
        usual: means,
        dispersion: value.dispersion,
      };
      return planPurchases([location], policy, unknownOffer, new Map())[0]?.quantity ?? 0;
    };
  };

type Bounds = { readonly reorderPoint: number; readonly orderUpTo: number };

/** A rule of a spreadsheet, looked at as often and with the same lead time as the product. */
const byBounds =
  (setting: SupplySetting, bounds: (past: readonly number[]) => Bounds): Policy =>
  ({ units }, from) => {
    const known = renewed(from, setting.renewEvery, (period) => bounds(knownUnits(units, period - setting.rulePeriods, period)));
    return (period, { onHand, incoming }) => {
      const { reorderPoint, orderUpTo } = known(period).value;
      const position = incoming.reduce((sum, one) => sum + one.units, onHand);
      return position < reorderPoint ? Math.max(0, Math.ceil(orderUpTo - position)) : 0;
    };
  };

/** Ordered when what is there and comes lasts fewer than so many periods of mean demand, up to those and the time between orders. */
export const byCover = (setting: SupplySetting, coverPeriods: number): Policy =>
  byBounds(setting, (past) => {
    const mean = meanOf(past);
    return { reorderPoint: mean * coverPeriods, orderUpTo: mean * (coverPeriods + setting.reviewPeriods) };
  });

/** Mean demand of the lead time and z standard deviations: σ of single periods times the root of their number. */
export const byDeviation = (setting: SupplySetting, z: number): Policy =>
  byBounds(setting, (past) => {
    const mean = meanOf(past);
    const deviation = Math.sqrt(meanOf(past.map((value) => (value - mean) ** 2)));
    const level = (periods: number): number => mean * periods + z * deviation * Math.sqrt(periods);
    return { reorderPoint: level(setting.leadPeriods + 1), orderUpTo: level(setting.leadPeriods + setting.reviewPeriods) };
  });
