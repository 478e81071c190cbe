import type { Instant } from '../../../kernel/instant.ts';

/** What of an order its anomalies are seen by. No test orders. */
export type WatchedOrder = {
  readonly orderId: string;
  readonly placedAt: Instant;
  readonly channel: string;
  /** ISO 3166-2, the country alone, or empty. */
  readonly region: string;
  readonly skus: readonly string[];
  readonly status: string;
  readonly personId: string | null;
  /** Keyed tokens. */
  readonly device: string | null;
  readonly network: string | null;
};

/** Orders of one hour by what they are counted by: `all`, `channel:<name>`, `region:<code>`, `sku:<sku>`. */
export type HourCounts = {
  /** Beginning of the hour. */
  readonly hour: Instant;
  readonly counts: Readonly<Record<string, number>>;
};

/** Series that an hour keeps of each kind; the smallest beyond them are left out, which are no spike. */
const seriesMax: Readonly<Record<string, number>> = { all: 1, channel: 50, region: 150, sku: 300 };

/** Series that an order counts in. */
export const seriesOf = ({ channel, region, skus }: Pick<WatchedOrder, 'channel' | 'region' | 'skus'>): readonly string[] => [
  'all',
  `channel:${channel}`,
  ...(region === '' ? [] : [`region:${region}`]),
  ...skus.map((sku) => `sku:${sku}`),
];

/** Kind of a series, such as `sku`. */
export const seriesKind = (series: string): string => series.split(':', 1)[0] ?? series;

/** What the name of a series stands for, such as the SKU. */
export const seriesName = (series: string): string => series.slice(series.indexOf(':') + 1);

/**
 * Adds up the orders of an hour.
 * @param scale orders that each stands for, 1 or more: above 1 where an hour had more than are looked at
 */
export const countHour = (hour: Instant, orders: readonly WatchedOrder[], scale: number): HourCounts => {
  const counts = new Map<string, number>();
  for (const order of orders) for (const series of seriesOf(order)) counts.set(series, (counts.get(series) ?? 0) + scale);
  const byKind = Map.groupBy(counts, ([series]) => seriesKind(series));
  const kept = [...byKind].flatMap(([kind, entries]) =>
    entries.toSorted((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1)).slice(0, seriesMax[kind] ?? 0),
  );
  return { hour, counts: Object.fromEntries(kept.map(([series, count]) => [series, Math.round(count)])) };
};

/** What is to be expected of a series in an hour. */
export type Expectation = {
  readonly mean: number;
  /** Variance over mean, at least 1. */
  readonly dispersion: number;
  /** Whole days of history that it rests on. */
  readonly days: number;
};

/** Days for which the hour's share of all orders counts as much as what was seen of the series itself. */
const priorDays = 7;
/** Even steady trade varies more than chance alone lets it. */
const dispersionMin = 1.5;
const hoursOfDay = 24;

const hourOfDay = (hour: Instant): number => Number(hour.slice(11, 13));

/** Orders of each hour of the day over a history, as shares that add up to 1. An hour without orders still has some. */
const profileOf = (history: readonly HourCounts[]): readonly number[] => {
  const sums = Array.from({ length: hoursOfDay }, () => 1);
  for (const { hour, counts } of history) sums[hourOfDay(hour)] = (sums[hourOfDay(hour)] ?? 1) + (counts['all'] ?? 0);
  const total = sums.reduce((sum, one) => sum + one, 0);
  return sums.map((one) => one / total);
};

/** A former spike must not hide the next one: what is far above its own mean is cut. */
const cut = (count: number, mean: number): number => Math.min(count, mean + 5 * Math.sqrt(mean) + 1);

/**
 * Expectations of the hour from the hours before: what the same hour of the day had, drawn towards the series' share of all
 * hours by the profile of the whole trade (a gamma prior worth seven days, as in Poisson-gamma shrinkage).
 * @param history whole hours before this one, without gaps; hours without orders have empty counts
 */
export const createExpectations = (history: readonly HourCounts[], hour: Instant): ((series: string) => Expectation) => {
  const days = Math.floor(history.length / hoursOfDay);
  const profile = profileOf(history);
  const share = profile[hourOfDay(hour)] ?? 1 / hoursOfDay;
  return (series) => {
    const counts = history.map(({ hour: at, counts: all }) => ({ at: hourOfDay(at), count: all[series] ?? 0 }));
    const total = counts.reduce((sum, { count }) => sum + count, 0);
    const perDay = history.length === 0 ? 0 : (total / history.length) * hoursOfDay;
    const same = counts.filter(({ at }) => at === hourOfDay(hour));
    const prior = perDay * share;
    const level = (prior * priorDays + same.reduce((sum, { count }) => sum + cut(count, prior), 0)) / (priorDays + same.length);
    const expected = counts.map(({ at, count }) => {
      const mean = perDay * (profile[at] ?? 0);
      return { mean, squared: (cut(count, mean) - mean) ** 2 };
    });
    const squares = expected.reduce((sum, { squared }) => sum + squared, 0);
    const means = expected.reduce((sum, { mean }) => sum + mean, 0);
    return { mean: level, dispersion: Math.max(dispersionMin, means === 0 ? 1 : squares / means), days };
  };
};
