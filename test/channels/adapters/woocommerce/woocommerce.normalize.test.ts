import { describe, expect, it } from 'vitest';
import { CanonicalOrder, canonicalOrderFromWire, canonicalOrderToWire } from '../../../../lib/contracts/canonical-order.ts';
import { codes, fixture, fixtureText, type MutableJson, normalized, refusal } from './fixture.ts';

const without = (payload: MutableJson, ...keys: readonly string[]): MutableJson => {
  for (const key of keys) delete payload[key];
  return payload;
};

const changed = (name: string, change: (payload: MutableJson) => void): MutableJson => {
  const payload = fixture(name);
  change(payload);
  return payload;
};

describe('an order of a shop whose prices are without tax', () => {
  const order = normalized(fixtureText('order-exclusive'));

  it('adds up to the price the customer was charged', () => {
    expect(order.totals).toEqual({ subtotal: 12936, discount: 936, shipping: 800, tax: 1056, fees: 347, total: 14203 });
    expect(order.taxesIncluded).toBe(false);
    expect(order.discrepancies).toEqual([]);
  });

  it('has lines with their prices before and their discounts by coupons', () => {
    expect(order.lineItems).toMatchObject([
      { lineId: '301', sku: 'MUG-STEEL-L', quantity: 2, unitPrice: 4680, discount: 936, tax: 695, total: 9119, requiresShipping: true },
      { lineId: '302', sku: 'FILTER-100', quantity: 3, unitPrice: 1192, discount: 0, tax: 295, total: 3871, fulfilledBy: 'merchant' },
    ]);
    expect(order.shippingLines).toEqual([{ code: 'flat_rate', title: 'Ground', price: 800, discount: 0, tax: 66 }]);
  });

  it('reads dates without a zone as UTC, and not the ones in the zone of the site', () => {
    expect(order.placedAt).toBe('2026-11-20T14:23:33.000Z');
    expect(order.channelRevision).toBe('2026-11-20T14:23:41.000Z');
    expect(refusal(without(fixture('order-exclusive'), 'date_created_gmt'))).toEqual([['date-missing', 'date_created_gmt']]);
  });

  it('names the order, the customer and the payment', () => {
    expect(order).toMatchObject({
      channel: 'woocommerce',
      channelAccount: 'main',
      channelOrderId: '1041',
      channelOrderName: '#1041',
      customer: { sourceId: '77', email: 'mara.quill@example.com', name: 'Mara Quill', phone: '+1 555 0142' },
      shippingAddress: { name: 'Mara Quill', line1: '12 Bramble Road', line2: 'Unit 4', city: 'Lexford', region: 'KY', country: 'US' },
      paymentMethod: { kind: 'card', provider: 'stripe', status: 'paid', reference: 'ch_3Qexample' },
      test: false,
      cancelled: false,
      presentment: null,
    });
  });

  it('keeps what pickers need and nothing that opens, pays or identifies', () => {
    const kept = JSON.stringify(order.channelMetadata);
    expect(kept).toContain('"properties":[{"name":"Size","value":"Large"}]');
    expect(kept).toContain('Please ring twice');
    for (const secret of ['wc_order_Zk3', 'order-pay', '203.0.113.9', 'Mozilla', 'cus_example', 'XX123456', '_reduced_stock', 'f00d'])
      expect(kept).not.toContain(secret);
  });

  it('survives the way to JSON and back', () => {
    const wire = CanonicalOrder.parse(JSON.parse(JSON.stringify(canonicalOrderToWire(order))));
    expect(canonicalOrderFromWire(wire)).toEqual(order);
  });

  it('reads the same from bytes, in a list, and in the envelope of the Jetpack tunnel', () => {
    const text = fixtureText('order-exclusive');
    for (const payload of [new TextEncoder().encode(text), `\uFEFF${text}`, `[${text}]`, `{"data":${text}}`, `{"data":[${text}]}`])
      expect(normalized(payload)).toEqual(order);
  });
});

describe('an order of a shop whose prices contain the tax', () => {
  const order = normalized(fixtureText('order-inclusive'));

  it('has the prices that the customer saw, and does not add the tax again', () => {
    expect(order.taxesIncluded).toBe(true);
    expect(order.totals).toEqual({ subtotal: 5002, discount: 402, shipping: 490, tax: 812, fees: 0, total: 5090 });
    expect(order.lineItems[1]).toMatchObject({ quantity: 4, unitPrice: 250, tax: 147 });
    expect(order.discrepancies).toEqual([]);
  });

  it('splits a fee below zero over the lines to the last cent', () => {
    // 4.00 over 40.00 and 10.00; 40.00 for three is 13.34 each and two cents off.
    expect(order.lineItems.map(({ discount }) => discount)).toEqual([322, 80]);
    expect(order.lineItems.map(({ total }) => total)).toEqual([3680, 920]);
  });

  it('takes the country off the codes of regions', () => {
    expect(order.shippingAddress).toMatchObject({ region: 'BY', country: 'DE' });
  });

  it('waits for a bank transfer, and knows a guest', () => {
    expect(order.paymentMethod).toEqual({ kind: 'bank_transfer', provider: 'bacs', status: 'pending', reference: null });
    expect(order.customer?.sourceId).toBeNull();
  });

  it('bears what WooCommerce rounds up twice, and no more', () => {
    const off = (cents: string): MutableJson => changed('order-inclusive', (payload) => void (payload['total'] = cents));
    expect(normalized(off('50.89'))).toMatchObject({
      totals: { fees: 0, discount: 403, total: 5089 },
      discrepancies: [],
      channelMetadata: { rounding: -1 },
    });
    expect(normalized(off('50.92'))).toMatchObject({
      totals: { fees: 2, total: 5092 },
      discrepancies: [],
      channelMetadata: { rounding: 2 },
    });
    expect(codes(normalized(off('50.95')))).toEqual(['totals-do-not-add-up']);
    expect(codes(normalized(off('5.09')))).toEqual(['totals-do-not-add-up']);
  });
});

describe('a reduction that is more than the lines cost', () => {
  it('goes on to shipping, and what is left after that is a contradiction', () => {
    const reduced = (fee: string, total: string): MutableJson =>
      changed('order-exclusive', (payload) => {
        payload['fee_lines'] = [{ id: 304, name: 'Credit', total: fee, total_tax: '0.00' }];
        payload['total'] = total;
        payload['total_tax'] = '10.56';
      });
    const order = normalized(reduced('-124.00', '14.56'));
    expect(order.lineItems.map((line) => line.quantity * line.unitPrice - line.discount)).toEqual([0, 0]);
    expect(order.shippingLines[0]).toMatchObject({ price: 800, discount: 400 });
    expect(order.totals).toMatchObject({ fees: 0, total: 1456 });
    expect(order.discrepancies).toEqual([]);
    expect(codes(normalized(reduced('-130.00', '8.56')))).toEqual(['negative-amount']);
  });
});

describe('money of other currencies', () => {
  it('has as many decimals as the currency, whatever the shop is set to', () => {
    const yen = changed('order-inclusive', (payload) => {
      Object.assign(payload, {
        currency: 'JPY',
        total: '1100',
        total_tax: '100',
        shipping_lines: [],
        fee_lines: [],
        shipping_total: '0',
        shipping_tax: '0',
      });
      payload['line_items'] = [
        {
          id: 1,
          name: 'Tea',
          sku: 'TEA',
          quantity: 2,
          subtotal: '1000',
          subtotal_tax: '100',
          total: '1000.00',
          total_tax: '100',
          price: 500,
        },
      ];
    });
    expect(normalized(yen)).toMatchObject({
      currency: 'JPY',
      lineItems: [{ unitPrice: 550 }],
      totals: { subtotal: 1100, tax: 100, total: 1100 },
      discrepancies: [],
    });
  });

  it('is refused when it has more decimals than the currency, rather than rounded', () => {
    const payload = changed('order-exclusive', (order) => void (order['line_items'][0].total = '84.2412'));
    expect(refusal(payload)).toEqual([['not-an-amount', 'line_items.0.total']]);
  });
});

describe('lines', () => {
  it('without a SKU are named', () => {
    const payload = changed('order-exclusive', (order) => {
      order['line_items'][0].sku = '';
      order['line_items'][1].sku = null;
    });
    expect(normalized(payload).discrepancies).toMatchObject([
      { code: 'sku-missing', field: 'line_items.0.sku' },
      { code: 'sku-missing', field: 'line_items.1.sku' },
    ]);
  });

  it('of a fraction of a unit refuse the order', () => {
    const payload = changed('order-exclusive', (order) => void (order['line_items'][0].quantity = 1.5));
    expect(refusal(payload)).toEqual([['not-a-quantity', 'line_items.0.quantity']]);
  });

  it('whose price somebody raised by hand cost the raised price', () => {
    const payload = changed('order-exclusive', (order) => {
      Object.assign(order['line_items'][1], { subtotal: '35.76', total: '40.00' });
      Object.assign(order, { total: '146.27' });
    });
    expect(normalized(payload).lineItems[1]).toMatchObject({ unitPrice: 1334, discount: 2 });
  });

  it('of downloads that WooCommerce hands out are recorded and never sourced', () => {
    const payload = changed('order-exclusive', (order) => {
      Object.assign(order, {
        needs_processing: false,
        shipping_lines: [],
        shipping_total: '0.00',
        shipping_tax: '0.00',
        total: '133.37',
        total_tax: '10.37',
      });
      order['shipping'] = { first_name: '', country: 'US' };
    });
    const order = normalized(payload);
    expect(order.lineItems.map(({ requiresShipping, fulfilledBy }) => [requiresShipping, fulfilledBy])).toEqual([
      [false, 'channel'],
      [false, 'channel'],
    ]);
    expect(order).toMatchObject({ shippingAddress: null, discrepancies: [] });
    // A product that was deleted since is not processed either, and may well be a parcel.
    payload['line_items'][0].sku = null;
    expect(normalized(payload).lineItems[0]).toMatchObject({ fulfilledBy: 'merchant' });
  });

  it('of services sold at the checkout need no parcel, while an order typed in by hand lacks its address', () => {
    const payload = changed('order-exclusive', (order) => {
      Object.assign(order, {
        shipping_lines: [],
        shipping: {},
        shipping_total: '0.00',
        shipping_tax: '0.00',
        total: '133.37',
        total_tax: '10.37',
      });
    });
    expect(normalized(payload).lineItems[0]).toMatchObject({ requiresShipping: false, fulfilledBy: 'merchant' });
    payload['created_via'] = 'admin';
    expect(codes(normalized(payload))).toEqual(['shipping-address-missing']);
  });

  it('that the customer collects need no address', () => {
    const payload = changed('order-exclusive', (order) => {
      order['shipping'] = {};
      order['shipping_lines'][0].method_id = 'pickup_location:2';
    });
    expect(codes(normalized(payload))).toEqual([]);
  });

  it('names its coupons as promotions', () => {
    const payload = changed('order-exclusive', (order) => {
      order['coupon_lines'] = [{ id: 9, code: 'Spring-10', discount: '1.00', discount_tax: '0.00' }];
    });
    expect(normalized(payload).promotions).toEqual(['spring-10']);
  });
});
