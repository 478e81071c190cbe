import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, dayOf, weekdayOf } from '../../../lib/forecasting/domain/daily-series.ts';
import { pointForecast, seasonalNaive, tsb } from '../../../lib/forecasting/domain/point-forecast.ts';

const monday = dayNumber('2026-08-03');
const weeks = (count: number, week: readonly number[]): readonly number[] => Array.from({ length: count }, () => week).flat();

describe('days', () => {
  it('are numbered one after the other, over months and leap years', () => {
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(dayNumber('2028-03-01') - dayNumber('2028-02-28')).toBe(2);
    expect(dayOf(dayNumber('2026-11-22'))).toBe('2026-11-22');
    expect([dayNumber('2026-11-22'), dayNumber('2026-11-23')].map(weekdayOf)).toEqual([0, 1]);
  });
});

describe('seasonal naive', () => {
  it('expects of a weekday what the same weekdays before it had, drawn a little to the mean', () => {
    const { means, dispersion } = seasonalNaive(weeks(8, [14, 7, 7, 7, 7, 7, 0]), monday, 8);
    expect(means.map((mean) => Number(mean.toFixed(3)))).toEqual([13.222, 7, 7, 7, 7, 7, 0.778, 13.222]);
    expect(dispersion).toBe(1);
  });

  it('goes by the last eight weeks alone', () => {
    const { means } = seasonalNaive([...weeks(20, [90, 90, 90, 90, 90, 90, 90]), ...weeks(8, [2, 2, 2, 2, 2, 2, 2])], monday, 7);
    expect(means).toEqual([2, 2, 2, 2, 2, 2, 2]);
  });

  it('tells demand in lumps by its dispersion', () => {
    const calm = seasonalNaive(weeks(8, [5, 5, 5, 5, 5, 5, 5]), monday, 1);
    const lumps = seasonalNaive([...weeks(4, [1, 1, 1, 1, 1, 1, 1]), ...weeks(4, [15, 15, 15, 15, 15, 15, 15])], monday, 1);
    expect(calm.dispersion).toBe(1);
    expect(lumps.dispersion).toBeGreaterThan(4);
  });
});

describe('Teunter, Syntetos and Babai', () => {
  it('stays where demand of a constant size comes at a constant pace', () => {
    const { means } = tsb(
      Array.from({ length: 200 }, (_, day) => (day % 4 === 3 ? 4 : 0)),
      3,
    );
    for (const mean of means) expect(mean).toBeCloseTo(1, 0);
  });

  it('lets what is no longer bought fade away', () => {
    const selling = Array.from({ length: 60 }, (_, day) => (day % 3 === 0 ? 2 : 0));
    const before = tsb(selling, 1).means[0] ?? 0;
    const after = tsb([...selling, ...Array.from({ length: 60 }, () => 0)], 1).means[0] ?? 0;
    expect(after).toBeGreaterThan(0);
    expect(after).toBeLessThan(before / 8);
  });

  it('expects nothing where there was nothing', () => {
    expect(tsb([], 2).means).toEqual([0, 0]);
    expect(tsb([0, 0, 0], 2).means).toEqual([0, 0]);
  });
});

describe('the choice of the model', () => {
  it('is by weekdays for what sells nearly every day, and for chance demand otherwise', () => {
    expect(pointForecast(weeks(6, [1, 2, 3, 1, 2, 3, 1]), monday, 7).model).toBe('seasonal-naive');
    expect(pointForecast(weeks(3, [1, 2, 3, 1, 2, 3, 1]), monday, 7).model).toBe('tsb');
    expect(pointForecast(weeks(6, [1, 0, 3, 0, 2, 0, 1]), monday, 7).model).toBe('tsb');
    expect(pointForecast([], monday, 7).model).toBe('tsb');
  });

  it('never expects less than nothing, nor more than was ever sold on a day', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { maxLength: 90 }), (units) => {
        const most = Math.max(0, ...units);
        const { means, dispersion } = pointForecast(units, monday, 14);
        expect(means).toHaveLength(14);
        for (const mean of means) {
          expect(mean).toBeGreaterThanOrEqual(0);
          expect(mean).toBeLessThanOrEqual(most + 1e-9);
        }
        expect(dispersion).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
