import { describe, expect, it } from 'vitest';
import { normalizeWooCommerceOrder } from '../../../../lib/channels/adapters/woocommerce/woocommerce.normalize.ts';
import { codes, fixture, fixtureText, type MutableJson, normalized, options, refusal } from './fixture.ts';

const without = (payload: MutableJson, ...keys: readonly string[]): MutableJson => {
  for (const key of keys) delete payload[key];
  return payload;
};

const changed = (name: string, change: (payload: MutableJson) => void): MutableJson => {
  const payload = fixture(name);
  change(payload);
  return payload;
};

describe('refunds', () => {
  const short = (change: (refund: MutableJson) => void = () => undefined): MutableJson =>
    changed('order-exclusive', (order) => {
      const refund = { id: 1100, reason: 'One mug too many', total: '-49.61' };
      change(refund);
      order['refunds'] = [refund];
    });

  it('told in full take their units, money and shipping off, and make a later revision of the same moment', () => {
    const order = normalized(changed('order-exclusive', (payload) => void (payload['refunds'] = fixture('refunds'))));
    expect(order.lineItems[0]).toMatchObject({ quantity: 1, unitPrice: 4680, discount: 468, tax: 348, total: 4560 });
    expect(order.shippingLines[0]).toMatchObject({ price: 398, tax: 66 });
    expect(order.totals).toEqual({ subtotal: 8256, discount: 468, shipping: 398, tax: 709, fees: 347, total: 9242 });
    expect(order.channelRevision).toBe('2026-11-20T14:23:41.000Z+refunds');
    expect(order.paymentMethod.status).toBe('partially_refunded');
    expect(order.discrepancies).toEqual([]);
  });

  it('told by their total alone leave the quantities open, and say so', () => {
    const order = normalized(short());
    expect(order.lineItems[0]?.quantity).toBe(2);
    expect(order.channelRevision).toBe('2026-11-20T14:23:41.000Z');
    expect(codes(order)).toEqual(['refund-lines-unknown']);
  });

  it('of our own say in every payload which units they took', () => {
    const cancelled = normalized(
      short((refund) => Object.assign(refund, { reason: 'Waybill cancellation n-7: 301 x 1, 302 x 3', total: '-0.00' })),
    );
    expect(cancelled.lineItems).toMatchObject([{ lineId: '301', quantity: 1, discount: 468, tax: 348 }]);
    expect(codes(cancelled)).toEqual([]);
    const money = normalized(short((refund) => void (refund['reason'] = 'Waybill refund r-1')));
    expect(money.lineItems).toHaveLength(2);
    expect(money.paymentMethod.status).toBe('partially_refunded');
    expect(codes(money)).toEqual([]);
  });

  it('of everything leave nothing wanted', () => {
    for (const payload of [
      short((refund) => void (refund['total'] = '-142.03')),
      changed('order-exclusive', (order) => void (order['status'] = 'refunded')),
    ]) {
      expect(normalized(payload)).toMatchObject({
        lineItems: [],
        shippingLines: [],
        totals: { subtotal: 0, total: 0 },
        paymentMethod: { status: 'refunded' },
        cancelled: false,
        discrepancies: [],
      });
    }
  });

  it('of money for a line leave its units', () => {
    const payload = changed('order-exclusive', (order) => {
      order['refunds'] = fixture('refunds');
      order['refunds'][0].line_items[0].quantity = 0;
      order['refunds'][0].shipping_lines = [];
    });
    expect(normalized(payload).lineItems[0]).toMatchObject({ quantity: 2, discount: 936 });
  });

  it('of more units than were ordered are a contradiction', () => {
    const payload = changed('order-exclusive', (order) => {
      order['refunds'] = fixture('refunds');
      order['refunds'][0].line_items[0].quantity = -3;
    });
    expect(codes(normalized(payload))).toEqual(['quantities-disagree']);
  });
});

describe('the status of an order', () => {
  const as = (status: string, change: MutableJson = {}): MutableJson => ({ ...fixture('order-exclusive'), status, ...change });
  const unpaid = { date_paid: null, date_paid_gmt: null };

  it.each([
    ['processing', {}, false, 'paid'],
    ['completed', {}, false, 'paid'],
    ['pending', unpaid, false, 'pending'],
    ['failed', unpaid, false, 'pending'],
    ['on-hold', { ...unpaid, meta_data: [{ id: 1, key: '_intention_status', value: 'requires_capture' }] }, false, 'authorized'],
    ['cancelled', unpaid, true, 'voided'],
    ['cancelled', {}, true, 'paid'],
    ['trash', {}, true, 'paid'],
    ['awaiting-pickup', {}, false, 'paid'],
  ])('%s', (status, change, cancelled, payment) => {
    expect(normalized(as(status, change))).toMatchObject({ cancelled, paymentMethod: { status: payment } });
  });

  it('in the trash is what it was before when it had been completed', () => {
    const meta = [{ id: 9, key: '_wp_trash_meta_status', value: 'wc-completed' }];
    expect(normalized(as('trash', { meta_data: meta })).cancelled).toBe(false);
  });

  it.each(['checkout-draft', 'auto-draft'])('of a cart is refused: %s', (status) => {
    expect(refusal(as(status))).toEqual([['not-placed', '']]);
  });

  it('of a payment by cash is pending until the goods are there', () => {
    expect(normalized(as('processing', { ...unpaid, payment_method: 'cod' })).paymentMethod).toMatchObject({
      kind: 'cash_on_delivery',
      status: 'pending',
    });
  });

  it('of WooPayments in test mode is a test', () => {
    expect(normalized(as('processing', { meta_data: [{ id: 1, key: '_wcpay_mode', value: 'test' }] })).test).toBe(true);
  });
});

describe('a reference of payment', () => {
  it('is left out when it is the number of a card', () => {
    const payload = changed('order-exclusive', (order) => void (order['transaction_id'] = '4111 1111 1111 1111'));
    expect(normalized(payload).paymentMethod.reference).toBeNull();
  });
});

describe('ids', () => {
  it('beyond 2^53 stay exact in text, and are refused once digits are lost', () => {
    const text = fixtureText('order-exclusive').replace('"id": 1041', '"id": 9007199254740993');
    expect(normalized(text).channelOrderId).toBe('9007199254740993');
    expect(refusal(JSON.parse(text))).toEqual([['id-missing', 'id']]);
  });

  it('that stand on two lines are refused', () => {
    const payload = changed('order-exclusive', (order) => void (order['line_items'][1].id = 301));
    expect(refusal(payload)).toEqual([['line-id-repeated', 'line_items.1.id']]);
  });
});

describe('another resource', () => {
  it.each([
    ['refund', () => fixture('refunds')[0]],
    ['coupon', () => ({ id: 1, code: 'welcome10', discount_type: 'percent' })],
    ['product', () => ({ id: 1, sku: 'A', stock_quantity: 3, line_items: [] })],
    ['customer', () => ({ id: 1, is_paying_customer: true })],
    ['order note', () => ({ id: 1, note: 'Hello', customer_note: false })],
    ['shipment tracking', () => ({ tracking_id: 'a', tracking_number: '1Z' })],
    ['error', () => ({ code: 'rest_no_route', message: 'No route', data: { status: 404 } })],
    ['notice that something was deleted', () => ({ id: 1041 })],
  ])('is refused by its name: %s', (name, payload) => {
    const result = normalizeWooCommerceOrder(payload(), options);
    expect(!result.ok && result.error).toMatchObject([{ code: 'not-an-order', message: `This is a WooCommerce ${name}, not an order` }]);
  });

  it('of the legacy API is refused with what to change', () => {
    const result = normalizeWooCommerceOrder({ order: { id: 1, order_number: 1 } }, options);
    expect(!result.ok && result.error[0]).toMatchObject({ code: 'legacy-api', message: expect.stringContaining('WP REST API v3') });
  });
});

describe('several orders in one payload', () => {
  it('become several, and are refused together', () => {
    const both = [fixture('order-exclusive'), fixture('order-inclusive')];
    const result = normalizeWooCommerceOrder(both, options);
    expect(result.ok && result.value.map(({ channelOrderId }) => channelOrderId)).toEqual(['1041', '2207']);
    both[1] = without(both[1] as MutableJson, 'currency');
    expect(refusal(both)).toEqual([['currency-missing', '1.currency']]);
  });
});
