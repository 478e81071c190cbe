import type { LabourPolicy } from '../../../kernel/planning-policies.ts';
import { periodsOf } from '../levels.ts';
import { sumDispersion, type SumSeries } from '../sums.ts';

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
