import { expect, it } from 'vitest';
import { normalizeChannel } from '../../../lib/channels/index.ts';
import { CanonicalOrder } from '../../../lib/contracts/canonical-order.ts';
import { shopOrder } from './shop-orders.ts';

it('orders come out in canonical JSON, one for each in the file', () => {
  const read = normalizeChannel('shopify', `{"orders":[${shopOrder()},${shopOrder({ id: 7002 })}]}`, 'north');
  expect(read.ok && read.orders.map((order) => [CanonicalOrder.parse(order).channel_order_id, order.channel_account])).toEqual([
    ['7001', 'north'],
    ['7002', 'north'],
  ]);
});

it('what is no order comes out as problems', () => {
  expect(normalizeChannel('shopify', 'nonsense', 'main')).toEqual({
    ok: false,
    problems: [{ field: '', code: 'not-json', message: expect.any(String) }],
  });
});

it('an unknown channel is answered with those that are known', () => {
  const problem = {
    field: 'channel',
    code: 'channel-unknown',
    message: 'There is no such channel; allowed are shopify, woocommerce, amazon, walmart',
  };
  expect(normalizeChannel('telex', shopOrder(), 'main')).toEqual({ ok: false, problems: [problem] });
});
