import { describe, expect, it } from 'vitest';
import { outlookOf } from '../../../lib/sourcing/app/future-value.outlook.ts';
import { createDraw } from '../../../lib/sourcing/domain/opportunity/draw.ts';
import { createSampler, type ObservedOrder } from '../../../lib/sourcing/domain/opportunity/sample-orders.ts';

const lamp: ObservedOrder = { region: 0, lines: [{ sku: 0, units: 1 }] };
const set: ObservedOrder = {
  region: 1,
  lines: [
    { sku: 1, units: 2 },
    { sku: 2, units: 1 },
  ],
};

describe('chance', () => {
  it.each([0.7, 12, 400])('draws as many events as are expected (%d)', (mean) => {
    const draw = createDraw(7);
    const counts = Array.from({ length: 4_000 }, () => draw.poisson(mean));
    const average = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    const variance = counts.reduce((sum, count) => sum + (count - average) ** 2, 0) / counts.length;
    expect(average / mean).toBeCloseTo(1, 1);
    expect(variance / mean).toBeCloseTo(1, 0);
  });

  it('depends on the seed alone', () => {
    const numbers = (seed: number) => Array.from({ length: 5 }, createDraw(seed).next);
    expect(numbers(3)).toEqual(numbers(3));
    expect(numbers(3)).not.toEqual(numbers(4));
  });
});

describe('sampled orders', () => {
  const unchanged = Float64Array.from([1, 1, 1]);

  it('are orders that have come, whole, as many as are expected of each period', () => {
    const { sample } = createSampler([lamp, set], unchanged);
    const orders = sample(
      [
        { period: 0, orders: 300 },
        { period: 1, orders: 100 },
      ],
      createDraw(1),
    );
    const isKnown = ({ region, lines }: ObservedOrder) =>
      [lamp, set].some((one) => one.region === region && one.lines.length === lines.length);
    expect(orders.every(isKnown)).toBe(true);
    const later = orders.filter(({ period }) => period === 1).length;
    expect(later).toBeGreaterThan(70);
    expect(later).toBeLessThan(130);
    expect(orders.length - later).toBeGreaterThan(240);
  });

  it('hold more of what is forecast to sell more', () => {
    const { sample, growth } = createSampler([lamp, set], Float64Array.from([3, 1, 1]));
    const orders = sample([{ period: 0, orders: 1_000 }], createDraw(1));
    const share = orders.filter(({ region }) => region === 0).length / orders.length;
    expect(share).toBeCloseTo(0.75, 1);
    expect(growth).toBe(2);
  });

  it('stand for several where more are expected than can be looked at', () => {
    const orders = createSampler([lamp], unchanged).sample([{ period: 0, orders: 30_000 }], createDraw(1));
    expect(orders.length).toBeLessThan(3_300);
    expect(orders.reduce((sum, { weight = 1 }) => sum + weight, 0) / 30_000).toBeCloseTo(1, 1);
  });

  it('of many lines are looked at in pieces, and lose none', () => {
    const large: ObservedOrder = { region: 0, lines: Array.from({ length: 12 }, (_, sku) => ({ sku, units: 1 })) };
    const orders = createSampler([large], new Float64Array(12).fill(1)).sample([{ period: 0, orders: 1 }], {
      next: () => 0,
      poisson: () => 1,
    });
    expect(orders.map(({ lines }) => lines.length)).toEqual([5, 5, 2]);
  });

  it('are none where none have come', () => {
    expect(createSampler([], unchanged).sample([{ period: 0, orders: 5 }], createDraw(1))).toEqual([]);
  });
});

describe('the outlook', () => {
  const daily = Array.from({ length: 56 }, (_, day) => Array.from({ length: day % 7 === 0 ? 20 : 10 }, () => ({ ...lamp, day }))).flat();
  const outlook = (more: object = {}) =>
    outlookOf({ orders: daily, skus: 1, firstDay: 0, lastDay: 55, leftOfToday: 1, ends: [58, 63], ...more });

  it('expects of each day what its weekday has had, in the period of its supply', () => {
    const { days } = outlook();
    expect(days.map(({ period }) => period)).toEqual([0, 0, 1, 1, 1, 1, 1]);
    const orders = days.map((day) => day.orders);
    expect(orders.reduce((sum, count) => sum + count, 0)).toBeCloseTo(80, 0);
    expect(orders[0]).toBeGreaterThan(1.6 * (orders[1] ?? 0));
  });

  it('counts of today what is left of it', () => {
    expect((outlook({ leftOfToday: 0.25 }).days[0]?.orders ?? 0) / (outlook().days[0]?.orders ?? 1)).toBeCloseTo(0.25, 6);
  });

  it('expects fewer orders where a longer history forecasts less', () => {
    const total = (days: readonly { readonly orders: number }[]) => days.reduce((sum, { orders }) => sum + orders, 0);
    expect(total(outlook({ forecastOf: () => 5 }).days) / total(outlook().days)).toBeCloseTo(0.46, 1);
  });

  it('expects nothing where nothing has come', () => {
    expect(outlook({ orders: [] }).days.every(({ orders }) => orders === 0)).toBe(true);
  });
});
