import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { channelAccountsOf } from '../../../lambdas/composition.ts';
import { createOrderDesk } from '../../../lambdas/order-desk.ts';
import { shopifyConnector } from '../../../lib/channels/adapters/shopify/shopify.connector.ts';
import type { ChangedOrders, ChannelClient, OrderPage, WebhookState } from '../../../lib/channels/app/channel-client.ts';
import { createChannelSync } from '../../../lib/channels/index.ts';
import { type Instant, plusMs } from '../../../lib/kernel/instant.ts';
import { acme, callerOf, type ChannelWorld, openChannelWorld, shopDomain } from '../app/channel-world.ts';
import { shopOrder } from '../app/shop-orders.ts';
import { deskOf } from '../stock/stock-desk.ts';

const minute = 60_000;
const hour = 60 * minute;

let world: ChannelWorld;
beforeEach(async () => {
  world = await openChannelWorld();
});
afterEach(() => world.close());

const counted = (metric: string): number => {
  const { metrics } = world.platform.observability;
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  return world.counted(metric);
};

/** A shop of whose orders nothing but its API tells. */
const openShop = async (webhooks: WebhookState['state'] = 'present') => {
  const added = await world.product.channels.addChannelAccount(callerOf(), {
    channel: 'shopify',
    account: 'main',
    shopDomain,
    settings: {},
  });
  if (!added.ok) throw new Error(added.error.code);
  const orders: { readonly id: number; readonly at: Instant }[] = [];
  const asked: ChangedOrders[] = [];
  const client: Pick<ChannelClient, 'changedOrders' | 'ensureWebhooks'> = {
    changedOrders: async (query): Promise<OrderPage> => {
      asked.push(query);
      const found = orders.filter(({ at }) => at >= query.from && at < query.to);
      return {
        payloads: found.map(({ id, at }) => ({
          channelOrderId: String(id),
          changedAt: at,
          rawBody: Buffer.from(shopOrder({ id, created_at: at, updated_at: at })),
        })),
      };
    },
    ensureWebhooks: async () => [{ topic: 'orders/create', state: webhooks }],
  };
  const { platform, product } = world;
  const sync = createChannelSync({
    platform,
    vault: product.vault,
    accounts: channelAccountsOf(platform),
    connector: { ...shopifyConnector, connect: () => client as ChannelClient },
    orders: createOrderDesk(product.orders),
    stock: deskOf(new Map()),
  });
  return {
    asked,
    /** Orders are placed at so many moments from now; negative ones lie in the past. */
    place: (...fromNowMs: readonly number[]): void => {
      for (const ms of fromNowMs) orders.push({ id: 8_000 + orders.length, at: plusMs(world.clock.now(), ms) });
    },
    look: async (minutes: number): Promise<void> => {
      for (let step = 0; step < minutes; step += 1) {
        world.clock.advanceMs(minute);
        await sync.handle({ kind: 'poll', tenant_id: acme, channel_account: 'main', public_url: 'https://oms.example.com' });
        await world.drain('orders-intake');
      }
    },
  };
};

describe('orders that had to be looked for', () => {
  it('are none of those that were there before the account was', async () => {
    const shop = await openShop();
    shop.place(...Array.from({ length: 10 }, (_, index) => -(index + 5) * minute));
    await shop.look(130);
    expect(counted('ChannelOrdersRecovered')).toBe(0);
  });

  it('are those that polling finds where webhooks should have told of them', async () => {
    const shop = await openShop();
    await shop.look(10);
    shop.place(minute);
    await shop.look(10);
    expect(counted('ChannelOrdersRecovered')).toBe(1);
  });

  it('are none where nobody was going to tell of them', async () => {
    const shop = await openShop('created');
    await shop.look(10);
    shop.place(minute);
    await shop.look(10);
    expect(counted('ChannelOrdersReceived')).toBe(1);
    expect(counted('ChannelOrdersRecovered')).toBe(0);
  });
});

it('an account that is given settings after months is read from then on', async () => {
  world.clock.advanceMs(60 * 24 * hour);
  const since = world.clock.now();
  const shop = await openShop();
  await shop.look(130);
  const earliest = shop.asked.map(({ from }) => from).toSorted()[0] ?? '';
  expect(earliest >= plusMs(since, -shopifyConnector.pollRule.overlapMs)).toBe(true);
});
