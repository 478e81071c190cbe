import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromEpochMs, Instant, InvalidInstantError, parseInstant, plusMs, toEpochMs, monthsBetween } from '../../lib/kernel/instant.ts';

const firstMs = Date.parse('0000-01-01T00:00:00.000Z');
const lastMs = Date.parse('9999-12-31T23:59:59.999Z');
const anyEpochMs = fc.integer({ min: firstMs, max: lastMs });

describe('parseInstant', () => {
  it.each([
    ['2026-11-20T14:23:33Z', '2026-11-20T14:23:33.000Z'],
    ['2026-11-20T14:23:33.5Z', '2026-11-20T14:23:33.500Z'],
    ['2026-11-20T14:23:33.123456789Z', '2026-11-20T14:23:33.123Z'],
    ['2026-11-20T09:23:33-05:00', '2026-11-20T14:23:33.000Z'],
    ['2026-11-21T00:23:33+10:00', '2026-11-20T14:23:33.000Z'],
    ['2026-11-20t14:23:33z', '2026-11-20T14:23:33.000Z'],
    ['2026-11-20 14:23:33+00:00', '2026-11-20T14:23:33.000Z'],
    ['2026-11-20T14:23:33-00:00', '2026-11-20T14:23:33.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000Z'],
    ['0000-02-29T00:00:00Z', '0000-02-29T00:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
  });

  it.each([
    ['a moment without a zone', '2026-11-20T14:23:33'],
    ['a day alone', '2026-11-20'],
    ['30 February', '2026-02-30T00:00:00Z'],
    ['29 February of a common year', '2026-02-29T00:00:00Z'],
    ['29 February of a common century', '1900-02-29T00:00:00Z'],
    ['31 April', '2026-04-31T00:00:00Z'],
    ['month 13', '2026-13-01T00:00:00Z'],
    ['month 0', '2026-00-01T00:00:00Z'],
    ['day 0', '2026-01-00T00:00:00Z'],
    ['hour 24', '2026-11-20T24:00:00Z'],
    ['minute 60', '2026-11-20T14:60:00Z'],
    ['second 60', '2026-11-20T14:23:60Z'],
    ['a zone of 24 hours', '2026-11-20T14:23:33+24:00'],
    ['a zone without a colon', '2026-11-20T14:23:33+0500'],
    ['a zone past the year 9999', '9999-12-31T23:59:59-01:00'],
    ['a zone before the year 0000', '0000-01-01T00:00:00+01:00'],
    ['another order of the parts', '20/11/2026 14:23:33Z'],
    ['text around it', ' 2026-11-20T14:23:33Z'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('reads every moment it writes as the same moment', () => {
    fc.assert(
      fc.property(anyEpochMs, (epochMs) => {
        expect(parseInstant(fromEpochMs(epochMs))).toBe(fromEpochMs(epochMs));
        expect(toEpochMs(fromEpochMs(epochMs))).toBe(epochMs);
      }),
    );
  });

  it('reads the same moment in every zone', () => {
    const minutes = fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 });
    const inYears = fc.integer({ min: Date.UTC(1000, 0, 1), max: Date.UTC(9000, 0, 1) });
    fc.assert(
      fc.property(inYears, minutes, (epochMs, offset) => {
        const local = fromEpochMs(epochMs + offset * 60_000).slice(0, -1);
        const two = (value: number): string => String(value).padStart(2, '0');
        const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
        expect(parseInstant(local + zone)).toBe(fromEpochMs(epochMs));
      }),
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)$/)),
        (text) => {
          const instant = parseInstant(text);
          if (instant !== undefined) expect(Instant(instant)).toBe(instant);
        },
      ),
    );
  });
});

describe('Instant', () => {
  it('sorts as text in the order of time', () => {
    fc.assert(
      fc.property(anyEpochMs, anyEpochMs, (left, right) => {
        expect(fromEpochMs(left) < fromEpochMs(right)).toBe(left < right);
      }),
    );
  });

  it.each([
    '2026-11-20T14:23:33Z',
    '2026-11-20T14:23:33.000+00:00',
    '2026-02-30T00:00:00.000Z',
    '2026-13-01T00:00:00.000Z',
    '+010000-01-01T00:00:00.000Z',
    '',
  ])('refuses %j, which is not in the stored form', (text) => {
    expect(() => Instant(text)).toThrow(InvalidInstantError);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, lastMs + 1, firstMs - 1, 8.64e15 + 1])('is not to be had from %d ms', (epochMs) => {
    expect(() => fromEpochMs(epochMs)).toThrow(InvalidInstantError);
  });

  it('is written as the machine writes dates, in whatever order moments come', () => {
    const inOneSecond = fc
      .tuple(anyEpochMs, fc.array(fc.integer({ min: 0, max: 999 }), { maxLength: 4 }))
      .map(([start, steps]) => [start, ...steps.map((step) => Math.min(lastMs, start + step))]);
    fc.assert(
      fc.property(fc.oneof(inOneSecond, fc.array(anyEpochMs)), (moments) => {
        for (const epochMs of moments) expect(fromEpochMs(epochMs)).toBe(new Date(epochMs).toISOString());
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    0,
    -0,
    0.9,
    -0.9,
    -1,
    -999,
    -1_000,
    -1_000.5,
    1_000,
    firstMs,
    lastMs,
  ])('is written from %d ms without the fraction', (epochMs) => {
    expect(fromEpochMs(epochMs)).toBe(new Date(epochMs).toISOString());
  });

  it('moves by milliseconds, across days and years', () => {
    expect(plusMs(Instant('2026-12-31T23:59:59.999Z'), 1)).toBe('2027-01-01T00:00:00.000Z');
    expect(plusMs(Instant('2026-03-01T00:00:00.000Z'), -1)).toBe('2026-02-28T23:59:59.999Z');
    expect(() => plusMs(Instant('9999-12-31T23:59:59.999Z'), 1)).toThrow(InvalidInstantError);
  });
});

describe('the months between two moments', () => {
  it.each([
    ['2026-11-30T23:59:59.999Z', '2026-12-01T00:00:00.000Z', ['2026-11', '2026-12']],
    ['2026-11-01T00:00:00.000Z', '2027-02-28T00:00:00.000Z', ['2026-11', '2026-12', '2027-01', '2027-02']],
    ['2026-11-05T00:00:00.000Z', '2026-11-05T00:00:00.000Z', ['2026-11']],
    ['2026-12-01T00:00:00.000Z', '2026-11-30T00:00:00.000Z', []],
  ])('from %s to %s are %j', (first, last, months) => {
    expect(monthsBetween(Instant(first), Instant(last))).toEqual(months);
  });
});
