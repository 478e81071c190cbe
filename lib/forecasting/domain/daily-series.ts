import { fromEpochMs, Instant, toEpochMs } from '../../kernel/instant.ts';
import type { DemandOfDay } from './demand.ts';

const msPerDay = 86_400_000;

const numbersKept = 4_096;
const numbers = new Map<string, number>();

/** Whole days since 1970-01-01 in UTC, of a day such as `2026-11-22`. A history names the same days over and over. */
export const dayNumber = (day: string): number => {
  const known = numbers.get(day);
  if (known !== undefined) return known;
  const number = Math.floor(toEpochMs(Instant(`${day}T00:00:00.000Z`)) / msPerDay);
  if (numbers.size >= numbersKept) numbers.clear();
  numbers.set(day, number);
  return number;
};

/** The day of such a number. */
export const dayOf = (number: number): string => fromEpochMs(number * msPerDay).slice(0, 10);

/** Day of the week of a day number, 0 for Sunday: 1970-01-01 was a Thursday. */
export const weekdayOf = (number: number): number => (((number + 4) % 7) + 7) % 7;

/** Units by day from `first` to `last`, both day numbers and included; days without demand are 0. */
export const dailyUnits = (history: readonly DemandOfDay[], first: number, last: number): readonly number[] => {
  const units = Array.from({ length: Math.max(0, last - first + 1) }, () => 0);
  for (const one of history) {
    const at = dayNumber(one.day) - first;
    if (at >= 0 && at < units.length) units[at] = (units[at] ?? 0) + one.units;
  }
  return units;
};
