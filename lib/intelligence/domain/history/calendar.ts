import { fromEpochMs, Instant, toEpochMs } from '../../../kernel/instant.ts';
import { monthFactors, weekdayFactors } from './history.setting.ts';

const dayMs = 86_400_000;

/** Days since 1 January 1970 of a day in UTC, such as `2026-11-22`. */
export const dayNumberOf = (day: string): number => Math.floor(toEpochMs(Instant(`${day}T00:00:00.000Z`)) / dayMs);

/** The way back. */
export const dayText = (dayNumber: number): string => fromEpochMs(dayNumber * dayMs).slice(0, 10);

export type CalendarDay = { readonly year: number; readonly month: number; readonly date: number };

/** Months count from 1. */
export const calendarOf = (dayNumber: number): CalendarDay => {
  const [year = 0, month = 1, date = 1] = dayText(dayNumber).split('-').map(Number);
  return { year, month, date };
};

/** A moment as text, to the second; `minutes` counts from midnight in UTC and may go beyond the day. */
export const momentText = (dayNumber: number, minutes: number): string => fromEpochMs(dayNumber * dayMs + Math.floor(minutes * 60) * 1_000);

/** 0 is Monday. */
export const weekdayOf = (dayNumber: number): number => (((dayNumber + 3) % 7) + 7) % 7;

export type Holiday = { readonly name: string; readonly factor: number };

/** The fourth Thursday of November of a year, as a day number. */
const thanksgivingOf = (year: number): number => {
  const first = dayNumberOf(`${year}-11-01`);
  return first + ((3 - weekdayOf(first) + 7) % 7) + 21;
};

/** Days on which a shop in the United States sells much more, or less, than its season says. */
export const holidayOf = (dayNumber: number): Holiday | undefined => {
  const { year, month, date } = calendarOf(dayNumber);
  const afterThanks = dayNumber - thanksgivingOf(year);
  if (afterThanks === 1) return { name: 'black-friday', factor: 2.6 };
  if (afterThanks === 4) return { name: 'cyber-monday', factor: 2.4 };
  if (afterThanks === 0) return { name: 'thanksgiving', factor: 1.3 };
  if (month === 12 && date === 25) return { name: 'christmas', factor: 0.4 };
  if (month === 1 && date === 1) return { name: 'new-year', factor: 0.6 };
  if (month === 7 && date === 4) return { name: 'independence-day', factor: 0.75 };
  return undefined;
};

/** What parcels ordered after the nineteenth of December miss. */
const afterLastPosting = ({ month, date }: CalendarDay): number => (month === 12 && date > 19 ? 0.55 : 1);

/** Demand of the whole shop on a day against an average one, without growth and promotions. */
export const dayFactor = (dayNumber: number): number => {
  const calendar = calendarOf(dayNumber);
  const season = monthFactors[calendar.month - 1] ?? 1;
  const weekday = weekdayFactors[weekdayOf(dayNumber)] ?? 1;
  return season * weekday * (holidayOf(dayNumber)?.factor ?? 1) * afterLastPosting(calendar);
};
