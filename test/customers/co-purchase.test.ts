import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Basket, countCoPurchase, createBoundedCounts } from '../../lib/customers/domain/co-purchase.ts';

const baskets = (count: number, ...skus: string[]): readonly Basket[] => Array.from({ length: count }, () => ({ skus }));
const partnersOf = (given: readonly Basket[], sku: string) =>
  countCoPurchase(given)
    .partners.get(sku)
    ?.map((one) => one.sku) ?? [];

describe('what is bought together', () => {
  const trade = [
    ...baskets(30, 'LAMP', 'BULB'),
    ...baskets(20, 'LAMP', 'BAG'),
    ...baskets(200, 'BAG'),
    ...baskets(50, 'MUG', 'BAG'),
    ...baskets(5, 'BULB'),
  ];

  it('names what goes with an article, and not what everybody buys anyway', () => {
    expect(partnersOf(trade, 'LAMP')).toEqual(['BULB']);
    expect(partnersOf(trade, 'BULB')).toEqual(['LAMP']);
  });

  it('has the figures that it rests on', () => {
    const { baskets: counted, partners } = countCoPurchase(trade);
    expect(counted).toBe(305);
    const [bulb] = partners.get('LAMP') ?? [];
    expect(bulb).toMatchObject({ sku: 'BULB', orders: 30 });
    expect(bulb?.lift).toBeCloseTo((30 + 3) / ((50 * 35) / 305 + 3), 9);
    expect(bulb?.share).toBeCloseTo((30 + (20 * 35) / 305) / (50 + 20), 9);
  });

  it('says nothing from two orders, nor from one of many articles', () => {
    expect(partnersOf([...baskets(2, 'A', 'B'), ...baskets(100, 'C')], 'A')).toEqual([]);
    const wholesale = Array.from({ length: 21 }, (_, index) => `SKU-${index}`);
    expect(countCoPurchase([...baskets(10, ...wholesale), ...baskets(100, 'C')]).partners.size).toBe(0);
  });

  it('counts an article once in an order, and is the same in whatever order the orders come', () => {
    expect(countCoPurchase(baskets(1, 'A', 'A')).bestSelling).toEqual([{ sku: 'A', orders: 1 }]);
    expect(countCoPurchase(trade.toReversed())).toEqual(countCoPurchase(trade));
  });

  it('proposes three articles as a bundle that are bought as three', () => {
    const { bundles } = countCoPurchase([...baskets(40, 'DESK', 'CHAIR', 'LAMP'), ...baskets(300, 'MUG'), ...baskets(60, 'BAG')]);
    expect(bundles[0]).toMatchObject({ skus: ['CHAIR', 'DESK', 'LAMP'], orders: 40, support: 0.1 });
    expect(bundles.map(({ skus }) => skus.length).sort()).toEqual([2, 2, 2, 3]);
  });

  it('knows nothing of no orders', () => {
    expect(countCoPurchase([])).toEqual({ baskets: 0, partners: new Map(), bundles: [], bestSelling: [] });
  });

  it('never claims a share above one, a lift below its bound, or more orders than there are', () => {
    const sku = fc.constantFrom<string>('A', 'B', 'C', 'D', 'E');
    fc.assert(
      fc.property(fc.array(fc.array(sku, { maxLength: 5 }), { maxLength: 60 }), (all) => {
        const found = countCoPurchase(all.map((skus) => ({ skus })));
        for (const [own, partners] of found.partners)
          for (const { share, lift, orders, sku: partner } of partners) {
            expect(share).toBeGreaterThan(0);
            expect(share).toBeLessThanOrEqual(1);
            expect(lift).toBeGreaterThanOrEqual(1.2);
            expect(orders).toBe(all.filter((skus) => skus.includes(partner) && skus.includes(own)).length);
          }
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});

describe('counting within bounds', () => {
  it('keeps what is frequent when there is too much', () => {
    const counts = createBoundedCounts(50);
    for (let index = 0; index < 2_000; index += 1) {
      counts.add(`rare-${index}`);
      if (index % 4 === 0) counts.add('often');
    }
    expect(counts.counts().size).toBeLessThanOrEqual(50);
    expect(counts.counts().get('often')).toBeGreaterThanOrEqual(500 - 2_500 / 50);
    expect(counts.counts().get('often')).toBeLessThanOrEqual(500);
  });
});
