import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled } from './books.ts';
import { type Api, eventually, type Installation, openInstallation, orderBody, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

let installation: Installation;
let shop: Shop;

const places = [
  { location_id: 'high-street', name: 'High Street', type: 'store', country: 'US', region: 'NY', latitude: 42.73, longitude: -73.69 },
  { location_id: 'maker', name: 'The maker', type: 'supplier', country: 'US', region: 'OH', latitude: 40.0, longitude: -82.9 },
  { location_id: 'closed', name: 'Closed', type: 'store', country: 'US', region: 'NY', active: false },
];

beforeAll(async () => {
  installation = await openInstallation();
  shop = createShop(installation);
  await stockUp(installation.api, { east: { LAMP: 50, STOOL: 50, SHADE: 50 } });
  for (const place of places) await shop.must('POST', '/locations', place);
  await shop.receive('high-street', { LAMP: 20, RUG: 5 });
  await shop.receive('maker', { TABLE: 9 });
});
afterAll(() => installation.close());

const collected = { delivery: { method: 'pickup', location_id: 'high-street' } };
const noAddress = { shipping_address: null };
const say = (id: string, verb: string, body: unknown = {}) => installation.api('POST', `/fulfillment-orders/${id}/${verb}`, body);
const must = (id: string, verb: string, body: unknown = {}) => shop.must('POST', `/fulfillment-orders/${id}/${verb}`, body);

describe('an order that its customer collects', () => {
  it('is filled at that store alone, lies ready, is collected once and completes', async () => {
    const id = await shop.place({ LAMP: 2 }, { ...collected, ...noAddress });
    const work = await shop.released(id, 'high-street');
    expect(await shop.order(id)).toMatchObject({ delivery: { method: 'pickup', location_id: 'high-street' }, holds: [] });
    expect(await shop.work(work)).toMatchObject({ delivery_method: 'pickup', pickup: null, supplier: null });

    await must(work, 'accept', {});
    await must(work, 'pick');
    expect(await say(work, 'collect')).toMatchObject({ status: 422, body: { code: 'transition-refused' } });
    const ready = (await must(work, 'ready')).body;
    expect(Date.parse(ready.pickup.expires_at) - Date.parse(ready.pickup.ready_at)).toBe(7 * 24 * 3_600_000);
    await shop.reaches(id, 'packed');
    expect(await say(work, 'ship', { carrier: 'ups', tracking_number: '1Z' })).toMatchObject({
      status: 422,
      body: { code: 'delivery-method-differs' },
    });
    const listed = await shop.must('GET', '/fulfillment-orders?location_id=high-street&status=ready_for_pickup');
    expect(listed.body.items).toMatchObject([
      { fulfillment_order_id: work, delivery_method: 'pickup', pickup_expires_at: ready.pickup.expires_at },
    ]);

    const hold = await shop.hold(id, 'shipping');
    expect(await say(work, 'collect')).toMatchObject({ status: 422, body: { code: 'order-on-hold' } });
    await shop.release(id, hold);
    await must(work, 'collect', { collected_by: 'representative', proof: 'identity-document' });
    await must(work, 'collect', { collected_by: 'representative', proof: 'identity-document' });
    await shop.reaches(id, 'delivered');
    await shop.stands('LAMP', 'high-street', 18, 18);
    expect((await shop.order(id)).line_items).toMatchObject([{ shipped_quantity: 2, delivered_quantity: 2 }]);
    const { body } = await shop.must('GET', `/orders/${id}/timeline`);
    const titles = body.items.map(({ title }: { title: string }) => title);
    expect(titles).toEqual(expect.arrayContaining(['Ready for pickup', 'Collected']));
    await settled(installation.runtime);
  });

  it('waits when the store lacks the goods, says where a transfer could bring them from, and goes on when they come', async () => {
    const id = await shop.place({ STOOL: 3 }, collected);
    await shop.reaches(id, 'backorder');
    const { body } = await shop.must('GET', `/orders/${id}/decisions`);
    expect(JSON.stringify(body)).toContain(
      '3 × STOOL missing at high-street, where the customer collects; a transfer could bring it from east (50).',
    );
    // Stock of other places is not for it.
    await shop.receive('east', { STOOL: 10 });
    await settled(installation.runtime);
    expect((await shop.order(id)).status).toBe('backorder');
    await shop.receive('high-street', { STOOL: 3 });
    await shop.released(id, 'high-street');
    await shop.cancel(id);
    await shop.stands('STOOL', 'high-street', 3, 3);
  });

  it('that the store turns down is not sent from elsewhere: a person decides', async () => {
    const id = await shop.place({ RUG: 1 }, collected);
    await shop.reject(await shop.released(id, 'high-street'), 'damaged');
    const held = await eventually(
      () => shop.order(id),
      (order) => order.holds.some(({ outcome }: { outcome: string }) => outcome === 'open'),
    );
    expect(held.fulfillment_orders).toHaveLength(1);
    await shop.cancel(id);
    await shop.reaches(id, 'cancelled');
  });
});

/** A retailer of its own with a store and a policy: functions follow a policy that has changed only after a while. */
const retailer = async (tenantId: string, value: object): Promise<Shop> => {
  const own = createShop(installation, await installation.apiAs('admin', tenantId));
  await own.must('PUT', '/policies/pickup', { value, note: 'for a test', expected_version: 0 });
  await own.must('POST', '/locations', places[0]);
  await own.receive('high-street', { RUG: 5 });
  return own;
};

describe('goods that nobody comes for', () => {
  it('go back to the shelf, and the order is cancelled and paid back', async () => {
    const own = await retailer('strict', { held_seconds: 1, on_expiry: 'cancel' });
    const id = await own.place({ RUG: 2 }, collected);
    const work = await own.released(id, 'high-street');
    await own.must('POST', `/fulfillment-orders/${work}/ready`, {});
    const cancelled = await own.reaches(id, 'cancelled');
    expect(cancelled.cancellation).toEqual({ reason: 'pickup-expired', requested_by: 'pickups' });
    await own.stands('RUG', 'high-street', 5, 5);
    expect(await own.work(work)).toMatchObject({ status: 'pickup_expired', end_reason: 'pickup-expired' });
    const shops = await installation.apiAs('admin', 'strict');
    for (const [verb, body] of [
      ['collect', {}],
      ['extend-pickup', { expires_at: '2030-01-01T00:00:00Z' }],
    ] as const)
      expect(await shops('POST', `/fulfillment-orders/${work}/${verb}`, body)).toMatchObject({
        status: 422,
        body: { code: 'transition-refused' },
      });
    await settled(installation.runtime);
    const { payments } = await own.order(id);
    expect(payments).toMatchObject({ captured_minor: 2_000, refund_requested_minor: 2_000 });
  });

  it('are left to a person where the policy says so, and may still be handed out', async () => {
    const own = await retailer('patient', { held_seconds: 1, on_expiry: 'hold' });
    const id = await own.place({ RUG: 1 }, collected);
    const work = await own.released(id, 'high-street');
    await own.must('POST', `/fulfillment-orders/${work}/ready`, {});
    const held = await eventually(
      () => own.order(id),
      (order) => order.holds.length > 0,
    );
    expect(held.holds).toMatchObject([{ type: 'operator', blocks: ['completion'], placed_by: 'pickups', outcome: 'open' }]);
    const waiting = await own.work(work);
    expect(waiting).toMatchObject({ status: 'ready_for_pickup', pickup: { overdue_since: waiting.pickup.expires_at } });
    await own.must('POST', `/fulfillment-orders/${work}/collect`, {});
    await own.reaches(id, 'delivered');
    await own.stands('RUG', 'high-street', 4, 4);
    await own.release(id, held.holds[0].hold_id);
  });

  it('are kept for as long as somebody has asked for, within limits, and the order says until when', async () => {
    const id = await shop.place({ RUG: 1 }, collected);
    const work = await shop.released(id, 'high-street');
    const { pickup } = (await must(work, 'ready')).body;
    const later = new Date(Date.parse(pickup.expires_at) + 24 * 3_600_000).toISOString();
    expect((await must(work, 'extend-pickup', { expires_at: later })).body.pickup).toMatchObject({ expires_at: later });
    const told = await eventually(
      () => shop.order(id),
      (order) => order.fulfillment_orders[0].pickup_until === later,
    );
    expect(told.status).toBe('packed');
    expect(await say(work, 'extend-pickup', { expires_at: '2099-01-01T00:00:00Z' })).toMatchObject({
      status: 422,
      body: { code: 'pickup-time-invalid' },
    });
    await must(work, 'collect');
    expect((await shop.reaches(id, 'delivered')).fulfillment_orders[0]).not.toHaveProperty('pickup_until');
  });
});

describe('what is refused', () => {
  it('is a place where nobody can collect, by the name of the field', async () => {
    for (const [location, reason] of [
      ['nowhere', 'is no location of yours'],
      ['closed', 'is a location that is closed'],
      ['maker', 'is a supplier, where no customer can come'],
    ]) {
      const body = orderBody({ LAMP: 1 }, { delivery: { method: 'pickup', location_id: location } });
      const answer = await installation.api('POST', '/orders', body, { 'idempotency-key': `at-${location}` });
      expect(answer).toMatchObject({ status: 400, body: { problems: [{ field: 'delivery.location_id', message: reason }] } });
    }
    const body = orderBody({ LAMP: 1 }, { delivery: { method: 'drone', location_id: 'high-street' } });
    const answer = await installation.api('POST', '/orders', body, { 'idempotency-key': 'drone' });
    expect(answer).toMatchObject({ status: 400, body: { problems: [{ field: 'delivery.method' }] } });
  });

  it('is another tenant, another location, and a body that says something else', async () => {
    const id = await shop.place({ LAMP: 1 }, collected);
    const work = await shop.released(id, 'high-street');
    const stranger = await installation.apiAs('admin', 'other');
    const neighbour = await installation.apiAs('warehouse', 'main', ['east']);
    for (const api of [stranger, neighbour])
      for (const [verb, body] of [
        ['ready', {}],
        ['collect', {}],
        ['extend-pickup', { expires_at: '2030-01-01T00:00:00Z' }],
      ] as const)
        expect((await api('POST', `/fulfillment-orders/${work}/${verb}`, body)).status, verb).toBe(404);
    expect(await say(work, 'collect', { collected_by: 'Kim' })).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'collected_by' }] },
    });
    expect(await say(work, 'extend-pickup', { expires_at: 'tomorrow' })).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'expires_at' }] },
    });
    expect(await say(work, 'ready', { until: 'tomorrow' })).toMatchObject({ status: 400 });
    await shop.cancel(id);
  });
});

describe('a store that ships', () => {
  it('does so like a warehouse, and what it declines is sent from elsewhere', async () => {
    await shop.receive('high-street', { SHADE: 1 });
    const first = await shop.place({ SHADE: 1 });
    const work = await shop.released(first, 'high-street');
    expect(await say(work, 'ready')).toMatchObject({ status: 422, body: { code: 'delivery-method-differs' } });
    await shop.reject(work, 'capacity');
    await shop.released(first, 'east');
    await shop.stands('SHADE', 'high-street', 1, 1);
    await shop.cancel(first);
  });
});

describe('a supplier who sends for us', () => {
  let supplier: Api;
  beforeAll(async () => {
    supplier = await installation.apiAs('warehouse', 'main', ['maker']);
    const terms = { lead_time_days: 4, currency: 'USD', unit_costs: [{ sku: 'TABLE', amount_minor: 8_000 }] };
    await shop.must('POST', '/locations/maker/supplier-terms', terms);
  });

  it('has terms, which nobody else may read, and only the retailer may change', async () => {
    const path = '/locations/maker/supplier-terms';
    expect((await supplier('GET', path)).body).toMatchObject({ lead_time_days: 4 });
    expect((await supplier('POST', path, {})).status).toBe(403);
    for (const stranger of [await installation.apiAs('warehouse', 'main', ['east']), await installation.apiAs('admin', 'other')])
      expect((await stranger('GET', path)).status).toBe(404);
    expect((await (await installation.apiAs('storefront'))('GET', path)).status).toBe(403);
    for (const [body, field] of [
      [{ lead_time_days: -1 }, 'lead_time_days'],
      [{ unit_costs: [{ sku: 'TABLE', amount_minor: 1 }] }, 'currency'],
      [{ currency: 'USD', unit_costs: [{ sku: 'TABLE', amount_minor: 1.5 }] }, 'unit_costs.0.amount_minor'],
    ] as const)
      expect(await installation.api('POST', path, body)).toMatchObject({ status: 400, body: { problems: [{ field }] } });
    expect(await installation.api('POST', '/locations/east/supplier-terms', {})).toMatchObject({
      status: 422,
      body: { code: 'not-a-supplier' },
    });
    expect((await installation.api('POST', '/locations/nowhere/supplier-terms', {})).status).toBe(404);
  });

  it('is asked by a purchase, sees its own work and what is needed to send it, and nothing else', async () => {
    const id = await shop.place({ TABLE: 1, LAMP: 1 });
    const work = await shop.released(id, 'maker');
    const others = (await shop.children(id)).filter(({ location_id: location }) => location !== 'maker');
    expect(others.length).toBeGreaterThan(0);
    const { body } = await shop.must('GET', `/fulfillment-orders/${work}/history`);
    expect(JSON.stringify(body)).toContain('maker was asked to send 1 unit (1 × TABLE) within 4 days.');

    const seen = await supplier('GET', `/fulfillment-orders/${work}`);
    expect(seen.body).toMatchObject({
      location_id: 'maker',
      supplier: { lead_time_days: 4, currency: 'USD', unit_costs: [{ sku: 'TABLE', amount_minor: 8_000 }] },
      ship_to: { city: 'Albany' },
    });
    expect(JSON.stringify(seen.body)).not.toContain('@');
    expect(seen.body.lines).toMatchObject([{ sku: 'TABLE' }]);
    for (const { fulfillment_order_id: other } of others) expect((await supplier('GET', `/fulfillment-orders/${other}`)).status).toBe(404);
    expect((await supplier('GET', '/fulfillment-orders?location_id=high-street')).status).toBeGreaterThanOrEqual(403);
    expect((await supplier('GET', `/orders/${id}`)).status).toBe(403);

    const mine = await supplier('GET', '/fulfillment-orders?location_id=maker');
    expect(mine.body.items).toMatchObject([{ fulfillment_order_id: work }]);
    for (const [verb, sent] of [
      ['accept', { reference: 'PO-77' }],
      ['pack', { packages: [{ weight_grams: 9_000 }] }],
      ['ship', { carrier: 'freight', tracking_number: 'F-1' }],
    ] as const)
      expect((await supplier('POST', `/fulfillment-orders/${work}/${verb}`, sent)).status, verb).toBe(200);
    await shop.stands('TABLE', 'maker', 8, 8);
    await settled(installation.runtime);
  });
});
