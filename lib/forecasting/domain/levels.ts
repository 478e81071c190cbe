import { type Cell, cellsOf, toUnits } from './cells.ts';
import { dayNumber, dayOf, weekdayOf } from './daily-series.ts';
import { demandQuantile } from './quantiles.ts';
import type { SkuForecast } from './sku-forecast.ts';

export const forecastLevels = ['total', 'location', 'channel', 'region'] as const;
/** What a forecast is told by. */
export type ForecastLevel = (typeof forecastLevels)[number];
export const forecastPeriods = ['daily', 'weekly'] as const;
export type ForecastPeriod = (typeof forecastPeriods)[number];

/** Means of one part of the demand by day, in grains; `key` is empty for the total, and for what no location can serve. */
export type LevelSeries = { readonly key: string; readonly grains: readonly number[] };

/** A period with what is expected of it, in units. */
export type PeriodForecast = {
  readonly from: string;
  /** Included. */
  readonly to: string;
  readonly mean: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
};

/** The cells of a stored forecast. One that was stored before cells were has its total alone. */
export const cellsOfForecast = (forecast: SkuForecast): readonly Cell[] =>
  cellsOf({
    usual: forecast.usual ?? forecast.days.map(({ mean }) => mean),
    regions: forecast.regions,
    channels: forecast.channels ?? [],
    lifts: forecast.lifts ?? [],
  });

const keyOf = (level: ForecastLevel, cell: Cell, servedBy: ReadonlyMap<string, string | undefined>): string => {
  switch (level) {
    case 'total':
      return '';
    case 'location':
      return servedBy.get(cell.region) ?? '';
    case 'channel':
      return cell.channel;
    case 'region':
      return cell.region;
  }
};

/** The parts of a forecast at several levels. Whatever the level, the parts of a day add up to its total exactly. */
export const seriesOf = <L extends ForecastLevel>(
  forecast: SkuForecast,
  levels: readonly L[],
): readonly (LevelSeries & { readonly level: L })[] => {
  const servedBy = new Map(forecast.regions.map(({ region, locationId }) => [region, locationId]));
  const cells = cellsOfForecast(forecast);
  return levels.flatMap((level) => {
    const groups = new Map<string, number[]>();
    for (const cell of cells) {
      const key = keyOf(level, cell, servedBy);
      const sums = groups.get(key) ?? forecast.days.map(() => 0);
      for (const [day, grains] of cell.grains.entries()) sums[day] = (sums[day] ?? 0) + grains;
      groups.set(key, sums);
    }
    return [...groups].map(([key, grains]) => ({ level, key, grains })).sort((left, right) => (left.key < right.key ? -1 : 1));
  });
};

/** The parts of a forecast at one level. */
export const seriesAt = (forecast: SkuForecast, level: ForecastLevel): readonly LevelSeries[] =>
  seriesOf(forecast, [level]).map(({ key, grains }) => ({ key, grains }));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/**
 * Variance over mean of a part of the demand. A part that takes each unit with the probability `share` has the excess of the
 * whole times that share: of a negative binomial count such a part is negative binomial again, with the same size.
 * @param share 0 to 1
 */
export const partDispersion = (dispersion: number, share: number): number =>
  1 + (Math.max(1, dispersion) - 1) * Math.min(1, Math.max(0, share));

/** The days put into weeks that begin on Mondays; days before the first Monday and of a week that is cut off stand alone. */
const weeksOf = (days: readonly string[]): readonly (readonly number[])[] => {
  const weeks: number[][] = [];
  for (const [at, day] of days.entries()) {
    const isMonday = weekdayOf(dayNumber(day)) === 1;
    if (isMonday || weeks.length === 0) weeks.push([at]);
    else weeks.at(-1)?.push(at);
  }
  return weeks;
};

/**
 * What is expected of each period. Days are taken to be independent of each other, so that the variance of a week is the sum of
 * those of its days, and its count is of the same kind with the same dispersion.
 * @param days one for each of the grains
 */
export const periodsOf = (
  days: readonly string[],
  grains: readonly number[],
  dispersion: number,
  period: ForecastPeriod,
): readonly PeriodForecast[] => {
  const groups = period === 'daily' ? days.map((_, at) => [at]) : weeksOf(days);
  return groups.map((group): PeriodForecast => {
    const mean = toUnits(sum(group.map((at) => grains[at] ?? 0)));
    const quantile = (probability: number): number => demandQuantile(mean, dispersion, probability);
    return {
      from: days[group[0] ?? 0] ?? '',
      to: days[group.at(-1) ?? 0] ?? '',
      mean,
      p10: quantile(0.1),
      p50: quantile(0.5),
      p90: quantile(0.9),
    };
  });
};

/** A forecast at a level and by a period. */
export const forecastAt = (forecast: SkuForecast, level: ForecastLevel, period: ForecastPeriod) => {
  const days = forecast.days.map(({ day }) => day);
  const series = seriesAt(forecast, level);
  const total = sum(series.flatMap(({ grains }) => grains));
  return series.map(({ key, grains }) => ({
    key,
    periods: periodsOf(days, grains, partDispersion(forecast.dispersion, total === 0 ? 0 : sum(grains) / total), period),
  }));
};

/** Means of a location for each day ahead, in units; beyond the forecast a day is like the same weekday of its last week without what was told. */
export const locationMeans = (forecast: SkuForecast, locationId: string, days: number): readonly number[] => {
  const own = seriesAt(forecast, 'location').find(({ key }) => key === locationId)?.grains ?? [];
  const share = sum(forecast.regions.filter((one) => one.locationId === locationId).map((one) => one.share));
  const usual = forecast.usual ?? forecast.days.map(({ mean }) => mean);
  return Array.from({ length: days }, (_, at) => {
    if (at < own.length) return toUnits(own[at] ?? 0);
    if (own.length === 0 || usual.length < 7) return 0;
    return (usual[usual.length - 7 + ((at - usual.length) % 7)] ?? 0) * share;
  });
};

/** Variance over mean of a location's demand. */
export const locationDispersion = (forecast: SkuForecast, locationId: string): number =>
  partDispersion(forecast.dispersion, forecast.locations.find((one) => one.locationId === locationId)?.share ?? 0);

/**
 * Units that a location's demand of the next days stays within with a probability: what safety stock and orders are made of.
 * @param probability above 0, below 1
 */
export const demandWithin = (forecast: SkuForecast, locationId: string, days: number, probability: number): number =>
  demandQuantile(sum(locationMeans(forecast, locationId, days)), locationDispersion(forecast, locationId), probability);

/** The Monday of the week in which a day lies. */
export const weekOf = (day: string): string => dayOf(dayNumber(day) - ((weekdayOf(dayNumber(day)) + 6) % 7));
