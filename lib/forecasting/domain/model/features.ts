// The one definition of the inputs of the demand models. Training writes them to `history.csv`, serving asks the trees with
// them; both through `rowsOfOrigin`. Of demand nothing later than the origin is read: every forecast of a period ahead stands
// on the same past. Of feeds the values of the period ahead are read, as they were planned or foretold.
//
// Demand enters as a ratio to the series' own level, so that one model learns from articles that sell one a week and a
// thousand a day, and an article that it has never seen is one more series.
import { type Cadence, daysOf, type DemandSeries, seasonOf } from './series.ts';
import { knownBetween, meanBetween, quantileOfSorted, sumBetween } from './windows.ts';

/** Names in the order of the vector; models/forecast/features.json says what each means, and a test compares them. */
export const demandFeatures = [
  'period_days',
  'horizon_periods',
  'history_periods',
  'level_log',
  'last_ratio',
  'last_two_ratio',
  'week_ratio',
  'month_ratio',
  'half_year_ratio',
  'smoothed_ratio',
  'quarter_ratio',
  'median_ratio',
  'upper_ratio',
  'noise_ratio',
  'zero_share',
  'demand_interval',
  'size_cv2',
  'periods_since_demand',
  'trend_ratio',
  'season_last_ratio',
  'season_mean_ratio',
  'season_median_ratio',
  'year_ago_ratio',
  'day_of_week',
  'day_of_month',
  'month',
  'week_of_year',
  'holiday',
  'days_to_holiday',
  'days_since_holiday',
  'price_ratio',
  'last_price_ratio',
  'other_price_ratio',
  'promotion',
  'promotion_depth',
  'promotion_share',
  'marketing_ratio',
  'temperature_anomaly',
  'economy_change',
  'group_week_ratio',
  'group_month_ratio',
  'group_season_ratio',
  'group_year_ago_ratio',
] as const;

export type DemandFeature = (typeof demandFeatures)[number];

/** Inputs of one series at one origin: a vector for each horizon, and what demand is told against. */
export type OriginRows = {
  /** Units per period that the series' own past is told against; above 0. */
  readonly level: number;
  /** Units that the trees' answer is a multiple of, one for each horizon: the level, and part of its season. Above 0. */
  readonly baselines: readonly number[];
  /** One vector for each horizon asked for, in the order of `demandFeatures`; NaN where something is not known. Float32, as the trees compare. */
  readonly vectors: readonly Float32Array[];
};

/** Periods of a week, a month, half a year, a year, and those the level is a mean of. */
const spans: Readonly<Record<Cadence, { week: number; month: number; level: number; halfYear: number; year: number; smooth: number }>> = {
  daily: { week: 7, month: 28, level: 56, halfYear: 182, year: 364, smooth: 0.1 },
  weekly: { week: 2, month: 4, level: 13, halfYear: 26, year: 52, smooth: 0.3 },
};

const seasonsRead = 8;
/** Holidays further away than this many days say nothing of a day. */
const holidayReach = 14;

const capped = (value: number, most: number): number => (Number.isNaN(value) ? value : Math.min(value, most));

/**
 * Mean of the last eight weeks (daily) or thirteen weeks (weekly). The whole history counts as one period more, so that what
 * has not been wanted lately keeps a small level, and never none.
 */
export const levelAt = (cadence: Cadence, units: readonly number[], origin: number): number => {
  const recent = sumBetween(units, origin - spans[cadence].level + 1, origin + 1);
  const whole = sumBetween(units, 0, origin + 1);
  const usual = (whole.sum + 0.5) / (whole.count + 1);
  return (recent.sum + usual) / (recent.count + 1);
};

const smoothedAt = (units: readonly number[], origin: number, weight: number, from: number): number => {
  let level = Number.NaN;
  for (let at = Math.max(0, from); at <= origin; at += 1) {
    const value = units[at] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    level = Number.isNaN(level) ? value : level + weight * (value - level);
  }
  return level;
};

/** Shape of the recent demand, told against the level. */
const shapeOf = (units: readonly number[], origin: number, level: number, span: number) => {
  const recent = Float64Array.from(knownBetween(units, origin - span + 1, origin + 1)).sort();
  const count = recent.length;
  const mean = count === 0 ? Number.NaN : recent.reduce((sum, value) => sum + value, 0) / count;
  const variance = count < 2 ? Number.NaN : recent.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  const sizes = recent.filter((value) => value > 0);
  const size = sizes.reduce((sum, value) => sum + value, 0) / sizes.length;
  const sizeVariance = sizes.reduce((sum, value) => sum + (value - size) ** 2, 0) / sizes.length;
  return {
    quarter: quantileOfSorted(recent, 0.25) / level,
    median: quantileOfSorted(recent, 0.5) / level,
    upper: quantileOfSorted(recent, 0.9) / level,
    noise: Math.sqrt(variance) / level,
    zeroShare: count === 0 ? Number.NaN : 1 - sizes.length / count,
    interval: sizes.length === 0 ? span : count / sizes.length,
    sizeCv2: sizes.length === 0 ? Number.NaN : sizeVariance / size ** 2,
  };
};

const sinceDemand = (units: readonly number[], origin: number): number => {
  for (let back = 0; back <= origin; back += 1) if ((units[origin - back] ?? 0) > 0) return back;
  return origin + 1;
};

/** Demand of the same place in the season, last seen before the origin, and the means over up to eight of them. */
const seasonAt = (units: readonly number[], origin: number, target: number, season: number) => {
  const seen: number[] = [];
  const first = target - season * Math.ceil((target - origin) / season);
  for (let at = first; at >= 0 && seen.length < seasonsRead; at -= season) {
    const value = units[at] ?? Number.NaN;
    if (!Number.isNaN(value)) seen.push(value);
  }
  const mean = seen.length === 0 ? Number.NaN : seen.reduce((sum, value) => sum + value, 0) / seen.length;
  return { count: seen.length, last: seen[0] ?? Number.NaN, mean, median: quantileOfSorted(Float64Array.from(seen).sort(), 0.5) };
};

/** What came a year ago about the target, against what had come before the origin's day a year ago. */
const yearAgoAt = (units: readonly number[], origin: number, target: number, cadence: Cadence): number => {
  const { year, level } = spans[cadence];
  const around = cadence === 'daily' ? 3 : 1;
  const then = meanBetween(units, target - year - around, Math.min(origin, target - year + around) + 1);
  const before = meanBetween(units, origin - year - level + 1, origin - year + 1, level / 4);
  return before > 0 ? capped(then / before, 20) : Number.NaN;
};

const feedAt = (feed: readonly (number | null)[] | undefined, at: number): number => feed?.[at] ?? Number.NaN;

/** Mean of a feed over the periods before and with the origin; NaN where nothing is known. */
const feedMean = (feed: readonly (number | null)[] | undefined, origin: number, span: number): number => {
  let [count, sum] = [0, 0];
  for (let at = Math.max(0, origin - span + 1); at <= origin; at += 1) {
    const value = feed?.[at];
    if (value === null || value === undefined) continue;
    count += 1;
    sum += value;
  }
  return count === 0 ? Number.NaN : sum / count;
};

const daysToHoliday = (feed: readonly (number | null)[] | undefined, at: number, step: 1 | -1, days: number): number => {
  if (feed === undefined) return Number.NaN;
  for (let away = 0; away * days <= holidayReach; away += 1) if ((feed[at + step * away] ?? 0) > 0) return away * days;
  return holidayReach + 1;
};

/** Calendar of a day: week of the year by seventh days from January the first, 0 to 52. */
const calendarOf = (day: number) => {
  // A day number is a number, not the clock: the calendar is arithmetic.
  const { year, month, dayOfMonth } = civilOf(day);
  return { weekday: (((day + 3) % 7) + 7) % 7, month, dayOfMonth, week: Math.floor((day - dayNumberOf(year)) / 7) };
};

/** Year, month and day of a day number, after Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms" (civil_from_days). */
const civilOf = (day: number): { readonly year: number; readonly month: number; readonly dayOfMonth: number } => {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  };
};

/** Day number of January the first. */
const dayNumberOf = (year: number): number => {
  const before = year - 1;
  return 365 * (year - 1970) + Math.floor(before / 4) - 492 - (Math.floor(before / 100) - 19) + (Math.floor(before / 400) - 4);
};

type Values = Record<DemandFeature, number>;

/** What is the same for every horizon. */
const ofOrigin = (series: DemandSeries, origin: number, level: number): Partial<Values> => {
  const { cadence, units, group, feeds } = series;
  const span = spans[cadence];
  const ratio = (periods: number, least = 1): number => meanBetween(units, origin - periods + 1, origin + 1, least) / level;
  const shape = shapeOf(units, origin, level, span.level);
  const month = meanBetween(units, origin - span.month + 1, origin + 1);
  const before = meanBetween(units, origin - 2 * span.month + 1, origin - span.month + 1, span.month / 2);
  const groupLevel = group === undefined ? Number.NaN : levelAt(cadence, group, origin);
  const groupRatio = (periods: number): number =>
    group === undefined ? Number.NaN : meanBetween(group, origin - periods + 1, origin + 1) / groupLevel;
  return {
    period_days: daysOf(cadence),
    history_periods: capped(sumBetween(units, 0, origin + 1).count, 2 * span.year),
    level_log: Math.log(level),
    last_ratio: capped(ratio(1), 20),
    last_two_ratio: capped(ratio(2), 20),
    week_ratio: capped(ratio(span.week), 20),
    month_ratio: capped(ratio(span.month), 20),
    half_year_ratio: capped(ratio(span.halfYear, span.level), 20),
    smoothed_ratio: capped(smoothedAt(units, origin, span.smooth, origin - 2 * span.level) / level, 20),
    quarter_ratio: shape.quarter,
    median_ratio: shape.median,
    upper_ratio: shape.upper,
    noise_ratio: shape.noise,
    zero_share: shape.zeroShare,
    demand_interval: capped(shape.interval, span.level),
    size_cv2: capped(shape.sizeCv2, 50),
    periods_since_demand: capped(sinceDemand(units, origin), span.level),
    trend_ratio: before > 0 ? capped(month / before, 20) : Number.NaN,
    last_price_ratio: feedAt(feeds?.price, origin) / feedMean(feeds?.price, origin, span.level),
    promotion_share: feedMean(feeds?.promotion, origin, span.level),
    group_week_ratio: groupRatio(span.week),
    group_month_ratio: groupRatio(span.month),
  };
};

/** Seasons that a season counts for as long as it has not been seen: eight weeks bring nearly two thirds of what they show. */
const seasonsDoubted = 5;
const [seasonLeast, seasonMost] = [0.25, 4] as const;

/** Level of the period ahead before any tree is asked: drawn towards what its season showed, within bounds. */
const baselineAt = ({ cadence, units }: DemandSeries, origin: number, horizon: number, level: number): number => {
  const { count, mean } = seasonAt(units, origin, origin + horizon, seasonOf(cadence));
  if (count === 0) return level;
  const factor = 1 + (count / (count + seasonsDoubted)) * (mean / level - 1);
  return level * Math.min(seasonMost, Math.max(seasonLeast, factor));
};

/** What belongs to one period ahead. */
const ofTarget = (series: DemandSeries, origin: number, horizon: number, level: number): Partial<Values> => {
  const { cadence, units, group, feeds } = series;
  const span = spans[cadence];
  const target = origin + horizon;
  const days = daysOf(cadence);
  const calendar = calendarOf(series.firstDay + target * days);
  const season = seasonAt(units, origin, target, seasonOf(cadence));
  const groupLevel = group === undefined ? Number.NaN : levelAt(cadence, group, origin);
  const yearBack = origin + horizon - span.year;
  const economy = feedAt(feeds?.economyIndex, target) / feedAt(feeds?.economyIndex, yearBack);
  return {
    horizon_periods: horizon,
    season_last_ratio: capped(season.last / level, 20),
    season_mean_ratio: capped(season.mean / level, 20),
    season_median_ratio: capped(season.median / level, 20),
    year_ago_ratio: yearAgoAt(units, origin, target, cadence),
    day_of_week: cadence === 'daily' ? calendar.weekday : Number.NaN,
    day_of_month: calendar.dayOfMonth,
    month: calendar.month,
    week_of_year: calendar.week,
    holiday: feedAt(feeds?.holiday, target),
    days_to_holiday: daysToHoliday(feeds?.holiday, target, 1, days),
    days_since_holiday: daysToHoliday(feeds?.holiday, target, -1, days),
    price_ratio: feedAt(feeds?.price, target) / feedMean(feeds?.price, origin, span.level),
    other_price_ratio: feedAt(feeds?.price, target) / feedAt(feeds?.otherPrices, target),
    promotion: feedAt(feeds?.promotion, target),
    promotion_depth: feedAt(feeds?.promotionDepth, target),
    marketing_ratio: capped(feedAt(feeds?.marketing, target) / feedMean(feeds?.marketing, origin, span.halfYear), 20),
    temperature_anomaly: feedAt(feeds?.temperatureAnomaly, target),
    economy_change: economy - 1,
    group_season_ratio: group === undefined ? Number.NaN : seasonAt(group, origin, target, seasonOf(cadence)).mean / groupLevel,
    group_year_ago_ratio: group === undefined ? Number.NaN : yearAgoAt(group, origin, target, cadence),
  };
};

const fill = (vector: Float32Array, values: Partial<Values>): void => {
  for (const [name, value] of Object.entries(values)) {
    const at = featureNumber.get(name) ?? -1;
    // What is not known, a mean of nothing or a ratio to 0, is missing to the trees.
    vector[at] = value !== undefined && Number.isFinite(value) ? value : Number.NaN;
  }
};

const featureNumber: ReadonlyMap<string, number> = new Map(demandFeatures.map((name, index) => [name, index]));

/**
 * The inputs for forecasts of `horizons` periods after `origin`.
 * @param origin number of the last period that is known, counted from 0; periods after it are not read
 * @param horizons whole numbers from 1
 */
export const rowsOfOrigin = (series: DemandSeries, origin: number, horizons: readonly number[]): OriginRows => {
  const level = levelAt(series.cadence, series.units, origin);
  const shared = new Float32Array(demandFeatures.length).fill(Number.NaN);
  fill(shared, ofOrigin(series, origin, level));
  const vectors = horizons.map((horizon) => {
    const vector = shared.slice();
    fill(vector, ofTarget(series, origin, horizon, level));
    return vector;
  });
  return { level, baselines: horizons.map((horizon) => baselineAt(series, origin, horizon, level)), vectors };
};
