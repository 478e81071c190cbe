import type { LabourPolicy } from '../../../kernel/planning-policies.ts';
import { toUnits } from '../cells.ts';
import { dayNumber, dayOf } from '../daily-series.ts';
import { periodsOf } from '../levels.ts';
import { otherParts, sumDispersion, type SumSeries } from '../sums.ts';

/** How orders are made up: what a plan assumes where no orders are known is one of each. */
export type OrderMix = { readonly unitsPerLine: number; readonly linesPerOrder: number };

export type StaffedLocation = {
  readonly locationId: string;
  readonly type: 'warehouse' | 'store' | '3pl' | 'supplier';
  /** Parcels that it sends on a day with all staff; undefined where it has not said. */
  readonly capacityPerDay?: number | undefined;
};

/** People that a location needs on one day. */
export type StaffingDay = {
  readonly day: string;
  readonly units: number;
  readonly lines: number;
  /** Whole people, enough for the demand that is not exceeded in 50 and in 90 of 100 cases. */
  readonly peopleP50: number;
  readonly peopleP90: number;
  readonly parcels: number;
  /** Whether more parcels are expected than the location says it can send; null where it has not said. */
  readonly isOverCapacity: boolean | null;
};

export type StaffingPlan = {
  readonly locationId: string;
  readonly type: StaffedLocation['type'];
  readonly linesPerPersonHour: number;
  readonly capacityPerDay: number | null;
  readonly days: readonly StaffingDay[];
};

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Lines that one person gets done in an hour at a type of location. */
export const paceOf = ({ linesPerPersonHour, locationTypes }: LabourPolicy, type: StaffedLocation['type']): number =>
  (linesPerPersonHour * (locationTypes.find((one) => one.type === type)?.productivityPercent ?? 100)) / 100;

/** People by location and day: expected lines over what one person gets done in a shift, in whole people. */
export const staffingOf = (
  location: StaffedLocation,
  series: SumSeries,
  days: readonly string[],
  mix: OrderMix,
  labour: LabourPolicy,
): StaffingPlan => {
  const pace = paceOf(labour, location.type);
  const linesPerShift = pace * labour.shiftHours;
  const people = (units: number): number => Math.ceil(units / mix.unitsPerLine / linesPerShift - 1e-9);
  const { capacityPerDay } = location;
  return {
    locationId: location.locationId,
    type: location.type,
    linesPerPersonHour: rounded(pace),
    capacityPerDay: capacityPerDay ?? null,
    days: periodsOf(days, series.grains, sumDispersion(series), 'daily').map(({ from, mean, p50, p90 }): StaffingDay => {
      const lines = mean / mix.unitsPerLine;
      const parcels = lines / mix.linesPerOrder;
      return {
        day: from,
        units: rounded(mean),
        lines: rounded(lines),
        peopleP50: people(p50),
        peopleP90: people(p90),
        parcels: rounded(parcels),
        isOverCapacity: capacityPerDay === undefined ? null : parcels > capacityPerDay,
      };
    }),
  };
};

/** Parcels of one lane in one month. */
export type LaneMonth = {
  readonly month: string;
  readonly parcels: number;
  readonly units: number;
  /** Days of the month that the forecast reaches; the others are like the forecast's mean day. */
  readonly forecastDays: number;
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
 * Parcels by lane and month, as one negotiates them with a carrier. Of the month that has begun only the days ahead count.
 * Beyond the forecast every day is like its mean day: seasons of a year are not in it, and the answer says how much is so.
 */
export const carrierLanes = (
  regions: readonly SumSeries[],
  servedBy: (region: string) => string | undefined,
  days: readonly string[],
  mix: OrderMix,
  months: number,
): readonly CarrierLane[] => {
  const reach = new Map(days.map((day, at) => [day, at]));
  const unitsPerParcel = mix.unitsPerLine * mix.linesPerOrder;
  return regions
    .map(({ key, grains }): CarrierLane => {
      const mean = grains.reduce((sum, value) => sum + value, 0) / Math.max(1, grains.length);
      return {
        fromLocationId: key === otherParts ? null : (servedBy(key) ?? null),
        toRegion: key,
        months: monthsFrom(days[0] ?? '1970-01-01', months).map((month): LaneMonth => {
          const own = daysOfMonth(month).filter((day) => day >= (days[0] ?? ''));
          const units = toUnits(own.reduce((sum, day) => sum + (grains[reach.get(day) ?? -1] ?? mean), 0));
          return {
            month,
            units: rounded(units),
            parcels: rounded(units / unitsPerParcel),
            forecastDays: own.filter((day) => reach.has(day)).length,
            days: own.length,
          };
        }),
      };
    })
    .toSorted((left, right) => (right.months[0]?.parcels ?? 0) - (left.months[0]?.parcels ?? 0));
};
