import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Instant, plusMs, toEpochMs } from '../../../lib/kernel/instant.ts';
import { arrivalRange, type Leg, shareThereBy } from '../../../lib/sourcing/domain/delivery-options/arrival.ts';
import { carbonOf } from '../../../lib/sourcing/domain/delivery-options/carbon.ts';
import { median, ninetieth } from '../../../lib/sourcing/domain/learning/distributions.ts';

const dayMs = 86_400_000;
const now = Instant('2026-11-22T10:00:00.000Z');
const days = { location: Math.log(4), deviation: 0.3 };
const leg = (more: Partial<Leg> = {}): Leg => ({ leavesAt: now, days, ...more });
const daysUntil = (at: Instant | undefined): number => (toEpochMs(at ?? now) - toEpochMs(now)) / dayMs;

describe('the arrival of one parcel', () => {
  it('is that of its service', () => {
    const range = arrivalRange([leg()], now);
    expect(daysUntil(range?.likely)).toBeCloseTo(median(days), 3);
    expect(daysUntil(range?.latest)).toBeCloseTo(ninetieth(days), 3);
  });

  it('begins when it leaves', () => {
    const range = arrivalRange([leg({ leavesAt: plusMs(now, 2 * dayMs) })], now);
    expect(daysUntil(range?.likely)).toBeCloseTo(2 + median(days), 3);
  });

  it('moves on with the days that it has taken already', () => {
    const left = plusMs(now, -5 * dayMs);
    const range = arrivalRange([leg({ leavesAt: left })], now);
    expect(daysUntil(range?.earliest)).toBeGreaterThan(0);
    expect(daysUntil(range?.latest)).toBeLessThan(ninetieth(days));
    expect(shareThereBy([leg({ leavesAt: left })], plusMs(now, dayMs), now)).toBeGreaterThan(0.5);
  });

  it('is not foretold where it has taken longer than its service ever takes', () => {
    const lost = [leg({ leavesAt: plusMs(now, -60 * dayMs) })];
    expect(arrivalRange(lost, now)).toBeUndefined();
    expect(shareThereBy(lost, plusMs(now, dayMs), now)).toBeUndefined();
    expect(arrivalRange([], now)).toBeUndefined();
  });
});

describe('the arrival of several parcels', () => {
  it('is that of the last one, later than any alone', () => {
    const one = arrivalRange([leg()], now);
    const three = arrivalRange([leg(), leg(), leg()], now);
    expect(daysUntil(three?.likely)).toBeGreaterThan(daysUntil(one?.likely));
    const by = plusMs(now, 5 * dayMs);
    expect(shareThereBy([leg(), leg()], by, now)).toBeCloseTo((shareThereBy([leg()], by, now) ?? 0) ** 2, 12);
  });

  it('has the share of its range, whatever the parcels', () => {
    const anyLeg = fc.record({
      leavesAt: fc.integer({ min: -10, max: 10 }).map((offset) => plusMs(now, offset * dayMs)),
      days: fc.record({ location: fc.double({ min: 0, max: 3, noNaN: true }), deviation: fc.double({ min: 0.1, max: 0.8, noNaN: true }) }),
    });
    fc.assert(
      fc.property(fc.array(anyLeg, { minLength: 1, maxLength: 5 }), (legs) => {
        const range = arrivalRange(legs, now);
        if (!range) return;
        expect(range.earliest <= range.likely && range.likely <= range.latest).toBe(true);
        // The range is told to the second.
        const [before, after] = [-1_000, 1_000].map((ms) => shareThereBy(legs, plusMs(range.likely, ms), now) ?? 0);
        expect(before).toBeLessThanOrEqual(0.5 + 1e-6);
        expect(after).toBeGreaterThanOrEqual(0.5 - 1e-6);
      }),
    );
  });
});

describe('what sending emits', () => {
  it('grows with weight and distance, by the factor for a truck', () => {
    // A tonne over 1,000 km of road, 0.186 kg for each short ton and mile.
    expect(carbonOf(1_000 / 1.2, 1_000_000, 3)).toEqual({ mode: 'road', grams: 127_400 });
    expect(carbonOf(500, 2_000_000, 3).grams).toBe(2 * carbonOf(500, 1_000_000, 3).grams);
    expect(carbonOf(0, 1_000, 1).grams).toBe(0);
  });

  it('is that of an aircraft where a service is faster than a truck', () => {
    expect(carbonOf(3_000, 1_000, 1).mode).toBe('air');
    expect(carbonOf(3_000, 1_000, 4).mode).toBe('road');
    expect(carbonOf(3_000, 1_000, undefined).mode).toBe('road');
    // What leaves today is a day on the road even where the rates say none.
    expect(carbonOf(700, 1_000, 0).mode).toBe('road');
  });
});
