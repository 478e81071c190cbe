import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { startVendor, type Vendor } from '../../../bin/demo/twins/vendors.ts';
import { connectors } from '../../../lib/channels/adapters/connectors.ts';
import { connectionTestDeadlineMs, createTestConnection, type ConnectionTest } from '../../../lib/channels/app/test-connection.ts';
import type { ChannelAccount } from '../../../lib/channels/domain/channel-account.ts';
import { channelNames, deliveringChannels } from '../../../lib/channels/domain/channel-names.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { Instant, plusMs } from '../../../lib/kernel/instant.ts';
import { type HttpRequest, type HttpResponse, type Platform, UnavailableError } from '../../../lib/platform/ports.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';

const main = TenantId('main');
const start = Instant('2026-11-20T14:00:00.000Z');
const signingSecret = 'a signing secret of the tests';
const isTokenCall = ({ url }: HttpRequest): boolean => /token|oauth|auth\/o2/.test(url);

type Send = (request: HttpRequest) => Promise<HttpResponse>;

/** A vendor, an account of it, and a test of their connection, all by one virtual clock. */
const openWorld = async (channel: (typeof channelNames)[number]) => {
  let now = start;
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now = plusMs(now, ms);
    },
  };
  const random = createRandom(11);
  const vendor: Vendor = await startVendor(channel, { clock, random, account: 'main', place: 'in-process', skus: ['MUG'], signingSecret });
  onTestFinished(() => vendor.close());
  const secrets = new Map(Object.entries(vendor.secrets));
  const parameters = new Map([['public-url', 'https://oms.example']]);
  const world = { send: vendor.send as Send };
  const platform = {
    clock,
    http: { send: (request: HttpRequest) => world.send(request) },
    ids: { next: () => 'x', bytes: (length: number) => random.bytes(length) },
    secrets: { get: async (name: string) => (secrets.has(name) ? { current: String(secrets.get(name)) } : undefined) },
    parameters: { get: async (name: string) => parameters.get(name) },
  } as unknown as Platform;
  const { settings = {}, shopDomain = null, baseUrl = null } = vendor.account;
  const account: ChannelAccount = {
    tenantId: main,
    channel,
    account: 'main',
    shopDomain,
    secretName: `${channel}-main-webhook-secret`,
    settings,
    credentialsName: `${channel}-main-credentials`,
    baseUrl,
    stock: null,
    identity: null,
    addedAt: start,
    connectedAt: start,
    removedAt: null,
  };
  const accounts = { stored: account };
  const test = createTestConnection({ platform, accounts: { read: async () => accounts.stored }, connectors });
  const run = async (): Promise<ConnectionTest> => {
    const tested = await test({ tenantId: main }, channel, 'main');
    if (!tested.ok) throw new Error(tested.error.code);
    // Whatever happens: in time, and without a word of any secret.
    expect(tested.value.tookMs).toBeLessThanOrEqual(connectionTestDeadlineMs);
    const shown = JSON.stringify(tested.value);
    for (const secret of secrets.values()) for (const part of secret.match(/[\w-]{12,}/g) ?? []) expect(shown).not.toContain(part);
    return tested.value;
  };
  /** Has the vendor told where it is to send, as the hourly check does. */
  const subscribe = async (): Promise<void> => {
    const connector = connectors.find(({ adapter }) => adapter.channel === channel);
    const client = connector?.connect({
      http: platform.http,
      clock,
      pause: clock.sleep,
      random: () => 0.5,
      settings: settings ?? {},
      shopDomain,
      baseUrl,
      credentials: async () => JSON.parse(secrets.get(account.credentialsName) ?? ''),
      signingSecret: async () => signingSecret,
      memory: { read: async () => undefined, write: async () => undefined, keep: async () => undefined },
    });
    await client?.ensureWebhooks(`https://oms.example/webhooks/${channel}/main`);
  };
  return { vendor, secrets, parameters, world, clock, accounts, account, test, run, subscribe, advance: (ms: number) => clock.sleep(ms) };
};

const checkOf = (tested: ConnectionTest, name: string) => tested.checks.find((check) => check.name === name);

describe.each(channelNames)('the connection of an account of %s', (channel) => {
  let open: Awaited<ReturnType<typeof openWorld>>;
  beforeEach(async () => {
    open = await openWorld(channel);
  });

  it('is good when everything is set up', async () => {
    await open.subscribe();
    const tested = await open.run();
    expect(tested.checks.filter(({ ok }) => ok !== true)).toEqual([]);
    expect(tested.ok).toBe(true);
    expect(tested.checks.map(({ name }) => name)).toEqual(expect.arrayContaining(['credentials', 'api', 'webhooks']));
    expect(checkOf(tested, 'webhook_secret') !== undefined).toBe(deliveringChannels.some((name) => name === channel));
  });

  it('changes nothing: subscriptions that are not there are named, and are not there afterwards', async () => {
    for (const _ of [1, 2]) {
      const tested = await open.run();
      expect(tested.ok).toBe(false);
      expect(checkOf(tested, 'webhooks')).toMatchObject({ ok: false, hint: expect.any(String) });
      expect(checkOf(tested, 'api')).toMatchObject({ ok: true });
    }
  });

  it('cannot say anything of subscriptions on a computer that nobody can reach', async () => {
    open.parameters.clear();
    const tested = await open.run();
    expect(checkOf(tested, 'webhooks')).toMatchObject({ ok: null });
    expect(tested.ok).toBe(true);
  });

  it('shows that the credentials are refused', async () => {
    const credentials = JSON.parse(open.secrets.get(open.account.credentialsName) ?? '') as Record<string, string>;
    const wrong = Object.fromEntries(Object.keys(credentials).map((key) => [key, 'entirely-wrong-value']));
    open.secrets.set(open.account.credentialsName, JSON.stringify(wrong));
    const tested = await open.run();
    expect(checkOf(tested, 'api')).toMatchObject({
      ok: false,
      message: expect.stringContaining('refuses the credentials'),
      hint: expect.stringContaining(open.account.credentialsName),
    });
    expect(checkOf(tested, 'webhooks')).toMatchObject({ ok: null });
  });

  it('shows that a secret is not there, without asking the vendor', async () => {
    open.secrets.clear();
    const tested = await open.run();
    expect(checkOf(tested, 'credentials')).toMatchObject({ ok: false, hint: expect.stringContaining('oms secret put') });
    expect(checkOf(tested, 'api')).toMatchObject({ ok: null });
    expect(open.vendor.calls).toEqual([]);
  });

  it('shows that the secret is not what it should be', async () => {
    open.secrets.set(open.account.credentialsName, '{"key": 1}');
    expect(checkOf(await open.run(), 'api')).toMatchObject({
      ok: false,
      message: expect.stringContaining('not the JSON that it should be'),
    });
  });

  it('shows that the vendor wants fewer calls', async () => {
    const { send } = open.world;
    open.world.send = async (request) =>
      isTokenCall(request) ? send(request) : { status: 429, headers: { 'retry-after': '120' }, body: Buffer.from('{}') };
    expect(checkOf(await open.run(), 'api')).toMatchObject({ ok: false, message: expect.stringContaining('no more calls') });
  });

  it('shows that the vendor is down', async () => {
    open.vendor.trouble.down = true;
    expect(checkOf(await open.run(), 'api')).toMatchObject({ ok: false, message: expect.stringContaining('cannot be reached') });
  });

  it('gives a vendor that is slow up in time', async () => {
    open.world.send = async ({ deadlineMs }) => {
      await open.advance(deadlineMs);
      throw new UnavailableError('no answer within the deadline');
    };
    expect(checkOf(await open.run(), 'api')).toMatchObject({ ok: false, message: expect.stringContaining('did not answer in time') });
  });

  it('shows that the clocks disagree', async () => {
    const { send } = open.world;
    open.world.send = async (request) => {
      const answer = await send(request);
      return { ...answer, headers: { ...answer.headers, date: new Date(Date.parse(open.clock.now()) - 300_000).toUTCString() } };
    };
    expect(checkOf(await open.run(), 'clock')).toMatchObject({ ok: false, message: expect.stringContaining('300 seconds ahead of') });
  });

  it('shows that settings of an earlier release no longer fit', async () => {
    open.accounts.stored = { ...open.account, shopDomain: null, settings: { colour: 'blue' } };
    expect((await open.run()).checks).toMatchObject([{ name: 'settings', ok: false }]);
  });

  it('is not tried for another tenant, nor for an account that is not read', async () => {
    expect(await open.test({ tenantId: TenantId('rival') }, channel, 'main')).toMatchObject({
      ok: false,
      error: { code: 'channel-account-not-found' },
    });
    open.accounts.stored = { ...open.account, removedAt: start };
    expect(await open.test({ tenantId: main }, channel, 'main')).toMatchObject({ ok: false, error: { code: 'account-removed' } });
    open.accounts.stored = { ...open.account, settings: null };
    expect(await open.test({ tenantId: main }, channel, 'main')).toMatchObject({ ok: false, error: { code: 'account-not-connected' } });
    expect(open.vendor.calls).toEqual([]);
  });
});
