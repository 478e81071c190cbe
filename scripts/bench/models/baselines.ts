// Rules that need no training, refitted at every origin to all that is known by then.
import { pointForecast, tsb } from '../../../lib/forecasting/domain/point-forecast.ts';
import { demandQuantile } from '../../../lib/forecasting/domain/quantiles.ts';
import { smooth } from '../../../lib/forecasting/domain/model/ets.ts';
import { standardNormalQuantile } from '../../../lib/forecasting/domain/model/normal.ts';
import { daysOf, seasonOf } from '../../../lib/forecasting/domain/model/series.ts';
import type { PanelSeries } from './panels.ts';
import { gridLevels, type PeriodForecast } from './yardstick.ts';

/** Says something of the `horizon` periods after `origin`. */
export type Method = (series: PanelSeries, origin: number, horizon: number) => readonly PeriodForecast[];

/** The history up to the origin. Rules cannot do with holes: one takes the last value known before it. */
export const knownHistory = (series: PanelSeries, origin: number): readonly number[] => {
  const units = series.units.slice(0, origin + 1);
  const start = units.findIndex((value) => !Number.isNaN(value));
  let last = 0;
  return units.slice(Math.max(0, start)).map((value) => {
    last = Number.isNaN(value) ? last : value;
    return last;
  });
};

const normalForecast = (mean: number, deviation: number): PeriodForecast => ({
  mean,
  quantiles: gridLevels.map((level) => Math.max(0, mean + standardNormalQuantile(level) * deviation)),
});

const seasonLength = (series: PanelSeries, history: readonly number[]): number => {
  const season = seasonOf(series.cadence);
  // Of less than a whole season nothing can be repeated: the last value is.
  return history.length >= season + 1 ? season : 1;
};

/** Mean absolute error of the seasonal naive rule within the history. */
export const naiveErrorOf = (series: PanelSeries, origin: number): number => {
  const history = knownHistory(series, origin);
  const season = seasonLength(series, history);
  const errors = history.slice(season).map((value, at) => Math.abs(value - (history[at] ?? 0)));
  return errors.length === 0 ? 0 : errors.reduce((sum, value) => sum + value, 0) / errors.length;
};

/**
 * The last season again, with a normal distribution whose variance is that of the errors within the history, once more for
 * each season ahead (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, section 5.5); below 0 is 0.
 */
export const seasonalNaiveMethod: Method = (series, origin, horizon) => {
  const history = knownHistory(series, origin);
  const season = seasonLength(series, history);
  const errors = history.slice(season).map((value, at) => value - (history[at] ?? 0));
  const deviation = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / Math.max(1, errors.length));
  return Array.from({ length: horizon }, (_, ahead) => {
    const place = history.length - season + (ahead % season);
    return normalForecast(history[place] ?? 0, deviation * Math.sqrt(Math.floor(ahead / season) + 1));
  });
};

const etsPeriodsMost = 400;

/** Exponential smoothing, the form chosen by AICc. */
export const etsMethod: Method = (series, origin, horizon) => {
  const history = knownHistory(series, origin).slice(-etsPeriodsMost);
  const { means, deviations } = smooth(history, seasonOf(series.cadence), horizon);
  return means.map((mean, ahead) => normalForecast(mean, deviations[ahead] ?? 0));
};

const counted = (means: readonly number[], dispersion: number): readonly PeriodForecast[] =>
  means.map((mean) => ({ mean, quantiles: gridLevels.map((level) => demandQuantile(mean, dispersion, level)) }));

/** TSB with a negative binomial about its mean. */
export const tsbMethod: Method = (series, origin, horizon) => {
  const { means, dispersion } = tsb(knownHistory(series, origin), horizon);
  return counted(means, dispersion);
};

/** What the product says without a model: the mean of eight seasons, or TSB where demand is intermittent. */
export const ruleMethod: Method = (series, origin, horizon) => {
  const history = knownHistory(series, origin);
  if (series.cadence === 'weekly') return tsbMethod(series, origin, horizon);
  const { means, dispersion } = pointForecast(history, series.firstDay + (origin + 1 - history.length) * daysOf(series.cadence), horizon);
  return counted(means, dispersion);
};
