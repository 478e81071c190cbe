import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanOf, nearestRank, successPercent } from '../../../lib/operations/domain/kpis/statistics.ts';

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('a percentile by nearest rank', () => {
  it.each([
    // Worked out by hand: the place is ⌈p / 100 × n⌉.
    [95, 20, 19],
    [99, 20, 20],
    [95, 100, 95],
    [99, 100, 99],
    [99, 101, 100],
    [95, 1, 1],
    [50, 5, 3],
    [100, 7, 7],
    [0.1, 7, 1],
  ])('the %dth of 1 to %d is %d', (percent, count, expected) => {
    expect(nearestRank(upTo(count).toReversed(), percent)).toBe(expected);
  });

  it('sorts by number, not by text', () => {
    expect(nearestRank([9, 10, 100, 1], 75)).toBe(10);
  });

  it('of nothing is nothing', () => {
    expect(nearestRank([], 95)).toBeNull();
  });

  it.each([0, -1, 101, Number.NaN])('refuses the percentile %d', (percent) => {
    expect(() => nearestRank([1], percent)).toThrow(RangeError);
  });

  it('is one of the values, has at least so many at or below it, and no smaller value has', () => {
    const values = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), (given, percent) => {
        const found = nearestRank(given, percent) ?? -1;
        const atOrBelow = (bound: number) => given.filter((value) => value <= bound).length * 100;
        expect(given).toContain(found);
        expect(atOrBelow(found)).toBeGreaterThanOrEqual(percent * given.length);
        expect(atOrBelow(found - 1)).toBeLessThan(percent * given.length);
      }),
    );
  });
});

describe('a mean', () => {
  it.each([
    [[600, 1_800], 1_200],
    [[1, 2], 2],
    [[5], 5],
  ])('of %j is %d', (values, expected) => {
    expect(meanOf(values)).toBe(expected);
  });

  it('of nothing is nothing', () => {
    expect(meanOf([])).toBeNull();
  });
});

describe('the share that succeeded', () => {
  it.each([
    [200, 1, 99.5],
    [3, 1, 66.666],
    [7, 0, 100],
    [5, 5, 0],
  ])('of %d with %d failed is %d', (all, failed, expected) => {
    expect(successPercent(all, failed)).toBe(expected);
  });

  it('says 100 only when nothing has failed', () => {
    expect(successPercent(10_000_000, 1)).toBe(99.999);
  });

  it('of nothing is nothing', () => {
    expect(successPercent(0, 0)).toBeNull();
  });
});
