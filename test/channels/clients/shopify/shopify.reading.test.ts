import { describe, expect, it } from 'vitest';
import { startShopifyTwin } from '../../../../bin/demo/twins/shopify/shopify-twin.ts';
import { createShopifyClient } from '../../../../lib/channels/adapters/shopify/shopify.client.ts';
import { plusMs } from '../../../../lib/kernel/instant.ts';
import { createRandom } from '../../../../lib/platform/simulation/random.ts';
import { createHttp } from '../../../../lib/platform/system/http.fetch.ts';
import { canonical, createVirtualClock, createWorld, everyChange, failureOf, hours, start } from './shopify.world.ts';

const kettle = { sku: 'KETTLE-1', price: 4_680, quantity: 2 };
const window = { from: start, to: plusMs(start, hours(48)) };

describe('reading changed orders', () => {
  it('gives every order of the window once, page by page, oldest change first', async () => {
    const { twin, client, time } = await createWorld();
    for (let index = 0; index < 12; index += 1) {
      twin.placeOrder({ lines: [{ ...kettle, sku: `KETTLE-${index}` }] });
      time.advance(2_000);
    }
    const { payloads, pages } = await everyChange(client, window);
    expect(pages).toBe(3);
    expect(payloads.map(({ channelOrderId }) => channelOrderId)).toEqual([...twin.orders.keys()]);
    expect(payloads.map(({ changedAt }) => changedAt)).toEqual([...twin.orders.values()].map(({ updatedAt }) => updatedAt));
  });

  it('leaves out what changed before or after the window', async () => {
    const { twin, client, time } = await createWorld();
    twin.placeOrder({ lines: [kettle] });
    time.advance(60_000);
    const inside = twin.placeOrder({ lines: [kettle] });
    time.advance(60_000);
    twin.placeOrder({ lines: [kettle] });
    const { payloads } = await everyChange(client, { from: plusMs(start, 30_000), to: plusMs(start, 90_000) });
    expect(payloads.map(({ channelOrderId }) => channelOrderId)).toEqual([inside.id]);
  });

  it('begins the window anew when Shopify no longer takes its cursor', async () => {
    const { twin, client, time } = await createWorld();
    for (let index = 0; index < 7; index += 1) {
      twin.placeOrder({ lines: [kettle] });
      time.advance(2_000);
    }
    const first = await client.changedOrders(window);
    twin.expireCursors();
    const again = await client.changedOrders({ ...window, cursor: first.cursor as string });
    expect(again.payloads.map(({ channelOrderId }) => channelOrderId)).toEqual(first.payloads.map(({ channelOrderId }) => channelOrderId));
    const rest = await client.changedOrders({ ...window, cursor: again.cursor as string });
    expect(again.payloads.length + rest.payloads.length).toBe(7);
  });

  it('gives up on a cursor that is refused again and again', async () => {
    const { twin, client, time } = await createWorld();
    for (let index = 0; index < 7; index += 1) {
      twin.placeOrder({ lines: [kettle] });
      time.advance(2_000);
    }
    let cursor = (await client.changedOrders(window)).cursor;
    for (let time_ = 1; time_ <= 3; time_ += 1) {
      twin.expireCursors();
      cursor = (await client.changedOrders({ ...window, cursor: cursor as string })).cursor;
    }
    twin.expireCursors();
    expect(await failureOf(client.changedOrders({ ...window, cursor: cursor as string }))).toMatchObject({ problem: 'refused' });
  });
});

describe('an order with more refunds than are read', () => {
  it('stands in the way of none of its page, and is refused where it is asked for', async () => {
    const { twin, client, time } = await createWorld();
    const many = twin.placeOrder({ lines: [{ ...kettle, quantity: 150 }] });
    for (let refund = 0; refund < 100; refund += 1) twin.changeOrder(many.id, { kind: 'remove-units', line: 0, units: 1 });
    time.advance(2_000);
    const other = twin.placeOrder({ lines: [kettle] });
    const page = await client.changedOrders(window);
    expect(page.payloads.map(({ channelOrderId }) => channelOrderId)).toEqual([other.id]);
    expect(page.unreadable).toEqual([{ channelOrderId: many.id, changedAt: expect.any(String), code: 'too-many-refunds' }]);
    expect(await failureOf(client.order(many.id))).toMatchObject({ problem: 'refused', code: 'too-many-refunds' });
  });
});

describe('reading one order', () => {
  it('gives all lines, shipping lines and refunds of a large one', async () => {
    const { twin, client } = await createWorld();
    const lines = Array.from({ length: 95 }, (_, index) => ({ ...kettle, sku: `PART-${index}` }));
    const shippingLines = Array.from({ length: 25 }, (_, index) => ({ code: `LEG-${index}`, price: 100 }));
    const order = twin.placeOrder({ lines, shippingLines });
    for (let line = 0; line < 3; line += 1) twin.changeOrder(order.id, { kind: 'remove-units', line, units: 1 });
    const payload = await client.order(order.id);
    const read = canonical(payload?.rawBody as Uint8Array);
    expect(read.lineItems).toHaveLength(95);
    expect(read.lineItems.slice(0, 4).map(({ quantity }) => quantity)).toEqual([1, 1, 1, 2]);
    expect(read.shippingLines).toHaveLength(25);
    expect(read.discrepancies).toEqual([]);
  });

  it('reads an order anew that changes between two of its parts', async () => {
    const { twin, time, otherClient } = await createWorld();
    const order = twin.placeOrder({ lines: Array.from({ length: 60 }, (_, index) => ({ ...kettle, sku: `PART-${index}` })) });
    const http = createHttp();
    let changes = 1;
    const client = otherClient({
      http: {
        send: async (request) => {
          const answer = await http.send(request);
          if ((request.body as string).includes('OrderById') && changes > 0) {
            changes -= 1;
            time.advance(5_000);
            twin.changeOrder(order.id, { kind: 'remove-units', line: 0, units: 2 });
          }
          return answer;
        },
      },
    });
    const payload = await client.order(order.id);
    expect(payload?.changedAt).toBe(order.updatedAt);
    expect(canonical(payload?.rawBody as Uint8Array).lineItems).toHaveLength(59);
  });

  it('leaves an order for later that changes faster than it can be read', async () => {
    const { twin, otherClient } = await createWorld();
    const order = twin.placeOrder({ lines: Array.from({ length: 20 }, (_, index) => ({ ...kettle, sku: `PART-${index}` })) });
    const http = createHttp();
    const client = otherClient({
      http: {
        send: async (request) => {
          const answer = await http.send(request);
          if ((request.body as string).includes('OrderById')) twin.changeOrder(order.id, { kind: 'touch' });
          return answer;
        },
      },
    });
    expect(await failureOf(client.order(order.id))).toMatchObject({ problem: 'unavailable', code: 'order-changes-while-read' });
  });

  it('gives nothing for an order that the shop does not have', async () => {
    const { client } = await createWorld();
    expect(await client.order('4711')).toBeUndefined();
  });
});

describe('access tokens', () => {
  it('are got once and shared by callers that come together', async () => {
    const { twin, client } = await createWorld();
    const order = twin.placeOrder({ lines: [kettle] });
    await Promise.all([client.order(order.id), client.order(order.id), client.order(order.id)]);
    expect(twin.calls.filter(({ path }) => path === '/admin/oauth/access_token')).toHaveLength(1);
  });

  it('are renewed shortly before they end', async () => {
    const { twin, client, time } = await createWorld();
    const order = twin.placeOrder({ lines: [kettle] });
    await client.order(order.id);
    time.advance(hours(24) - 2 * 60_000);
    await client.order(order.id);
    expect(twin.calls.filter(({ path }) => path === '/admin/oauth/access_token')).toHaveLength(2);
    expect(twin.calls.filter(({ status }) => status === 401)).toHaveLength(0);
  });

  it('that are refused in the middle of the pages are renewed, and no order is left out', async () => {
    const { twin, client, time } = await createWorld();
    for (let index = 0; index < 7; index += 1) {
      twin.placeOrder({ lines: [kettle] });
      time.advance(2_000);
    }
    const first = await client.changedOrders(window);
    time.advance(60_000);
    twin.revokeTokens();
    const second = await client.changedOrders({ ...window, cursor: first.cursor as string });
    expect(first.payloads.length + second.payloads.length).toBe(7);
  });

  it('of a revoked app call a person, without hammering', async () => {
    const { twin, otherClient } = await createWorld();
    const client = otherClient({ credentials: async () => ({ client_id: 'twin-client', client_secret: 'wrong' }) });
    expect(await failureOf(client.order('1'))).toMatchObject({ problem: 'unauthorized' });
    expect(twin.calls.length).toBeLessThanOrEqual(4);
  });

  it('that do not expire are used as they are', async () => {
    const { twin, otherClient } = await createWorld();
    const order = twin.placeOrder({ lines: [kettle] });
    const granted = await fetch(`${twin.url}/admin/oauth/access_token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'twin-client', client_secret: 'twin-secret' }),
    });
    const { access_token: accessToken } = (await granted.json()) as { access_token: string };
    const client = otherClient({ credentials: async () => ({ access_token: accessToken }) });
    expect(await client.order(order.id)).toMatchObject({ channelOrderId: order.id });
  });

  it('without a scope that is needed call a person and name the reason', async () => {
    const { twin, client } = await createWorld({ twin: { scopes: ['read_products'] } });
    twin.placeOrder({ lines: [kettle] });
    expect(await failureOf(client.changedOrders(window))).toMatchObject({ problem: 'unauthorized', code: 'ACCESS_DENIED' });
  });
});

describe('limits', () => {
  it('are kept: a long run waits for its points, and is never refused by its own doing', async () => {
    const { twin, client, time } = await createWorld();
    for (let index = 0; index < 60; index += 1) {
      twin.placeOrder({ lines: Array.from({ length: 9 }, (_, line) => ({ ...kettle, sku: `PART-${line}` })) });
      time.advance(2_000);
    }
    const { payloads } = await everyChange(client, window);
    expect(payloads).toHaveLength(60);
    expect(twin.operations.filter(({ throttled }) => throttled)).toHaveLength(0);
    expect(time.pauses.some((ms) => ms > 0)).toBe(true);
  });

  it('are not held back by points that a query did not use', async () => {
    const { twin, client, time } = await createWorld();
    const order = twin.placeOrder({ lines: [kettle] });
    for (let index = 0; index < 20; index += 1) await client.order(order.id);
    expect(time.pauses).toEqual([]);
  });

  it('that another process has used up are waited for, as long as Shopify says', async () => {
    const { twin, client, time, otherClient } = await createWorld({ twin: { bucket: { perSecond: 100, burst: 1_000 } } });
    for (let index = 0; index < 5; index += 1) twin.placeOrder({ lines: Array.from({ length: 40 }, () => kettle) });
    const crowd = Array.from({ length: 6 }, () => otherClient());
    for (const other of crowd) await other.changedOrders(window);
    const page = await client.changedOrders(window);
    expect(page.payloads).toHaveLength(5);
    expect(twin.operations.some(({ throttled }) => throttled)).toBe(true);
    expect(Math.max(...time.pauses)).toBeGreaterThan(100);
  });

  it('of points are known for each operation, and none passes what one query may cost', async () => {
    const { twin, client } = await createWorld({ twin: { locations: 2 } });
    twin.addItem('KETTLE-1', 3);
    const order = twin.placeOrder({
      lines: Array.from({ length: 60 }, (_, line) => ({ ...kettle, sku: `PART-${line}` })),
      shippingLines: Array.from({ length: 5 }, () => ({ code: 'A', price: 1 })),
    });
    twin.changeOrder(order.id, { kind: 'refund-units', line: 0, units: 1 });
    await client.order(order.id);
    await client.changedOrders(window);
    await client.ensureWebhooks('https://oms.example.com/webhooks/shopify/main');
    expect(Math.max(...twin.operations.map(({ requestedCost }) => requestedCost))).toBeLessThanOrEqual(1_000);
  });
});

describe('trouble', () => {
  it('that passes is sat out', async () => {
    const { twin, client, time } = await createWorld({ seed: 3 });
    for (let index = 0; index < 10; index += 1) {
      twin.placeOrder({ lines: [kettle] });
      time.advance(2_000);
    }
    await client.changedOrders(window);
    twin.trouble.failing = 0.4;
    const { payloads } = await everyChange(client, window);
    expect(payloads).toHaveLength(10);
  });

  it('that lasts is told as such, and the shop is left alone for a while', async () => {
    const { twin, client } = await createWorld();
    const order = twin.placeOrder({ lines: [kettle] });
    await client.order(order.id);
    twin.trouble.failing = 1;
    expect(await failureOf(client.order(order.id))).toMatchObject({ problem: 'unavailable' });
    await failureOf(client.order(order.id));
    const before = twin.calls.length;
    expect(await failureOf(client.order(order.id))).toMatchObject({ code: 'breaker-open' });
    expect(twin.calls.length).toBe(before);
  });

  it.each([
    [402, 'shop-frozen'],
    [423, 'shop-locked'],
    [404, 'shop-not-found'],
  ])('of the shop itself, status %i, calls a person', async (status, code) => {
    const { otherClient } = await createWorld();
    const http = createHttp();
    const client = otherClient({
      http: {
        send: async (request) =>
          request.url.endsWith('graphql.json') ? { status, headers: {}, body: new Uint8Array() } : http.send(request),
      },
    });
    expect(await failureOf(client.order('1'))).toMatchObject({ problem: 'unauthorized', code });
  });

  it('of a page that stands in between is not taken for an answer', async () => {
    const { otherClient } = await createWorld();
    const http = createHttp();
    const client = otherClient({
      http: {
        send: async (request) =>
          request.url.endsWith('graphql.json')
            ? { status: 200, headers: {}, body: new TextEncoder().encode('<html>back soon</html>') }
            : http.send(request),
      },
    });
    expect(await failureOf(client.order('1'))).toMatchObject({ problem: 'unavailable', code: 'answer-unreadable' });
  });
});

describe('settings', () => {
  it('are refused when they name no shop, or a version that lacks what the client needs', async () => {
    const time = createVirtualClock();
    const twin = await startShopifyTwin({ clock: time.clock, random: createRandom(1) });
    await twin.close();
    const make = (settings: object) => () =>
      createShopifyClient({
        http: createHttp(),
        clock: time.clock,
        pause: time.pause,
        random: () => 0.5,
        settings: settings as never,
        credentials: async () => ({ access_token: 'x' }),
      });
    expect(make({ shop_domain: 'not a domain' })).toThrow(/shop_domain/);
    expect(make({ shop_domain: 'a.myshopify.com', api_version: '2026-01' })).toThrow(/2026-04/);
    expect(make({ shop_domain: 'a.myshopify.com', api_version: '2027-01' })).not.toThrow();
  });
});
