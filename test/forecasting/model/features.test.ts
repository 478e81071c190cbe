import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../../lib/forecasting/domain/daily-series.ts';
import { demandFeatures, type DemandFeature, rowsOfOrigin } from '../../../lib/forecasting/domain/model/features.ts';
import type { DemandSeries } from '../../../lib/forecasting/domain/model/series.ts';

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', '..', 'models', 'forecast', 'features.json'), 'utf8')) as {
  readonly features: readonly { readonly name: string; readonly range: readonly [number, number] }[];
};
const monday = dayNumber('2026-06-01');
const daily = (units: readonly number[], more: Partial<DemandSeries> = {}): DemandSeries => ({
  cadence: 'daily',
  firstDay: monday,
  units,
  ...more,
});

/** One feature of one horizon. */
const feature = (series: DemandSeries, origin: number, horizon: number, name: DemandFeature): number =>
  rowsOfOrigin(series, origin, [horizon]).vectors[0]![demandFeatures.indexOf(name)]!;

describe('features of demand', () => {
  it('are those that the model declares, in their order', () => {
    expect(schema.features.map(({ name }) => name)).toEqual([...demandFeatures]);
  });

  it('never read demand later than the origin, of the series or of its group', () => {
    const units = fc.array(fc.oneof(fc.nat(40), fc.constant(Number.NaN)), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(units, units, units, fc.constantFrom('daily' as const, 'weekly' as const), (past, future, other, cadence) => {
        const made = (ahead: readonly number[]): DemandSeries => ({
          cadence,
          firstDay: monday,
          units: [...past, ...ahead],
          group: [...past.map((value) => value + 3), ...ahead.map((value) => value * 2)],
        });
        const horizons = [1, 2, 7, 8];
        expect(rowsOfOrigin(made(other), 59, horizons)).toEqual(rowsOfOrigin(made(future), 59, horizons));
        expect(rowsOfOrigin(made([]), 59, horizons)).toEqual(rowsOfOrigin(made(future), 59, horizons));
      }),
      { numRuns: 60 },
    );
  });

  it('stay within what the model declares', () => {
    const units = fc.array(fc.nat(500), { minLength: 15, maxLength: 120 });
    fc.assert(
      fc.property(units, (given) => {
        const vector = rowsOfOrigin(daily(given), given.length - 1, [5]).vectors[0]!;
        for (const [at, { name, range }] of schema.features.entries()) {
          const value = vector[at]!;
          if (!Number.isNaN(value)) expect(value >= range[0] && value <= range[1], `${name} is ${value}`).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('tell demand against the level of the series, so that its size alone changes none but the level', () => {
    const units = Array.from({ length: 84 }, (_, day) => 40 + (day % 7) * 10);
    const small = feature(daily(units), 83, 3, 'season_mean_ratio');
    const large = feature(daily(units.map((value) => value * 100)), 83, 3, 'season_mean_ratio');
    expect(large).toBeCloseTo(small, 3);
    expect(feature(daily(units.map((value) => value * 100)), 83, 3, 'level_log')).toBeGreaterThan(
      feature(daily(units), 83, 3, 'level_log') + 4,
    );
  });

  it('take the season from the same weekday', () => {
    const units = Array.from({ length: 84 }, (_, day) => (day % 7 === 5 ? 70 : 7));
    const { level } = rowsOfOrigin(daily(units), 83, [1]);
    // The origin is a Sunday, so six periods ahead is a Saturday.
    expect(feature(daily(units), 83, 6, 'season_last_ratio') * level).toBeCloseTo(70, 3);
    expect(feature(daily(units), 83, 7, 'season_last_ratio') * level).toBeCloseTo(7, 3);
    expect(feature(daily(units), 83, 6, 'day_of_week')).toBe(5);
  });

  it('know the calendar of any day', () => {
    const calendar = (day: string) => {
      const series = daily(
        Array.from({ length: 20 }, () => 1),
        { firstDay: dayNumber(day) - 20 },
      );
      return (['month', 'day_of_month', 'week_of_year', 'day_of_week'] as const).map((name) => feature(series, 19, 1, name));
    };
    expect(calendar('2024-02-29')).toEqual([2, 29, 8, 3]);
    expect(calendar('2026-12-31')).toEqual([12, 31, 52, 3]);
    expect(calendar('2027-01-01')).toEqual([1, 1, 0, 4]);
    expect(calendar('1999-03-01')).toEqual([3, 1, 8, 0]);
  });

  it('read what is planned for the period ahead', () => {
    const units = Array.from({ length: 60 }, () => 10);
    const promotion = units.map(() => 0).concat([0, 0, 1]);
    const price = units.map(() => 20).concat([20, 20, 15]);
    const marketing = units.map(() => 100).concat([100, 100, 300]);
    const series = daily(units, { feeds: { promotion, price, marketing } });
    expect(feature(series, 59, 3, 'promotion')).toBe(1);
    expect(feature(series, 59, 2, 'promotion')).toBe(0);
    expect(feature(series, 59, 3, 'price_ratio')).toBe(0.75);
    expect(feature(series, 59, 3, 'marketing_ratio')).toBe(3);
  });

  it('are missing where nothing is fed, and leave periods out whose demand is not known', () => {
    const units = Array.from({ length: 60 }, (_, day) => (day >= 50 ? Number.NaN : 10));
    for (const name of [
      'promotion',
      'price_ratio',
      'marketing_ratio',
      'holiday',
      'temperature_anomaly',
      'economy_change',
      'group_week_ratio',
    ] as const)
      expect(feature(daily(units), 59, 1, name)).toBeNaN();
    expect(rowsOfOrigin(daily(units), 59, [1]).level).toBeCloseTo(10, 0);
    expect(feature(daily(units), 59, 1, 'week_ratio')).toBeNaN();
  });
});
