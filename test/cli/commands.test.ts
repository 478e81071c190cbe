import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { logFileName } from '../../lib/platform/embedded/observability.local.ts';
import { partitionKey } from '../../lib/platform/event-store/commit.codec.ts';
import { type AtRest, type Day, openAtRest, playDay, streams, tenantId } from '../operations/day-of-work.ts';
import { createOms, documentOf } from './oms.ts';

let day: Day;
let rest: AtRest;
let oms: ReturnType<typeof createOms>;
beforeAll(async () => {
  day = await playDay();
});
afterAll(() => day.remove());
beforeEach(() => {
  rest = openAtRest(day);
  oms = createOms(rest.dataDir);
});
afterEach(() => rest.close());

const json = async (...given: readonly string[]) => {
  const outcome = await oms(...given, '--json');
  expect(outcome.err).toBe('');
  return { exitCode: outcome.exitCode, document: documentOf(outcome) };
};

const refusal = async (...given: readonly string[]) => {
  const outcome = await oms(...given);
  expect(outcome.out).toBe('');
  return { exitCode: outcome.exitCode, text: outcome.err };
};

describe('oms order', () => {
  it('shows header, lines, work and events on one page', async () => {
    const { exitCode, out } = await oms('order', day.allocated.order);
    expect(exitCode).toBe(0);
    for (const part of ['is allocated', 'Total        30.00 USD', 'LAMP', day.allocated.work, 'east', '3 × LAMP', 'item.allocated'])
      expect(out).toContain(part);
    expect(out).not.toContain('Ada Quill');
  });

  it('shows holds with their reason', async () => {
    expect((await oms('order', day.held)).out).toContain('asked to wait');
  });

  it('shows the customer only when asked to', async () => {
    expect((await oms('order', day.allocated.order, '--personal')).out).toContain('Ada Quill');
    expect((await json('order', day.allocated.order)).document).not.toHaveProperty('customer');
  });

  it('finds an order by the id of its channel, and gives the API view as JSON', async () => {
    const { document } = await json('order', day.delivered.order);
    const byChannel = await json('order', document.channel_order_id);
    expect(byChannel.document).toEqual(document);
    expect(document).toMatchObject({ order_id: day.delivered.order, status: 'delivered', fulfillment_orders: [{ status: 'delivered' }] });
  });

  it('shows it as it stood at a moment', async () => {
    const { document } = await json('events', day.delivered.order);
    const first = document.events[0].recorded_at;
    const { out } = await oms('order', day.delivered.order, '--as-of', first);
    expect(out).toContain(`is pending as of ${first}`);
    expect(out).not.toContain('order.shipped');
    expect(await refusal('order', day.delivered.order, '--as-of', '2020-01-01T00:00:00Z')).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining('did not exist'),
    });
  });

  it('says so when there is no such order', async () => {
    expect(await refusal('order', 'nobody')).toEqual({ exitCode: 1, text: expect.stringMatching(/^Tenant main has no order nobody.*\n$/) });
    expect(await oms('order', 'nobody', '--json')).toMatchObject({
      exitCode: 1,
      err: '',
      out: expect.stringContaining('"order-not-found"'),
    });
  });
});

describe('oms events', () => {
  it('shows every event with its actor, times and hash', async () => {
    const { document } = await json('events', day.cancelled);
    const { out } = await oms('events', day.cancelled);
    for (const event of document.events)
      for (const part of [event.type, event.event_id, event.prev_hash, event.recorded_at]) expect(out).toContain(part);
    expect(document.events.at(-1).type).toMatch(/^order\./);
  });
});

describe('oms dlq', () => {
  const body = JSON.stringify({ detail: { tenant_id: 'main', type: 'order.created' } });
  beforeEach(async () => {
    const queue = rest.product.platform.queue('orders-reactions');
    await queue.send([{ body }]);
    for (let receive = 1; receive <= 5; receive += 1) await queue.receive({ max: 1, visibilitySeconds: 0 });
  });

  it('counts, lists and shows dead letters, and sends them back', async () => {
    expect((await json('dlq', 'list')).document.queues).toContainEqual({ queue: 'orders-reactions', waiting: 1 });
    const { messages } = (await json('dlq', 'list', 'orders-reactions')).document;
    expect(messages).toMatchObject([{ body: JSON.parse(body) }]);
    const id = messages[0].message_id;
    expect((await oms('dlq', 'list', 'orders-reactions')).out).toContain(id);
    expect((await json('dlq', 'show', 'orders-reactions', id)).document).toMatchObject({
      message_id: id,
      body: JSON.parse(body),
      problems: expect.arrayContaining([
        expect.objectContaining({ field: 'source' }),
        expect.objectContaining({ field: 'detail.event_id' }),
      ]),
      difference: null,
    });
    expect((await oms('dlq', 'redrive', 'orders-reactions', '--id', id)).out).toBe('1 message of orders-reactions sent back.\n');
    expect((await oms('dlq', 'list', 'orders-reactions')).out).toBe('No dead letters of orders-reactions.\n');
    expect(await rest.product.platform.queue('orders-reactions').depth()).toMatchObject({ waiting: 1 });
  });

  it('fails when a named message is not there', async () => {
    expect(await json('dlq', 'redrive', 'orders-reactions', '--id', 'nothing')).toEqual({
      exitCode: 1,
      document: { queue: 'orders-reactions', redriven: 0, failed: 0 },
    });
    expect(await refusal('dlq', 'show', 'orders-reactions', 'nothing')).toMatchObject({ exitCode: 1 });
  });

  it('names the queues there are when asked for another', async () => {
    expect(await refusal('dlq', 'list', 'letters')).toEqual({
      exitCode: 2,
      text: expect.stringMatching(/letters.*orders-reactions.*projector/),
    });
  });
});

describe('oms audit', () => {
  it('has an exit code of 0 when nothing is wrong, and one line per check', async () => {
    const { exitCode, out } = await oms('audit', '--settling', '0');
    expect(exitCode).toBe(0);
    expect(out.match(/^ok /gm)).toHaveLength(8);
    expect(out).toContain('Nothing is wrong.');
  });

  it('names what is wrong with what to do, and ends with 1', async () => {
    const PK = `main#CHANNELORDER#${(await rest.product.orders.read.get(tenantId, day.held))!.order.channelOrderId}`;
    const [row] = (await rest.product.platform.views.query({ PK })).items;
    await rest.product.platform.views.delete({ PK, SK: row!.SK });
    const { exitCode, out } = await oms('audit', '--settling', '0');
    expect(exitCode).toBe(1);
    for (const part of [`ORDER ${day.held}`, 'view-missing', 'oms rebuild-views']) expect(out).toContain(part);
    const report = await json('audit', '--settling', '0');
    expect(report).toMatchObject({ exitCode: 1, document: { ok: false } });
    expect(report.document.checks.find(({ check }: { check: string }) => check === 'views').findings).toMatchObject([
      { code: 'view-missing', tenant_id: 'main' },
    ]);
  });
});

describe('oms rebuild-views', () => {
  it('tells what differs, mends it, and then finds nothing', async () => {
    const PK = `main#CHANNELORDER#${(await rest.product.orders.read.get(tenantId, day.held))!.order.channelOrderId}`;
    const [row] = (await rest.product.platform.views.query({ PK })).items;
    await rest.product.platform.views.delete({ PK, SK: row!.SK });
    expect(await json('rebuild-views', '--check', '--settling', '0')).toMatchObject({
      exitCode: 1,
      document: { check: true, differing: 1, written: 0 },
    });
    const { exitCode, out } = await oms('rebuild-views');
    expect(exitCode).toBe(0);
    expect(out).toContain('1 row written, 0 deleted.');
    expect(await json('rebuild-views', '--check')).toMatchObject({ exitCode: 0, document: { differing: 0 } });
  });
});

describe('oms status', () => {
  it('shows stages, newest orders and queues', async () => {
    const { out } = await oms('status');
    for (const part of ['delivered       1', day.backordered, 'All queues are empty.', 'No dead letters.']) expect(out).toContain(part);
    expect((await json('status')).document.recent_orders).toHaveLength(5);
    expect(await refusal('status', '--tenant', 'nobody')).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining('There is no tenant nobody'),
    });
  });
});

describe('oms tenant, user and key', () => {
  it('opens a tenant, gives it a key that is shown once, and ends the key', async () => {
    expect(await refusal('key', 'create', '--label', 'shop', '--role', 'storefront', '--tenant', 'acme')).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining('There is no tenant acme'),
    });
    expect((await oms('tenant', 'create', 'acme', '--name', 'Acme Outlet')).exitCode).toBe(0);
    expect((await json('tenant', 'list')).document.tenants).toMatchObject([
      { tenant_id: 'acme', name: 'Acme Outlet' },
      { tenant_id: 'main' },
    ]);
    const created = await json(
      'key',
      'create',
      '--label',
      'shop',
      '--role',
      'storefront',
      '--locations',
      'east,west',
      '--expires',
      '2099-01-01T00:00:00Z',
      '--tenant',
      'acme',
    );
    const { api_key: apiKey, key } = created.document;
    expect(key).toMatchObject({ tenant_id: 'acme', locations: ['east', 'west'], expires_at: '2099-01-01T00:00:00.000Z' });
    expect(await rest.product.access.authenticate({ 'x-api-key': apiKey })).toMatchObject({
      ok: true,
      value: { tenantId: 'acme', scopes: expect.arrayContaining(['orders:write']) },
    });
    const { out } = await oms('key', 'list', '--tenant', 'acme');
    expect(out).toContain(key.key_id);
    expect(out).not.toContain(apiKey);
    expect((await oms('key', 'revoke', key.key_id, '--tenant', 'main')).exitCode).toBe(1);
    expect((await oms('key', 'revoke', key.key_id, '--tenant', 'acme')).exitCode).toBe(0);
    expect((await oms('key', 'list', '--tenant', 'acme')).out).toContain('revoked');
    expect(await refusal('tenant', 'create', 'acme')).toEqual({ exitCode: 1, text: 'There is a tenant of this id.\n' });
  });

  it('registers a person with a one-time password and changes their role', async () => {
    const { document } = await json('user', 'create', 'vera.holt@example.com', '--role', 'warehouse', '--locations', 'east');
    expect(document).toMatchObject({
      role: 'warehouse',
      locations: ['east'],
      one_time_password: { password: expect.stringMatching(/^[a-z2-7-]{20,}$/) },
    });
    expect((await oms('user', 'grant', 'Vera.Holt@example.com', '--role', 'support')).exitCode).toBe(0);
    expect((await json('user', 'list')).document.users).toMatchObject([
      { email: 'vera.holt@example.com', role: 'support', locations: 'all' },
    ]);
    expect((await json('user', 'disable', document.user_id)).document).toMatchObject({ status: 'disabled' });
    expect((await json('user', 'enable', document.user_id)).document).toMatchObject({ status: 'active' });
    expect((await oms('user', 'revoke', document.user_id)).exitCode).toBe(0);
    expect((await json('user', 'list')).document.users).toMatchObject([{ membership: 'revoked' }]);
    expect(await refusal('user', 'disable', 'nobody@example.com')).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining('has no member nobody@example.com'),
    });
  });

  it('takes a password from standard input and never from the command line', async () => {
    const given = createOms(rest.dataDir, 'correct horse battery\n');
    const created = await given('user', 'create', 'vera.holt@example.com', '--role', 'support', '--password-stdin');
    expect(created.out).not.toContain('One-time');
    expect(await rest.product.access.signIn({ email: 'vera.holt@example.com', password: 'correct horse battery' })).toMatchObject({
      ok: true,
    });
    expect(await createOms(rest.dataDir, 'short')('user', 'set-password', 'vera.holt@example.com', '--password-stdin')).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('at least 12'),
    });
  });

  it('names what a role, a scope or an id may be', async () => {
    expect(await refusal('user', 'create', 'a@example.com', '--role', 'boss')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('operator, support'),
    });
    expect(await refusal('key', 'create', '--label', 'x', '--scopes', 'orders:read,all')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('orders:write'),
    });
    expect(await refusal('key', 'create', '--label', 'x')).toMatchObject({ exitCode: 2, text: expect.stringContaining('--role') });
    expect(await refusal('key', 'revoke', 'x')).toMatchObject({ exitCode: 2 });
    expect(await refusal('tenant', 'create', 'Ä')).toMatchObject({ exitCode: 2 });
  });
});

describe('oms channel and person', () => {
  it('adds an account and lists it', async () => {
    const { document } = await json('channel', 'add', 'shopify', 'outlet', '--shop-domain', 'outlet.example.com');
    expect(document).toMatchObject({
      channel: 'shopify',
      account: 'outlet',
      shop_domain: 'outlet.example.com',
      secret_name: 'shopify-outlet-webhook-secret',
    });
    expect((await oms('channel', 'list')).out).toContain('outlet.example.com');
    expect(await refusal('channel', 'add', 'bazaar', 'outlet')).toMatchObject({ exitCode: 2, text: expect.stringContaining('shopify') });
  });

  it('prints what is known about a person, and then makes it unreadable', async () => {
    const known = documentOf(await oms('person', 'export', '--email', 'ada.quill@example.com'));
    expect(JSON.stringify(known)).toContain('Ada Quill');
    expect((await json('person', 'erase', '--email', 'ada.quill@example.com')).document.persons).toHaveLength(1);
    expect(documentOf(await oms('person', 'export', '--email', 'ada.quill@example.com'))).toEqual({ persons: [] });
    expect((await json('order', day.allocated.order, '--personal')).document).not.toHaveProperty('customer');
    expect(await refusal('person', 'erase')).toMatchObject({ exitCode: 2, text: expect.stringContaining('--email') });
  });
});

describe('errors', () => {
  it('say which folder is missing and how to make one', async () => {
    const elsewhere = createOms(join(rest.dataDir, 'nowhere'));
    expect(await elsewhere('status')).toEqual({ exitCode: 1, out: '', err: expect.stringMatching(/nowhere.*npm start/) });
  });

  it('show one line and the log when something unexpected happens, and the stack only when asked', async () => {
    const key = { PK: partitionKey(streams.order(day.held)), SK: 'E#0000000002' };
    await rest.product.platform.ledger.put({ ...(await rest.product.platform.ledger.get(key))!, events: 'torn' });
    const { exitCode, text } = await refusal('order', day.held);
    expect(exitCode).toBe(1);
    expect(text).toMatch(new RegExp(`^Unexpected error: .*${logFileName}\\.\\n$`));
    expect(readFileSync(join(rest.dataDir, logFileName), 'utf8')).toContain('command failed');
    expect((await oms('order', day.held, '--debug')).err).toMatch(/\n\s+at /);
  });

  it('answer wrong usage with 2, on one JSON document when asked for JSON', async () => {
    expect(await refusal('dance')).toMatchObject({ exitCode: 2 });
    expect(documentOf(await oms('dance', '--json'))).toEqual({ error: { code: 'usage', message: "unknown command 'dance'" } });
    expect((await oms()).exitCode).toBe(2);
    expect((await oms('--help')).exitCode).toBe(0);
  });
});
