import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles, scopesOf } from '../../lib/access/domain/roles.ts';
import { scopes } from '../../lib/kernel/scopes.ts';
import type { Scope } from '../../lib/platform/http/route.ts';
import { compose } from '../../lambdas/composition.ts';
import { systemPrincipal } from '../../lib/access/index.ts';
import { settled } from './books.ts';
import { type Api, eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { wirings } from '../../lib/wirings.ts';
import { callsOf, fixedPurchaseOrderId, fixedTransferId, pathOf, type Things } from './route-fixtures.ts';
import { createShop } from './shop.ts';

const routes = wirings.flatMap((wiring) => wiring.http ?? []).map(({ route }) => ({ ...route, name: `${route.method} ${route.path}` }));
const guarded = routes.filter(({ scope }) => scope !== 'public');

let installation: Installation;
let things: Things;
let stranger: Api;

beforeAll(async () => {
  installation = await openInstallation();
  await stockUp(installation.api, { east: { MUG: 50 }, west: { MUG: 50, CAP: 50 } });
  const shop = createShop(installation);
  const orderId = await shop.place({ MUG: 2 });
  const fulfillmentOrderId = await shop.released(orderId, 'east');
  const holdId = await shop.hold(orderId, 'completion');
  await shop.must('POST', '/products', { sku: 'MUG-OWN', title: 'Mug' });
  const { user_id: userId } = (await shop.must('POST', '/users', { email: 'tess.rowan@example.com', role: 'support', locations: 'all' }))
    .body;
  const { key } = (await shop.must('POST', '/api-keys', { label: 'one', role: 'analyst', locations: 'all' })).body;
  const { bulk_job_id: bulkJobId } = (
    await shop.must('POST', '/bulk-jobs', { action: 'release_holds', type: 'address', order_ids: [orderId] })
  ).body;
  const lines = [{ sku: 'MUG', quantity: 1 }];
  await shop.must('POST', '/transfers', { transfer_id: fixedTransferId, from_location_id: 'east', to_location_id: 'south', lines });
  await shop.must('POST', '/purchase-orders', {
    purchase_order_id: fixedPurchaseOrderId,
    supplier: 'Potters United',
    location_id: 'east',
    lines: [{ line_id: '1', ...lines[0] }],
  });
  const { simulation_id: simulationId } = (
    await shop.must('POST', '/simulations', {
      from: new Date(Date.now() - 3_600_000).toISOString(),
      to: new Date(Date.now() + 3_600_000).toISOString(),
    })
  ).body;
  await shop.count('east', 'MUG-OWN', 9);
  const anomalies = await eventually(
    async () => (await shop.must('GET', '/inventory/anomalies')).body.items,
    (items) => items.length > 0,
  );
  const anomalyId: string = anomalies[0].anomaly_id;
  // There is no such region.
  const nowhere = { name: 'Ada Quill', line1: '12 Harbour Row', city: 'Albany', region: 'ZZ', postal_code: '12207', country: 'US' };
  await shop.place({ MUG: 1 }, { shipping_address: nowhere });
  await settled(installation.runtime);
  await installation.runtime.functions.invoke('orders/watch-orders', {});
  const orderAnomalyId: string = (await shop.must('GET', '/order-anomalies')).body.items[0].anomaly_id;
  const { person_id: personId } = (await shop.must('GET', '/orders?limit=1')).body.items[0];
  things = {
    orderId,
    personId,
    holdId,
    fulfillmentOrderId,
    lineId: '1',
    sku: 'MUG',
    ownSku: 'MUG-OWN',
    locationId: 'east',
    userId,
    apiKeyId: key.key_id,
    bulkJobId,
    simulationId,
    anomalyId,
    orderAnomalyId,
  };
  stranger = await installation.apiAs('admin', 'rival');
});
afterAll(() => installation.close());

const callTo = (name: string) => {
  const call = callsOf(things)[name];
  if (!call) throw new Error(`${name} has no fixture: add it to test/e2e/route-fixtures.ts`);
  return call;
};

const send = (api: Api, route: { readonly method: string; readonly path: string; readonly name: string }) => {
  const call = callTo(route.name);
  return api(route.method, pathOf(route.path, call), call.body?.());
};

it('every route has a fixture, and every fixture a route', () => {
  expect(Object.keys(callsOf(things)).sort()).toEqual(routes.map(({ name }) => name).sort());
});

it('only what must be open is open', () => {
  expect(
    routes
      .filter(({ scope }) => scope === 'public')
      .map(({ name }) => name)
      .filter((name) => !name.includes('/webhooks/')),
  ).toEqual([
    'GET /storefronts/{tenant}/availability',
    'GET /storefronts/{tenant}/availability/{sku}',
    // Named by a token of 256 bits, and told nothing of the order.
    'POST /verifications/{token}',
    'POST /verifications/{token}/resend',
    'GET /storefronts/{tenant}/recommendations/{sku}',
    'GET /storefronts/{tenant}/delivery/{sku}',
    'GET /sign-in',
    'POST /sign-in',
    'GET /',
    'GET /health',
  ]);
});

describe('without credentials', () => {
  it.each(guarded)('$name is refused', async (route) => {
    const call = callTo(route.name);
    const headers = [
      {},
      { 'x-api-key': 'wb_live_00000000000000000000000000_x' },
      { authorization: 'Bearer nonsense' },
      { authorization: 'Basic eDp5' },
    ];
    for (const one of headers) {
      const response = await fetch(installation.url + pathOf(route.path, call), { method: route.method, headers: one });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ status: 401, code: expect.any(String) });
    }
  });
});

/** A key with exactly these scopes. */
const keyWith = async (held: readonly string[], locations: 'all' | string[] = 'all'): Promise<Api> => {
  const { access } = compose(installation.runtime.platform);
  const made = await access.createApiKey(systemPrincipal('main', 'test'), { label: 'some', scopes: held as never, locations });
  if (!made.ok) throw new Error(made.error.code);
  return async (method, path, body) => {
    const headers = { 'x-api-key': made.value.apiKey, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const response = await fetch(installation.url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
};

describe('a role that lacks the scope', () => {
  it.each(roles)('is refused: %s', async (role) => {
    const api = await installation.apiAs(role);
    const lacking = guarded.filter(({ scope }) => scope !== 'authenticated' && !scopesOf(role).includes(scope as never));
    for (const route of lacking) {
      expect(await send(api, route), route.name).toMatchObject({ status: 403, body: { code: 'scope-missing', scope: route.scope } });
    }
    expect(lacking.length).toBe(
      guarded.filter(({ scope }) => scope !== 'authenticated' && !scopesOf(role).includes(scope as never)).length,
    );
  });

  it('is refused even when it holds every other scope', async () => {
    for (const missing of scopes) {
      const api = await keyWith(scopes.filter((scope) => scope !== missing));
      for (const route of guarded.filter(({ scope }) => scope === (missing as Scope)))
        expect((await send(api, route)).status, route.name).toBe(403);
    }
  });
});

const actionScope: Readonly<Record<string, string>> = {
  'POST /bulk-jobs': 'orders:manage',
  'POST /bulk-jobs/{id}/stop': 'holds:write',
  'POST /bulk-jobs/{id}/resume': 'holds:write',
};

/** Takes the scope for what is personal as well, and names the order by an id that the caller has not chosen. */
const addressRoute = 'PUT /orders/{id}/shipping-address';

describe('the scope alone', () => {
  it.each(guarded)('opens $name', async (route) => {
    const api = await keyWith(route.scope === 'authenticated' ? ['catalog:read'] : [route.scope]);
    const { status, body } = await send(api, route);
    expect(status).not.toBe(401);
    expect(status).toBeLessThan(500);
    // A bulk job needs the scope of what it does to each order, too.
    if (status === 403 && route.path.startsWith('/bulk-jobs'))
      expect([body.code, body.scope]).toEqual(['scope-missing', actionScope[route.name]]);
    else if (route.name === addressRoute) expect([status, body.code, body.scope]).toEqual([403, 'scope-missing', 'orders:personal']);
    // Whoever may give rights away may still not give more than it has.
    else if (status === 403) expect([route.scope, body.code]).toEqual(['access:write', 'grant-exceeds-own-rights']);
  });
});

/** Queues of the installation, policies and models: what is named in the path is there for each, and holds its own. */
const everyTenantHas = [
  '/dead-letters',
  '/policies/{name}/versions',
  '/policies/{name}/schema',
  '/models/{model}',
  '/forecast-feeds/{kind}',
];

describe('another tenant', () => {
  it.each(guarded)('learns nothing from $name', async (route) => {
    const { status, body } = await send(stranger, route);
    expect(status).toBeLessThan(500);
    expect(status).not.toBe(403);
    // An id that the caller chooses is either free or taken in the whole installation.
    if (route.method === 'PUT' && route.name !== addressRoute) expect([200, 409], route.name).toContain(status);
    else if (route.path.includes('{') && !everyTenantHas.some((path) => route.path.startsWith(path))) expect(status).toBe(404);
    const text = JSON.stringify(body);
    for (const secret of [
      things.orderId,
      things.holdId,
      things.fulfillmentOrderId,
      things.userId,
      things.apiKeyId,
      'tess.rowan',
      'ada.quill',
    ]) {
      // What the caller itself has sent may come back; anything else is not its own.
      if (!pathOf(route.path, callTo(route.name)).includes(secret)) expect(text).not.toContain(secret);
    }
  });

  it('cannot choose the tenant it acts for', async () => {
    const answer = await stranger('GET', `/orders/${things.orderId}`, undefined, { 'x-tenant-id': 'main' });
    expect(answer).toMatchObject({ status: 404, body: { code: 'tenant-not-found' } });
  });
});

describe('a key of one location', () => {
  const scoped = () => keyWith([...scopesOf('warehouse'), 'orders:write'], ['west']);

  it('does not see or change the work of another', async () => {
    const api = await scoped();
    expect((await api('GET', '/fulfillment-orders?location_id=east')).status).toBe(404);
    expect(await api('GET', '/fulfillment-orders?location_id=west')).toMatchObject({ status: 200 });
    for (const route of routes.filter(({ path }) => path.startsWith('/fulfillment-orders/')))
      expect((await send(api, route)).status, route.name).toBe(404);
  });

  it('does not see or change the stock of another', async () => {
    const api = await scoped();
    expect((await api('GET', '/inventory/levels?sku=MUG')).body.levels.map((level: { location_id: string }) => level.location_id)).toEqual([
      'west',
    ]);
    const lines = [
      { sku: 'CAP', location_id: 'west', quantity: 1 },
      { sku: 'CAP', location_id: 'east', quantity: 1 },
    ];
    expect(await api('POST', '/inventory/receipts', { receipt_id: 'r-1', lines })).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'lines.1.location_id' }] },
    });
    expect(
      (await api('POST', '/inventory/counts', { count_id: 'c-1', lines: [{ sku: 'CAP', location_id: 'east', on_hand: 0 }] })).status,
    ).toBe(400);
    expect(await api('POST', '/reservations', { reservation_id: 'v-1', lines })).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'lines.1.location_id' }] },
    });
    expect((await installation.api('GET', '/inventory/levels?sku=CAP')).body.levels).toMatchObject([
      { location_id: 'west', on_hand: 50, available: 50 },
    ]);
  });
});
