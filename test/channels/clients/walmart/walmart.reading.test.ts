import { describe, expect, it } from 'vitest';
import { walmartAdapter } from '../../../../lib/channels/adapters/walmart/walmart.adapter.ts';
import { Instant, plusMs } from '../../../../lib/kernel/instant.ts';
import { createWorld, credentials, failureOf, readAll, start } from './walmart.world.ts';

const hourMs = 3_600_000;
const kettle = (quantity = 1) => ({ sku: 'KETTLE-1', quantity, unitPrice: 24.5, tax: 1.96 });

const idsOf = (payloads: readonly { readonly channelOrderId: string }[]): readonly string[] =>
  payloads.map(({ channelOrderId }) => channelOrderId).toSorted();

describe('reading changed orders', () => {
  it('gives every order of the window once, over pages and over kinds of ship nodes', async () => {
    const { twin, client, clock } = await createWorld();
    for (let index = 0; index < 430; index += 1)
      twin.placeOrder({ lines: [kettle()], node: index % 10 === 0 ? 'WFSFulfilled' : 'SellerFulfilled' });
    clock.advanceMs(hourMs);
    const { payloads, pages } = await readAll(client, start, clock.now());
    expect(pages).toBe(3);
    expect(idsOf(payloads)).toEqual([...twin.orders.keys()].toSorted());
  });

  it('gives what the adapter reads, the same by page and by id', async () => {
    const { twin, client, clock } = await createWorld();
    twin.placeOrder({ lines: [{ ...kettle(2), shipping: 5, discount: 1 }] });
    const wfs = twin.placeOrder({ lines: [kettle()], node: 'WFSFulfilled' });
    clock.advanceMs(hourMs);
    const { payloads } = await readAll(client, start, clock.now());
    for (const payload of payloads) {
      const again = await client.order(payload.channelOrderId);
      const byPage = walmartAdapter.normalize(payload.rawBody, 'main');
      const byId = walmartAdapter.normalize(again?.rawBody ?? '', 'main');
      expect(byPage).toEqual(byId);
      expect(byPage).toMatchObject({
        ok: true,
        value: [
          { discrepancies: [], lineItems: [{ fulfilledBy: payload.channelOrderId === wfs.purchaseOrderId ? 'channel' : 'merchant' }] },
        ],
      });
      expect(again?.changedAt).toBe(payload.changedAt);
    }
    expect(payloads).toHaveLength(2);
  });

  it('gives an order again when it has changed, with a newer revision', async () => {
    const { twin, client, clock } = await createWorld();
    const { purchaseOrderId } = twin.placeOrder({ lines: [kettle(3)] });
    const revisionAt = async (from: Instant): Promise<string> => {
      const { payloads } = await readAll(client, from, clock.now());
      const read = walmartAdapter.normalize(payloads[0]?.rawBody ?? '', 'main');
      return (read.ok && read.value[0]?.channelRevision) || '';
    };
    clock.advanceMs(1_000);
    const first = await revisionAt(start);
    clock.advanceMs(hourMs);
    const changedFrom = clock.now();
    twin.changeOrder(purchaseOrderId, { change: 'auto-cancelled', lineNumber: '1', quantity: 1 });
    clock.advanceMs(1_000);
    const second = await revisionAt(changedFrom);
    expect(BigInt(second)).toBeGreaterThan(BigInt(first));
    twin.changeOrder(purchaseOrderId, { change: 'customer-wants-to-cancel', lineNumber: '1' });
    expect(BigInt(await revisionAt(changedFrom))).toBeGreaterThan(BigInt(second));
  });

  it('finds an order placed months ago that has changed today', async () => {
    const { twin, client, clock } = await createWorld();
    const { purchaseOrderId } = twin.placeOrder({ lines: [kettle(2)] });
    clock.advanceMs(100 * 24 * hourMs);
    const from = clock.now();
    twin.changeOrder(purchaseOrderId, { change: 'auto-cancelled', lineNumber: '1', quantity: 1 });
    expect(idsOf((await readAll(client, from, plusMs(from, 1_000))).payloads)).toEqual([purchaseOrderId]);
  });

  it('begins the window anew when a cursor has ended, and leaves nothing out', async () => {
    const { twin, client, clock } = await createWorld({}, { settings: { market: 'us', ship_node_types: ['SellerFulfilled'] } });
    for (let index = 0; index < 250; index += 1) twin.placeOrder({ lines: [kettle()] });
    const to = plusMs(start, hourMs);
    const first = await client.changedOrders({ from: start, to });
    clock.advanceMs(121_000);
    const again = await client.changedOrders({ from: start, to, cursor: first.cursor ?? '' });
    const last = await client.changedOrders({ from: start, to, cursor: again.cursor ?? '' });
    expect(last.cursor).toBeUndefined();
    expect(new Set(idsOf([...again.payloads, ...last.payloads]))).toEqual(new Set(twin.orders.keys()));
  });

  it('gives up on a cursor that ends again and again', async () => {
    const { twin, client, clock } = await createWorld();
    for (let index = 0; index < 250; index += 1) twin.placeOrder({ lines: [kettle()] });
    const to = plusMs(start, hourMs);
    let cursor = (await client.changedOrders({ from: start, to })).cursor;
    for (let restart = 0; restart < 3; restart += 1) {
      clock.advanceMs(121_000);
      cursor = (await client.changedOrders({ from: start, to, cursor: cursor ?? '' })).cursor;
    }
    clock.advanceMs(121_000);
    expect(await failureOf(client.changedOrders({ from: start, to, cursor: cursor ?? '' }))).toMatchObject({
      problem: 'refused',
      status: 400,
    });
  });

  it('refuses a cursor that is not its own', async () => {
    const { client } = await createWorld();
    for (const cursor of ['garbage', '', Buffer.from('{"windows":1}').toString('base64url')])
      expect(await failureOf(client.changedOrders({ from: start, to: start, cursor }))).toMatchObject({
        problem: 'refused',
        code: 'cursor-invalid',
      });
  });

  it('halves a window with more orders than Walmart gives for one question', async () => {
    const asked: string[] = [];
    const page = (count: number) => ({ list: { meta: { totalCount: count, limit: 200 }, elements: { order: [] } } });
    const { client } = await createWorld(
      {},
      {
        settings: { market: 'us', ship_node_types: ['SellerFulfilled'] },
        http: {
          send: async ({ url }) => {
            const { pathname, searchParams } = new URL(url);
            const body = (value: unknown) => ({ status: 200, headers: {}, body: new TextEncoder().encode(JSON.stringify(value)) });
            if (pathname === '/v3/token') return body({ access_token: 't', expires_in: 900 });
            asked.push(`${searchParams.get('lastModifiedStartDate')} ${searchParams.get('lastModifiedEndDate')}`);
            return body(page(asked.length === 1 ? 10_001 : 4_000));
          },
        },
      },
    );
    await readAll(client, Instant('2026-11-20T10:00:00.000Z'), Instant('2026-11-20T12:00:00.000Z'));
    expect(asked).toEqual([
      '2026-11-20T10:00:00Z 2026-11-20T12:00:00Z',
      '2026-11-20T10:00:00Z 2026-11-20T11:00:00Z',
      '2026-11-20T11:00:00Z 2026-11-20T12:00:00Z',
    ]);
  });

  it('does not know an order that is not there', async () => {
    const { client } = await createWorld();
    expect(await client.order('1999999999999')).toBeUndefined();
    expect((await readAll(client, start, plusMs(start, 1_000))).payloads).toEqual([]);
  });

  it('tells the global API which market it means', async () => {
    const { twin, client, sent } = await createWorld({ market: 'mx' });
    const { purchaseOrderId } = twin.placeOrder({ currency: 'MXN', lines: [{ sku: 'OLLA-7', quantity: 2, unitPrice: 580 }] });
    const read = walmartAdapter.normalize((await client.order(purchaseOrderId))?.rawBody ?? '', 'main');
    expect(read).toMatchObject({
      ok: true,
      value: [{ currency: 'MXN', taxesIncluded: true, totals: { total: 116_000 }, discrepancies: [] }],
    });
    expect(sent.every(({ headers }) => headers?.['WM_MARKET'] === 'mx' && headers['WM_GLOBAL_VERSION'] === '3.1')).toBe(true);
  });
});

describe('access tokens', () => {
  it('are shared by callers at once and kept until shortly before they end', async () => {
    const { twin, client, clock } = await createWorld();
    const { purchaseOrderId } = twin.placeOrder({ lines: [kettle()] });
    await Promise.all(Array.from({ length: 5 }, () => client.order(purchaseOrderId)));
    clock.advanceMs(800_000);
    await client.order(purchaseOrderId);
    expect(twin.tokensGiven()).toBe(1);
    clock.advanceMs(50_000);
    await client.order(purchaseOrderId);
    expect(twin.tokensGiven()).toBe(2);
  });

  it('are renewed once when they are refused in the middle, also for many callers', async () => {
    const { twin, client, clock } = await createWorld();
    for (let index = 0; index < 250; index += 1) twin.placeOrder({ lines: [kettle()] });
    const to = plusMs(start, hourMs);
    const first = await client.changedOrders({ from: start, to });
    clock.advanceMs(20_000);
    twin.revokeTokens();
    const others = await Promise.all([
      client.changedOrders({ from: start, to, cursor: first.cursor ?? '' }),
      client.order(first.payloads[0]?.channelOrderId ?? ''),
    ]);
    expect(others[0].payloads).toHaveLength(50);
    expect(twin.tokensGiven()).toBe(2);
  });

  it('are asked for with the credentials of now, and refused ones are a matter for a person', async () => {
    const { client } = await createWorld({}, { credentials: async () => ({ ...credentials, client_secret: 'rotated away' }) });
    expect(await failureOf(client.order('1'))).toMatchObject({
      problem: 'unauthorized',
      status: 401,
      code: 'UNAUTHORIZED.GMP_GATEWAY_API',
    });
  });

  it('name each call by an id of its own', async () => {
    const { client, sent } = await createWorld();
    await client.order('1');
    await client.order('2');
    const ids = sent.map(({ headers }) => headers?.['WM_QOS.CORRELATION_ID']);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('trouble at Walmart', () => {
  it('is waited out when it says how long: another process has used up the calls', async () => {
    const { twin, client, another, pauses, clock } = await createWorld({ limit: { perSecond: 0.5, burst: 3 } });
    const { purchaseOrderId } = twin.placeOrder({ lines: [kettle()] });
    const other = another();
    for (let call = 0; call < 5; call += 1) {
      expect(await client.order(purchaseOrderId)).toBeDefined();
      expect(await other.order(purchaseOrderId)).toBeDefined();
    }
    expect(twin.calls.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    expect(pauses.some((ms) => ms >= 1_000)).toBe(true);
    // Ten calls, three of them at once, and one more every two seconds.
    expect(clock.now() >= plusMs(start, 12_000)).toBe(true);
  });

  it('is believed about its limit before it refuses anything', async () => {
    const { twin, client } = await createWorld({ limit: { perSecond: 1, burst: 3 } });
    const { purchaseOrderId } = twin.placeOrder({ lines: [kettle()] });
    for (let call = 0; call < 8; call += 1) await client.order(purchaseOrderId);
    expect(twin.calls.filter(({ status }) => status === 429)).toEqual([]);
  });

  it('is told to the caller when it would last longer than the call may', async () => {
    const { client } = await createWorld(
      {},
      {
        http: {
          send: async ({ url }) => {
            const body = new TextEncoder().encode(
              url.endsWith('/token') ? '{"access_token":"t","expires_in":900}' : '{"errors":[{"code":"REQUEST_THRESHOLD_VIOLATED"}]}',
            );
            if (url.endsWith('/token')) return { status: 200, headers: {}, body };
            return { status: 429, headers: { 'x-next-replenishment-time': String(Date.parse(start) + 600_000) }, body };
          },
        },
      },
    );
    expect(await failureOf(client.order('1'))).toMatchObject({
      problem: 'throttled',
      code: 'REQUEST_THRESHOLD_VIOLATED',
      retryAfterMs: 600_000,
    });
  });

  it('in every third answer does not hide an order', async () => {
    const { twin, client, clock } = await createWorld();
    for (let index = 0; index < 450; index += 1) twin.placeOrder({ lines: [kettle()] });
    clock.advanceMs(1_000);
    twin.trouble.failing = 0.34;
    const { payloads } = await readAll(client, start, clock.now());
    expect(new Set(idsOf(payloads))).toEqual(new Set(twin.orders.keys()));
  });

  it('that does not end is reported, then not asked about for a while', async () => {
    const { twin, client } = await createWorld();
    twin.trouble.down = true;
    expect(await failureOf(client.order('1'))).toMatchObject({ problem: 'unavailable', status: 0 });
    const before = twin.calls.length;
    await failureOf(client.order('1'));
    expect((await failureOf(client.order('1'))).code).toBe('breaker-open');
    expect(twin.calls.length - before).toBeLessThanOrEqual(4);
  });

  it('that answers with something else than JSON is trouble too', async () => {
    const { client } = await createWorld(
      {},
      {
        http: {
          send: async ({ url }) => ({
            status: 200,
            headers: {},
            body: new TextEncoder().encode(url.endsWith('/token') ? '{"access_token":"t","expires_in":900}' : '<html>'),
          }),
        },
      },
    );
    expect(await failureOf(client.order('1'))).toMatchObject({ problem: 'unavailable', code: 'answer-unreadable' });
  });
});
