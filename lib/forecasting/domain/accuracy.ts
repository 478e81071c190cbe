import { dayNumber } from './daily-series.ts';
import { demandQuantile } from './quantiles.ts';

/** What was expected of one SKU in one week, before the week began. */
export type WeekForecast = {
  /** The Monday on which it begins. */
  readonly week: string;
  readonly mean: number;
  /** Variance over mean, at least 1. */
  readonly dispersion: number;
  /** Units of the week before: what the seasonal naive forecast says. */
  readonly naive: number;
};

/** Quantiles that forecasts are judged by. */
export const judgedQuantiles = [0.1, 0.5, 0.9] as const;

/** Sums over SKUs of one week, from which every measure follows; they may be added up in any order. */
export type WeekTally = {
  readonly skus: number;
  readonly actual: number;
  readonly forecast: number;
  readonly absoluteError: number;
  readonly pinball: number;
  readonly naiveError: number;
  readonly naivePinball: number;
  /** SKUs whose demand lay between the tenth and the ninetieth percentile. */
  readonly covered: number;
  readonly percentErrors: number;
  /** SKUs that percent errors were taken of. */
  readonly percentSkus: number;
};

export const emptyTally: WeekTally = {
  skus: 0,
  actual: 0,
  forecast: 0,
  absoluteError: 0,
  pinball: 0,
  naiveError: 0,
  naivePinball: 0,
  covered: 0,
  percentErrors: 0,
  percentSkus: 0,
};

/**
 * Units a week from which the percent error of a SKU is taken. Of fewer chance alone makes a quarter: the mean error of a
 * Poisson count is about 0.8 over the root of its mean, 25 percent at 10 units and 18 at 20.
 */
export const percentErrorFromUnits = 20;

/** Loss of a quantile forecast (Koenker and Bassett 1978). */
const pinball = (quantile: number, probability: number, actual: number): number =>
  Math.max(probability * (actual - quantile), (probability - 1) * (actual - quantile));

const lossOf = (mean: number, dispersion: number, actual: number): number =>
  judgedQuantiles.reduce((sum, probability) => sum + pinball(demandQuantile(mean, dispersion, probability), probability, actual), 0);

/** The tally of one SKU. The naive forecast gets quantiles too: the difference of two weeks varies twice as much as one. */
export const tallyOf = ({ mean, dispersion, naive }: WeekForecast, actual: number): WeekTally => {
  const isJudged = actual >= percentErrorFromUnits;
  const quantile = (probability: number): number => demandQuantile(mean, dispersion, probability);
  return {
    skus: 1,
    actual,
    forecast: mean,
    absoluteError: Math.abs(mean - actual),
    pinball: lossOf(mean, dispersion, actual),
    naiveError: Math.abs(naive - actual),
    naivePinball: lossOf(naive, 2 * dispersion, actual),
    covered: quantile(0.1) <= actual && actual <= quantile(0.9) ? 1 : 0,
    percentErrors: isJudged ? Math.abs(mean - actual) / actual : 0,
    percentSkus: isJudged ? 1 : 0,
  };
};

export const addTallies = (one: WeekTally, other: WeekTally): WeekTally => ({
  skus: one.skus + other.skus,
  actual: one.actual + other.actual,
  forecast: one.forecast + other.forecast,
  absoluteError: one.absoluteError + other.absoluteError,
  pinball: one.pinball + other.pinball,
  naiveError: one.naiveError + other.naiveError,
  naivePinball: one.naivePinball + other.naivePinball,
  covered: one.covered + other.covered,
  percentErrors: one.percentErrors + other.percentErrors,
  percentSkus: one.percentSkus + other.percentSkus,
});

/** How good the forecasts of a week were; null where there was nothing to measure against. */
export type AccuracyMeasures = {
  readonly skus: number;
  readonly actual: number;
  readonly forecast: number;
  /** Sum of the absolute errors over the sum of what was wanted. */
  readonly wape: number | null;
  /** Twice the mean pinball loss of the judged quantiles over what was wanted. */
  readonly wql: number | null;
  /** Forecast less actual, over what was wanted: above 0 too much was expected. */
  readonly bias: number | null;
  /** Mean percent error of SKUs that sold enough for it to mean something. */
  readonly mape: number | null;
  readonly mapeSkus: number;
  /** Share of SKUs whose demand lay between the tenth and the ninetieth percentile; 0.8 or more is as it should be. */
  readonly coverage: number | null;
  readonly naiveWape: number | null;
  readonly naiveWql: number | null;
  /** Below 1 better than the seasonal naive forecast. */
  readonly wapeRatio: number | null;
  readonly wqlRatio: number | null;
};

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
const over = (top: number, bottom: number): number | null => (bottom > 0 ? rounded(top / bottom) : null);

export const measuresOf = (tally: WeekTally): AccuracyMeasures => {
  const { skus, actual, forecast, absoluteError, pinball: loss, naiveError, naivePinball } = tally;
  const weight = judgedQuantiles.length * actual;
  return {
    skus,
    actual: rounded(actual),
    forecast: rounded(forecast),
    wape: over(absoluteError, actual),
    wql: over(2 * loss, weight),
    bias: over(forecast - actual, actual),
    mape: over(tally.percentErrors, tally.percentSkus),
    mapeSkus: tally.percentSkus,
    coverage: over(tally.covered, skus),
    naiveWape: over(naiveError, actual),
    naiveWql: over(2 * naivePinball, weight),
    wapeRatio: over(absoluteError, naiveError),
    wqlRatio: over(loss, naivePinball),
  };
};

export const breachMeasures = ['mape', 'wape_ratio', 'wql_ratio'] as const;

/** Forecasts that have been bad for too long. */
export type AccuracyBreach = {
  readonly measure: (typeof breachMeasures)[number];
  /** The last of the weeks. */
  readonly week: string;
  /** One for each week, oldest first. */
  readonly values: readonly number[];
  readonly limit: number;
};

/** Weeks running in which a measure is beyond its limit before something is done about it. */
export const breachWeeks = 3;
export const mapeLimit = 0.25;
/** Earlier weeks that a control limit is taken from, and fewer than these give none: then seasonal naive itself is the limit. */
const [controlWeeks, controlWeeksLeast] = [26, 8] as const;
/** Standard deviations above the mean (Shewhart), of which each is at least so large: what is always alike says little of chance. */
const [controlDeviations, deviationLeast] = [3, 0.02] as const;

type RatedWeek = { readonly week: string; readonly measures: AccuracyMeasures };

const controlLimit = (values: readonly number[]): number => {
  if (values.length < controlWeeksLeast) return 1;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return rounded(mean + controlDeviations * Math.max(deviationLeast, Math.sqrt(variance)));
};

const areRunning = (weeks: readonly RatedWeek[]): boolean =>
  weeks.every(({ week }, at) => at === 0 || dayNumber(week) - dayNumber(weeks[at - 1]?.week ?? week) === 7);

/**
 * Whether the forecasts have been bad for three weeks running: a mean percent error above a quarter, or an error beside the
 * seasonal naive forecast's beyond its own control limit.
 * @param weeks oldest first
 */
export const breachOf = (weeks: readonly RatedWeek[]): AccuracyBreach | undefined => {
  const last = weeks.slice(-breachWeeks);
  const week = last.at(-1)?.week;
  if (week === undefined || last.length < breachWeeks || !areRunning(last)) return undefined;
  const before = weeks.slice(0, -breachWeeks).slice(-controlWeeks);
  const rules = [
    { measure: 'mape', of: ({ mape }: AccuracyMeasures) => mape, limit: () => mapeLimit },
    { measure: 'wape_ratio', of: ({ wapeRatio }: AccuracyMeasures) => wapeRatio, limit: controlLimit },
    { measure: 'wql_ratio', of: ({ wqlRatio }: AccuracyMeasures) => wqlRatio, limit: controlLimit },
  ] as const;
  for (const { measure, of, limit: limitOf } of rules) {
    const values = last.flatMap(({ measures }) => of(measures) ?? []);
    const limit = limitOf(before.flatMap(({ measures }) => of(measures) ?? []));
    if (values.length === breachWeeks && values.every((value) => value > limit)) return { measure, week, values, limit };
  }
  return undefined;
};

const measureNames: Readonly<Record<AccuracyBreach['measure'], string>> = {
  mape: 'mean percent error',
  wape_ratio: 'absolute error beside the seasonal naive forecast',
  wql_ratio: 'quantile loss beside the seasonal naive forecast',
};

/** A breach in a sentence. */
export const describeBreach = ({ measure, week, values, limit }: AccuracyBreach): string =>
  `Up to the week of ${week} the ${measureNames[measure]} was ${values.join(', ')} in three weeks running, above ${limit}.`;
