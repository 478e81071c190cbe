import { describe, expect, it } from 'vitest';
import { noFeeds } from '../../../lib/forecasting/domain/feeds/feeds.ts';
import type { StockedArticle, SupplySetting } from '../../../scripts/stock-simulator/articles.ts';
import { readCurve } from '../../../scripts/stock-simulator/compare.ts';
import { type Publish, sellOut } from '../../../scripts/stock-simulator/oversells.ts';
import { byCover, byDeviation, byForecast } from '../../../scripts/stock-simulator/planners.ts';
import { replenish, type Tally } from '../../../scripts/stock-simulator/replenish.ts';
import {
  createRetailer,
  dailyOutlook,
  dayNames,
  deliveredForecaster,
  type Retailer,
  type Wish,
} from '../../../scripts/stock-simulator/retailer.ts';

const setting: SupplySetting = { leadPeriods: 2, reviewPeriods: 1, renewEvery: 1, rulePeriods: 4, warmUpPeriods: 2 };
const steady = (units: readonly number[], mean: number): StockedArticle => ({
  id: 'mug',
  units,
  outlookAt: () => ({ means: Array.from({ length: 8 }, () => mean), dispersion: 1 }),
});
const ten = Array.from({ length: 30 }, () => 10);
const span = { from: 10, to: 30 };

describe('a supply that is simulated', () => {
  it('loses nothing of a demand that never changes, whoever orders', () => {
    for (const policy of [byCover(setting, 4), byDeviation(setting, 1.645), byForecast(setting, 99)]) {
      const tally = replenish([steady(ten, 10)], setting, policy, span);
      expect(tally).toMatchObject({ demand: 180, lost: 0, periods: 18 });
    }
  });

  it('loses what nobody ordered, and counts the periods that end with nothing left', () => {
    const tally = replenish([steady(ten, 10)], setting, () => () => 0, span);
    // It opens with four periods of demand, of which two are warming up and the second two are served.
    expect(tally).toMatchObject({ demand: 180, lost: 160, emptyPeriods: 17 });
  });

  it('keeps what follows a moment from whoever orders before it', () => {
    const surge = ten.map((units, period) => (period >= 20 ? 40 : units));
    const asked: number[][] = [];
    const spy = (units: readonly number[]): void => {
      replenish(
        [steady(units, 10)],
        setting,
        (article, from) => {
          const planner = byDeviation(setting, 2)(article, from);
          const orders: number[] = [];
          asked.push(orders);
          return (period, standing) => {
            const ordered = planner(period, standing);
            if (period <= 20) orders.push(ordered);
            return ordered;
          };
        },
        span,
      );
    };
    spy(ten);
    spy(surge);
    expect(asked[0]).toEqual(asked[1]);
  });

  it('asks for the forecast of the period in which it orders, and for no later one', () => {
    const asked: number[] = [];
    const article = { ...steady(ten, 10), outlookAt: (period: number) => (asked.push(period), { means: ten.slice(0, 8), dispersion: 1 }) };
    replenish([article], setting, byForecast(setting, 95), span);
    expect(asked).toEqual(Array.from({ length: 20 }, (_, at) => 10 + at));
  });

  it('keeps the more in stock and loses the less, the higher the service that is asked for', () => {
    const uneven = Array.from({ length: 200 }, (_, period) => (period % 7) * 3);
    const wide = { from: 40, to: 200 };
    const article = { ...steady(uneven, 9), outlookAt: () => ({ means: Array.from({ length: 8 }, () => 9), dispersion: 4 }) };
    const [low, high] = [60, 99].map((percent) => replenish([article], setting, byForecast(setting, percent), wide));
    expect(high?.stock).toBeGreaterThan(low?.stock ?? 0);
    expect(high?.lost).toBeLessThan(low?.lost ?? 0);
  });
});

const tally = (stock: number, lost: number): Tally => ({ stock, lost, demand: 100, emptyPeriods: 0, periods: 1, safetyStock: stock / 2 });

describe('a curve of service levels', () => {
  it('is read between two of them', () => {
    const curve = [tally(10, 8), tally(20, 4), tally(40, 0)];
    expect(
      readCurve(
        curve,
        ({ stock }) => stock,
        30,
        ({ lost }) => lost,
      ),
    ).toBe(2);
    expect(
      readCurve(
        curve,
        ({ lost }) => lost,
        6,
        ({ stock }) => stock,
      ),
    ).toBe(15);
  });

  it('says nothing of what it does not reach', () => {
    expect(() =>
      readCurve(
        [tally(10, 8), tally(20, 4)],
        ({ stock }) => stock,
        50,
        ({ lost }) => lost,
      ),
    ).toThrow(RangeError);
  });
});

const dayMs = 86_400_000;
/** One unit a day for four weeks, so that 13 are delivered, and then wishes as they are told. */
const shop = (wishes: readonly Wish[]): Retailer => ({
  firstDay: 0,
  days: 42,
  articles: [
    steady(
      Array.from({ length: 28 }, () => 1),
      1,
    ),
  ],
  wishes: new Map([['mug', wishes]]),
});
const at = (seconds: number, channel: string, quantity: number): Wish => ({ atMs: 28 * dayMs + seconds * 1_000, channel, quantity });
const days = { from: 28, to: 42 };
const everything: Publish = ({ available }) => available;

describe('sales at channels that show an old number', () => {
  it('oversell what was sold elsewhere a moment ago, and no longer when the channel has heard of it', () => {
    expect(sellOut(shop([at(10, 'storefront', 13), at(20, 'amazon', 1)]), days, everything)).toEqual({
      wanted: 14,
      oversold: 1,
      withheld: 0,
    });
    expect(sellOut(shop([at(10, 'storefront', 13), at(2_000, 'amazon', 1)]), days, everything)).toEqual({
      wanted: 14,
      oversold: 0,
      withheld: 0,
    });
  });

  it('are refused what is there and held back', () => {
    expect(sellOut(shop([at(10, 'amazon', 13), at(20, 'storefront', 1)]), days, ({ available }) => available - 1)).toEqual({
      wanted: 14,
      oversold: 0,
      withheld: 13,
    });
  });
});

describe('a retailer', () => {
  const size = { days: 200, ordersPerDay: 6, skus: 10 };
  it('is the same for the same seed, and has no stock of what nobody sends', () => {
    const [one, other] = [3, 3].map((seed) => createRetailer(seed, size, deliveredForecaster()));
    expect(one?.wishes).toEqual(other?.wishes);
    expect(one?.articles.length).toBeGreaterThan(3);
    expect(one?.articles.every(({ id }) => !id.startsWith('GIFT'))).toBe(true);
  });

  it('is forecast on a day as if nothing came after it', () => {
    const past = Array.from({ length: 140 }, (_, day) => (day * 5) % 7);
    const outlook = (ahead: number) => {
      const units = [...past, ...Array.from({ length: 60 }, () => ahead)];
      const panel = { firstDay: 20_000, names: dayNames(20_000, units.length), group: units.map((value) => value * 3), feeds: noFeeds };
      return dailyOutlook({ sku: 'mug', units }, panel, deliveredForecaster())(past.length);
    };
    expect(outlook(0)).toEqual(outlook(50));
    expect(outlook(0).means[0]).toBeGreaterThan(1);
  });
});
