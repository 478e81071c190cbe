/** How long a period is: forecasts are made by day and by week. */
export type Cadence = 'daily' | 'weekly';

/**
 * What is known beside the demand, by period, from the first period of the history to the last one that is forecast.
 * Each is optional, and each value may be null where it is not known. Of periods ahead they hold what is planned or foretold.
 */
export type SeriesFeeds = {
  /** In any unit of money. */
  readonly price?: readonly (number | null)[];
  /** Mean price of what a customer could buy instead, in the same unit. */
  readonly otherPrices?: readonly (number | null)[];
  /** Share of the period under a promotion, 0 to 1. */
  readonly promotion?: readonly (number | null)[];
  /** Discount of the promotion, in percent. */
  readonly promotionDepth?: readonly (number | null)[];
  /** Spend on campaigns, in any unit of money. */
  readonly marketing?: readonly (number | null)[];
  /** 1 on a holiday or a day of an event, else 0; of a week, its share of such days. */
  readonly holiday?: readonly (number | null)[];
  /** Degrees Celsius above what is usual for the time of the year. */
  readonly temperatureAnomaly?: readonly (number | null)[];
  /** An index of the economy; only its change against the year before is used. */
  readonly economyIndex?: readonly (number | null)[];
};

/** Demand of one SKU in one place, channel or region, and what is known beside it. */
export type DemandSeries = {
  readonly cadence: Cadence;
  /** Number of the first period's first day, in days since 1970-01-01. */
  readonly firstDay: number;
  /** Units wanted by period, oldest first; NaN where demand is not known, because the place was closed or had run out. */
  readonly units: readonly number[];
  /** Units of everything that is sold beside it, by the same periods: the week and the season show sooner there. */
  readonly group?: readonly number[];
  readonly feeds?: SeriesFeeds;
};

/** Days of a period. */
export const daysOf = (cadence: Cadence): number => (cadence === 'daily' ? 1 : 7);

/** Periods after which the same comes again: the week of days, the year of weeks. */
export const seasonOf = (cadence: Cadence): number => (cadence === 'daily' ? 7 : 52);

/** Periods that a direct forecast reaches. */
export const horizonMost = (cadence: Cadence): number => (cadence === 'daily' ? 28 : 8);
