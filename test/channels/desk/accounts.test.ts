// What the API lets a tenant do with its channel accounts.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scopesOf } from '../../../lib/access/domain/roles.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { type Desk, openDesk } from './desk-world.ts';

const borealis = TenantId('borealis');
const settings = { site_url: 'https://shop.example', tracking_providers: { UPS: 'UPS', 'DHL Paket': 'DHL' } };

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

describe('adding an account', () => {
  it('answers with the account as it is from now on, its settings as they were given', async () => {
    const added = await desk.call('put-account', { body: { shop_domain: 'Shop.example', settings } });
    expect(added.status).toBe(200);
    expect(added.body).toEqual({
      channel: 'woocommerce',
      account: 'main',
      shop_domain: 'shop.example',
      secret_name: 'woocommerce-main-webhook-secret',
      credentials_name: 'woocommerce-main-credentials',
      settings,
      base_url: null,
      stock: null,
      connected: true,
      added_at: '2026-11-20T10:00:00.000Z',
      removed_at: null,
    });
  });

  it('takes back what was listed', async () => {
    await desk.call('put-account', { body: { settings, secret_name: 'acme/shop', base_url: 'https://proxy.example' } });
    const before = (await desk.call('list-accounts')).body.accounts.find((one: { channel: string }) => one.channel === 'woocommerce');
    const { shop_domain, secret_name, credentials_name, settings: known, base_url } = before;
    const again = await desk.call('put-account', { body: { shop_domain, secret_name, credentials_name, settings: known, base_url } });
    const { reading: _reading, health: _health, ...listed } = before;
    expect(again.body).toEqual(listed);
  });

  it.each([
    [{ account: 'a b' }, {}, 'path.account'],
    [{ channel: 'telex' }, {}, 'path.channel'],
    [{}, { shop_domain: 'not a host' }, 'shop_domain'],
    [{}, { secret_name: '../etc' }, 'secret_name'],
    [{}, { credentials_name: 'internal/mac-key' }, 'credentials_name'],
    [{}, { base_url: 'http://shop.example' }, 'base_url'],
    [{}, { settings: { site_url: 'http://shop.example' } }, 'settings.site_url'],
    [{}, { settings: { ...settings, burst: 0 } }, 'settings.burst'],
    [{}, { colour: 'blue' }, 'body'],
  ])('names the field that is wrong: %o %o', async (place, body, field) => {
    const refused = await desk.call('put-account', { ...place, body });
    expect(refused.status).toBe(400);
    expect(refused.body.problems.map((problem: { field: string }) => problem.field)).toEqual([field]);
  });

  it('does not let one tenant use the secrets of another, nor an address within the machine', async () => {
    for (const body of [
      { credentials_name: 'shopify-main-credentials' },
      { secret_name: 'borealis/shop' },
      { credentials_name: 'acmeshop' },
      { base_url: 'http://127.0.0.1:9001' },
    ]) {
      const refused = await desk.call('put-account', { body });
      expect([refused.status, refused.body.problems[0].field]).toEqual([400, Object.keys(body)[0]]);
    }
    expect((await desk.call('put-account', { body: { credentials_name: 'acme/shop', secret_name: 'acme/hooks' } })).status).toBe(200);
  });

  it('leaves an account what the installation has given it', async () => {
    const given = { channel: 'woocommerce', account: 'main', credentialsName: 'shared', baseUrl: 'http://127.0.0.1:9000' };
    const { channels } = desk.product;
    const caller = {
      tenantId: TenantId('acme'),
      context: { actor: { kind: 'system', id: 'oms' }, correlationId: 'x', causationId: 'x' },
    } as const;
    expect((await channels.addChannelAccount(caller, given)).ok).toBe(true);
    const kept = await desk.call('put-account', { body: { settings, credentials_name: 'shared', base_url: 'http://127.0.0.1:9000' } });
    expect(kept).toMatchObject({ status: 200, body: { credentials_name: 'shared', base_url: 'http://127.0.0.1:9000' } });
  });

  it('refuses an id that another tenant has', async () => {
    await desk.call('put-account', { tenantId: borealis, body: {} });
    expect(await desk.call('put-account', { body: {} })).toMatchObject({ status: 409, body: { code: 'account-taken' } });
  });
});

describe('removing an account', () => {
  it('takes it out of use at once, and repeating it keeps the moment', async () => {
    await desk.call('put-account', { body: { settings } });
    expect(await desk.call('delete-account')).toMatchObject({ status: 204, body: undefined });
    desk.clock.advanceMs(60_000);
    expect((await desk.call('delete-account')).status).toBe(204);
    const [account] = (await desk.call('list-accounts')).body.accounts.filter((one: { channel: string }) => one.channel === 'woocommerce');
    expect(account).toMatchObject({ removed_at: '2026-11-20T10:00:00.000Z', connected: false });
    expect((await desk.call('poll-account')).status).toBe(422);
  });

  it('is written down with whoever did it, once', async () => {
    await desk.call('put-account', { body: {} });
    await desk.call('delete-account');
    await desk.call('delete-account');
    const entries = (await desk.platform.ledger.scan()).items.filter((item) => item['action'] === 'channel-account.removed');
    expect(entries).toHaveLength(1);
    expect(JSON.stringify(entries[0])).toContain('u-1');
  });

  it('of another tenant reads as if there were none', async () => {
    await desk.call('put-account', { tenantId: borealis, body: { settings } });
    expect((await desk.call('delete-account')).status).toBe(404);
    expect((await desk.call('delete-account', { account: 'nobody' })).status).toBe(404);
    expect((await desk.call('list-accounts', { tenantId: borealis })).body.accounts[0]).toMatchObject({ removed_at: null });
  });

  it('can be taken back', async () => {
    await desk.call('put-account', { body: { settings } });
    await desk.call('delete-account');
    expect((await desk.call('put-account', { body: { settings } })).body).toMatchObject({ removed_at: null, connected: true });
  });
});

describe('the scopes', () => {
  const status = async (handler: string, scopes: readonly string[], body?: unknown) => (await desk.call(handler, { scopes, body })).status;

  it('let an operator read and have read, but not decide where secrets go', async () => {
    await desk.call('put-account', { body: { settings } });
    const operator = scopesOf('operator');
    expect(await status('list-accounts', operator)).toBe(200);
    expect(await status('poll-account', operator)).toBe(202);
    expect(await status('backfill-account', operator, { from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' })).toBe(202);
    expect(await status('put-account', operator, {})).toBe(403);
    expect(await status('delete-account', operator)).toBe(403);
  });

  it('let support look, and a warehouse not even that', async () => {
    expect(await status('list-accounts', scopesOf('support'))).toBe(200);
    expect(await status('poll-account', scopesOf('support'))).toBe(403);
    expect(await status('list-accounts', scopesOf('warehouse'))).toBe(403);
  });
});
