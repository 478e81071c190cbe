import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOut, sumOfCells, toGrains } from '../../../lib/forecasting/domain/cells.ts';
import { dayNumber, dayOf } from '../../../lib/forecasting/domain/daily-series.ts';
import type { DemandOfDay } from '../../../lib/forecasting/domain/demand.ts';
import { driversOf } from '../../../lib/forecasting/domain/feeds/drivers.ts';
import { noFeeds } from '../../../lib/forecasting/domain/feeds/feeds.ts';
import {
  cellsOfForecast,
  demandWithin,
  forecastAt,
  forecastLevels,
  locationMeans,
  partDispersion,
  seriesAt,
} from '../../../lib/forecasting/domain/levels.ts';
import { forecastSku } from '../../../lib/forecasting/domain/sku-forecast.ts';
import { addToSums, type SumSeries } from '../../../lib/forecasting/domain/sums.ts';

const lastDay = dayNumber('2026-11-22');
const regions = ['US-NY', 'US-CA', 'US-NV', 'DE', ''];
const channels = ['web', 'amazon', 'store'];
const servedBy = (region: string): string | undefined =>
  ({ 'US-NY': 'east', 'US-CA': 'west', 'US-NV': 'west', DE: undefined, '': 'east' })[region];

const sales = fc.array(
  fc.record({
    ago: fc.integer({ min: 0, max: 60 }),
    channel: fc.constantFrom(...channels),
    region: fc.constantFrom(...regions),
    units: fc.integer({ min: 1, max: 50 }),
  }),
  { minLength: 1, maxLength: 80 },
);

const feeds = fc.record({
  promotions: fc.array(
    fc
      .record({ at: fc.integer({ min: -50, max: 20 }), length: fc.integer({ min: 0, max: 10 }), depth: fc.integer({ min: 0, max: 70 }) })
      .chain(({ at, length, depth }) =>
        fc.record({
          promotionId: fc.uuid(),
          channel: fc.option(fc.constantFrom(...channels), { nil: undefined as never }),
          region: fc.option(fc.constantFrom('US', 'US-CA', 'DE'), { nil: undefined as never }),
          from: fc.constant(dayOf(lastDay + at)),
          to: fc.constant(dayOf(lastDay + at + length)),
          depthPercent: fc.constant(depth),
        }),
      ),
    { maxLength: 5 },
  ),
});

const madeFrom = (sold: readonly { ago: number; channel: string; region: string; units: number }[], told: Partial<typeof noFeeds> = {}) => {
  const history = sold.map(({ ago, ...rest }): DemandOfDay => ({ day: dayOf(lastDay - ago), ...rest }));
  const firstDay = Math.min(...history.map(({ day }) => dayNumber(day)));
  const drivers = driversOf({ ...noFeeds, ...told }, { sku: 'LAMP' }, lastDay);
  return forecastSku({ sku: 'LAMP', category: 'light', history, firstDay, lastDay, horizonDays: 28, usual: [], servedBy, drivers });
};

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

describe('sharing out', () => {
  it('leaves nothing over and gives nobody less than nothing', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (grains, weights) => {
          const parts = shareOut(grains, weights);
          expect(total(parts)).toBe(grains);
          expect(parts.every((part) => part >= 0)).toBe(true);
        },
      ),
    );
  });
});

describe('the levels of a forecast', () => {
  it('add up to its total exactly, each day, whatever was told beside the demand', () => {
    fc.assert(
      fc.property(sales, feeds, (sold, told) => {
        const forecast = madeFrom(sold, told);
        const whole = forecast.days.map(({ mean }) => toGrains(mean));
        for (const level of forecastLevels) {
          const parts = seriesAt(forecast, level);
          expect(whole.map((_, day) => total(parts.map(({ grains }) => grains[day] ?? 0)))).toEqual(whole);
        }
        expect(sumOfCells(cellsOfForecast(forecast), 28)).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  it('add up over many articles too, and every level sums to the same', () => {
    fc.assert(
      fc.property(fc.array(sales, { minLength: 1, maxLength: 4 }), (many) => {
        const made = many.map((sold) => madeFrom(sold));
        const sums = made.reduce<readonly SumSeries[]>((before, forecast) => addToSums(before, forecast), []);
        const all = total(made.flatMap(({ days }) => days.map(({ mean }) => toGrains(mean))));
        for (const level of ['total', 'location', 'channel', 'region', 'category'])
          expect(total(sums.filter((one) => one.level === level).flatMap(({ grains }) => [...grains]))).toBe(all);
      }),
      { numRuns: 25 },
    );
  });

  it('keep weeks whole: a week expects what its days do, and its weeks begin on Mondays', () => {
    const forecast = madeFrom([{ ago: 3, channel: 'web', region: 'US-NY', units: 40 }]);
    const [daily, weekly] = [forecastAt(forecast, 'total', 'daily')[0], forecastAt(forecast, 'total', 'weekly')[0]];
    expect(weekly?.periods.map(({ from }) => from)).toEqual(['2026-11-23', '2026-11-30', '2026-12-07', '2026-12-14']);
    const firstWeek = total((daily?.periods ?? []).slice(0, 7).map(({ mean }) => toGrains(mean)));
    expect(toGrains(weekly?.periods[0]?.mean ?? 0)).toBe(firstWeek);
  });

  it('give a part of the demand less of its lumps than the whole has, and all of it when it is the whole', () => {
    expect(partDispersion(5, 1)).toBe(5);
    expect(partDispersion(5, 0.25)).toBe(2);
    expect(partDispersion(5, 0)).toBe(1);
  });

  it('go on beyond the forecast as the same weekdays did', () => {
    const forecast = madeFrom(
      Array.from({ length: 60 }, (_, ago) => ({ ago, channel: 'web', region: 'US-NY', units: ago % 7 === 1 ? 20 : 5 })),
    );
    const means = locationMeans(forecast, 'east', 42);
    expect(means).toHaveLength(42);
    expect(means[35]).toBeCloseTo(means[21] ?? 0, 3);
    expect(locationMeans(forecast, 'south', 3)).toEqual([0, 0, 0]);
    const expected = total(locationMeans(forecast, 'east', 10));
    expect(demandWithin(forecast, 'east', 10, 0.95)).toBeGreaterThan(expected);
    expect(demandWithin(forecast, 'east', 10, 0.5)).toBeLessThanOrEqual(demandWithin(forecast, 'east', 10, 0.95));
    expect(demandWithin(forecast, 'south', 10, 0.95)).toBe(0);
  });
});
