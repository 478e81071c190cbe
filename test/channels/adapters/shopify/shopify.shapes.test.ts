import { describe, expect, it } from 'vitest';
import { codes, fixture, normalized } from './fixture.ts';

describe('an order paid in another currency', () => {
  it('counts in the shop currency and keeps what the customer paid, as it is now once units are gone', () => {
    const payload = fixture('order-edited');
    payload['presentment_currency'] = 'JPY';
    for (const key of ['total_price', 'current_total_price']) {
      payload[`${key}_set`] = {
        shop_money: { amount: payload[key], currency_code: payload['currency'] },
        presentment_money: { amount: key === 'total_price' ? '9000' : '7000', currency_code: 'JPY' },
      };
    }
    const order = normalized(payload);
    expect(order.presentment).toEqual({ currency: 'JPY', total: 7_000 });
    expect(order.currency).toBe(payload['currency']);
  });
});

describe('several shipping lines', () => {
  it('are all kept, without those that were removed, and the sums follow', () => {
    const { order: payload } = fixture('order-guest');
    const goods = Number(payload['total_price']);
    const line = (code: string, price: string, removed: boolean) => ({
      id: code.length,
      code,
      title: code,
      price,
      is_removed: removed,
      tax_lines: [],
      discount_allocations: [],
    });
    payload['shipping_lines'] = [line('GROUND', '400', false), line('FERRY', '250', false), line('PLANE', '3000', true)];
    payload['total_price'] = String(goods + 3_650);
    payload['current_total_price'] = String(goods + 650);
    const order = normalized(payload);
    expect(order.shippingLines.map(({ code }) => code)).toEqual(['GROUND', 'FERRY']);
    expect(order.totals).toMatchObject({ shipping: 650, total: goods + 650 });
    expect(codes(order)).not.toContain('totals-do-not-add-up');
  });
});

describe('metadata', () => {
  it('is written so that webhooks and the API tell it alike', () => {
    const payload = fixture('order-created');
    payload['tags'] = ' vip,b2b , Zebra';
    payload['processed_at'] = '2026-11-20T09:23:33-05:00';
    payload['discount_codes'] = [{ code: 'WELCOME10', amount: '10.00', type: 'fixed_amount' }];
    expect(normalized(payload).channelMetadata).toMatchObject({
      tags: 'Zebra, b2b, vip',
      processed_at: '2026-11-20T14:23:33.000Z',
      discount_codes: [{ code: 'WELCOME10' }],
    });
    expect(normalized(payload).promotions).toEqual(['welcome10']);
  });

  it('leaves out what changes without the order, or is told by one of the two alone', () => {
    const metadata = JSON.stringify(normalized(fixture('order-created')).channelMetadata);
    for (const key of ['app_id', 'grams', 'product_id', 'fulfillable_quantity', 'financial_status', 'source_identifier'])
      expect(metadata).not.toContain(key);
  });
});
