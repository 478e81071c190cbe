// Steps insist on success themselves, and what must hold after every scenario is asked once, after each of them.
/* oxlint-disable vitest/expect-expect, vitest/no-standalone-expect */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readBooks, settled } from './books.ts';
import { eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

let installation: Installation;
let shop: Shop;
beforeAll(async () => {
  installation = await openInstallation({ env: { ORDER_COMPLETION_DELAY_SECONDS: '1' } });
  await stockUp(installation.api, {});
  shop = createShop(installation);
});
afterAll(() => installation.close());

/** Orders that a scenario leaves waiting on purpose are cancelled by it; so after each nothing may be left over. */
afterEach(async () => {
  await settled(installation.runtime);
  expect(await readBooks(installation.runtime, installation.dataDir)).toEqual({
    problems: [],
    reservations: [],
    running: [],
    deadLetters: [],
    errors: [],
  });
});

// Each scenario sells articles of its own, so that none depends on what another left in stock.
let sku: string;
let articles = 0;
beforeEach(() => {
  articles += 1;
  sku = `ART-${articles}`;
});

const shipOut = async (id: string): Promise<void> => {
  await shop.pick(id);
  await shop.pack(id);
  await shop.ship(id);
};

const waitsForClearance = (id: string) =>
  eventually(
    () => shop.order(id),
    (order) => order.holds.some((hold: { outcome: string }) => hold.outcome === 'open'),
  );

describe('one shipment', () => {
  it('goes from received to completed', async () => {
    await shop.receive('east', { [sku]: 5 });
    const id = await shop.place({ [sku]: 2 });
    const parcel = await shop.released(id, 'east');
    await shop.pick(parcel);
    await shop.reaches(id, 'picking');
    await shop.pack(parcel);
    await shop.reaches(id, 'packed');
    await shop.ship(parcel);
    await shop.reaches(id, 'shipped');
    await shop.deliver(parcel);
    await shop.reaches(id, 'completed');
    await shop.stands(sku, 'east', 3, 3);
    expect(await shop.events(id)).toEqual([
      'order.created',
      'order.confirmed',
      'order.routed',
      'item.allocated',
      'order.fulfillment_recorded',
      'order.picking_started',
      'order.fulfillment_recorded',
      'order.packed',
      'order.fulfillment_recorded',
      'order.shipped',
      'order.fulfillment_recorded',
      'order.delivered',
      'order.completed',
    ]);
  });

  it('ends well when the order hears nothing of its parcel but the delivery', async () => {
    await shop.receive('east', { [sku]: 1 });
    const id = await shop.place({ [sku]: 1 });
    const parcel = await shop.released(id, 'east');
    // One right after the other, so that the reports overtake one another.
    for (const step of [shop.pick, shop.pack, shop.ship, shop.deliver]) await step(parcel);
    await shop.reaches(id, 'completed');
  });

  it('is complete at once when nothing has to be shipped', async () => {
    const lines = [{ sku, quantity: 1, unit_price: 900, requires_shipping: false }];
    const id = await shop.place({}, { line_items: lines });
    await shop.reaches(id, 'completed');
    expect(await shop.children(id)).toEqual([]);
  });
});

describe('five units, three in one warehouse and two in the other', () => {
  it('ships in two parcels and adds up to one order', async () => {
    await shop.receive('east', { [sku]: 3 });
    await shop.receive('west', { [sku]: 2 });
    const id = await shop.place({ [sku]: 5 });
    const [east, west] = [await shop.released(id, 'east'), await shop.released(id, 'west')];
    expect((await shop.work(east)).lines).toMatchObject([{ quantity: 3 }]);
    expect((await shop.work(west)).lines).toMatchObject([{ quantity: 2 }]);
    await shipOut(east);
    await shop.reaches(id, 'partially_shipped');
    await shop.pick(west);
    await shop.pack(west);
    expect((await shop.order(id)).status).toBe('partially_shipped');
    await shop.ship(west);
    await shop.reaches(id, 'shipped');
    await shop.deliver(east);
    await eventually(
      () => shop.children(id),
      (children) => children.some((child) => child.status === 'delivered'),
    );
    expect((await shop.order(id)).status).toBe('shipped');
    await shop.deliver(west);
    await shop.reaches(id, 'delivered');
    await shop.reaches(id, 'completed');
    await shop.stands(sku, 'east', 0, 0);
    await shop.stands(sku, 'west', 0, 0);
  });
});

describe('stock that is not there', () => {
  it('lets an order for an article nobody ever stocked wait until it arrives', async () => {
    const id = await shop.place({ [sku]: 2 });
    await shop.reaches(id, 'backorder');
    await shop.receive('west', { [sku]: 1 });
    await settled(installation.runtime);
    expect((await shop.order(id)).status).toBe('backorder');
    await shop.receive('east', { [sku]: 1 });
    await shop.reaches(id, 'allocated');
    await shop.cancel(id);
  });

  it('serves the older order first, and the next one only when enough has come for it too', async () => {
    const first = await shop.place({ [sku]: 3 }, { placed_at: '2026-11-01T08:00:00Z' });
    const second = await shop.place({ [sku]: 3 }, { placed_at: '2026-11-01T07:00:00Z' });
    await shop.reaches(first, 'backorder');
    await shop.reaches(second, 'backorder');
    await shop.receive('east', { [sku]: 3 });
    await shop.reaches(second, 'allocated');
    await settled(installation.runtime);
    expect((await shop.order(first)).status).toBe('backorder');
    await shop.receive('east', { [sku]: 3 });
    await shop.reaches(first, 'allocated');
    await shop.cancel(first);
    await shop.cancel(second);
  });

  it('does not leave units lying that a smaller order behind a larger one could use', async () => {
    const large = await shop.place({ [sku]: 10 }, { placed_at: '2026-11-01T07:00:00Z' });
    const small = await shop.place({ [sku]: 2 }, { placed_at: '2026-11-01T08:00:00Z' });
    await shop.reaches(large, 'backorder');
    await shop.reaches(small, 'backorder');
    await shop.receive('east', { [sku]: 3 });
    await shop.reaches(small, 'allocated');
    await shop.cancel(large);
    await shop.cancel(small);
  });

  it('looks for stock once for each arrival while another article is still missing', async () => {
    const id = await shop.place({ [sku]: 1, [`${sku}-B`]: 1 });
    await shop.reaches(id, 'backorder');
    await shop.receive('east', { [sku]: 1 });
    await settled(installation.runtime);
    const decisions = (await shop.must('GET', `/orders/${id}/decisions`)).body.decisions.length;
    expect(decisions).toBeLessThanOrEqual(5);
    await shop.receive('west', { [`${sku}-B`]: 1 });
    await shop.reaches(id, 'allocated');
    await shop.cancel(id);
  });

  it('passes units on when the first in line still lacks another article', async () => {
    const both = await shop.place({ [sku]: 1, [`${sku}-B`]: 1 }, { placed_at: '2026-11-01T07:00:00Z' });
    const one = await shop.place({ [sku]: 1 }, { placed_at: '2026-11-01T08:00:00Z' });
    await shop.reaches(both, 'backorder');
    await shop.reaches(one, 'backorder');
    await shop.receive('east', { [sku]: 1 });
    await shop.reaches(one, 'allocated');
    await shop.cancel(both);
    await shop.cancel(one);
  });

  it('passes units on when the first in line is on hold or cancelled', async () => {
    const held = await shop.place({ [sku]: 1 }, { placed_at: '2026-11-01T07:00:00Z' });
    const gone = await shop.place({ [sku]: 1 }, { placed_at: '2026-11-01T07:30:00Z' });
    const next = await shop.place({ [sku]: 1 }, { placed_at: '2026-11-01T08:00:00Z' });
    for (const id of [held, gone, next]) await shop.reaches(id, 'backorder');
    const holdId = await shop.hold(held, 'sourcing');
    await shop.cancel(gone);
    await shop.receive('east', { [sku]: 1 });
    await shop.reaches(next, 'allocated');
    await shop.cancel(next);
    await shop.stands(sku, 'east', 1, 1);
    await shop.release(held, holdId);
    await shop.reaches(held, 'allocated');
    await shop.cancel(held);
  });

  it('gives what a cancelled order held to the order that waits for it', async () => {
    await shop.receive('east', { [sku]: 2 });
    const first = await shop.place({ [sku]: 2 });
    await shop.reaches(first, 'allocated');
    const second = await shop.place({ [sku]: 1 });
    await shop.reaches(second, 'backorder');
    await shop.cancel(first);
    await shop.reaches(second, 'allocated');
    await shop.cancel(second);
  });

  it('never leaves an order waiting beside stock, however a receipt and the sourcing fall together', async () => {
    const orders: string[] = [];
    for (let round = 0; round < 25; round += 1) {
      const [id] = await Promise.all([
        shop.place({ [`${sku}-${round}`]: 1 }),
        new Promise((resolve) => setTimeout(resolve, round * 2)).then(() => shop.receive('east', { [`${sku}-${round}`]: 1 })),
      ]);
      orders.push(id);
    }
    await Promise.all(orders.map((id) => shop.reaches(id, 'allocated')));
    await Promise.all(orders.map(shop.cancel));
  });
});

describe('review, payment and holds', () => {
  const dear = (more = {}) => ({ line_items: [{ sku, quantity: 1, unit_price: 60_000 }], ...more });

  it('holds an order above the threshold and goes on when it is released', async () => {
    await shop.receive('east', { [sku]: 1 });
    const id = await shop.place({}, dear());
    const { holds, status } = await waitsForClearance(id);
    expect(status).toBe('pending');
    expect(holds).toMatchObject([{ type: 'fraud-review', outcome: 'open' }]);
    await shop.stands(sku, 'east', 1, 1);
    // A key has no role, and a fraud review takes one.
    expect(await installation.api('POST', `/orders/${id}/holds/${holds[0].hold_id}/release`)).toMatchObject({
      status: 422,
      body: { code: 'hold-role-required' },
    });
    const operator = await installation.signedIn('operator');
    expect((await operator('POST', `/orders/${id}/holds/${holds[0].hold_id}/release`)).status).toBe(200);
    await shop.reaches(id, 'allocated');
    await shop.cancel(id);
  });

  it('cancels an order whose review is upheld, and leaves the stock alone', async () => {
    await shop.receive('east', { [sku]: 1 });
    const id = await shop.place({}, dear());
    const { holds } = await waitsForClearance(id);
    const operator = await installation.signedIn('operator');
    expect((await operator('POST', `/orders/${id}/holds/${holds[0].hold_id}/reject`)).status).toBe(200);
    expect((await shop.reaches(id, 'cancelled')).cancellation.reason).toBe('fraud');
    await shop.stands(sku, 'east', 1, 1);
  });

  it('waits for payment and goes on when it is confirmed', async () => {
    await shop.receive('east', { [sku]: 1 });
    const id = await shop.place({ [sku]: 1 }, { payment_method: { kind: 'bank_transfer', status: 'pending' } });
    await settled(installation.runtime);
    expect((await shop.order(id)).status).toBe('pending');
    await shop.must('POST', `/orders/${id}/payment-confirmations`, { basis: 'captured', reference: 'bt-1' });
    await shop.reaches(id, 'allocated');
    await shop.cancel(id);
  });

  it('keeps a backordered order from sourcing while a hold says so', async () => {
    const id = await shop.place({ [sku]: 1 });
    await shop.reaches(id, 'backorder');
    const holdId = await shop.hold(id, 'sourcing');
    await shop.receive('east', { [sku]: 1 });
    await settled(installation.runtime);
    expect((await shop.order(id)).status).toBe('backorder');
    await shop.release(id, holdId);
    await shop.reaches(id, 'allocated');
    await shop.cancel(id);
  });

  it('keeps work from the warehouse while a hold blocks the release', async () => {
    const id = await shop.place({ [sku]: 1 });
    await shop.reaches(id, 'backorder');
    const holdId = await shop.hold(id, 'release');
    await shop.receive('east', { [sku]: 1 });
    await shop.reaches(id, 'allocated');
    await settled(installation.runtime);
    const [child] = await shop.children(id);
    expect((await shop.work(child?.fulfillment_order_id ?? '')).status).toBe('open');
    await shop.release(id, holdId);
    await shop.released(id, 'east');
    await shop.cancel(id);
  });

  it('keeps packed goods from the carrier while a hold blocks shipping', async () => {
    await shop.receive('east', { [sku]: 1 });
    const id = await shop.place({ [sku]: 1 });
    const parcel = await shop.released(id, 'east');
    await shop.pick(parcel);
    await shop.pack(parcel);
    const holdId = await shop.hold(id, 'shipping');
    const refused = await installation.api('POST', `/fulfillment-orders/${parcel}/ship`, { carrier: 'ups', tracking_number: '1Z' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'order-on-hold' } });
    await shop.release(id, holdId);
    await shop.ship(parcel);
    await shop.reaches(id, 'shipped');
  });

  it('does not complete while a hold blocks completion, and completes when it is released', async () => {
    await shop.receive('east', { [sku]: 1 });
    const id = await shop.place({ [sku]: 1 });
    const parcel = await shop.released(id, 'east');
    const holdId = await shop.hold(id, 'completion');
    await shipOut(parcel);
    await shop.reaches(id, 'shipped');
    await shop.deliver(parcel);
    await shop.reaches(id, 'delivered');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await shop.order(id)).status).toBe('delivered');
    await shop.release(id, holdId);
    await shop.reaches(id, 'completed');
  });
});
