import { expect, it } from 'vitest';
import type { AmazonApi } from '../../../../lib/channels/adapters/amazon/amazon.api.ts';
import { createOrdersClient } from '../../../../lib/channels/adapters/amazon/amazon.orders.client.ts';
import { AmazonSettings } from '../../../../lib/channels/adapters/amazon/amazon.settings.ts';
import { Instant } from '../../../../lib/kernel/instant.ts';
import { createVirtualClock } from '../../../../lib/platform/embedded/virtual-clock.ts';
import { failureOf } from './world.ts';

const from = Instant('2026-11-20T09:00:00.000Z');
const to = Instant('2026-11-20T10:00:00.000Z');
const endless = '111-0000000-0000002';

const orderOf = (id: string) => ({ AmazonOrderId: id, LastUpdateDate: '2026-11-20T09:30:00Z', OrderStatus: 'Unshipped' });

/** The version of before 2027, with an order whose items have no end. */
const api = {
  json: async (_operation: string, { path }: { readonly path: string }) => {
    if (path === '/orders/v0/orders')
      return { payload: { Orders: ['111-0000000-0000001', endless, '111-0000000-0000003'].map(orderOf), NextToken: 'more' } };
    if (!path.endsWith('/orderItems')) return { payload: orderOf(endless) };
    return { payload: { OrderItems: [{ OrderItemId: '1' }], ...(path.includes(endless) ? { NextToken: 'on' } : {}) } };
  },
} as unknown as AmazonApi;

it('an order that cannot be read as a whole stands in the way of none of its page', async () => {
  const settings = AmazonSettings.parse({ region: 'na', seller_id: 'A2TWINSELLER', marketplace_ids: ['ATVPDKIKX0DER'], orders_api: 'v0' });
  const client = createOrdersClient(api, settings, createVirtualClock(Instant('2026-11-20T12:00:00.000Z')));
  const page = await client.changedOrders({ from, to });
  expect(page.payloads.map(({ channelOrderId }) => channelOrderId)).toEqual(['111-0000000-0000001', '111-0000000-0000003']);
  expect(page.unreadable).toEqual([{ channelOrderId: endless, changedAt: '2026-11-20T09:30:00.000Z', code: 'too-many-items' }]);
  expect(page.cursor).toBeDefined();
  expect(await failureOf(client.order(endless))).toMatchObject({ problem: 'refused', code: 'too-many-items' });
});
