import type { ForecastModel } from './model/forecast-model.ts';
import { forecastSeries, quantileAt } from './model/forecast-series.ts';
import type { Reason } from './model/drivers.ts';
import type { DemandSeries } from './model/series.ts';
import type { ModelForecaster } from './sku-forecast.ts';

/** Slices of the probability that a distribution is told by, for its variance. */
const slices = 40;
/** As of rules: beyond this a variance tells of one accident more than of the article. */
const dispersionMost = 20;

/** Variance of a distribution that is told by quantiles: the mean of the squared distances of its slices, each by its middle. */
const varianceOf = (quantiles: readonly number[]): number => {
  const values = Array.from({ length: slices }, (_, at) => quantileAt(quantiles, (at + 0.5) / slices));
  const mean = values.reduce((sum, value) => sum + value, 0) / slices;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / slices;
};

/** Variance over mean of periods that are told by their means and quantiles, 1 to 20. */
export const dispersionTold = (mean: readonly number[], quantiles: readonly (readonly number[])[]): number => {
  const total = mean.reduce((sum, value) => sum + value, 0);
  const variance = quantiles.reduce((sum, values) => sum + varianceOf(values), 0);
  return total === 0 ? 1 : Math.min(dispersionMost, Math.max(1, variance / total));
};

const wordsOf = ({ driver, factor }: Reason): string =>
  `By the trained model the ${driver} ${factor >= 1 ? 'raises' : 'lowers'} demand by ${Math.abs(Math.round((factor - 1) * 100))} %.`;

/**
 * The trained model for the level of the days. It gets the demand without what was told beside it, because that belongs to
 * regions and is multiplied on afterwards; counting it twice is thereby ruled out. What of it a model can use beside that is what
 * lies around a holiday, and what everything together has sold. Where it leaves a series to rules, so do we.
 * @param options.explain whether it says what moves the days, which costs as much as the forecast itself. @default true
 */
export const modelForecaster =
  (model: ForecastModel, { explain = true }: { readonly explain?: boolean } = {}): ModelForecaster =>
  ({ units, firstDay, horizonDays, group, holiday }) => {
    const series: DemandSeries = {
      cadence: 'daily',
      firstDay,
      units,
      ...(group === undefined ? {} : { group }),
      ...(holiday === undefined ? {} : { feeds: { holiday } }),
    };
    const said = forecastSeries({ series, horizon: horizonDays, model, explain });
    if (said.method !== 'mean' && said.method !== 'counts') return undefined;
    const mean = said.mean.map((value) => Math.max(0, value));
    const total = mean.reduce((sum, value) => sum + value, 0);
    if (!Number.isFinite(total)) return undefined;
    return {
      mean,
      dispersion: dispersionTold(mean, said.quantiles),
      version: said.version,
      reasons: said.reasons.map(wordsOf),
    };
  };
