import { describe, expect, it } from 'vitest';
import { wooCommerceAdapter } from '../../../../lib/channels/adapters/woocommerce/woocommerce.adapter.ts';
import { createWooCommerceClient } from '../../../../lib/channels/adapters/woocommerce/woocommerce.client.ts';
import { WooCommerceSettings } from '../../../../lib/channels/adapters/woocommerce/woocommerce.settings.ts';
import { TenantId } from '../../../../lib/kernel/ids.ts';
import { canonical, changedSince, openShop, start } from './shop-world.ts';

const callback = 'https://oms.example/webhooks/woocommerce/main';

describe('the key of a shop', () => {
  it('that was replaced between two pages is read again, once for all who wait', async () => {
    const world = await openShop({ orders_per_page: 1 });
    const orders = [1, 2, 3].map(() => world.twin.placeOrder({ lines: [{ sku: 'A', quantity: 1, price: 1000 }] }));
    const first = await world.client.changedOrders({ from: start, to: world.clock.now() });
    expect(first.payloads).toEqual([]);
    world.setSecret(world.twin.renewKey());
    const read = await Promise.all(orders.map(({ id }) => world.client.order(String(id))));
    expect(read.map((payload) => payload?.channelOrderId)).toEqual(orders.map(({ id }) => String(id)));
    expect(world.secretReads()).toBe(2);
    expect(await changedSince(world, start)).toHaveLength(3);
  });

  it('that was revoked calls a person, and is not tried again and again', async () => {
    const world = await openShop();
    world.twin.renewKey();
    await expect(world.client.order('1')).rejects.toMatchObject({
      problem: 'unauthorized',
      status: 401,
      code: 'woocommerce_rest_cannot_view',
    });
    expect(world.twin.calls).toHaveLength(2);
  });

  it('that may only read says so at the first change', async () => {
    const world = await openShop();
    const order = world.twin.placeOrder({ lines: [{ sku: 'A', quantity: 1, price: 1000 }] });
    world.twin.state.readOnlyKey = true;
    const notice = { channelOrderId: String(order.id), noticeId: 'n', reason: 'other', whole: true, lines: [] } as const;
    await expect(world.client.cancel(notice)).rejects.toMatchObject({
      problem: 'unauthorized',
      code: 'woocommerce_rest_authentication_error',
    });
    expect(order.status).toBe('processing');
  });

  it('is asked for as JSON with both halves', async () => {
    const world = await openShop();
    world.setSecret('ck_1');
    await expect(world.client.order('1')).rejects.toMatchObject({ problem: 'unauthorized', code: 'credentials-unreadable' });
    world.setSecret(world.twin.key());
    expect(await world.client.order('1')).toBeUndefined();
  });
});

describe('a host with a limit', () => {
  it('is waited for as long as it asks', async () => {
    const world = await openShop({ orders_per_page: 1 }, { rate: { perSecond: 0.5, burst: 2 } });
    for (let at = 0; at < 5; at += 1) world.twin.placeOrder({ lines: [{ sku: 'A', quantity: 1, price: 1000 }] });
    expect(await changedSince(world, start)).toHaveLength(5);
    expect(world.twin.calls.some(({ status }) => status === 429)).toBe(true);
    expect(Math.max(...world.clock.pauses)).toBeGreaterThanOrEqual(1_000);
  });

  it('that we are told of is never met', async () => {
    const world = await openShop({ orders_per_page: 1, calls_per_second: 0.5, burst: 1 }, { rate: { perSecond: 0.5, burst: 2 } });
    for (let at = 0; at < 5; at += 1) world.twin.placeOrder({ lines: [{ sku: 'A', quantity: 1, price: 1000 }] });
    expect(await changedSince(world, start)).toHaveLength(5);
    expect(world.twin.calls.every(({ status }) => status === 200)).toBe(true);
  });
});

describe('a shop in trouble', () => {
  it('that fails now and then still gives every order', async () => {
    const world = await openShop({ orders_per_page: 2 });
    for (let at = 0; at < 9; at += 1) world.twin.placeOrder({ lines: [{ sku: 'A', quantity: 1, price: 1000 }] });
    world.twin.trouble.failing = 0.3;
    expect(await changedSince(world, start)).toHaveLength(9);
  });

  it('that is down is left alone for a while, and asked again later', async () => {
    const world = await openShop();
    const order = world.twin.placeOrder({ lines: [{ sku: 'A', quantity: 1, price: 1000 }] });
    world.twin.trouble.down = true;
    for (let at = 0; at < 3; at += 1) await expect(world.client.order(String(order.id))).rejects.toMatchObject({ problem: 'unavailable' });
    const asked = world.twin.calls.length;
    await expect(world.client.order(String(order.id))).rejects.toMatchObject({ code: 'breaker-open' });
    expect(world.twin.calls).toHaveLength(asked);
    world.twin.trouble.down = false;
    world.clock.advance(60_000);
    expect(canonical(await world.client.order(String(order.id))).channelOrderId).toBe(String(order.id));
  });

  it('that shows a page of maintenance with status 200 has not answered', async () => {
    const world = await openShop();
    world.twin.state.maintenance = true;
    await expect(world.client.order('1')).rejects.toMatchObject({ problem: 'unavailable', code: 'not-json' });
  });
});

describe('the address of a shop', () => {
  it('is https, or nothing', () => {
    const parse = (site_url: string) => WooCommerceSettings.safeParse({ site_url });
    expect(parse('https://shop.example/store/')).toMatchObject({ success: true, data: { site_url: 'https://shop.example/store' } });
    for (const url of ['http://shop.example', 'shop.example', 'ftp://shop.example', '']) expect(parse(url).success).toBe(false);
  });

  it('is not replaced by one over plain HTTP but for a stand-in on this computer', async () => {
    const { clock } = await openShop();
    const settings = WooCommerceSettings.parse({ site_url: 'https://shop.example' });
    const http = { send: () => Promise.reject(new Error('asked')) };
    const parts = {
      http,
      clock,
      pause: clock.pause,
      random: () => 0,
      settings,
      credentials: () => Promise.resolve({}),
      signingSecret: () => Promise.resolve('s'),
    };
    expect(() => createWooCommerceClient({ ...parts, baseUrl: 'http://shop.example' })).toThrow(/plain HTTP/);
  });
});

describe('webhooks', () => {
  const states = async (client: Awaited<ReturnType<typeof openShop>>['client']) =>
    Object.fromEntries((await client.ensureWebhooks(callback)).map(({ topic, state }) => [topic, state]));

  it('are created once, with a secret under which our adapter takes them', async () => {
    const { twin, client } = await openShop();
    expect(await states(client)).toEqual({
      'order.created': 'created',
      'order.updated': 'created',
      'order.restored': 'created',
      'order.deleted': 'created',
    });
    expect(new Set(Object.values(await states(client)))).toEqual(new Set(['present']));
    expect(twin.webhooks.size).toBe(4);
    twin.placeOrder({ lines: [{ sku: 'A', quantity: 1, price: 1000 }] });
    const [delivery] = twin.takeDeliveries();
    const account = {
      tenantId: TenantId('acme'),
      channel: 'woocommerce',
      account: 'main',
      shopDomain: 'shop.example',
      secretName: 's',
      settings: null,
      credentialsName: 'credentials',
      baseUrl: null,
      stock: null,
      identity: null,
      addedAt: start,
      connectedAt: null,
      removedAt: null,
    };
    const rawBody = new TextEncoder().encode(delivery?.rawBody);
    expect(
      wooCommerceAdapter.receive({ headers: delivery?.headers ?? {}, rawBody, account, secrets: { current: 'signing-secret' } }),
    ).toEqual({ kind: 'order' });
  });

  it('that WooCommerce disabled after failures, that were paused, deleted or have an old secret are put right', async () => {
    const { twin, client } = await openShop();
    await client.ensureWebhooks(callback);
    const [created, updated, restored, deleted] = [...twin.webhooks.values()];
    for (let failures = 0; failures < 7; failures += 1) twin.reportDelivery(created?.id ?? 0, false);
    expect(created?.status).toBe('disabled');
    Object.assign(updated ?? {}, { status: 'paused' });
    twin.webhooks.delete(restored?.id ?? 0);
    Object.assign(deleted ?? {}, { secret: 'old', name: 'Waybill order.deleted 00000000' });
    expect(await states(client)).toEqual({
      'order.created': 'corrected',
      'order.updated': 'corrected',
      'order.restored': 'created',
      'order.deleted': 'corrected',
    });
    expect([...twin.webhooks.values()].every(({ status, secret }) => status === 'active' && secret === 'signing-secret')).toBe(true);
  });

  it('are created once though the answer is lost', async () => {
    const { twin, client, loseAnswerOfWrite } = await openShop();
    loseAnswerOfWrite(0);
    await expect(client.ensureWebhooks(callback)).rejects.toMatchObject({ problem: 'unavailable' });
    expect(await states(client)).toMatchObject({ 'order.created': 'present', 'order.updated': 'created' });
    expect(twin.webhooks.size).toBe(4);
  });

  it('of somebody else are left alone', async () => {
    const { twin, client } = await openShop();
    twin.webhooks.set(1, {
      id: 1,
      name: 'Theirs',
      status: 'paused',
      topic: 'order.created',
      url: 'https://other.example/',
      secret: 'x',
      failures: 0,
    });
    await client.ensureWebhooks(callback);
    expect(twin.webhooks.get(1)).toMatchObject({ name: 'Theirs', status: 'paused' });
    expect(twin.webhooks.size).toBe(5);
  });
});
