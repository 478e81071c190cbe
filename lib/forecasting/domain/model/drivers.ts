import { type DemandFeature, demandFeatures } from './features.ts';

/** What moves a forecast, as people speak of it. */
export const drivers = ['season', 'trend', 'promotion', 'campaign', 'holiday', 'weather', 'economy'] as const;
export type Driver = (typeof drivers)[number];

export type Reason = {
  readonly driver: Driver;
  /** What it does to demand: 1.2 is a fifth more than without, 0.8 a fifth less. */
  readonly factor: number;
};

// Features that describe the series itself, its noise and its age, are no reasons.
const featuresOf: Readonly<Record<Driver, readonly DemandFeature[]>> = {
  season: [
    'day_of_week',
    'day_of_month',
    'month',
    'week_of_year',
    'season_last_ratio',
    'season_mean_ratio',
    'season_median_ratio',
    'year_ago_ratio',
    'group_season_ratio',
    'group_year_ago_ratio',
  ],
  trend: [
    'last_ratio',
    'last_two_ratio',
    'week_ratio',
    'month_ratio',
    'half_year_ratio',
    'smoothed_ratio',
    'trend_ratio',
    'group_week_ratio',
    'group_month_ratio',
  ],
  promotion: ['price_ratio', 'last_price_ratio', 'other_price_ratio', 'promotion', 'promotion_depth', 'promotion_share'],
  campaign: ['marketing_ratio'],
  holiday: ['holiday', 'days_to_holiday', 'days_since_holiday'],
  weather: ['temperature_anomaly'],
  economy: ['economy_change'],
};

const places: readonly (readonly [Driver, readonly number[]])[] = drivers.map((driver) => [
  driver,
  featuresOf[driver].map((feature) => demandFeatures.indexOf(feature)),
]);

/** Reasons below this are not worth a word. */
const wordFrom = 0.02;

/** Contributions of several periods, gathered by driver, the strongest first. */
export const reasonsOf = (contributions: readonly (readonly number[])[]): readonly Reason[] =>
  places
    .map(([driver, features]) => {
      const sum = contributions.reduce((total, one) => total + features.reduce((part, at) => part + (one[at] ?? 0), 0), 0);
      return { driver, effect: sum / Math.max(1, contributions.length) };
    })
    .filter(({ effect }) => Math.abs(effect) >= wordFrom)
    .toSorted((one, other) => Math.abs(other.effect) - Math.abs(one.effect))
    .map(({ driver, effect }) => ({ driver, factor: Math.round(Math.exp(effect) * 1_000) / 1_000 }));
