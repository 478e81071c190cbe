import { tsb } from '../point-forecast.ts';
import { demandQuantile } from '../quantiles.ts';
import { massQuantiles, negativeBinomialMass, pooled } from './count-mass.ts';
import { type Reason, reasonsOf } from './drivers.ts';
import { smooth } from './ets.ts';
import { demandFeatures, type OriginRows, rowsOfOrigin } from './features.ts';
import { cellOf, type ForecastModel, quantileLevels } from './forecast-model.ts';
import { type DemandSeries, horizonMost, seasonOf } from './series.ts';
import { knownBetween } from './windows.ts';

export type SeriesForecastInput = {
  /** Its last period is the origin: what comes after it is forecast. */
  readonly series: DemandSeries;
  /** Periods ahead, from 1; beyond 28 days or 8 weeks the model says for each period what it says for the last it knows. */
  readonly horizon: number;
  /** Absent while no model can be had: then smoothing answers. */
  readonly model?: ForecastModel;
  /** Whether to say what moves the forecast; costs about as much as the forecast itself. @default true */
  readonly explain?: boolean;
};

/**
 * `mean`: trees for the mean and conformal quantiles about it; `counts`: trees for the distribution of counts, pooled with
 * smoothing; `tsb` and `ets`: smoothing alone, because the history is short or there is no model.
 */
export type ForecastMethod = 'mean' | 'counts' | 'tsb' | 'ets';

export type SeriesForecast = {
  readonly method: ForecastMethod;
  /** Of the model, or of the rule. */
  readonly version: string;
  /** How demand comes, after Syntetos and Boylan. */
  readonly pattern: DemandPattern;
  /** Expected units of each period. */
  readonly mean: readonly number[];
  /** By period: units that demand stays within, at each of `quantileLevels`, not falling. */
  readonly quantiles: readonly (readonly number[])[];
  /** What moves the periods ahead, the strongest first; empty where smoothing answers. */
  readonly reasons: readonly Reason[];
};

export type DemandPattern = 'smooth' | 'erratic' | 'intermittent' | 'lumpy';

const ruleVersion = 'rules-1';
/** Periods with less history, or fewer periods with demand, say too little of themselves for the trees. */
const leastPeriods = { daily: 28, weekly: 8 } as const;
const leastWithDemand = 3;

/** Classes by mean interval and size variation, with the limits of Syntetos, Boylan and Croston (2005). */
export const patternOf = (interval: number, sizeCv2: number): DemandPattern => {
  if (interval < 1.32) return sizeCv2 < 0.49 ? 'smooth' : 'erratic';
  return sizeCv2 < 0.49 ? 'intermittent' : 'lumpy';
};

const patternOfUnits = (units: readonly number[]): DemandPattern => {
  const sizes = units.filter((value) => value > 0);
  if (sizes.length === 0) return 'intermittent';
  const mean = sizes.reduce((sum, value) => sum + value, 0) / sizes.length;
  const variance = sizes.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sizes.length;
  return patternOf(units.length / sizes.length, variance / mean ** 2);
};

/** Dispersion of a forecast by smoothing: its variance over its mean. */
const dispersionOf = (mean: number, deviation: number): number => (mean > 0 ? Math.max(1, deviation ** 2 / mean) : 1);

const byRules = (known: readonly number[], pattern: DemandPattern, series: DemandSeries, horizon: number): SeriesForecast => {
  const told = { version: ruleVersion, pattern, reasons: [] } as const;
  if (known.length === 0 || pattern === 'intermittent' || pattern === 'lumpy') {
    const { means, dispersion } = tsb(known, horizon);
    const quantiles = quantileLevels.map((level) => demandQuantile(means[0] ?? 0, dispersion, level));
    return { ...told, method: 'tsb', mean: means, quantiles: means.map(() => quantiles) };
  }
  const { means, deviations } = smooth(known, seasonOf(series.cadence), horizon);
  return {
    ...told,
    method: 'ets',
    mean: means,
    quantiles: means.map((mean, ahead) =>
      quantileLevels.map((level) => demandQuantile(mean, dispersionOf(mean, deviations[ahead] ?? 0), level)),
    ),
  };
};

const place = (name: (typeof demandFeatures)[number]): number => demandFeatures.indexOf(name);
const [upperAt, noiseAt, horizonAt] = [place('upper_ratio'), place('noise_ratio'), place('horizon_periods')];

/** What smoothing says of the periods ahead. */
export type RuleForecast = { readonly mean: number; readonly dispersion: number };

type Told = Pick<SeriesForecast, 'mean' | 'quantiles'>;

const byMean = ({ level, baselines, vectors }: OriginRows, rule: RuleForecast, model: ForecastModel): Told => {
  const { meanFactor, ruleShare, edges, offsets } = model.shape.fast;
  const ruleMean = ruleShare > 0 ? rule.mean : 0;
  const expected = vectors.map(
    (vector, index) => (1 - ruleShare) * model.ratio(vector) * (baselines[index] ?? level) + ruleShare * ruleMean,
  );
  return {
    mean: expected.map((units) => units * meanFactor),
    quantiles: vectors.map((vector, index) => {
      const units = expected[index] ?? 0;
      const noise = vector[noiseAt] ?? Number.NaN;
      const byNoise = offsets[cellOf(edges.noise, Number.isNaN(noise) ? 0 : noise)];
      const cell = byNoise?.[cellOf(edges.ratio, units / level)]?.[cellOf(edges.horizon, vector[horizonAt] ?? 0)] ?? [];
      return quantileLevels.map((_level, at) => Math.round(units * (cell[at] ?? 1)));
    }),
  };
};

const byCounts = ({ level, baselines, vectors }: OriginRows, rule: RuleForecast, model: ForecastModel): Told => {
  const { ruleShare, tailMean } = model.shape.slow;
  const ruleMean = rule.mean;
  let ruleMass: readonly number[] | undefined;
  const quantiles = vectors.map((vector) => {
    const counts = model.counts(vector);
    ruleMass ??= negativeBinomialMass(ruleMean, rule.dispersion, counts.length);
    return massQuantiles(pooled(counts, ruleMass, ruleShare), quantileLevels, tailMean);
  });
  return {
    mean: vectors.map((vector, index) => (1 - ruleShare) * model.ratio(vector) * (baselines[index] ?? level) + ruleShare * ruleMean),
    quantiles,
  };
};

/** What the model says of rows that are there already, pooled with smoothing as it was trained to be. */
export const tellRows = (
  rows: OriginRows,
  rule: RuleForecast,
  model: ForecastModel,
): Told & { readonly method: Extract<ForecastMethod, 'mean' | 'counts'> } => {
  const upper = (rows.vectors[0]?.[upperAt] ?? 0) * rows.level;
  const isCounted = !(upper > model.shape.countedUpper);
  return { method: isCounted ? 'counts' : 'mean', ...(isCounted ? byCounts : byMean)(rows, rule, model) };
};

/** Periods that are explained stand this far apart, so that they are not all of one weekday. */
const explainedEvery = 10;
const seasonPlace = place('season_mean_ratio');

/** What moves the periods ahead, gathered over some of them. The season that the baseline holds already is one of the reasons. */
const explain = ({ level, baselines, vectors }: OriginRows, model: ForecastModel): readonly Reason[] =>
  reasonsOf(
    vectors.flatMap((vector, index) => {
      if (index % explainedEvery !== Math.min(3, vectors.length - 1)) return [];
      const season = Math.log((baselines[index] ?? level) / level);
      return [model.contributions(vector).map((value, at) => (at === seasonPlace ? value + season : value))];
    }),
  );

/** What is expected to be wanted of one series in the periods after its history, with how sure that is and what moves it. */
export const forecastSeries = (input: SeriesForecastInput): SeriesForecast => {
  const { series, horizon, model } = input;
  const known = knownBetween(series.units, 0, series.units.length);
  const pattern = patternOfUnits(known);
  const withDemand = known.filter((value) => value > 0).length;
  if (model === undefined || known.length < leastPeriods[series.cadence] || withDemand < leastWithDemand)
    return byRules(known, pattern, series, horizon);
  const reach = Math.min(horizon, horizonMost(series.cadence));
  const rows = rowsOfOrigin(
    series,
    series.units.length - 1,
    Array.from({ length: reach }, (_, ahead) => ahead + 1),
  );
  const rule = tsb(known, 1);
  const told = tellRows(rows, { mean: rule.means[0] ?? 0, dispersion: rule.dispersion }, model);
  const last = <T>(list: readonly T[]): readonly T[] =>
    Array.from({ length: horizon }, (_, ahead) => list[Math.min(ahead, reach - 1)] as T);
  return {
    method: told.method,
    version: model.version,
    pattern,
    mean: last(told.mean),
    quantiles: last(told.quantiles),
    reasons: input.explain === false ? [] : explain(rows, model),
  };
};

/** The quantile of one period at any probability, straight lines between `quantileLevels`; beyond them the outermost. */
export const quantileAt = (quantiles: readonly number[], probability: number): number => {
  const above = quantileLevels.findIndex((level) => level >= probability);
  if (above === 0) return quantiles[0] ?? 0;
  if (above < 0) return quantiles.at(-1) ?? 0;
  const [low, high] = [quantileLevels[above - 1] ?? 0, quantileLevels[above] ?? 1];
  const [from, to] = [quantiles[above - 1] ?? 0, quantiles[above] ?? 0];
  return from + ((probability - low) / (high - low)) * (to - from);
};
