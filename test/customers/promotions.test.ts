import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promotionsNamed } from '../../lib/channels/domain/discount-codes.ts';
import { countCadences, nearness, needsOf } from '../../lib/customers/domain/promotions/cadence.ts';
import { type Cart, worthOf } from '../../lib/customers/domain/promotions/match-promotion.ts';
import { differencesOf, emptyTally, isHeldOut, learnedEffect, type Tally } from '../../lib/customers/domain/promotions/outcome.ts';
import { createPromotionRows } from '../../lib/customers/index.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { CurrencyCode } from '../../lib/kernel/money.ts';
import { openTable } from '../../lib/platform/embedded/table.sqlite.ts';
import { openEmbeddedParts } from '../contract/engine.ts';
import type { Promotion } from '../../lib/kernel/promotions-policy.ts';

const day = (number: number): string => new Date(Date.UTC(2026, 0, 1) + number * 86_400_000).toISOString();
const bought = (personId: string | null, days: readonly number[], sku = 'COFFEE') =>
  days.map((number) => ({ personId, placedAt: day(number), skus: [sku] }));

describe('after how long customers buy again', () => {
  it('is the mean of their gaps, of articles that enough have bought again', () => {
    const orders = ['a', 'b', 'c'].flatMap((person) => bought(person, [0, 30, 60]));
    expect(countCadences(orders).articles).toEqual([{ sku: 'COFFEE', gaps: 6, meanDays: 30 }]);
    expect(countCadences(orders.slice(0, 5)).articles).toEqual([]);
  });

  it('knows nothing of orders of nobody, nor of two on one day', () => {
    const nobody = bought(null, [0, 30, 60, 90, 120, 150, 180]);
    const sameDay = Array.from({ length: 10 }, (_, index) => bought(`p${index}`, [0, 0.2])).flat();
    expect(countCadences([...nobody, ...sameDay])).toEqual({ articles: [], gaps: 0, awayDays: null });
  });

  it('says how long nine of ten stay away at most, once enough have come back', () => {
    const gaps = Array.from({ length: 40 }, (_, index) => bought(`p${index}`, [0, index + 1]));
    expect(countCadences(gaps.slice(0, 29).flat()).awayDays).toBeNull();
    expect(countCadences(gaps.flat())).toMatchObject({ gaps: 40, awayDays: 37 });
  });

  it('is drawn towards what is usual, and says nothing of what was bought once and is not known', () => {
    const own = bought('a', [0, 20, 40]).map(({ placedAt, skus }) => ({ placedAt, skus }));
    const usual = new Map([['COFFEE', { gaps: 9, meanDays: 40 }]]);
    expect(needsOf(own, usual, day(50))).toEqual([{ sku: 'COFFEE', sinceDays: 10, everyDays: 30, purchases: 3 }]);
    expect(needsOf(own.slice(0, 1), new Map(), day(50))).toEqual([]);
  });

  it('is nearest on the day, and nothing at half of the time and at twice', () => {
    const at = (sinceDays: number): number => nearness({ sku: 'COFFEE', sinceDays, everyDays: 30, purchases: 3 });
    expect([at(30), at(15), at(60), at(0)]).toEqual([1, 0, 0, 0]);
    expect(at(28)).toBeCloseTo(1 - Math.log(30 / 28) / Math.LN2, 12);
  });
});

const promotion = (more: Partial<Promotion>): Promotion => ({
  promotionId: 'one',
  title: 'One',
  kind: 'percent',
  percent: 10,
  skus: [],
  channels: [],
  audience: 'everybody',
  holdoutPercent: 0,
  ...more,
});

describe('what a promotion is worth', () => {
  it('is never more than the goods that it is for, nor below nothing', () => {
    const line = fc.record({
      sku: fc.constantFrom('A', 'B', 'C'),
      quantity: fc.integer({ min: 1, max: 20 }),
      unitPrice: fc.integer({ min: 0, max: 100_000 }),
      discount: fc.integer({ min: 0, max: 200_000 }),
    });
    const offer = fc.oneof(
      fc.integer({ min: 1, max: 10_000 }).map((hundredths) => promotion({ percent: hundredths / 100 })),
      fc.integer({ min: 1, max: 500_000 }).map((amountMinor) => promotion({ kind: 'amount', amountMinor, currency: CurrencyCode('USD') })),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), offer, fc.subarray(['A', 'B', 'C']), (lines, one, skus) => {
        const cart: Cart = { currency: 'USD', channel: 'web', lines, shippingMinor: 500 };
        const wanted = lines.filter(({ sku }) => skus.length === 0 || skus.includes(sku));
        const goods = wanted.reduce((sum, { quantity, unitPrice, discount }) => sum + Math.max(0, quantity * unitPrice - discount), 0);
        const worth = worthOf({ ...one, skus }, cart);
        if (wanted.length === 0) expect(worth).toBeNull();
        else expect(worth !== null && Number.isInteger(worth) && worth >= 0 && worth <= goods).toBe(true);
      }),
    );
  });

  it('rounds halves up', () => {
    const cart = (unitPrice: number): Cart => ({
      currency: 'USD',
      channel: 'web',
      lines: [{ sku: 'A', quantity: 1, unitPrice, discount: 0 }],
      shippingMinor: null,
    });
    expect([5, 4, 15].map((price) => worthOf(promotion({}), cart(price)))).toEqual([1, 0, 2]);
    expect(worthOf(promotion({ kind: 'free_shipping' }), cart(5))).toBeNull();
  });
});

describe('what a promotion does', () => {
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const tally = (shown: readonly [number, number], held: readonly [number, number]): Tally => {
    const group = ([people, orders]: readonly [number, number]) => ({ people, orders, sum: orders * 1_000, squares: orders * 1_000_000 });
    return { ...emptyTally, shown: group(shown), held: group(held) };
  };

  it('counts little while few know it, and nothing while nobody is held out', () => {
    expect(learnedEffect(tally([1_000, 300], [0, 0]))).toBe(0);
    expect(learnedEffect(tally([1_000, 300], [200, 20]))).toBeCloseTo(0.2 * 0.5, 12);
    expect(learnedEffect(tally([10, 10], [1, 0]))).toBeLessThan(0.01);
  });

  it('is proven or not, in people and in money', () => {
    const { orders, amount } = differencesOf(tally([1_000, 300], [200, 20]));
    expect(orders).toMatchObject({ proven: true });
    expect(orders?.estimate).toBeCloseTo(0.2, 12);
    expect(amount?.estimate).toBeCloseTo(200, 9);
    expect(differencesOf(tally([1_000, 100], [200, 20])).orders).toMatchObject({ proven: false });
    expect(differencesOf(tally([1_000, 100], [5, 0]))).toEqual({ orders: undefined, amount: undefined });
  });

  it('is kept from the share that the promotion says, always the same people, and others for another promotion', () => {
    const out = (promotionId: string) =>
      Array.from({ length: 4_000 }, (_, index) => isHeldOut(sha256, { promotionId, holdoutPercent: 20 }, `person-${index}`));
    const [one, other] = [out('one'), out('other')];
    expect(out('one')).toEqual(one);
    const share = (of: readonly boolean[]): number => of.filter(Boolean).length / of.length;
    expect(share(one)).toBeGreaterThan(0.17);
    expect(share(one)).toBeLessThan(0.23);
    expect(share(one.filter((_, index) => other[index]))).toBeLessThan(0.3);
    expect(isHeldOut(sha256, { promotionId: 'one', holdoutPercent: 0 }, 'person-1')).toBe(false);
    expect(isHeldOut(sha256, { promotionId: 'one', holdoutPercent: 50 }, null)).toBe(false);
  });
});

it('is named by discount codes in upper or lower case, once, and by nothing that could be no promotion', () => {
  expect(promotionsNamed([' SPRING-10 ', 'spring-10', null, 'for jane@example.com', ''])).toEqual({ promotions: ['spring-10'] });
  expect(promotionsNamed([null])).toEqual({});
});

it('is reported however many there have been, when they do not fit a page', async () => {
  const parts = openEmbeddedParts();
  try {
    const { table: ledger } = openTable(parts.store, { name: 'ledger' });
    const rows = createPromotionRows({ ledger });
    const main = TenantId('main');
    const seen = { isShown: true, orderMinor: 2_000, usedMinor: 200 };
    for (let index = 0; index < 1_001; index += 1) await rows.count(main, `p${index}`, 'USD', seen);
    const all = await rows.allTallies(main);
    expect(new Set(all.map(({ promotionId }) => promotionId)).size).toBe(1_001);
    expect(all[0]?.tally).toMatchObject({ shown: { people: 1, orders: 1, sum: 2_000 }, used: 1, givenMinor: 200 });
  } finally {
    await parts.close();
  }
});
