import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemPrincipal } from '../../../lib/access/index.ts';
import { connectors } from '../../../lib/channels/adapters/connectors.ts';
import { createAddChannelAccount } from '../../../lib/channels/app/add-channel-account.ts';
import { createChannelAccounts } from '../../../lib/channels/app/channel-accounts.ts';
import { channelNames, eventChannels } from '../../../lib/channels/domain/channel-names.ts';
import { describeChannelAccountRejection } from '../../../lib/channels/index.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { acme, type ChannelWorld, callerOf, openChannelWorld, shopDomain } from './channel-world.ts';

const borealis = TenantId('borealis');
let world: ChannelWorld;
beforeEach(async () => {
  world = await openChannelWorld();
});
afterEach(() => world.close());

const anotherProcess = () => {
  const { ledger } = world.platform;
  const { clock } = world;
  const accounts = createChannelAccounts({ ledger, clock, channels: channelNames });
  const { auditWrite } = world.product.access;
  return { ...accounts, add: createAddChannelAccount({ ledger, clock, accounts, kinds: connectors, auditWrite }) };
};

it('every channel that is named is connected', () => {
  expect(connectors.map(({ adapter }) => adapter.channel)).toEqual(channelNames);
  expect(connectors.filter(({ readEvent }) => readEvent !== undefined).map(({ adapter }) => adapter.channel)).toEqual(eventChannels);
});

it('an account is found by its path, with a default name for its secret', async () => {
  expect(await world.product.channels.findChannelAccount('shopify', 'main')).toEqual({
    tenantId: acme,
    channel: 'shopify',
    account: 'main',
    shopDomain,
    secretName: 'shopify-main-webhook-secret',
    settings: null,
    credentialsName: 'shopify-main-credentials',
    baseUrl: null,
    stock: null,
    identity: shopDomain,
    addedAt: '2026-11-20T10:00:00.000Z',
    connectedAt: null,
    removedAt: null,
  });
  expect(await world.product.channels.findChannelAccount('shopify', 'other')).toBeUndefined();
  expect(await world.product.channels.findChannelAccount('telex', 'main')).toBeUndefined();
});

it('an account id belongs to one tenant of the installation', async () => {
  const { channels } = world.product;
  const taken = await channels.addChannelAccount(callerOf(borealis), { channel: 'shopify', account: 'main' });
  expect(taken).toEqual({ ok: false, error: { code: 'account-taken' } });
  await channels.addChannelAccount(callerOf(borealis), { channel: 'shopify', account: 'nord' });
  expect((await channels.listChannelAccounts(acme)).map(({ account }) => account)).toEqual(['main']);
  expect((await channels.listChannelAccounts(borealis)).map(({ account }) => account)).toEqual(['nord']);
});

it('of two tenants that add one id at once, one gets it', async () => {
  const processes = [anotherProcess(), anotherProcess()];
  const input = { channel: 'shopify', account: 'wanted' };
  const outcomes = await Promise.all([processes[0]!.add(callerOf(acme), input), processes[1]!.add(callerOf(borealis), input)]);
  expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
});

it.each([
  [{ channel: 'telex', account: 'main' }, 'channel-unknown', 'shopify'],
  [{ channel: 'shopify', account: 'a/b' }, 'account-invalid', 'letters'],
  [{ channel: 'shopify', account: 'new', shopDomain: 'not a host' }, 'shop-domain-invalid', 'myshopify'],
  [{ channel: 'shopify', account: 'new', secretName: '../etc' }, 'secret-name-invalid', 'slashes'],
  [{ channel: 'shopify', account: 'new', credentialsName: 'internal/mac-key' }, 'secret-name-invalid', 'slashes'],
  [{ channel: 'shopify', account: 'new', baseUrl: 'http://example.com' }, 'base-url-invalid', 'https'],
  [{ channel: 'shopify', account: 'new', settings: {} }, 'settings-invalid', 'settings.shop_domain'],
  [{ channel: 'shopify', account: 'new', shopDomain: 'a.example', settings: { api_version: '2020-01' } }, 'settings-invalid', '2026-04'],
  [{ channel: 'amazon', account: 'new', settings: { region: 'moon' } }, 'settings-invalid', 'settings.seller_id'],
  [{ channel: 'walmart', account: 'new', settings: { market: 'us', colour: 'blue' } }, 'settings-invalid', 'colour'],
  [{ channel: 'woocommerce', account: 'new', settings: { site_url: 'http://shop.example' } }, 'settings-invalid', 'https'],
])('%o is refused', async (input, code, hint) => {
  const outcome = await world.product.channels.addChannelAccount(callerOf(), input);
  expect(outcome).toMatchObject({ ok: false, error: { code } });
  expect(outcome.ok ? '' : describeChannelAccountRejection(outcome.error)).toContain(hint);
});

it('a change is seen here at once and in another process within thirty seconds', async () => {
  const other = anotherProcess();
  expect((await other.find('shopify', 'main'))?.secretName).toBe('shopify-main-webhook-secret');
  await world.product.channels.addChannelAccount(callerOf(), {
    channel: 'shopify',
    account: 'main',
    shopDomain: 'NorthGate.example.com',
    secretName: 'shared',
  });
  expect(await world.product.channels.findChannelAccount('shopify', 'main')).toMatchObject({ shopDomain, secretName: 'shared' });
  world.clock.advanceMs(29_999);
  expect((await other.find('shopify', 'main'))?.secretName).toBe('shopify-main-webhook-secret');
  world.clock.advanceMs(1);
  expect((await other.find('shopify', 'main'))?.secretName).toBe('shared');
});

it('a removed account comes back when its tenant adds it again', async () => {
  const accounts = anotherProcess();
  const main = await accounts.find('shopify', 'main');
  await accounts.remove(main!);
  expect((await accounts.find('shopify', 'main'))?.removedAt).toBe('2026-11-20T10:00:00.000Z');
  expect((await accounts.add(callerOf(borealis), { channel: 'shopify', account: 'main' })).ok).toBe(false);
  await accounts.add(callerOf(acme), { channel: 'shopify', account: 'main' });
  expect((await accounts.find('shopify', 'main'))?.removedAt).toBeNull();
});

it('additions and changes stand in the tenant’s audit', async () => {
  await world.product.channels.addChannelAccount(callerOf(), { channel: 'shopify', account: 'main' });
  const listed = await world.product.access.listAudit(systemPrincipal(acme, 'test'), { day: '2026-11-20', limit: 100 });
  expect(listed.ok && listed.value.items.map(({ action, target }) => `${action} ${target.id}`)).toEqual([
    'tenant.created acme',
    'channel-account.added shopify/main',
    'channel-account.changed shopify/main',
  ]);
});
