import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PersonId, Sku } from '../../../lib/kernel/ids.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';
import { basketOf, secondsBetween } from '../../../lib/orders/domain/same-basket.ts';
import type { OrderContent } from '../../../lib/orders/domain/order.values.ts';
import { at, content, create, given, line, mug, shirt } from './order.fixtures.ts';

const basket = (overrides: Partial<OrderContent> = {}) => basketOf(given(create(overrides)).order());
const usual = content();

describe('what two orders are compared by', () => {
  it('is the same whatever the channel, its ids and the order of the lines', () => {
    const again = {
      channel: 'shopify',
      channelAccount: 'other',
      channelOrderId: '2002',
      channelOrderName: '#2002',
      placedAt: at(3),
      lines: [line(mug, 2), line(shirt, 3)],
    };
    expect(basket(again)).toBe(basket());
  });

  it('counts the lines of one article together', () => {
    const sku = Sku('SHIRT');
    const { totals } = usual;
    const split = [line(shirt, 1, { sku }), line(mug, 2), { ...line(mug, 2, { sku }), lineId: 'line-more' as never }];
    expect(basket({ lines: split, totals })).toBe(basket());
  });

  it.each([
    ['another person', { personId: PersonId('b'.repeat(26)) }],
    ['another quantity', { lines: [line(shirt, 4), line(mug, 2)], totals: usual.totals }],
    ['another article', { lines: [line(shirt, 3), line(mug, 2, { sku: Sku('CUP') })] }],
    ['another total', { totals: { ...usual.totals, total: usual.totals.total + 1 } }],
    ['another currency', { currency: CurrencyCode('USD') }],
    ["another number of the buyer's own", { purchase: { orderNumber: 'PO-1', netDays: 30, requestedDeliveryDate: null } }],
  ])('differs with %s', (_, overrides) => {
    expect(basket(overrides)).not.toBe(basket());
  });

  it.each([
    ['nobody is known', { personId: null }],
    ['an article is unknown', { lines: [line(shirt, 3), line(mug, 2, { sku: null })] }],
  ])('is nothing where %s', (_, overrides) => {
    expect(basket(overrides)).toBeUndefined();
  });

  it('never takes one list of quantities for another', () => {
    const units = fc.dictionary(fc.constantFrom('A', 'B', '1', '11', 'constructor'), fc.integer({ min: 1, max: 12 }), { minKeys: 1 });
    const of = (quantities: Readonly<Record<string, number>>) =>
      basket({
        lines: Object.entries(quantities).map(([sku, quantity]) => ({
          ...line(shirt, quantity, { sku: Sku(sku) }),
          lineId: `l-${sku}` as never,
        })),
        totals: usual.totals,
      });
    fc.assert(
      fc.property(units, units, (one, other) => {
        const sorted = (quantities: object) => JSON.stringify(Object.entries(quantities).toSorted());
        expect(of(one) === of(other)).toBe(sorted(one) === sorted(other));
      }),
    );
  });
});

it('measures the time between two orders in whole seconds, whichever came first', () => {
  expect([secondsBetween(at(1), at(3)), secondsBetween(at(3), at(1)), secondsBetween(at(2), at(2))]).toEqual([120, 120, 0]);
});
