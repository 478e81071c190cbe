// Orders that others had sent, wholly or in part, before anybody here saw them.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { OrderId } from '../../../lib/kernel/ids.ts';
import { acme, type ChannelWorld, openChannelWorld } from '../../channels/app/channel-world.ts';
import { shopOrder } from '../../channels/app/shop-orders.ts';

let world: ChannelWorld;
beforeEach(async () => {
  world = await openChannelWorld();
});
afterEach(() => world.close());

const orderOf = async (orderId: string) => {
  const order = (await world.product.orders.read.get(acme, OrderId(orderId)))?.order;
  if (!order) throw new Error('there is no such order');
  return { by: order.lines.map(({ fulfilledBy }) => fulfilledBy), holds: order.holds.map(({ reason }) => reason) };
};

const later = (minutes: number): string => `2026-11-20T09:${String(minutes).padStart(2, '0')}:00Z`;

it('an order that has been sent already is recorded, and there is nothing to send of it', async () => {
  const orderId = await world.order(shopOrder({ fulfillment_status: 'fulfilled' }));
  expect(await orderOf(orderId)).toEqual({ by: ['channel'], holds: [] });
  // Also not after a later change of it.
  await world.order(shopOrder({ fulfillment_status: 'fulfilled', updated_at: later(5), note: 'thanks' }));
  await world.order(shopOrder({ fulfillment_status: 'partial', updated_at: later(6) }));
  expect((await orderOf(orderId)).by).toEqual(['channel']);
});

it('one of which a part has been sent waits for a person', async () => {
  const orderId = await world.order(shopOrder({ fulfillment_status: 'partial' }));
  expect(await orderOf(orderId)).toEqual({ by: ['merchant'], holds: ['partly-shipped-before'] });
});

it('one that we send ourselves stays ours when the channel says that it has been sent', async () => {
  const orderId = await world.order(shopOrder());
  await world.order(shopOrder({ fulfillment_status: 'partial', updated_at: later(5) }));
  await world.order(shopOrder({ fulfillment_status: 'fulfilled', updated_at: later(6) }));
  expect(await orderOf(orderId)).toEqual({ by: ['merchant'], holds: [] });
});
