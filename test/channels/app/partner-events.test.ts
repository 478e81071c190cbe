// Whose events of a partner event source are.
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { acme, type ChannelWorld, callerOf, openChannelWorld, shopDomain } from './channel-world.ts';
import { shopOrder } from './shop-orders.ts';

let world: ChannelWorld;
beforeEach(async () => {
  world = await openChannelWorld();
});
afterEach(() => world.close());

const event = (topic: string, payload: string): string =>
  JSON.stringify({
    source: 'aws.partner/shopify.com/1/main',
    'detail-type': 'shopifyWebhook',
    detail: {
      payload: JSON.parse(payload) as object,
      metadata: {
        'X-Shopify-Topic': topic,
        'X-Shopify-Shop-Domain': shopDomain,
        'X-Shopify-Hmac-SHA256': createHmac('sha256', 'anything').update(payload).digest('base64'),
      },
    },
  });

const tell = async (topic: string, payload: string): Promise<void> => {
  await world.platform.queue('shopify-events').send([{ body: event(topic, payload) }]);
  await world.drain('shopify-events');
};

const redaction = JSON.stringify({ shop_id: 1, shop_domain: shopDomain });

it('another tenant gets none of them by naming the shop as its own', async () => {
  const mallory = TenantId('mallory');
  const claimed = await world.product.channels.addChannelAccount(callerOf(mallory), { channel: 'shopify', account: '0', shopDomain });
  expect(claimed).toMatchObject({ ok: false, error: { code: 'origin-taken' } });
  await tell('orders/create', shopOrder());
  await world.drain('orders-intake');
  expect(await world.blobs('raw/mallory/')).toEqual([]);
  expect(await world.blobs('raw/acme/')).toHaveLength(1);
});

it('of a removed account bring no orders, and requests about the people in its orders all the same', async () => {
  expect((await world.product.channels.removeChannelAccount(callerOf(), 'shopify', 'main')).ok).toBe(true);
  await tell('orders/create', shopOrder());
  expect(await world.waiting('orders-intake')).toEqual([]);
  await tell('shop/redact', redaction);
  expect(await world.waiting('channels-privacy')).toMatchObject([{ tenant_id: acme, request: 'shop-redact' }]);
});
