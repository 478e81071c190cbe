import { weekdayOf } from './daily-series.ts';

/** Expected units of each day ahead, and how the history strayed from what the same rule would have said. */
export type PointForecast = {
  readonly model: 'seasonal-naive' | 'tsb';
  readonly means: readonly number[];
  /** Mean of the squared errors per unit of mean: 1 for demand by pure chance (Poisson), more when it comes in lumps. */
  readonly dispersion: number;
};

/** Weeks that are averaged: the last alone would repeat its accidents. */
const seasons = 8;

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const dispersionOf = (units: readonly number[], fitted: (at: number) => number): number => {
  const mean = meanOf(units);
  if (mean === 0) return 1;
  const squared = meanOf(units.map((value, at) => (value - fitted(at)) ** 2));
  return Math.min(20, Math.max(1, squared / mean));
};

/**
 * Seasonal naive with a season of a week: a day is expected to be as the same weekdays before it, here the mean of up to
 * eight of them (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, section 5.2).
 * @param units by day, oldest first, at least one week of them
 * @param firstDay day number of the first
 */
export const seasonalNaive = (units: readonly number[], firstDay: number, horizonDays: number): PointForecast => {
  const recent = units.slice(-7 * seasons);
  const start = firstDay + units.length - recent.length;
  const level = meanOf(recent);
  // Every weekday leans towards the level as if it had been seen once more at it: eight weeks are few.
  const weekday = Array.from({ length: 7 }, (_, day) => {
    const seen = recent.filter((_units, at) => weekdayOf(start + at) === day);
    return (seen.reduce((sum, value) => sum + value, 0) + level) / (seen.length + 1);
  });
  const expected = (number: number): number => weekday[weekdayOf(number)] ?? level;
  return {
    model: 'seasonal-naive',
    means: Array.from({ length: horizonDays }, (_, ahead) => expected(firstDay + units.length + ahead)),
    dispersion: dispersionOf(recent, (at) => expected(start + at)),
  };
};

/** Weights of the newest observation, for the chance of a demand and for its size. */
const [chanceWeight, sizeWeight] = [0.05, 0.1] as const;

/**
 * Intermittent demand after Teunter, Syntetos and Babai (European Journal of Operational Research 214, 2011): the chance that a day
 * has demand is smoothed every day, its size on days with demand only. What is no longer bought fades away.
 * @param units by day, oldest first
 */
export const tsb = (units: readonly number[], horizonDays: number): PointForecast => {
  const sizes = units.filter((value) => value > 0);
  let chance = units.length === 0 ? 0 : sizes.length / units.length;
  let size = meanOf(sizes);
  for (const value of units) {
    chance += chanceWeight * ((value > 0 ? 1 : 0) - chance);
    if (value > 0) size += sizeWeight * (value - size);
  }
  const mean = chance * size;
  return { model: 'tsb', means: Array.from({ length: horizonDays }, () => mean), dispersion: dispersionOf(units, () => meanOf(units)) };
};

/** Mean days between days with demand from which it counts as intermittent (Syntetos, Boylan and Croston 2005). */
const intermittentFrom = 1.32;
/** Days of history that a weekly season takes. */
const seasonalDaysLeast = 28;

/** The model that suits the history, by how often there is any demand. */
export const pointForecast = (units: readonly number[], firstDay: number, horizonDays: number): PointForecast => {
  const busy = units.filter((value) => value > 0).length;
  const isRegular = units.length >= seasonalDaysLeast && busy > 0 && units.length / busy < intermittentFrom;
  return isRegular ? seasonalNaive(units, firstDay, horizonDays) : tsb(units, horizonDays);
};
