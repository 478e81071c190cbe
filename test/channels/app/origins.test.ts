import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { channelAccountsOf } from '../../../lambdas/composition.ts';
import { connectors } from '../../../lib/channels/adapters/connectors.ts';
import { createAddChannelAccount, type NewChannelAccount } from '../../../lib/channels/app/add-channel-account.ts';
import { accountKey } from '../../../lib/channels/app/channel-account.rows.ts';
import { createChannelAccounts } from '../../../lib/channels/app/channel-accounts.ts';
import { identityOf } from '../../../lib/channels/app/channel-connector.ts';
import { channelNames } from '../../../lib/channels/domain/channel-names.ts';
import { type ChannelAccount, describeChannelAccountRejection } from '../../../lib/channels/index.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { acme, type ChannelWorld, callerOf, openChannelWorld, shopDomain } from './channel-world.ts';

const borealis = TenantId('borealis');
const seller = { region: 'na', seller_id: 'A2TWINSELLER', marketplace_ids: ['ATVPDKIKX0DER'] };
const shop = (site_url: string) => ({ site_url });

let world: ChannelWorld;
beforeEach(async () => {
  world = await openChannelWorld();
});
afterEach(() => world.close());

const add = (input: NewChannelAccount, tenantId = acme) => world.product.channels.addChannelAccount(callerOf(tenantId), input);
const remove = (channel: string, account: string, tenantId = acme) =>
  world.product.channels.removeChannelAccount(callerOf(tenantId), channel, account);
const codeOf = async (outcome: ReturnType<typeof add>) => {
  const added = await outcome;
  return added.ok ? 'ok' : added.error.code;
};

const originOf = (account: ChannelAccount): string | null => {
  const connector = connectors.find(({ adapter }) => adapter.channel === account.channel);
  return connector ? identityOf(connector, account) : null;
};
const standsFor = async (channel: string, origin: string) =>
  (await channelAccountsOf(world.platform).byOrigin(channel, origin, originOf))?.account;

/** Makes the account's row as releases wrote it that knew no claims. */
const asBeforeClaims = async (account: string, attributes: Readonly<Record<string, unknown>>) =>
  world.platform.ledger.put({
    ...accountKey('shopify', account),
    tenant_id: acme,
    secret_name: 'shared',
    added_at: '2026-11-01T00:00:00.000Z',
    ...attributes,
  });

describe('a shop', () => {
  it.each([
    ['shopify', { shopDomain: 'North.example.com' }, { shopDomain: 'north.example.com' }],
    ['shopify', { shopDomain: 'north.example.com' }, { settings: { shop_domain: 'north.example.com' } }],
    ['amazon', { settings: seller }, { settings: { ...seller, orders_api: 'v0' } }],
    ['woocommerce', { settings: shop('https://Shops.example.com/one/') }, { settings: shop('https://shops.example.com/one') }],
    ['woocommerce', { shopDomain: 'shops.example.com' }, { settings: shop('https://shops.example.com') }],
  ])('of %s that one account stands for is no other’s, whichever tenant asks', async (channel, first, second) => {
    expect(await codeOf(add({ channel, account: 'one', ...first }))).toBe('ok');
    const foreign = await add({ channel, account: 'two', ...second, onBehalfOf: 'tenant' }, borealis);
    expect(foreign).toEqual({ ok: false, error: { code: 'origin-taken', account: null } });
    expect(foreign.ok ? '' : describeChannelAccountRejection(foreign.error)).not.toContain('one ');
    const own = await add({ channel, account: 'two', ...second });
    expect(own).toEqual({ ok: false, error: { code: 'origin-taken', account: 'one' } });
    expect(own.ok ? '' : describeChannelAccountRejection(own.error)).toContain('one');
    expect(await codeOf(add({ channel, account: 'one', ...second }))).toBe('ok');
  });

  it('beside another one on the same domain, and a market of Walmart, may have an account of its own', async () => {
    expect(await codeOf(add({ channel: 'woocommerce', account: 'one', settings: shop('https://shops.example.com/one') }))).toBe('ok');
    expect(await codeOf(add({ channel: 'woocommerce', account: 'two', settings: shop('https://shops.example.com/two') }))).toBe('ok');
    expect(await codeOf(add({ channel: 'walmart', account: 'one', settings: {} }))).toBe('ok');
    expect(await codeOf(add({ channel: 'walmart', account: 'two', settings: {} }))).toBe('ok');
  });

  it('that two processes ask for at once is given to one', async () => {
    const { ledger } = world.platform;
    const process = () => {
      const accounts = createChannelAccounts({ ledger, clock: world.clock, channels: channelNames });
      const { auditWrite } = world.product.access;
      return createAddChannelAccount({ ledger, clock: world.clock, accounts, kinds: connectors, auditWrite });
    };
    const outcomes = await Promise.all([
      codeOf(process()(callerOf(acme), { channel: 'shopify', account: 'one', shopDomain: 'wanted.example.com' })),
      codeOf(process()(callerOf(borealis), { channel: 'shopify', account: 'two', shopDomain: 'wanted.example.com' })),
    ]);
    expect(outcomes.toSorted()).toEqual(['ok', 'origin-taken']);
  });

  it('is free again once its account was removed, however that came about', async () => {
    await remove('shopify', 'main');
    expect(await codeOf(add({ channel: 'shopify', account: 'nord', shopDomain }, borealis))).toBe('ok');
    expect(await codeOf(add({ channel: 'shopify', account: 'main', shopDomain }))).toBe('origin-taken');
    const accounts = channelAccountsOf(world.platform);
    await accounts.remove((await accounts.read('shopify', 'nord'))!);
    expect(await codeOf(add({ channel: 'shopify', account: 'main', shopDomain }))).toBe('ok');
    expect(await standsFor('shopify', shopDomain)).toBe('main');
  });
});

describe('the account of an event', () => {
  it('is the one that stands for its shop, also after it was removed, and none of a shop that nobody has', async () => {
    expect(await standsFor('shopify', shopDomain)).toBe('main');
    await remove('shopify', 'main');
    expect(await standsFor('shopify', shopDomain)).toBe('main');
    expect(await standsFor('shopify', 'stranger.example.com')).toBeUndefined();
  });

  it('is found without a claim where one account alone can be meant', async () => {
    await asBeforeClaims('old', { shop_domain: 'old.example.com' });
    expect(await standsFor('shopify', 'old.example.com')).toBe('old');
    await asBeforeClaims('gone', { shop_domain: 'old.example.com', removed_at: '2026-11-02T00:00:00.000Z' });
    expect(await standsFor('shopify', 'old.example.com')).toBe('old');
    await asBeforeClaims('twin', { shop_domain: 'old.example.com' });
    expect(await standsFor('shopify', 'old.example.com')).toBeUndefined();
  });
});

describe('an account of an earlier release', () => {
  it('makes its claim when it is changed, and keeps its shop from others before', async () => {
    await asBeforeClaims('old', { shop_domain: 'old.example.com' });
    expect(await codeOf(add({ channel: 'shopify', account: 'new', shopDomain: 'old.example.com' }, borealis))).toBe('origin-taken');
    expect(await codeOf(add({ channel: 'shopify', account: 'old', shopDomain: 'other.example.com' }))).toBe('origin-changed');
    expect(await codeOf(add({ channel: 'shopify', account: 'old', shopDomain: 'old.example.com' }))).toBe('ok');
    await asBeforeClaims('twin', { shop_domain: 'old.example.com' });
    expect(await standsFor('shopify', 'old.example.com')).toBe('old');
  });

  it('has its shop before a younger one of the same', async () => {
    await asBeforeClaims('old', { shop_domain: 'old.example.com' });
    await asBeforeClaims('young', { shop_domain: 'old.example.com', added_at: '2026-11-02T00:00:00.000Z' });
    expect(await codeOf(add({ channel: 'shopify', account: 'young', shopDomain: 'old.example.com' }))).toBe('origin-taken');
    expect(await codeOf(add({ channel: 'shopify', account: 'old', shopDomain: 'old.example.com' }))).toBe('ok');
  });
});

describe('an account', () => {
  it.each([
    ['shopify', { settings: { shop_domain: 'one.example.com' } }, { settings: { shop_domain: 'two.example.com' } }, 'one.example.com'],
    ['woocommerce', { settings: shop('https://one.example.com') }, { settings: shop('https://two.example.com') }, 'one.example.com'],
    ['woocommerce', { settings: shop('https://x.example.com/a') }, { settings: shop('https://x.example.com/a/b') }, 'x.example.com/a'],
    ['amazon', { settings: seller }, { settings: { ...seller, seller_id: 'A9ANOTHERONE' } }, 'A2TWINSELLER'],
    ['walmart', { settings: { market: 'us' } }, { settings: { market: 'ca' } }, 'us'],
  ])('of %s stays with its shop, also after it was without settings for a while', async (channel, first, second, identity) => {
    const refused = { ok: false, error: { code: 'origin-changed', identity } };
    expect(await codeOf(add({ channel, account: 'one', ...first }))).toBe('ok');
    expect(await add({ channel, account: 'one', ...second })).toEqual(refused);
    expect(await codeOf(add({ channel, account: 'one' }))).toBe('ok');
    expect(await add({ channel, account: 'one', ...second })).toEqual(refused);
    await remove(channel, 'one');
    expect(await add({ channel, account: 'one', ...second })).toEqual(refused);
    expect(await codeOf(add({ channel, account: 'one', ...first }))).toBe('ok');
  });

  it('does not take deliveries of one shop and read the API of another', async () => {
    const input = { channel: 'shopify', account: 'one', shopDomain: 'one.example.com' };
    expect(await codeOf(add({ ...input, settings: { shop_domain: 'two.example.com' } }))).toBe('settings-invalid');
    expect(await codeOf(add({ ...input, settings: { shop_domain: 'One.example.com' } }))).toBe('ok');
  });

  it('that only took deliveries may say where on its domain the shop is, and gives the rest of the domain back', async () => {
    await add({ channel: 'woocommerce', account: 'one', shopDomain: 'x.example.com' });
    expect(await codeOf(add({ channel: 'woocommerce', account: 'one', settings: shop('https://x.example.com/shop') }))).toBe('ok');
    expect(await standsFor('woocommerce', 'x.example.com/shop')).toBe('one');
    expect(await codeOf(add({ channel: 'woocommerce', account: 'two', settings: shop('https://x.example.com') }))).toBe('ok');
  });

  it('remembers since when its API was set up first', async () => {
    const connectedAt = async () => (await world.product.channels.findChannelAccount('shopify', 'main'))?.connectedAt;
    expect(await connectedAt()).toBeNull();
    world.clock.advanceMs(60_000);
    await add({ channel: 'shopify', account: 'main', shopDomain, settings: {} });
    expect(await connectedAt()).toBe('2026-11-20T10:01:00.000Z');
    world.clock.advanceMs(60_000);
    await add({ channel: 'shopify', account: 'main', shopDomain });
    await add({ channel: 'shopify', account: 'main', shopDomain, settings: {} });
    expect(await connectedAt()).toBe('2026-11-20T10:01:00.000Z');
    await asBeforeClaims('old', { shop_domain: 'old.example.com', settings: {} });
    expect((await world.product.channels.findChannelAccount('shopify', 'old'))?.connectedAt).toBe('2026-11-01T00:00:00.000Z');
  });
});
