import { afterEach, beforeEach, expect, it } from 'vitest';
import { createPayloadArchive } from '../../../lib/channels/app/payload-archive.ts';
import { createQuarantine } from '../../../lib/channels/app/quarantine.ts';
import type { ChannelAccount } from '../../../lib/channels/domain/channel-account.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { type ChannelWorld, openChannelWorld } from './channel-world.ts';

const odd = { channelOrderId: '7001', changedAt: Instant('2026-11-20T09:00:00.000Z'), code: 'too-many-refunds' };

let world: ChannelWorld;
beforeEach(async () => {
  world = await openChannelWorld();
});
afterEach(() => world.close());

const main = async (): Promise<ChannelAccount> => {
  const account = await world.product.channels.findChannelAccount('shopify', 'main');
  if (!account) throw new Error('the world has an account');
  return account;
};

/** As each process has its own. */
const quarantine = () => {
  const { platform, product } = world;
  const archive = createPayloadArchive({ blobs: platform.blobs, vault: product.vault });
  return createQuarantine({ platform, vault: product.vault, archive });
};

it('an order that cannot be fetched whole is put aside once for each of its changes, and without a body', async () => {
  const account = await main();
  expect(await quarantine().unreadable(account, odd)).toBe(true);
  expect(await quarantine().unreadable(account, odd)).toBe(false);
  expect(await quarantine().unreadable({ ...account, account: 'other' }, odd)).toBe(true);
  expect(await quarantine().unreadable(account, { ...odd, changedAt: Instant('2026-11-20T09:00:01.000Z') })).toBe(true);
  const letters = await world.waiting('orders-intake-dlq');
  expect(letters).toHaveLength(3);
  expect(letters[0]).toMatchObject({
    tenant_id: 'acme',
    channel: 'shopify',
    channel_account: 'main',
    channel_order_id: '7001',
    changed_at: odd.changedAt,
    refused: [{ code: 'too-many-refunds' }],
  });
  expect(await world.blobs('raw/')).toEqual([]);
});

it('sent back, it is asked for again at its channel', async () => {
  await quarantine().unreadable(await main(), odd);
  expect(await world.platform.queue('orders-intake-dlq').redrive({ limit: 10 })).toBe(1);
  await world.drain('orders-intake');
  expect(await world.waiting('shopify-sync')).toEqual([
    { kind: 'look-up', tenant_id: 'acme', channel_account: 'main', channel_order_id: '7001' },
  ]);
});

it('sent back for another tenant, it is asked for nowhere', async () => {
  await quarantine().unreadable({ ...(await main()), tenantId: TenantId('borealis') }, odd);
  await world.platform.queue('orders-intake-dlq').redrive({ limit: 10 });
  await world.drain('orders-intake');
  expect(await world.waiting('shopify-sync')).toEqual([]);
});
