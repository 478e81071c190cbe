import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose } from '../../lambdas/composition.ts';
import { OrderId, TenantId } from '../../lib/kernel/ids.ts';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import { settled } from './books.ts';
import { type Api, eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

const secret = 'shared with the shop';
const shopDomain = 'northgate.example.com';

let installation: Installation;
let shop: Shop;
let support: Api;
let analyst: Api;
let rival: Api;
beforeAll(async () => {
  installation = await openInstallation({ env: { SHOPIFY_MAIN_WEBHOOK_SECRET: secret } });
  await stockUp(installation.api, { east: { PEN: 1_000 } });
  const caller = systemCaller(TenantId('main'), 'test', { correlationId: 'test', causationId: 'test' });
  await compose(installation.runtime.platform).channels.addChannelAccount(caller, { channel: 'shopify', account: 'main', shopDomain });
  shop = createShop(installation);
  support = await installation.signedIn('support');
  analyst = await installation.apiAs('analyst');
  rival = await installation.apiAs('admin', 'rival');
});
afterAll(() => installation.close());

const webhook = async (topic: string, body: string) => {
  const signature = createHmac('sha256', secret).update(body).digest('base64');
  const headers = { 'x-shopify-topic': topic, 'x-shopify-shop-domain': shopDomain, 'x-shopify-hmac-sha256': signature };
  const response = await fetch(`${installation.url}/webhooks/shopify/main`, { method: 'POST', headers, body });
  expect(response.status).toBe(200);
  return (await response.json()) as { readonly accepted?: readonly string[] };
};

const kept = async (): Promise<string> => {
  const { platform } = installation.runtime;
  const rows: unknown[] = [];
  for (const table of [platform.ledger, platform.views]) {
    for (let cursor: string | undefined; ; ) {
      const page = await table.scan(cursor === undefined ? {} : { cursor });
      rows.push(...page.items);
      cursor = page.cursor;
      if (cursor === undefined) break;
    }
  }
  return JSON.stringify(rows);
};

describe('a note', () => {
  it('is shown with its author to whoever may see what is personal, and its text stands in the vault alone', async () => {
    const id = await shop.place({ PEN: 1 });
    const added = await support('POST', `/orders/${id}/notes`, { text: '  Mrs Quill asked us to ring twice.  ' });
    expect(added).toMatchObject({ status: 201, body: { text: 'Mrs Quill asked us to ring twice.', actor: { kind: 'user' } } });
    await support('POST', `/orders/${id}/notes`, { text: 'Rang twice.' });
    const { items } = (await support('GET', `/orders/${id}/notes`)).body;
    expect(items).toMatchObject([
      { text: 'Rang twice.', text_state: 'shown' },
      { text: 'Mrs Quill asked us to ring twice.', note_id: added.body.note_id },
    ]);
    const hidden = (await analyst('GET', `/orders/${id}/notes`)).body.items;
    expect(hidden).toMatchObject([
      { text: null, text_state: 'hidden' },
      { text: null, actor: added.body.actor },
    ]);
    const { events } = (await support('GET', `/orders/${id}/events`)).body;
    const event = events.find(({ type }: { type: string }) => type === 'order.note_added');
    expect(event.payload).toEqual({ note_id: added.body.note_id, person_id: expect.stringMatching(/^[a-z2-7]{26}$/) });
    expect(event.actor).toEqual(added.body.actor);
    await settled(installation.runtime);
    expect(await kept()).not.toContain('Mrs Quill');
  });

  it('is written once under one key', async () => {
    const id = await shop.place({ PEN: 1 });
    const write = (text: string) => support('POST', `/orders/${id}/notes`, { text }, { 'idempotency-key': 'one-note' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => write('asked about the parcel')));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(9);
    expect(new Set(answers.map(({ body }) => body.note_id)).size).toBe(1);
    expect((await support('GET', `/orders/${id}/notes`)).body.items).toHaveLength(1);
    expect(await write('asked about something else')).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    expect((await support('POST', `/orders/${id}/notes`, { text: 'x' }, { 'idempotency-key': 'with space' })).status).toBe(400);
  });

  it('is listed page by page', async () => {
    const id = await shop.place({ PEN: 1 });
    for (const text of ['one', 'two', 'three']) await support('POST', `/orders/${id}/notes`, { text });
    const first = (await support('GET', `/orders/${id}/notes?limit=2`)).body;
    expect(first.items.map(({ text }: { text: string }) => text)).toEqual(['three', 'two']);
    const second = (await support('GET', `/orders/${id}/notes?limit=2&cursor=${first.cursor}`)).body;
    expect(second.items.map(({ text }: { text: string }) => text)).toEqual(['one']);
    expect(second.cursor).toBeUndefined();
    expect((await support('GET', `/orders/${id}/notes?cursor=nonsense`)).status).toBe(400);
  });

  it('is exported with the rest of what is known of a person, and its text goes with the person', async () => {
    const email = 'note.person@example.com';
    const id = await shop.place({ PEN: 1 }, { customer: { email, name: 'Note Person' } });
    await support('POST', `/orders/${id}/notes`, { text: 'wants blue ink' });
    const { channels } = compose(installation.runtime.platform);
    const caller = systemCaller(TenantId('main'), 'test', { correlationId: 'test', causationId: 'test' });
    expect(JSON.stringify(await channels.exportPerson(caller, { email }))).toContain('wants blue ink');
    await channels.erasePerson(caller, { email });
    expect((await support('GET', `/orders/${id}/notes`)).body.items).toMatchObject([{ text: null, text_state: 'erased' }]);
    expect((await support('GET', `/orders/${id}/timeline`)).body.items).toContainEqual(
      expect.objectContaining({ kind: 'note', sentence: 'A note was written; its text has been erased.' }),
    );
    const another = await support('POST', `/orders/${id}/notes`, { text: 'Note Person rang again' });
    expect(another).toMatchObject({ status: 422, body: { code: 'personal-data-erased' } });
  });

  it('is refused without a text, without the right, and on an order of another tenant', async () => {
    const id = await shop.place({ PEN: 1 });
    for (const text of ['', '   ', 'x'.repeat(2_001)])
      expect(await support('POST', `/orders/${id}/notes`, { text })).toMatchObject({
        status: 400,
        body: { problems: [{ field: 'text' }] },
      });
    expect(await analyst('POST', `/orders/${id}/notes`, { text: 'x' })).toMatchObject({ status: 403, body: { scope: 'orders:manage' } });
    const card = await support('POST', `/orders/${id}/notes`, { text: 'pays with 4111 1111 1111 1111 instead' });
    expect(card).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'text', message: 'must not hold the number of a payment card' }] },
    });
    expect((await rival('POST', `/orders/${id}/notes`, { text: 'x' })).status).toBe(404);
    expect((await rival('GET', `/orders/${id}/notes`)).status).toBe(404);
  });
});

describe('payloads', () => {
  const body = readFileSync(new URL('../fixtures/shopify/order-created.json', import.meta.url), 'utf8');

  it('are shown as the channel sent them, with the order that was read from them, until they are erased or retired', async () => {
    const { accepted } = await webhook('orders/create', body);
    const id = accepted?.[0] ?? '';
    await eventually(
      () => support('GET', `/orders/${id}`),
      ({ status }) => status === 200,
    );
    await webhook('orders/updated', body.replace(/"updated_at": "[^"]+"/, '"updated_at": "2026-11-21T16:00:00+01:00"'));
    await settled(installation.runtime);
    const { items } = (await support('GET', `/orders/${id}/payloads`)).body;
    expect(items.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['canonical', 'canonical', 'raw', 'raw']);
    const [first] = items.filter(({ kind }: { kind: string }) => kind === 'raw');
    expect(first).toMatchObject({ size: Buffer.byteLength(body), state: 'kept', stored_at: expect.stringMatching(/Z$/) });
    const opened = (await support('GET', `/orders/${id}/payloads/${first.payload_id}`)).body;
    expect(opened).toMatchObject({ kind: 'raw', content_type: 'application/json', size: Buffer.byteLength(body) });
    expect(JSON.parse(opened.text)).toEqual(JSON.parse(body));
    expect(opened.text).toContain('\n  "');
    expect(opened.canonical).toMatchObject({ channel: 'shopify', customer: { email: 'ada.winter@example.com' } });
    const canonical = items.find(({ kind }: { kind: string }) => kind === 'canonical');
    const read = (await support('GET', `/orders/${id}/payloads/${canonical.payload_id}`)).body;
    expect(JSON.parse(read.text)).toEqual(read.canonical);

    for (const path of ['', `/${first.payload_id}`]) {
      expect((await rival('GET', `/orders/${id}/payloads${path}`)).status).toBe(404);
      expect(await analyst('GET', `/orders/${id}/payloads${path}`)).toMatchObject({ status: 403, body: { scope: 'orders:personal' } });
    }
    expect(await support('GET', `/orders/${id}/payloads/raw-0123456789abcdef`)).toMatchObject({
      status: 404,
      body: { code: 'payload-not-found' },
    });

    const { platform } = installation.runtime;
    const { channels } = compose(platform);
    const caller = systemCaller(TenantId('main'), 'test', { correlationId: 'test', causationId: 'test' });
    await channels.erasePerson(caller, { orderIds: [OrderId(id)] });
    expect(await support('GET', `/orders/${id}/payloads/${first.payload_id}`)).toMatchObject({
      status: 404,
      body: { code: 'payload-erased' },
    });
    for (const key of await platform.blobs.list({ prefix: `raw/main/shopify/main/${id}/`, limit: 10 })) await platform.blobs.delete(key);
    expect(await support('GET', `/orders/${id}/payloads/${first.payload_id}`)).toMatchObject({
      status: 404,
      body: { code: 'payload-retired' },
    });
    expect((await support('GET', `/orders/${id}/payloads`)).body.items).toContainEqual({
      payload_id: first.payload_id,
      kind: 'raw',
      size: null,
      stored_at: null,
      state: 'retired',
    });
  });

  it('are none of an order that came through the API', async () => {
    expect((await support('GET', `/orders/${await shop.place({ PEN: 1 })}/payloads`)).body).toEqual({ items: [] });
  });
});

describe('what an order waits for', () => {
  it('is told with the workflows that wait', async () => {
    const id = await shop.place({ NOWHERE: 1 });
    const { body } = await eventually(
      () => support('GET', `/orders/${id}/executions`),
      (answer) => answer.body.waiting_for.length > 0,
    );
    expect(body.executions).toMatchObject([
      { name: `${id}-1`, machine: 'order-lifecycle', status: 'running', stopped_at: null, fulfillment_order_id: null, console_url: null },
    ]);
    expect(body.waiting_for).toMatchObject([{ kind: 'event', name: 'stock', due: null, sentence: expect.stringMatching(/stock/) }]);
    expect((await rival('GET', `/orders/${id}/executions`)).status).toBe(404);
  });

  it('names work at locations, and in the end the timer that completes the order', async () => {
    const id = await shop.place({ PEN: 1 });
    const work = await shop.released(id, 'east');
    const waiting = await eventually(
      () => support('GET', `/orders/${id}/executions`),
      (answer) => answer.body.waiting_for.length === 2,
    );
    expect(waiting.body.executions).toMatchObject([
      { machine: 'order-lifecycle' },
      { machine: 'shipment-lifecycle', fulfillment_order_id: work },
    ]);
    expect(waiting.body.waiting_for).toMatchObject([
      { name: 'fulfilment', fulfillment_order_id: null },
      { name: 'packed', fulfillment_order_id: work },
    ]);
    await shop.pick(work);
    await shop.pack(work);
    await shop.ship(work);
    await shop.deliver(work);
    await shop.reaches(id, 'delivered');
    await settled(installation.runtime);
    const { body } = await support('GET', `/orders/${id}/executions`);
    expect(body.executions.map(({ status }: { status: string }) => status)).toEqual(['succeeded', 'succeeded']);
    expect(body.waiting_for).toMatchObject([{ kind: 'timer', name: 'completion', since: null, due: expect.stringMatching(/Z$/) }]);
  });
});

describe('the difference of two states', () => {
  it('is what changed between two versions or two instants, with the events between', async () => {
    const id = await shop.place({ PEN: 2 });
    await shop.released(id, 'east');
    await settled(installation.runtime);
    const { version, payments } = await shop.order(id);
    expect(payments.captured_minor).toBe(2_000);
    const between = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const holdId = await shop.hold(id, 'completion');
    const { body } = await support('GET', `/orders/${id}/difference?from=${between}`);
    expect(body).toMatchObject({ from_version: version, to_version: version + 1 });
    expect(body.changes).toEqual([{ path: `holds[${holdId}]`, before: null, after: expect.objectContaining({ outcome: 'open' }) }]);
    expect(body.events).toMatchObject([{ type: 'order.hold_placed', version: version + 1, actor: { kind: 'api_key' } }]);
    await shop.release(id, holdId);
    const released = (await support('GET', `/orders/${id}/difference?from_version=${version + 1}&to_version=${version + 2}`)).body;
    expect(released.changes).toEqual([
      { path: `holds[${holdId}].outcome`, before: 'open', after: 'released' },
      { path: `holds[${holdId}].closed_by`, before: null, after: expect.stringMatching(/^api_key:/) },
    ]);
    const since = (await support('GET', `/orders/${id}/difference?from_version=0`)).body;
    expect(since.changes).toContainEqual({ path: 'status', before: null, after: 'allocated' });
    expect(since.changes.find(({ path }: { path: string }) => path === 'payments').after).toMatchObject({ captured_minor: 2_000 });
    expect(since.changes.find(({ path }: { path: string }) => path === 'customer').after).toMatchObject({ name: 'Ada Quill' });
    const blind = (await analyst('GET', `/orders/${id}/difference?from_version=0`)).body;
    expect(JSON.stringify(blind)).not.toContain('Ada Quill');
    expect(blind.events).toEqual(since.events);
    expect((await rival('GET', `/orders/${id}/difference?from_version=0`)).status).toBe(404);
  });

  it.each([
    ['', 'query.from'],
    ['from=2026-11-20T10:00:00Z&from_version=1', 'query.from'],
    ['from=2026-11-20T10:00:00Z&to=2026-11-19T10:00:00Z', 'query.to'],
    ['from_version=3&to_version=2', 'query.to_version'],
    ['from=yesterday', 'query.from'],
  ])('names the field that is wrong in %j', async (query, field) => {
    const answer = await support('GET', `/orders/${await shop.place({ PEN: 1 })}/difference?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body.problems.map((problem: { field: string }) => problem.field)).toContain(field);
  });
});

describe('the timeline', () => {
  it('tells everything around an order in order of time', async () => {
    const id = await shop.place({ PEN: 1 });
    const work = await shop.released(id, 'east');
    await support('POST', `/orders/${id}/notes`, { text: 'wants it by Friday' });
    await shop.hold(id, 'completion');
    await shop.pick(work);
    await shop.pack(work);
    await shop.ship(work);
    await shop.reaches(id, 'shipped');
    await settled(installation.runtime);
    const { items } = (await support('GET', `/orders/${id}/timeline`)).body;
    const decided = items.filter(({ kind }: { kind: string }) => kind === 'decision');
    expect(decided.map(({ title }: { title: string }) => title)).toContain('Locations weighed');
    for (const { sentence } of decided) expect(sentence).not.toContain('no reasons');
    const times = items.map(({ at }: { at: string }) => at);
    expect(times).toEqual([...times].sort());
    expect(new Set(items.map(({ kind }: { kind: string }) => kind))).toEqual(
      new Set(['order', 'payment', 'decision', 'work', 'parcel', 'note', 'hold', 'execution']),
    );
    expect(items[0]).toMatchObject({
      kind: 'order',
      title: 'Order came in',
      sentence: 'storefront main brought the order: 1 unit for 10.00 USD.',
    });
    expect(items).toContainEqual(expect.objectContaining({ kind: 'note', sentence: 'wants it by Friday' }));
    expect(items).toContainEqual(
      expect.objectContaining({
        kind: 'parcel',
        sentence: `A parcel goes with ups under tracking number 1Z${work}.`,
        reference: `1Z${work}`,
        actor: expect.objectContaining({ kind: 'api_key' }),
      }),
    );
    expect(items).toContainEqual(expect.objectContaining({ kind: 'decision', title: 'Locations weighed', actor: null }));
    for (const { sentence } of items) expect(sentence).toMatch(/^\S.*[^.]\.?$/u);
    const blind = (await analyst('GET', `/orders/${id}/timeline`)).body.items;
    expect(blind).toContainEqual(expect.objectContaining({ kind: 'note', sentence: 'A note was written.' }));
    expect(JSON.stringify(blind)).not.toContain('Friday');
    expect((await rival('GET', `/orders/${id}/timeline`)).status).toBe(404);
  });

  it('holds what the channel was told', async () => {
    const { platform } = installation.runtime;
    const id = await shop.place({ PEN: 1 });
    const at = platform.clock.now();
    const notice = {
      channel: 'shopify',
      kind: 'refund',
      what: '12.50 EUR',
      state: 'done',
      code: null,
      message: null,
      reference: 'r-1',
      attempts: 1,
    };
    await platform.ledger.put({ PK: `main#NOTICES#${id}`, SK: 'refund-1', ...notice, since: at, at, amount_minor: 1_250 });
    const { items } = (await support('GET', `/orders/${id}/timeline`)).body;
    expect(items).toContainEqual({
      at,
      kind: 'notice',
      title: 'Told the channel',
      sentence: 'shopify was told to give 12.50 EUR back.',
      actor: null,
      reference: 'refund-1',
    });
  });
});
