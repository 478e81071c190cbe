import { toUnits } from '../cells.ts';
import { dayNumber, dayOf } from '../daily-series.ts';
import { otherParts, type SumSeries } from '../sums.ts';
import type { Season } from './season.ts';
import type { OrderMix } from './staffing.ts';

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Parcels of one lane in one month. */
export type LaneMonth = {
  readonly month: string;
  readonly parcels: number;
  readonly units: number;
  /** Days of the month that the forecast reaches. */
  readonly forecastDays: number;
  /** Days beyond it that have the season of the year; the others are like the forecast's mean day. */
  readonly seasonDays: number;
  readonly days: number;
};

/** Goods from a location into a region. */
export type CarrierLane = { readonly fromLocationId: string | null; readonly toRegion: string; readonly months: readonly LaneMonth[] };

const daysOfMonth = (month: string): readonly string[] => {
  const first = dayNumber(`${month}-01`);
  const days: string[] = [];
  for (let day = first; dayOf(day).startsWith(month); day += 1) days.push(dayOf(day));
  return days;
};

const monthAfter = (month: string): string => dayOf(dayNumber(`${month}-28`) + 7).slice(0, 7);

/** The months from the one of the first forecast day on, so many of them. */
export const monthsFrom = (firstDay: string, count: number): readonly string[] => {
  const months = [firstDay.slice(0, 7)];
  while (months.length < count) months.push(monthAfter(months.at(-1) ?? ''));
  return months;
};

/**
 * Parcels by lane and month, as one negotiates them with a carrier. Of the month that has begun only the days ahead count. Beyond
 * the forecast a day is its mean day times the season of everything together: of one lane there is too little to tell one by. The
 * answer says how much of a month is so.
 * @param season undefined where the past reaches back less than a year
 */
export const carrierLanes = (
  regions: readonly SumSeries[],
  servedBy: (region: string) => string | undefined,
  days: readonly string[],
  mix: OrderMix,
  months: number,
  season?: Season,
): readonly CarrierLane[] => {
  const reach = new Map(days.map((day, at) => [day, at]));
  const shapes = new Map<string, number | undefined>();
  const shapeOf = (day: string): number | undefined => {
    if (!shapes.has(day)) shapes.set(day, season?.of(dayNumber(day)));
    return shapes.get(day);
  };
  const unitsPerParcel = mix.unitsPerLine * mix.linesPerOrder;
  return regions
    .map(({ key, grains }): CarrierLane => {
      const mean = grains.reduce((sum, value) => sum + value, 0) / Math.max(1, grains.length);
      return {
        fromLocationId: key === otherParts ? null : (servedBy(key) ?? null),
        toRegion: key,
        months: monthsFrom(days[0] ?? '1970-01-01', months).map((month): LaneMonth => {
          const own = daysOfMonth(month).filter((day) => day >= (days[0] ?? ''));
          const units = toUnits(own.reduce((sum, day) => sum + (grains[reach.get(day) ?? -1] ?? mean * (shapeOf(day) ?? 1)), 0));
          return {
            month,
            units: rounded(units),
            parcels: rounded(units / unitsPerParcel),
            forecastDays: own.filter((day) => reach.has(day)).length,
            seasonDays: own.filter((day) => !reach.has(day) && shapeOf(day) !== undefined).length,
            days: own.length,
          };
        }),
      };
    })
    .toSorted((left, right) => (right.months[0]?.parcels ?? 0) - (left.months[0]?.parcels ?? 0));
};
