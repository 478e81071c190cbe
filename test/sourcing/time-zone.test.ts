import { describe, expect, it } from 'vitest';
import { Instant } from '../../lib/kernel/instant.ts';
import { calendarDay, timeZoneOf } from '../../lib/sourcing/index.ts';

const winter = Instant('2026-11-22T03:30:00.000Z');

describe('the time zone of a place', () => {
  it.each([
    ['US', 'NY', 'America/New_York'],
    ['US', 'US-CA', 'America/Los_Angeles'],
    ['CA', 'BC', 'America/Vancouver'],
    ['AU', 'QLD', 'Australia/Brisbane'],
    ['DE', undefined, 'Europe/Berlin'],
    ['JP', '13', 'Asia/Tokyo'],
    ['ES', undefined, 'Europe/Madrid'],
    // Several zones, and nothing says which; a country that is none.
    ['US', undefined, 'UTC'],
    ['US', 'ZZ', 'UTC'],
    ['BR', undefined, 'UTC'],
    ['ZZ', undefined, 'UTC'],
  ])('of %s %s is %s', (country, region, zone) =>
    expect(timeZoneOf({ country, ...(region === undefined ? {} : { region }) }, winter)).toBe(zone));
});

describe('the day of a moment', () => {
  it.each([
    ['UTC', '2026-11-22'],
    ['America/Los_Angeles', '2026-11-21'],
    ['Europe/Berlin', '2026-11-22'],
  ])('in %s is %s', (zone, day) => expect(calendarDay(winter, zone)).toBe(day));

  it('goes by summer time where that is kept', () => {
    expect(calendarDay(Instant('2026-07-01T22:30:00.000Z'), 'Europe/London')).toBe('2026-07-01');
    expect(calendarDay(Instant('2026-07-01T23:30:00.000Z'), 'Europe/London')).toBe('2026-07-02');
    expect(calendarDay(Instant('2026-12-01T23:30:00.000Z'), 'Europe/London')).toBe('2026-12-01');
    expect(calendarDay(Instant('2026-12-31T23:30:00.000Z'), 'Asia/Tokyo')).toBe('2027-01-01');
  });
});
