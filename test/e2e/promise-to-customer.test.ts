// Until when a customer was told that the goods arrive, and what becomes of that: chosen by, shown, and owned up to.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fromEpochMs, type Instant } from '../../lib/kernel/instant.ts';
import { eventually, type Installation, openInstallation, orderBody, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

let installation: Installation;
let shop: Shop;
let sku: string;
let serial = 0;
beforeAll(async () => {
  installation = await openInstallation();
  shop = createShop(installation);
  await stockUp(installation.api, {});
  await shop.must('POST', '/locations', {
    location_id: 'slow',
    name: 'Albany',
    type: 'warehouse',
    country: 'US',
    region: 'NY',
    latitude: 42.65,
    longitude: -73.75,
    processing_hours: 240,
  });
});
beforeEach(() => {
  sku = `DATE-${(serial += 1)}`;
});
afterAll(() => installation.close());

const inDays = (days: number): Instant => fromEpochMs(Date.now() + days * 86_400_000);
const express = { shipping_lines: [{ code: 'Express', title: 'Express', price: 500 }] };

const decisionOf = async (id: string) =>
  (await shop.must('GET', `/orders/${id}/decisions`)).body.decisions.find(({ kind }: { kind: string }) => kind === 'routing').receipt
    .receipt;
const isOfOrder =
  (id: string) =>
  ({ order }: { readonly order: { readonly order_id: string } }): boolean =>
    order.order_id === id;
const promisesOf = async (id: string, of = shop) => {
  const { events } = (await of.must('GET', `/orders/${id}/events`)).body;
  return events
    .filter(({ type }: { type: string }) => type === 'order.promise_changed')
    .map(({ payload }: { payload: unknown }) => payload);
};

describe('an order with a date', () => {
  it('shows it, and that it is expected in time; nothing more is written for it', async () => {
    await shop.receive('east', { [sku]: 5 });
    const id = await shop.place({ [sku]: 1 }, { deliver_by: inDays(4) });
    await shop.released(id, 'east');
    const order = await shop.order(id);
    expect(order).toMatchObject({ deliver_by: expect.any(String), deliver_by_basis: 'stated', promises: [] });
    const [{ expected_at: expected }] = order.fulfillment_orders;
    expect(expected < order.deliver_by).toBe(true);
    expect(await promisesOf(id)).toEqual([]);
    expect((await decisionOf(id)).reasons).toContain(`The order states delivery by ${order.deliver_by}.`);
  });

  it('is told that it comes late where only a far location has the goods', async () => {
    await shop.receive('west', { [sku]: 5 });
    const id = await shop.place({ [sku]: 1 }, { deliver_by: inDays(2) });
    await shop.released(id, 'west');
    const order = await shop.order(id);
    const [{ expected_at: expected }] = order.fulfillment_orders;
    expect(await promisesOf(id)).toMatchObject([
      { kept: false, reason: 'sourced', lines: [{ promised_for: expected, kind: 'allocated' }] },
    ]);
    const { items } = await eventually(
      async () => (await shop.must('GET', '/exceptions?kind=promise-broken')).body,
      (page) => page.items.some(isOfOrder(id)),
    );
    const { sentence } = items.find(isOfOrder(id));
    expect(sentence).toContain(expected);
  });

  it('goes to whoever can keep it, though another one is cheaper', async () => {
    await shop.receive('slow', { [sku]: 5 });
    await shop.receive('east', { [sku]: 5 });
    const [anyTime, dated] = [await shop.place({ [sku]: 1 }), await shop.place({ [sku]: 1 }, { deliver_by: inDays(3) })];
    await shop.released(anyTime, 'slow');
    await shop.released(dated, 'east');
    expect(await promisesOf(dated)).toEqual([]);
  });

  it('is told when it comes late only after its location has refused', async () => {
    await shop.receive('east', { [sku]: 5 });
    await shop.receive('west', { [sku]: 5 });
    const id = await shop.place({ [sku]: 1 }, { deliver_by: inDays(3) });
    await shop.reject(await shop.released(id, 'east'));
    await shop.released(id, 'west');
    expect(await promisesOf(id)).toMatchObject([{ kept: false, reason: 're-sourced' }]);
  });

  it('refuses a date that is none, by its field', async () => {
    const answer = await installation.api('POST', '/orders', orderBody({ [sku]: 1 }, { channel_order_id: sku, deliver_by: 'Friday' }));
    expect(answer).toMatchObject({ status: 400, body: { problems: [{ field: 'deliver_by' }] } });
  });
});

describe('service levels', () => {
  it('that nobody has set give no date, and no lateness counts', async () => {
    await shop.receive('west', { [sku]: 5 });
    const id = await shop.place({ [sku]: 1 }, express);
    await shop.released(id, 'west');
    expect(await shop.order(id)).not.toHaveProperty('deliver_by');
    expect((await decisionOf(id)).reasons).toContain('No date was promised, so no lateness counts.');
  });

  it('give a date to orders that state none, by shipping method', async () => {
    const api = await installation.apiAs('admin', 'punctual');
    const own = createShop(installation, api);
    await stockUp(api, { west: { [sku]: 5 } });
    const methods = [
      { method: 'EXPRESS', days: 2 },
      { method: '*', days: 30 },
    ];
    await own.must('PUT', '/policies/service_levels', { value: { methods }, note: 'a test', expected_version: 0 });
    const fast = await own.place({ [sku]: 1 }, express);
    await own.released(fast, 'west');
    expect(await own.order(fast)).toMatchObject({ deliver_by_basis: 'service-level', promises: [{ kind: 'allocated' }] });
    expect(await promisesOf(fast, own)).toMatchObject([{ kept: false }]);
    const slow = await own.place({ [sku]: 1 });
    await own.released(slow, 'west');
    expect(await own.order(slow)).toMatchObject({ deliver_by_basis: 'service-level', promises: [] });
    const stated = await own.place({ [sku]: 1 }, { ...express, deliver_by: inDays(9) });
    await own.released(stated, 'west');
    expect(await own.order(stated)).toMatchObject({ deliver_by_basis: 'stated', promises: [] });
  });

  it('name each method once, in whole days', async () => {
    const put = (methods: unknown) =>
      installation.api('PUT', '/policies/service_levels', { value: { methods }, note: 'a test', expected_version: 0 });
    const twice = [
      { method: 'express', days: 1 },
      { method: 'Express', days: 2 },
    ];
    expect(await put(twice)).toMatchObject({ status: 400, body: { problems: [{ field: 'value.methods' }] } });
    const half = [{ method: 'express', days: 0.5 }];
    expect(await put(half)).toMatchObject({ status: 400, body: { problems: [{ field: 'value.methods.0.days' }] } });
  });
});
