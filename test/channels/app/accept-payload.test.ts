// What becomes of an order that a channel's API shows, beside what is recorded of it.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { shopifyAdapter } from '../../../lib/channels/adapters/shopify/shopify.adapter.ts';
import { createAcceptOrder } from '../../../lib/channels/app/accept-order.ts';
import { createAcceptPayload } from '../../../lib/channels/app/accept-payload.ts';
import { createPayloadArchive } from '../../../lib/channels/app/payload-archive.ts';
import { createQuarantine } from '../../../lib/channels/app/quarantine.ts';
import type { ChannelAccount } from '../../../lib/channels/index.ts';
import { OrderId } from '../../../lib/kernel/ids.ts';
import { createOrderDesk } from '../../../lambdas/order-desk.ts';
import { acme, type ChannelWorld, openChannelWorld } from './channel-world.ts';
import { shopOrder } from './shop-orders.ts';

let world: ChannelWorld;
let account: ChannelAccount;
beforeEach(async () => {
  world = await openChannelWorld();
  account = (await world.product.channels.findChannelAccount('shopify', 'main')) as ChannelAccount;
});
afterEach(() => world.close());

const accept = (over: Parameters<typeof createQuarantine>[0]['platform'] = world.platform) => {
  const { vault, orders } = world.product;
  const parts = { platform: over, vault, archive: createPayloadArchive({ blobs: over.blobs, vault }) };
  const acceptPayload = createAcceptPayload({
    clock: world.clock,
    acceptOrder: createAcceptOrder(parts),
    quarantine: createQuarantine(parts),
    orders: createOrderDesk(orders),
  });
  return async (body: string, settle: boolean) => {
    const became = await acceptPayload(shopifyAdapter, account, Buffer.from(body), { settle });
    await world.drain('orders-intake');
    return became;
  };
};

const contentOf = async (orderId: string) => {
  const reading = await world.product.orders.read.get(acme, OrderId(orderId));
  return { status: reading?.order.paymentMethod.status, revision: reading?.order.channelRevision };
};

it('a second content of one second, of which no webhook told, is found by comparing and counts', async () => {
  const orderId = await world.order(shopOrder({ financial_status: 'pending' }));
  const paid = shopOrder({ financial_status: 'paid' });
  const before = await contentOf(orderId);
  // Polling goes by the revision alone: the webhook was there before.
  expect(await accept()(paid, false)).toBe('known');
  expect(await accept()(paid, true)).toBe('accepted');
  const after = await contentOf(orderId);
  expect(after.status).not.toBe(before.status);
  expect(after.revision).toBe(`${before.revision}+settled-${world.clock.now()}`);
  // Once is enough, and the webhook of the first content that comes late changes nothing.
  expect(await accept()(paid, true)).toBe('known');
  await world.order(shopOrder({ financial_status: 'pending' }));
  expect(await contentOf(orderId)).toEqual(after);
  // Nor does settling hide a later change, of that second or of another.
  world.clock.advanceMs(60_000);
  expect(await accept()(shopOrder({ financial_status: 'authorized' }), true)).toBe('accepted');
  expect((await contentOf(orderId)).revision).toBe(`${before.revision}+settled-${world.clock.now()}`);
  await world.order(shopOrder({ financial_status: 'paid', updated_at: '2026-11-21T18:00:00+01:00' }));
  expect((await contentOf(orderId)).revision).toBe('2026-11-21T17:00:00.000Z');
});

it('an order that has lost its person at the channel does not take it from us', async () => {
  await world.order(shopOrder());
  const faceless = { email: null, customer: null, shipping_address: null, billing_address: null, phone: null, contact_email: null };
  expect(await accept()(shopOrder(faceless), true)).toBe('known');
});

it('what cannot be read is put aside once, and is never archived without a letter', async () => {
  const body = shopOrder({ total_price: 'much' });
  const { platform } = world;
  const failing = {
    ...platform,
    queue: (name: string) => ({ ...platform.queue(name), send: () => Promise.reject(new Error('the process ends')) }),
  };
  await expect(accept(failing)(body, false)).rejects.toThrow('the process ends');
  expect(await world.waiting('orders-intake-dlq')).toEqual([]);
  expect(await accept()(body, false)).toBe('quarantined');
  expect(await accept()(body, false)).toBe('known');
  expect(await world.waiting('orders-intake-dlq')).toHaveLength(1);
});
