import { describe, expect, it } from 'vitest';
import { normalizeShopifyOrder } from '../../../../lib/channels/adapters/shopify/shopify.normalize.ts';
import { codes, fixture, normalized, options } from './fixture.ts';

describe('discrepancies', () => {
  it('hold an order whose total contradicts its lines', () => {
    const payload = fixture('order-created');
    Object.assign(payload, { total_price: '100.00', current_total_price: '100.00', total_price_set: null });
    const order = normalized(payload);
    expect(order.totals.total).toBe(10000);
    expect(order.discrepancies).toEqual([
      {
        code: 'totals-do-not-add-up',
        field: 'totals.total',
        message: 'Subtotal, discount, shipping, fees and tax come to 110.41 EUR, but the order says 100.00 EUR',
      },
    ]);
  });

  it('hold an order whose discounts are not broken down', () => {
    const payload = fixture('order-created');
    payload['line_items'][0].discount_allocations = [];
    expect(codes(normalized(payload))).toEqual(['stated-subtotal-differs', 'discount-does-not-add-up']);
  });

  it('hold an order with another total now that nothing explains', () => {
    const payload = fixture('order-created');
    payload['current_total_price'] = '90.00';
    expect(normalized(payload)).toMatchObject({ totals: { total: 11041 }, discrepancies: [{ code: 'current-total-differs' }] });
  });

  it('hold an order that states one amount twice and differently', () => {
    const payload = fixture('order-created');
    payload['line_items'][0].price_set.shop_money.amount = '46.81';
    expect(codes(normalized(payload))).toEqual(['amounts-disagree']);
  });

  it('hold goods to be shipped that have no SKU or no usable one', () => {
    const payload = fixture('order-created');
    payload['line_items'][0].sku = ' ';
    payload['line_items'][1].sku = 'NG#TOWEL';
    const order = normalized(payload);
    expect(order.lineItems.map(({ sku }) => sku)).toEqual([null, null]);
    expect(order.discrepancies.map(({ code, field }) => [code, field])).toEqual([
      ['sku-not-usable', 'line_items.1.sku'],
      ['sku-missing', 'line_items.0.sku'],
      ['sku-missing', 'line_items.1.sku'],
    ]);
  });

  it('hold goods to be shipped to nowhere, but not what was taken along at the counter', () => {
    const payload = fixture('order-created');
    payload['shipping_address'] = null;
    expect(codes(normalized(payload))).toEqual(['shipping-address-missing']);
    payload['source_name'] = 'pos';
    expect(codes(normalized(payload))).toEqual([]);
  });

  it('hold an order whose revision has no zone, since its updates cannot be ordered', () => {
    const payload = fixture('order-created');
    payload['updated_at'] = '2026-11-20T15:23:34';
    expect(normalized(payload)).toMatchObject({ channelRevision: null, discrepancies: [{ code: 'revision-not-an-instant' }] });
  });

  it('hold an order without lines', () => {
    const payload = fixture('order-guest');
    Object.assign(payload['order'], { line_items: [], total_price: '0', subtotal_price: '0', total_line_items_price: '0', total_tax: '0' });
    expect(codes(normalized(payload))).toEqual(['no-lines']);
  });

  it('do not ask for what a cancelled order no longer needs', () => {
    const payload = fixture('order-created');
    Object.assign(payload, { cancelled_at: '2026-11-20T16:00:00+01:00', shipping_address: null });
    expect(normalized(payload)).toMatchObject({ cancelled: true, discrepancies: [] });
  });
});

describe('tips, duties and fees', () => {
  it('are fees, and a tip among the lines is no line', () => {
    const payload = fixture('order-created');
    payload['line_items'].push({
      id: 7,
      title: 'Tip',
      price: '2.00',
      quantity: 1,
      current_quantity: 1,
      tip_payment_gateway: 'shopify_payments',
    });
    const amount = (value: string) => ({ shop_money: { amount: value, currency_code: 'EUR' } });
    Object.assign(payload, {
      original_total_duties_set: amount('3.00'),
      original_total_additional_fees_set: amount('0.50'),
      total_price: '113.91',
      total_price_set: null,
      current_total_price: '113.91',
    });
    const order = normalized(payload);
    expect(order.lineItems).toHaveLength(2);
    expect(order.totals).toMatchObject({ fees: 550, total: 11391 });
    expect(order.discrepancies).toEqual([]);
  });

  it('leave out duties that the prices contain', () => {
    const payload = fixture('order-created');
    Object.assign(payload, { duties_included: true, original_total_duties_set: { shop_money: { amount: '3.00' } } });
    expect(normalized(payload)).toMatchObject({ totals: { fees: 200 }, discrepancies: [] });
  });
});

describe('places named without codes', () => {
  it('are given their codes', () => {
    const payload = fixture('order-created');
    Object.assign(payload['shipping_address'], { country: 'United States', country_code: null, province: 'Kentucky', province_code: null });
    expect(normalized(payload).shippingAddress).toMatchObject({ country: 'US', region: 'KY' });
  });

  it('keep the name of a region that has no code here, and hold an unknown country', () => {
    const payload = fixture('order-created');
    Object.assign(payload['shipping_address'], { country: 'Atlantis', country_code: '??', province: 'Deep' });
    expect(normalized(payload)).toMatchObject({
      shippingAddress: { country: null, region: 'Deep' },
      discrepancies: [{ code: 'country-unknown' }],
    });
  });

  it('address a company where no person is named', () => {
    const payload = fixture('order-created');
    Object.assign(payload['shipping_address'], { name: '', first_name: null, last_name: null, company: 'Northgate Ltd' });
    expect(normalized(payload).shippingAddress?.name).toBe('Northgate Ltd');
  });
});

describe('payment', () => {
  it.each([
    [['visa', 'bogus'], 'card', 'visa'],
    [['shop_pay_installments'], 'instalments', 'shop_pay_installments'],
    [['Cash on Delivery (COD)'], 'cash_on_delivery', 'Cash on Delivery (COD)'],
    [['Bank Deposit'], 'bank_transfer', 'Bank Deposit'],
    [['gift_card'], 'gift_card', 'gift_card'],
    [['cash'], 'cash', 'cash'],
    [['Pigeon'], 'other', 'Pigeon'],
    [[], 'unknown', null],
  ])('by %j is %s', (names, kind, provider) => {
    const payload = fixture('order-created');
    payload['payment_gateway_names'] = names;
    expect(normalized(payload).paymentMethod).toMatchObject({ kind, provider });
  });

  it('on terms is an invoice', () => {
    expect(normalized({ ...fixture('order-created'), payment_terms: { due_in_days: 30 } }).paymentMethod.kind).toBe('invoice');
  });

  it('of a status we do not know is unknown, never secured', () => {
    expect(normalized({ ...fixture('order-created'), financial_status: 'settled' }).paymentMethod.status).toBe('unknown');
  });
});

describe('lines that others ship', () => {
  it('are left to a fulfillment service that is named as external', () => {
    const payload = fixture('order-created');
    payload['line_items'][0].fulfillment_service = 'far-away-fulfilment';
    const result = normalizeShopifyOrder(payload, { ...options, externalFulfillmentServices: ['far-away-fulfilment'] });
    expect(result.ok && result.value[0]?.lineItems.map(({ fulfilledBy }) => fulfilledBy)).toEqual(['channel', 'merchant']);
  });
});
