import type { Brand } from './ids.ts';

/** A moment in UTC as RFC 3339 with milliseconds (`2026-11-20T14:23:33.000Z`); sorts as text. */
export type Instant = Brand<string, 'Instant'>;

const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const rfc3339Pattern = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

export class InvalidInstantError extends Error {
  override readonly name = 'InvalidInstantError';
}

// Years 0000 to 9999: others have no four-digit form, and would no longer sort as text.
const firstEpochMs = -62_167_219_200_000;
const lastEpochMs = 253_402_300_799_999;

const isWritable = (epochMs: number): boolean => epochMs >= firstEpochMs && epochMs <= lastEpochMs;

// Moments come in the order of time and many in one second, so the text of the last second is kept.
let lastSecond = Number.NaN;
let lastSecondText = '';

/**
 * Moment from milliseconds since 1970-01-01T00:00:00Z; a fraction of a millisecond is cut off.
 * @throws InvalidInstantError outside the years 0000 to 9999
 */
export const fromEpochMs = (epochMs: number): Instant => {
  if (!isWritable(epochMs)) throw new InvalidInstantError(`${epochMs} is not a moment in the years 0000 to 9999`);
  const wholeMs = Math.trunc(epochMs);
  const second = Math.floor(wholeMs / 1_000);
  if (second !== lastSecond) {
    lastSecondText = new Date(second * 1_000).toISOString().slice(0, -'000Z'.length);
    lastSecond = second;
  }
  const ms = wholeMs - second * 1_000;
  return `${lastSecondText}${ms < 10 ? '00' : ms < 100 ? '0' : ''}${ms}Z` as Instant;
};

export const toEpochMs = (instant: Instant): number => Date.parse(instant);

/**
 * Reads an RFC 3339 moment with a zone, and gives it in UTC with milliseconds.
 * Zoneless text and days that do not exist (30 February) are refused, because guessing a zone moves money between days.
 */
export const parseInstant = (text: string): Instant | undefined => {
  const match = rfc3339Pattern.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  const inRange = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) && hour <= 23 && minute <= 59 && second <= 59;
  if (!inRange) return undefined;
  const zone = match[8]?.toUpperCase() ?? 'Z';
  // `-00:00` means "UTC, local zone unknown" in RFC 3339; Date.parse reads it as UTC too.
  const epochMs = Date.parse(`${text.slice(0, 10)}T${text.slice(11, 19)}${(match[7] ?? '').slice(0, 4)}${zone}`);
  // A zone may carry the last hour of 9999 into a year that cannot be written.
  return isWritable(epochMs) ? fromEpochMs(epochMs) : undefined;
};

const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

/** Takes text that is already in the stored form; anything else is a defect of the caller. */
export const Instant = (text: string): Instant => {
  if (!instantPattern.test(text) || parseInstant(text) !== text) {
    throw new InvalidInstantError(`${JSON.stringify(text)} is not an instant such as 2026-11-20T14:23:33.000Z`);
  }
  return text as Instant;
};

export const plusMs = (instant: Instant, ms: number): Instant => fromEpochMs(toEpochMs(instant) + ms);

const monthOf = (instant: Instant): string => instant.slice(0, 7);

/** Every month of UTC that a moment from the first to the last falls into, such as `2026-11`, in order; none when the last is earlier. */
export const monthsBetween = (first: Instant, last: Instant): readonly string[] => {
  const months: string[] = [];
  for (let month = monthOf(first); month <= monthOf(last); month = monthAfter(month)) months.push(month);
  return months;
};

const monthAfter = (month: string): string => {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return number === 12 ? `${String(year + 1).padStart(4, '0')}-01` : `${month.slice(0, 5)}${String(number + 1).padStart(2, '0')}`;
};
