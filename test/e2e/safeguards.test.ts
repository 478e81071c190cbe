import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled } from './books.ts';
import { eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

let installation: Installation;
let shop: Shop;
const manySkus = Object.fromEntries(Array.from({ length: 130 }, (_, index) => [`S${index}`, 1]));

beforeAll(async () => {
  installation = await openInstallation();
  const [first, second] = [Object.entries(manySkus).slice(0, 90), Object.entries(manySkus).slice(90)].map((entries) =>
    Object.fromEntries(entries),
  );
  await stockUp(installation.api, { east: { TEE: 50 } });
  shop = createShop(installation);
  await shop.receive('east', first ?? {});
  await shop.receive('east', second ?? {});
});
afterAll(() => installation.close());

const unpaid = { payment_method: { kind: 'bank_transfer', status: 'pending' } };

describe('an order that is confirmed by hand', () => {
  it('is reviewed all the same', async () => {
    const id = await shop.place({ TEE: 1 }, { ...unpaid, line_items: [{ sku: 'TEE', quantity: 1, unit_price: 900_000 }] });
    await shop.must('POST', `/orders/${id}/payment-confirmations`, { basis: 'captured' });
    const held = await eventually(
      () => shop.order(id),
      (order) => order.holds.length > 0,
    );
    expect(held.holds).toMatchObject([{ type: 'fraud-review', outcome: 'open' }]);
    await settled(installation.runtime);
    expect((await shop.order(id)).fulfillment_orders).toEqual([]);
  });
});

describe('an order of more articles than one transaction takes', () => {
  it('is reserved as a whole', async () => {
    const id = await shop.place(manySkus, { line_items: Object.keys(manySkus).map((sku) => ({ sku, quantity: 1, unit_price: 10 })) });
    await shop.reaches(id, 'allocated');
    const again = await shop.place(manySkus, { line_items: Object.keys(manySkus).map((sku) => ({ sku, quantity: 1, unit_price: 10 })) });
    await shop.reaches(again, 'backorder');
    expect(await shop.levels('S7')).toMatchObject([{ on_hand: 1, allocated: 1, available: 0 }]);
    await shop.cancel(id);
    await shop.reaches(again, 'allocated');
  });
});

describe('a digital order whose completion is held', () => {
  it('waits quietly, and completes when the hold is released', async () => {
    const id = await shop.place(
      { CODE: 1 },
      { ...unpaid, line_items: [{ sku: 'CODE', quantity: 1, unit_price: 500, requires_shipping: false }] },
    );
    const holdId = await shop.hold(id, 'completion');
    await shop.must('POST', `/orders/${id}/payment-confirmations`, { basis: 'captured' });
    await shop.reaches(id, 'confirmed');
    await settled(installation.runtime);
    const { workflows } = installation.runtime.embedded;
    const { executions } = await workflows.list({ machine: 'order-lifecycle', status: 'running', limit: 100 });
    const own = executions.find(({ input }) => (input as { order_id: string }).order_id === id);
    expect((await workflows.trace(own?.executionId ?? ''))?.transitionCount).toBeLessThan(12);
    await shop.release(id, holdId);
    await shop.reaches(id, 'completed');
  });
});

describe('cancelling what has not shipped', () => {
  it('asks for the money of those units back', async () => {
    const id = await shop.place({ TEE: 2 });
    const parcel = await shop.released(id, 'east');
    await shop.must('POST', `/fulfillment-orders/${parcel}/short-pick`, { lines: [{ line_id: '1', picked_quantity: 1 }] });
    await shop.pack(parcel);
    await shop.ship(parcel);
    await shop.reaches(id, 'partially_shipped');
    await shop.cancel(id);
    const settledOrder = await eventually(
      () => shop.order(id),
      (order) => order.payments.refund_requested_minor > 0,
    );
    expect(settledOrder.payments).toMatchObject({ captured_minor: 2_000, refund_requested_minor: 1_000 });
  });
});

describe('amounts that no order comes to', () => {
  it('are refused by name', async () => {
    const lines = [{ sku: 'TEE', quantity: 999_999, unit_price: 999_999_999_999 }];
    const answer = await installation.api('POST', '/orders', { currency: 'USD', channel_order_id: 'huge', line_items: lines, ...unpaid });
    expect(answer).toMatchObject({ status: 400, body: { status: 400, problems: [{ field: 'line_items.0', code: 'too-large' }] } });
  });
});
