import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CanonicalLine, CanonicalOrder } from '../../../lib/channels/domain/canonical-order.ts';
import { checkShippable, checkTotals, formatMinor, lineTotal } from '../../../lib/channels/domain/order-checks.ts';
import { Sku } from '../../../lib/kernel/ids.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';

type Figures = Pick<CanonicalOrder, 'currency' | 'taxesIncluded' | 'lineItems' | 'shippingLines' | 'totals'>;

const line = (figures: Partial<CanonicalLine> = {}, taxesIncluded = false): CanonicalLine => {
  const base = {
    lineId: '1',
    sku: Sku('A'),
    title: 'A',
    quantity: 1,
    unitPrice: 1000,
    discount: 0,
    tax: 0,
    requiresShipping: true,
    fulfilledBy: 'merchant' as const,
    ...figures,
  };
  return { ...base, total: figures.total ?? lineTotal(base, taxesIncluded) };
};

const consistent = fc
  .record({
    taxesIncluded: fc.boolean(),
    lines: fc.array(
      fc.record({ quantity: fc.integer({ min: 1, max: 50 }), unitPrice: fc.nat(100_000), share: fc.nat(100), tax: fc.nat(5_000) }),
      { maxLength: 8 },
    ),
    shipping: fc.array(fc.record({ price: fc.nat(10_000), share: fc.nat(100), tax: fc.nat(500) }), { maxLength: 3 }),
    fees: fc.nat(1_000),
  })
  .map(({ taxesIncluded, lines, shipping, fees }): Figures => {
    const lineItems = lines.map(({ quantity, unitPrice, share, tax }, index) =>
      line({ lineId: String(index), quantity, unitPrice, tax, discount: Math.floor((quantity * unitPrice * share) / 100) }, taxesIncluded),
    );
    const shippingLines = shipping.map(({ price, share, tax }) => ({
      code: null,
      title: null,
      price,
      tax,
      discount: Math.floor((price * share) / 100),
    }));
    const sum = (amounts: readonly number[]) => amounts.reduce((left, right) => left + right, 0);
    const totals = {
      subtotal: sum(lineItems.map((entry) => entry.quantity * entry.unitPrice)),
      discount: sum([...lineItems, ...shippingLines].map((entry) => entry.discount)),
      shipping: sum(shippingLines.map((entry) => entry.price)),
      tax: sum([...lineItems, ...shippingLines].map((entry) => entry.tax)),
      fees,
      total: 0,
    };
    const total = totals.subtotal - totals.discount + totals.shipping + totals.fees + (taxesIncluded ? 0 : totals.tax);
    return { currency: CurrencyCode('EUR'), taxesIncluded, lineItems, shippingLines, totals: { ...totals, total } };
  });

describe('the figures of an order', () => {
  it('agree when they follow from each other', () => {
    fc.assert(
      fc.property(consistent, (order) => {
        expect(checkTotals(order)).toEqual([]);
      }),
    );
  });

  it('make the line totals, shipping and fees come to the grand total', () => {
    fc.assert(
      fc.property(consistent, (order) => {
        const shipping = order.shippingLines.map((entry) => entry.price - entry.discount + (order.taxesIncluded ? 0 : entry.tax));
        const parts = [...order.lineItems.map(({ total }) => total), ...shipping, order.totals.fees];
        expect(parts.reduce((left, right) => left + right, 0)).toBe(order.totals.total);
      }),
    );
  });

  it('are found out when any one of them changes', () => {
    const keys = ['subtotal', 'discount', 'shipping', 'fees', 'total'] as const;
    fc.assert(
      fc.property(consistent, fc.constantFrom(...keys), fc.integer({ min: 1, max: 500 }), (order, key, change) => {
        const found = checkTotals({ ...order, totals: { ...order.totals, [key]: order.totals[key] + change } });
        expect(found.map(({ code }) => code)).toContain('totals-do-not-add-up');
      }),
    );
  });

  const order = (
    lineItems: readonly CanonicalLine[],
    totals: Partial<Figures['totals']>,
    shippingLines: Figures['shippingLines'] = [],
  ): Figures => ({
    currency: CurrencyCode('EUR'),
    taxesIncluded: false,
    lineItems,
    shippingLines,
    totals: { subtotal: 0, discount: 0, shipping: 0, tax: 0, fees: 0, total: 0, ...totals },
  });
  const found = (figures: Figures) => checkTotals(figures).map(({ code, field }) => [code, field]);

  it('may differ by the rounding of each line in tax, and by no more', () => {
    const lines = [line({ lineId: '1', tax: 10 }), line({ lineId: '2', tax: 10 })];
    expect(found(order(lines, { subtotal: 2000, tax: 22, total: 2022 }))).toEqual([]);
    expect(found(order(lines, { subtotal: 2000, tax: 23, total: 2023 }))).toEqual([['tax-does-not-add-up', 'totals.tax']]);
  });

  it('name the line that is wrong in itself', () => {
    expect(found(order([line({ total: 999 })], { subtotal: 1000, total: 1000 }))).toEqual([
      ['line-total-does-not-add-up', 'line_items.0.total'],
    ]);
    expect(found(order([line({ discount: 1001 })], { subtotal: 1000, discount: 1001, total: -1 }))).toEqual([
      ['discount-exceeds-price', 'line_items.0.discount'],
      ['negative-amount', 'totals.total'],
    ]);
    expect(found(order([line({ quantity: 0 })], {}))).toEqual([['quantity-not-positive', 'line_items.0.quantity']]);
    expect(found(order([line({ unitPrice: -5 })], { subtotal: -5, total: -5 }))).toEqual([
      ['negative-amount', 'line_items.0.unit_price'],
      ['negative-amount', 'totals.subtotal'],
      ['negative-amount', 'totals.total'],
    ]);
  });

  it('name the shipping line that is wrong in itself', () => {
    const shipping = [{ code: null, title: null, price: 100, discount: 150, tax: 0 }];
    expect(found(order([], { shipping: 100, discount: 150, total: -50 }, shipping))).toContainEqual([
      'discount-exceeds-price',
      'shipping_lines.0.discount',
    ]);
  });

  it('are told in major units', () => {
    expect([
      formatMinor(4680, CurrencyCode('EUR')),
      formatMinor(-5, CurrencyCode('EUR')),
      formatMinor(1500, CurrencyCode('JPY')),
      formatMinor(1, CurrencyCode('KWD')),
    ]).toEqual(['46.80 EUR', '-0.05 EUR', '1500 JPY', '0.001 KWD']);
  });
});

describe('what is needed to ship an order', () => {
  const address = { name: 'A', line1: 'B', line2: null, city: 'C', region: null, postalCode: null, country: 'DE', phone: null };
  const check = (change: Partial<Parameters<typeof checkShippable>[0]>, needsAddress = true) =>
    checkShippable({ cancelled: false, lineItems: [line()], shippingAddress: address, ...change }, { needsAddress }).map(
      ({ code }) => code,
    );

  it('is a SKU, an address and its country', () => {
    expect(check({})).toEqual([]);
    expect(check({ lineItems: [line({ sku: null })], shippingAddress: null })).toEqual(['sku-missing', 'shipping-address-missing']);
    expect(check({ shippingAddress: { ...address, country: null } })).toEqual(['country-unknown']);
  });

  it('is nothing for lines that the channel ships, that need no parcel, or that are cancelled', () => {
    expect(
      check({
        lineItems: [line({ sku: null, fulfilledBy: 'channel' }), line({ sku: null, requiresShipping: false })],
        shippingAddress: null,
      }),
    ).toEqual([]);
    expect(check({ lineItems: [line({ sku: null })], shippingAddress: null, cancelled: true })).toEqual([]);
  });

  it('is no address when the customer has the goods', () => {
    expect(check({ shippingAddress: null }, false)).toEqual([]);
  });
});
