import { dailyUnits, dayOf } from './daily-series.ts';
import type { DemandOfDay } from './demand.ts';
import { pointForecast } from './point-forecast.ts';

/** Expected demand of one day, in units. */
export type DayForecast = { readonly day: string; readonly mean: number };

/** A part of the demand; all parts of a forecast sum to 1, unless there is none. */
export type RegionShare = { readonly region: string; readonly share: number };
export type LocationShare = { readonly locationId: string; readonly share: number };

export type SkuForecast = {
  readonly sku: string;
  readonly model: 'seasonal-naive' | 'tsb';
  /** First and last day of the history, in UTC. */
  readonly historyFrom: string;
  readonly historyTo: string;
  readonly historyUnits: number;
  /** Variance over mean, at least 1: what quantiles are made of, beside the mean. */
  readonly dispersion: number;
  readonly days: readonly DayForecast[];
  readonly regions: readonly RegionShare[];
  readonly locations: readonly LocationShare[];
};

export type ForecastInput = {
  readonly sku: string;
  readonly history: readonly DemandOfDay[];
  /** Day numbers, both included. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly horizonDays: number;
  /** Where orders of every SKU go, as shares: what a SKU of few orders leans towards. */
  readonly usual: readonly RegionShare[];
  /** The location that would serve a region if it had everything; undefined where none can. */
  readonly servedBy: (region: string) => string | undefined;
};

/** Units for which the usual regions count beside a SKU's own. */
const usualUnits = 20;

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/** Units by region, those that are usual counted as if so many more had been sold there. */
const regionShares = (history: readonly DemandOfDay[], usual: readonly RegionShare[]): readonly RegionShare[] => {
  const units = new Map<string, number>(usual.map(({ region, share }) => [region, share * usualUnits]));
  for (const one of history) units.set(one.region, (units.get(one.region) ?? 0) + one.units);
  const total = [...units.values()].reduce((sum, value) => sum + value, 0);
  if (total === 0) return [];
  return [...units]
    .map(([region, value]) => ({ region, share: rounded(value / total) }))
    .filter(({ share }) => share > 0)
    .sort((left, right) => right.share - left.share || (left.region < right.region ? -1 : 1));
};

/** What each location would send if it had everything: past assignments tell where stock happened to be, not where it is wanted. */
const locationShares = (regions: readonly RegionShare[], servedBy: ForecastInput['servedBy']): readonly LocationShare[] => {
  const shares = new Map<string, number>();
  for (const { region, share } of regions) {
    const locationId = servedBy(region);
    if (locationId !== undefined) shares.set(locationId, (shares.get(locationId) ?? 0) + share);
  }
  return [...shares]
    .map(([locationId, share]) => ({ locationId, share: rounded(share) }))
    .sort((left, right) => right.share - left.share || (left.locationId < right.locationId ? -1 : 1));
};

/** What is expected to be wanted of a SKU on each of the days after its history, and where. */
export const forecastSku = (input: ForecastInput): SkuForecast => {
  const { sku, history, firstDay, lastDay, horizonDays } = input;
  const units = dailyUnits(history, firstDay, lastDay);
  const point = pointForecast(units, firstDay, horizonDays);
  const regions = regionShares(history, input.usual);
  return {
    sku,
    model: point.model,
    historyFrom: dayOf(firstDay),
    historyTo: dayOf(lastDay),
    historyUnits: units.reduce((sum, value) => sum + value, 0),
    dispersion: rounded(point.dispersion),
    days: point.means.map((mean, ahead) => ({ day: dayOf(lastDay + 1 + ahead), mean: rounded(mean) })),
    regions,
    locations: locationShares(regions, input.servedBy),
  };
};
