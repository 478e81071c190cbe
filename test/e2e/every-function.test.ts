// What the other suites leave out, so that each function is seen doing its work with no more rights than are declared for it.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose } from '../../lambdas/composition.ts';
import { systemPrincipal } from '../../lib/access/index.ts';
import { setAsideLetter } from '../../lib/platform/set-aside.ts';
import { marshall } from '../../lib/platform/attribute-value.ts';
import type { Item } from '../../lib/platform/ports.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { isCommit, streamIdOf } from '../../lib/platform/event-store/commit.codec.ts';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import { wirings } from '../../lib/wirings.ts';
import { orderListKeys, orderShards } from '../../lib/orders/index.ts';
import { settled } from './books.ts';
import { eventually, type Installation, openInstallation, orderBody, stockUp } from './installation.ts';

const secret = 'shared with the shop';
const shopDomain = 'northgate.example.com';

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation({ env: { SHOPIFY_MAIN_WEBHOOK_SECRET: secret } });
  await stockUp(installation.api, { east: { SHELF: 50 } });
  const caller = systemCaller(TenantId('main'), 'test', { correlationId: 'test', causationId: 'test' });
  const { channels } = compose(installation.runtime.platform);
  await channels.addChannelAccount(caller, { channel: 'shopify', account: 'main', shopDomain });
});
afterAll(() => installation.close());

const webhook = async (topic: string, body: string) => {
  const signature = createHmac('sha256', secret).update(body).digest('base64');
  const headers = { 'x-shopify-topic': topic, 'x-shopify-shop-domain': shopDomain, 'x-shopify-hmac-sha256': signature };
  const response = await fetch(`${installation.url}/webhooks/shopify/main`, { method: 'POST', headers, body });
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, readonly string[]>> };
};

describe('a shop', () => {
  const order = readFileSync(new URL('../fixtures/shopify/order-created.json', import.meta.url), 'utf8');
  const customer = (JSON.parse(order) as { customer: object }).customer;

  it('sends an order, asks for what is known of a person, and has the person and then itself erased', async () => {
    const answer = await webhook('orders/create', order);
    expect(answer.status).toBe(200);
    const orderId = answer.body['accepted']?.[0] ?? '';
    const taken = await eventually(
      () => installation.api('GET', `/orders/${orderId}`),
      ({ status }) => status === 200,
    );
    expect(taken.body.customer).toMatchObject({ email: 'ada.winter@example.com' });
    await settled(installation.runtime);

    // A newer revision of it, that revision with another content, and something that is no order at all.
    const revised = order.replace(/"updated_at": "[^"]+"/, '"updated_at": "2026-11-21T16:00:00+01:00"');
    await webhook('orders/updated', revised);
    await settled(installation.runtime);
    await webhook('orders/updated', revised.replaceAll('"city": "', '"city": "Old '));
    await webhook('orders/create', JSON.stringify({ id: 1 }));
    const aside = await eventually(
      () => installation.api('GET', '/dead-letters/orders-intake'),
      ({ body }) => body.messages.length === 2,
    );
    expect(aside.body.messages).toHaveLength(2);
    await installation.api('POST', '/dead-letters/orders-intake/redrive', {});
    await settled(installation.runtime);
    await eventually(
      () => installation.api('GET', '/dead-letters/orders-intake'),
      ({ body }) => body.messages.length === 2,
    );

    const shop = { shop_id: 1, shop_domain: shopDomain };
    await webhook('customers/data_request', JSON.stringify({ ...shop, customer, orders_requested: [], data_request: { id: 7 } }));
    await webhook('customers/redact', JSON.stringify({ ...shop, customer, orders_to_redact: [] }));
    const erased = await eventually(
      () => installation.api('GET', `/orders/${orderId}`),
      ({ body }) => body.customer?.email === undefined,
    );
    expect(erased.status).toBe(200);
    await webhook('shop/redact', JSON.stringify(shop));
    await settled(installation.runtime);
    for (const { receipt } of await installation.runtime.platform.queue('orders-intake-dlq').receive({ max: 10, visibilitySeconds: 30 }))
      await installation.runtime.platform.queue('orders-intake-dlq').acknowledge(receipt);
  });

  it.each([
    'email=ada.quill%40example.com',
    'phone=%2B15550100',
    'sku=SHELF',
    'status=allocated',
    'tracking_number=1Z',
    'channel_order_id=found',
  ])('finds its orders by %s', async (query) => {
    const body = orderBody({ SHELF: 1 }, { channel_order_id: 'found' });
    await installation.api('POST', '/orders', { ...body, customer: { ...body.customer, phone: '+1 555 0100' } });
    await settled(installation.runtime);
    const found = await installation.api('GET', `/orders?${query}`);
    expect(found.status).toBe(200);
    expect(found.body.items.length > 0).toBe(!query.startsWith('tracking'));
  });
});

it('rows that were given up are put right when their record is sent again', async () => {
  const { platform } = installation.runtime;
  const placed = await installation.api('POST', '/orders', orderBody({ NOWHERE: 1 }, { channel_order_id: 'given-up' }));
  await settled(installation.runtime);
  const source = `main#ORDER#${placed.body.order_id}`;
  const [first] = (await platform.ledger.query({ PK: source, prefix: 'E#' })).items;
  const [row] = (await platform.views.query({ PK: 'main#CHANNELORDER#given-up' })).items as [Item];
  await platform.views.delete({ PK: row.PK, SK: row.SK });
  // As a projector leaves it that ends between its writes and its deletions.
  const [placedRow] = (await Promise.all(orderShards.map((shard) => platform.views.query({ PK: orderListKeys.placed('main', shard) }))))
    .flatMap(({ items }) => items)
    .filter((one) => one['source'] === source);
  const passed = { PK: placedRow!.PK.replace('#PLACED#', '#STATUS#open.'), SK: row.SK };
  await platform.views.put({ ...passed, source, since: 1 });
  expect((await installation.api('GET', '/orders?channel_order_id=given-up')).body.items).toEqual([]);
  const record = { sequence: '1', kind: 'insert', newImage: first, key: first };
  await platform.queue('projector-dlq').send([{ body: JSON.stringify({ stream: 'projector', record }) }]);
  expect((await installation.api('POST', '/dead-letters/projector/redrive', {})).body).toEqual({
    queue: 'projector',
    redriven: 1,
    failed: 0,
  });
  expect((await installation.api('GET', '/orders?channel_order_id=given-up')).body.items).toMatchObject([
    { order_id: placed.body.order_id },
  ]);
  expect(await platform.views.get(passed)).toBeUndefined();
});

describe('an operator', () => {
  const queues = wirings.flatMap((wiring) => [...(wiring.queues ?? []), ...(wiring.streams ?? [])].map(({ name }) => name)).sort();

  it('finds an order on hold when its workflow has broken off', async () => {
    const placed = await installation.api('POST', '/orders', orderBody({ SHELF: 1 }, { channel_order_id: 'breaks-off' }));
    await settled(installation.runtime);
    const input = { tenant_id: 'main', order_id: placed.body.order_id, error: 'Broken', execution_name: 'by-the-test' };
    await installation.runtime.functions.invoke('orders/escalate-order', input);
    const held = await installation.api('GET', `/orders/${placed.body.order_id}`);
    expect(held.body.holds).toMatchObject([{ type: 'operator', outcome: 'open' }]);
  });

  it.each([
    ['publisher', 'publish'],
    ['projector', 'project'],
  ])('finds what the %s gave up in AWS among the dead letters, with its payload', async (stream, verb) => {
    const { platform, functions } = installation.runtime;
    const key = 'aws/lambda/5f1c/shardId-1/2026/11/22/2026-11-22T10.00.00-a';
    const records = [
      { eventName: 'INSERT', dynamodb: { SequenceNumber: '9', NewImage: marshall({ PK: 'main#ORDER#x', SK: 'E#1', kept: true }) } },
    ];
    const failure = {
      requestContext: {
        functionArn: `arn:aws:lambda:eu-central-1:111122223333:function:waybill-prod-platform-${verb}`,
        condition: 'RetryAttemptsExhausted',
      },
      payload: JSON.stringify({ Records: records }),
    };
    await platform.blobs.put(key, { bytes: Buffer.from(JSON.stringify(failure)), contentType: 'application/json' });
    const reported = { detail: { bucket: { name: 'blobs' }, object: { key } } };
    const message = {
      messageId: 'm',
      body: JSON.stringify(reported),
      attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1795341600000' },
      eventSourceARN: 'a:stream-failures',
    };
    expect(await functions.invoke('operations/keep-stream-failure', { Records: [message] })).toEqual({ batchItemFailures: [] });
    const [letter] = await platform.queue(`${stream}-dlq`).receive({ max: 10, visibilitySeconds: 30 });
    expect(JSON.parse(letter?.body ?? '')).toMatchObject({ stream, record: { sequence: '9', newImage: { kept: true } } });
    await platform.queue(`${stream}-dlq`).acknowledge(letter?.receipt ?? '');
    expect(await platform.blobs.get(key)).toBeUndefined();
    // Told again, or of something else: nothing is there to keep, so it waits for somebody to look.
    const again = await functions.invoke('operations/keep-stream-failure', { Records: [message] });
    expect(again).toEqual({ batchItemFailures: [{ itemIdentifier: 'm' }] });
  });

  it.each(queues)('lists the dead letters of %s and sends them back', async (queue) => {
    const { platform } = installation.runtime;
    const isStream = wirings.some((wiring) => wiring.streams?.some(({ name }) => name === queue));
    const { items } = await platform.ledger.scan({ limit: 1_000 });
    const commit = items.find((item) => isCommit(item) && streamIdOf(item.PK)?.kind === 'STOCK');
    expect(commit).toBeDefined();
    const record = { sequence: '1', kind: 'insert', key: { PK: commit?.PK, SK: commit?.SK }, newImage: commit };
    const fifo = wirings.some((wiring) => wiring.queues?.some(({ name, fifo: ordered }) => name === queue && ordered));
    const body = JSON.stringify(isStream ? { stream: queue, record } : { tenant_id: 'main', of: 'no known kind' });
    await platform.queue(`${queue}-dlq`).send([{ body, ...(fifo ? { group: 'one', deduplicationId: 'one' } : {}) }]);
    const listed = await installation.api('GET', `/dead-letters/${queue}`);
    expect(listed.body.messages).toHaveLength(1);
    const { messages } = (await installation.api('GET', '/kpis')).body;
    expect(messages.queues).toContainEqual(expect.objectContaining({ queue, failed: 1 }));
    const redriven = await installation.api('POST', `/dead-letters/${queue}/redrive`, {});
    expect(redriven.body).toEqual({ queue, redriven: 1, failed: 0 });
  });
});

it('an order is assessed when the models are behind endpoints that do not answer', async () => {
  const served = await openInstallation({ env: { MODELS: 'sagemaker' } });
  try {
    await stockUp(served.api, { east: { SHELF: 50 } });
    const placed = await served.api('POST', '/orders', orderBody({ SHELF: 2 }, { channel_order_id: 'scored' }));
    await settled(served.runtime);
    const { body } = await served.api('GET', `/orders/${placed.body.order_id}/decisions`);
    const fraud = body.decisions.find((decision: { kind: string }) => decision.kind === 'fraud');
    expect(fraud.receipt.advice).toMatchObject({ model: 'fraud', source: 'in-process' });
  } finally {
    await served.close();
  }
});

it('a dead letter too large for its commit is read from the ledger when it is sent back', async () => {
  const { platform } = installation.runtime;
  const { items } = await platform.ledger.scan({ limit: 1_000 });
  const commit = items.find((item) => isCommit(item) && streamIdOf(item.PK)?.kind === 'STOCK') as Item;
  const letter = setAsideLetter('projector', {
    sequence: '1',
    kind: 'insert',
    key: commit,
    newImage: { ...commit, note: 'x'.repeat(300_000) },
  });
  expect(JSON.parse(letter)).toEqual({
    stream: 'projector',
    record: { sequence: '1', kind: 'insert', key: { PK: commit.PK, SK: commit.SK } },
  });
  await platform.queue('projector-dlq').send([{ body: letter }]);
  expect((await installation.api('POST', '/dead-letters/projector/redrive', {})).body).toEqual({
    queue: 'projector',
    redriven: 1,
    failed: 0,
  });
});

describe('an administrator', () => {
  it('signs in, is shown who that is, and gives somebody another role', async () => {
    const api = await installation.signedIn('admin');
    expect((await api('GET', '/me')).status).toBe(200);
    const { access } = compose(installation.runtime.platform);
    const elsewhere = systemPrincipal('main', 'test');
    const created = await access.createUser(elsewhere, { email: 'clerk@example.com', role: 'support', locations: 'all' });
    if (!created.ok) throw new Error(created.error.code);
    const granted = await api('POST', `/users/${created.value.userId}/memberships`, { role: 'analyst', locations: 'all' });
    expect(granted.status).toBe(200);
  });
});

describe('anybody', () => {
  it('is led to the console, and sees how people sign in and whether the installation is healthy', async () => {
    const first = await fetch(`${installation.url}/`, { redirect: 'manual' });
    expect([first.status, first.headers.get('location')]).toEqual([302, '/console/']);
    expect(await (await fetch(`${installation.url}/sign-in`)).json()).toEqual({ method: 'password' });
    expect((await fetch(`${installation.url}/health`)).status).toBe(200);
  });
});
