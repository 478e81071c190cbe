// Work that has to be done elsewhere: a location that can do no more, an order that goes to another address, and stock that is
// given back by every order that ends.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compose } from '../../lambdas/composition.ts';
import { PlaceOrderBody } from '../../lib/contracts/http/orders.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { Instant } from '../../lib/kernel/instant.ts';
import { storefrontOrder } from '../../lib/orders/index.ts';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import { eventually, type Installation, openInstallation, orderBody, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

let installation: Installation;
let shop: Shop;
let sku: string;
let serial = 0;
const caller = systemCaller(TenantId('main'), 'test', { correlationId: 'c', causationId: 'c' });
beforeAll(async () => {
  installation = await openInstallation();
  shop = createShop(installation);
  await stockUp(installation.api, {});
});
beforeEach(async () => {
  sku = `MOVE-${(serial += 1)}`;
  await shop.receive('east', { [sku]: 10 });
});
afterAll(() => installation.close());

const evacuate = (location: string, api = installation.api) => api('POST', `/locations/${location}/evacuate`, { reason: 'capacity' });
/** Goes by the list of work, which stands a moment behind it: whoever finds nothing there yet asks again. */
const evacuated = () =>
  eventually(
    () => evacuate('east'),
    ({ body }) => body.recalled.length > 0,
  );

describe('a location that can do no more', () => {
  it('gives back what it has not begun, which goes elsewhere; what it has begun stays', async () => {
    const begun = await shop.place({ [sku]: 1 });
    const work = await shop.released(begun, 'east');
    await shop.pick(work);
    const waiting = await shop.place({ [sku]: 2 });
    const recalled = await shop.released(waiting, 'east');
    await shop.receive('west', { [sku]: 10 });

    const { status, body } = await evacuated();
    expect(status).toBe(200);
    expect(body).toMatchObject({ location_id: 'east', recalled: [recalled], more: false });
    await shop.released(waiting, 'west');
    await shop.stands(sku, 'east', 10, 9);
    expect((await shop.work(work)).status).toBe('picking');
    expect((await evacuate('east')).body).toMatchObject({ recalled: [] });
  });

  it('leaves units that stand nowhere else waiting, and the operator is told', async () => {
    const id = await shop.place({ [sku]: 2 });
    const work = await shop.released(id, 'east');
    expect((await evacuated()).body.recalled).toEqual([work]);
    await shop.reaches(id, 'backorder');
    expect((await shop.order(id)).holds).toMatchObject([{ hold_id: 'refused-everywhere-1' }]);
  });

  it('is not there for a stranger, or for whoever works elsewhere', async () => {
    const stranger = await installation.apiAs('admin', 'strangers');
    expect((await evacuate('east', stranger)).status).toBe(404);
    const westOnly = await installation.apiAs('warehouse', 'main', ['west']);
    expect((await evacuate('east', westOnly)).status).toBe(404);
    expect((await evacuate('nowhere')).status).toBe(404);
    expect(await installation.api('POST', '/locations/east/evacuate', { reason: 'boredom' })).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'reason' }] },
    });
    expect(await installation.api('POST', '/locations/east/evacuate?cursor=elsewhere', { reason: 'capacity' })).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'query.cursor' }] },
    });
  });
});

describe('a location that falls out as a whole', () => {
  const places = {
    east: { location_id: 'east', name: 'Newark', type: 'warehouse', country: 'US', region: 'NJ', latitude: 40.73, longitude: -74.17 },
  };
  const put = (more: Record<string, unknown>) => shop.must('POST', '/locations', { ...places.east, ...more });
  afterEach(() => put({}));

  it.each([
    ['is switched inactive', { active: false }, 'location-inactive'],
    ['loses its capacity', { capacity_per_day: 0 }, 'capacity-lost'],
  ])('gives back what it has not begun by itself when it %s; what it has begun stays', async (_, change, reason) => {
    const begun = await shop.released(await shop.place({ [sku]: 1 }), 'east');
    await shop.pick(begun);
    const id = await shop.place({ [sku]: 2 });
    const waiting = await shop.released(id, 'east');
    await shop.receive('west', { [sku]: 10 });
    await put(change);
    await shop.released(id, 'west');
    expect(await shop.work(waiting)).toMatchObject({ status: 'cancelled', end_reason: reason });
    expect((await shop.work(begun)).status).toBe('picking');
    await shop.stands(sku, 'east', 10, 9);
  });

  it('is asked again by who waits once it is back, and by nobody before', async () => {
    const id = await shop.place({ [sku]: 2 });
    await shop.released(id, 'east');
    await put({ active: false });
    expect(await shop.reaches(id, 'backorder')).toMatchObject({ holds: [] });
    const late = await shop.place({ [sku]: 1 });
    await shop.reaches(late, 'backorder');
    await put({});
    await shop.released(id, 'east');
    await shop.released(late, 'east');
    await shop.stands(sku, 'east', 10, 7);
  });
});

/** The order as a channel gives it, to an address; a later revision of the same order may say something else. */
const fromChannel = async (revision: number, more: Record<string, unknown>): Promise<string> => {
  const body = PlaceOrderBody.parse(orderBody({ [sku]: 2 }, { channel_order_id: sku }));
  const order = storefrontOrder(body, { channelOrderId: sku, placedAt: Instant('2026-11-20T10:00:00.000Z') });
  const channelRevision = `2026-11-20T10:0${revision}:00Z`;
  const placed = await compose(installation.runtime.platform).orders.place(
    caller,
    { ...order, channelRevision, ...more },
    { payloadRef: null },
  );
  if (!placed.ok) throw new Error(placed.error.code);
  return placed.value.orderId;
};

describe('an order that goes to another address', () => {
  const reno = {
    name: 'Ada Quill',
    line1: '3 Mill St',
    line2: null,
    city: 'Reno',
    region: 'NV',
    postalCode: '89501',
    country: 'US',
    phone: null,
  };

  it('is sourced anew for it as long as nobody has begun', async () => {
    await shop.receive('west', { [sku]: 10 });
    const id = await fromChannel(1, {});
    await shop.released(id, 'east');
    await fromChannel(2, { shippingAddress: reno });
    await shop.released(id, 'west');
    expect(await shop.stands(sku, 'east', 10, 10)).toMatchObject({ allocated: 0 });
    const events = (await shop.must('GET', `/orders/${id}/events`)).body.events;
    expect(events.filter(({ type }: { type: string }) => type === 'order.fulfillment_recall_requested')).toMatchObject([
      { payload: { reason: 'address-changed' } },
    ]);
  });

  it('stays with the location that has begun', async () => {
    await shop.receive('west', { [sku]: 10 });
    const id = await fromChannel(1, {});
    await shop.pick(await shop.released(id, 'east'));
    await shop.reaches(id, 'picking');
    await fromChannel(2, { shippingAddress: reno });
    await shop.pack(await shop.released(id, 'east'));
    await shop.reaches(id, 'packed');
    expect(await shop.children(id)).toHaveLength(1);
  });
});

/** Two lines, each at the one location that has it; a revision then says what is wanted of each. */
const twoLines = async (): Promise<{ readonly other: string; readonly revised: (mugs: number, lids: number) => Promise<string> }> => {
  const other = `${sku}-LID`;
  await shop.receive('west', { [other]: 10 });
  const parse = (mugs: number, lids: number) =>
    PlaceOrderBody.parse(orderBody({ [sku]: mugs, ...(lids > 0 ? { [other]: lids } : {}) }, { channel_order_id: sku }));
  let revision = 0;
  const revised = async (mugs: number, lids: number): Promise<string> => {
    const { lineItems, totals } = storefrontOrder(parse(mugs, lids), {
      channelOrderId: sku,
      placedAt: Instant('2026-11-20T10:00:00.000Z'),
    });
    return fromChannel((revision += 1), { lineItems, totals });
  };
  return { other, revised };
};

describe('an order of which a part is cancelled', () => {
  const recallsOf = async (id: string) => {
    const { events } = (await shop.must('GET', `/orders/${id}/events`)).body;
    return events
      .filter(({ type }: { type: string }) => type === 'order.fulfillment_recall_requested')
      .map((one: { payload: unknown }) => one.payload);
  };

  it('leaves what is still wanted where it is, and gives the rest free at its location', async () => {
    const { other, revised } = await twoLines();
    const id = await revised(5, 2);
    const [east, west] = [await shop.released(id, 'east'), await shop.released(id, 'west')];
    await shop.stands(sku, 'east', 10, 5);
    await revised(3, 2);
    await shop.stands(sku, 'east', 10, 7);
    expect(await recallsOf(id)).toMatchObject([{ partly: true, fulfillment_order_id: east }]);
    await eventually(
      () => shop.children(id),
      (children) => JSON.stringify(children).includes('"quantity":3'),
    );
    expect((await shop.work(east)).lines).toMatchObject([{ sku, quantity: 3 }]);
    expect(await shop.children(id)).toMatchObject([
      { fulfillment_order_id: east, status: 'allocated' },
      { fulfillment_order_id: west, status: 'allocated' },
    ]);
    for (const work of [east, west]) for (const step of [shop.pick, shop.pack, shop.ship]) await step(work);
    await shop.reaches(id, 'shipped');
    expect(await shop.stands(sku, 'east', 7, 7)).toMatchObject({ allocated: 0 });
    expect(await shop.stands(other, 'west', 8, 8)).toMatchObject({ allocated: 0 });
  });

  it('calls off only the work of a line that is gone, and leaves begun work of the others alone', async () => {
    const { other, revised } = await twoLines();
    const id = await revised(2, 2);
    const [east, west] = [await shop.released(id, 'east'), await shop.released(id, 'west')];
    await shop.pick(east);
    await eventually(
      () => shop.children(id),
      (children) => children.some(({ status }) => status === 'picking'),
    );
    await revised(2, 0);
    expect(await shop.stands(other, 'west', 10, 10)).toMatchObject({ allocated: 0 });
    expect((await shop.work(west)).status).toBe('cancelled');
    expect((await shop.work(east)).status).toBe('picking');
  });

  it('has begun work of the line itself given back whole, and sources what is still wanted of it again', async () => {
    const id = await fromChannel(1, {});
    const work = await shop.released(id, 'east');
    await shop.pick(work);
    await shop.reaches(id, 'picking');
    const body = PlaceOrderBody.parse(orderBody({ [sku]: 1 }, { channel_order_id: sku }));
    const { lineItems, totals } = storefrontOrder(body, { channelOrderId: sku, placedAt: Instant('2026-11-20T10:00:00.000Z') });
    await fromChannel(2, { lineItems, totals });
    await eventually(
      () => shop.children(id),
      (children) => children.length === 2,
    );
    expect((await shop.work(work)).status).toBe('cancelled');
    expect(await shop.released(id, 'east')).not.toBe(work);
    await shop.stands(sku, 'east', 10, 9);
  });
});

/** The workflow of a shipment ends, and nobody goes on with it. */
const breakShipment = async (work: string): Promise<void> => {
  const { workflows } = installation.runtime.platform;
  const { executions } = await workflows.list({ machine: 'shipment-lifecycle', status: 'running', limit: 1_000 });
  const execution = executions.find(({ name }) => name === work);
  if (!execution) throw new Error(`${work} does not run`);
  await workflows.stop(execution.executionId, 'Broken', 'by the test');
};

describe('stock of an order that ends', () => {
  it('is given back when the workflow of work that was refused broke off', async () => {
    const id = await shop.place({ [sku]: 4 });
    const work = await shop.released(id, 'east');
    await breakShipment(work);
    await shop.reject(work);
    await shop.reaches(id, 'backorder');
    await shop.cancel(id);
    expect(await shop.stands(sku, 'east', 10, 10)).toMatchObject({ allocated: 0 });
  });

  it('is given back with what had not left, when the workflow of that broke off', async () => {
    await shop.receive('west', { [sku]: 5 });
    const id = await shop.place({ [sku]: 15 });
    const [sent, kept] = [await shop.released(id, 'east'), await shop.released(id, 'west')];
    for (const step of [shop.pick, shop.pack, shop.ship]) await step(sent);
    await shop.reaches(id, 'partially_shipped');
    await breakShipment(kept);
    await shop.cancel(id);
    expect(await shop.stands(sku, 'west', 5, 5)).toMatchObject({ allocated: 0 });
  });

  it.each([
    ['cancels the order', { cancelled: true }],
    ['takes every line out of it', { lineItems: [] }],
  ])('is given back when the channel %s', async (_, more) => {
    const id = await fromChannel(1, {});
    await shop.released(id, 'east');
    await shop.stands(sku, 'east', 10, 8);
    await fromChannel(2, more);
    expect(await shop.stands(sku, 'east', 10, 10)).toMatchObject({ allocated: 0 });
  });

  it('is given back when the order is cancelled while it waits for a decision', async () => {
    const id = await shop.place({ [sku]: 4 });
    await shop.released(id, 'east');
    await shop.stands(sku, 'east', 10, 6);
    await shop.hold(id, 'shipping', 'release');
    await shop.cancel(id);
    expect(await shop.stands(sku, 'east', 10, 10)).toMatchObject({ allocated: 0 });
  });

  it('is given back when a hold is upheld that ends the order', async () => {
    const id = await shop.place({ [sku]: 4 });
    await shop.released(id, 'east');
    const held = await shop.must('POST', `/orders/${id}/holds`, { type: 'fraud-review', reason: 'looks wrong', blocks: ['shipping'] });
    const [{ hold_id: holdId }] = held.body.holds;
    await shop.must('POST', `/orders/${id}/holds/${holdId}/reject`);
    await shop.reaches(id, 'cancelled');
    expect(await shop.stands(sku, 'east', 10, 10)).toMatchObject({ allocated: 0 });
  });

  it('is given back when the work was refused and nobody else has any', async () => {
    const id = await shop.place({ [sku]: 4 });
    await shop.reject(await shop.released(id, 'east'));
    await shop.reaches(id, 'backorder');
    expect(await shop.stands(sku, 'east', 10, 10)).toMatchObject({ allocated: 0 });
    await shop.cancel(id);
    const { items } = await eventually(
      async () => (await shop.must('GET', `/inventory/waiting?sku=${sku}`)).body,
      (page) => page.items.length === 0,
    );
    expect(items).toEqual([]);
  });
});
