// Orders that wait for stock: who is served first, what they are promised, and what becomes of it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

let installation: Installation;
let shop: Shop;
beforeAll(async () => {
  installation = await openInstallation();
  shop = createShop(installation);
  await stockUp(installation.api, { east: { PLENTY: 500 } });
});
afterAll(() => installation.close());

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
let serial = 0;
const fresh = (stem: string): string => `${stem}-${(serial += 1)}`;

const expectSupply = async (sku: string, quantity: number, expectedAt: string): Promise<string> => {
  const id = fresh('PO');
  const lines = [{ line_id: '1', sku, quantity, expected_at: expectedAt }];
  await shop.must('POST', '/purchase-orders', { purchase_order_id: id, supplier: 'Kilnworks', location_id: 'east', lines });
  return id;
};
const waitingFor = async (sku: string, more = '') => (await shop.must('GET', `/inventory/waiting?sku=${sku}${more}`)).body;
const promisesOf = async (id: string) => (await shop.order(id)).promises;
/** The events that changed promises, once there are so many. */
const changes = (id: string, count: number) =>
  eventually(
    async () =>
      (await shop.must('GET', `/orders/${id}/events`)).body.events.filter(({ type }: { type: string }) => type === 'order.promise_changed'),
    (events: readonly { readonly payload: { readonly kept: boolean | null; readonly reason: string } }[]) => events.length >= count,
    20_000,
  );

describe('the queue of an article', () => {
  it('goes by age, in pages, and tells what is promised', async () => {
    const sku = fresh('CUP');
    const [first, second, third] = [await shop.place({ [sku]: 4 }), await shop.place({ [sku]: 3 }), await shop.place({ [sku]: 9 })];
    for (const id of [first, second, third]) await shop.reaches(id, 'backorder');
    const { items } = await waitingFor(sku);
    expect(items.map(({ order_id }: { order_id: string }) => order_id)).toEqual([first, second, third]);
    expect(items[0]).toMatchObject({ units: 4, missing: 4, kind: 'backorder', promised_for: null, basis: 'unknown', reference: null });

    const [soon, later] = [day(3), day(9)];
    const near = await expectSupply(sku, 5, soon);
    const far = await expectSupply(sku, 5, later);
    await eventually(
      () => waitingFor(sku),
      (page) => page.items[1]?.promised_for !== null,
      20_000,
    );
    expect((await waitingFor(sku)).items).toMatchObject([
      { order_id: first, promised_for: soon, basis: 'incoming', reference: near },
      { order_id: second, promised_for: later, basis: 'incoming', reference: far },
      { order_id: third, promised_for: null, basis: 'unknown', reference: null },
    ]);
    const page = await waitingFor(sku, '&limit=2');
    expect(page.items).toHaveLength(2);
    const rest = await waitingFor(sku, `&limit=2&cursor=${encodeURIComponent(page.cursor)}`);
    expect(rest.items).toMatchObject([{ order_id: third }]);
    expect(rest.cursor).toBeUndefined();
    // Every page but the last is full, however small.
    const single = await waitingFor(sku, '&limit=1');
    const next = await waitingFor(sku, `&limit=1&cursor=${encodeURIComponent(single.cursor)}`);
    expect(next.items).toMatchObject([{ order_id: second }]);
    expect(next.cursor).toBeDefined();
  }, 40_000);

  it('is empty for a stranger, and asked for with a SKU', async () => {
    const stranger = await installation.apiAs('admin', 'strangers');
    expect(await stranger('GET', '/inventory/waiting?sku=CUP-1')).toMatchObject({ status: 200, body: { items: [] } });
    expect(await installation.api('GET', '/inventory/waiting')).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'query.sku' }] },
    });
    expect(await installation.api('GET', '/inventory/waiting?sku=A%23B')).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'query.sku' }] },
    });
    expect((await installation.api('GET', '/inventory/waiting?sku=CUP-1&cursor=bm9uZQ')).status).toBe(400);
  });
});

describe('a promise', () => {
  it('is made with the supply that is known when the order begins to wait, and broken when that comes later', async () => {
    const sku = fresh('JAR');
    const [soon, later] = [day(2), day(12)];
    const purchase = await expectSupply(sku, 10, soon);
    // The rows of incoming supply follow the purchase order.
    await eventually(
      async () => (await installation.runtime.platform.views.query({ PK: `main#INCOMING#${sku}` })).items.length,
      (count) => count === 1,
    );
    const id = await shop.place({ [sku]: 6, PLENTY: 1 });
    await shop.reaches(id, 'backorder');
    expect(await promisesOf(id)).toMatchObject([
      { line_id: '1', quantity: 6, promised_for: soon, basis: 'incoming', kind: 'backorder', reference: purchase },
      { line_id: '2', quantity: 1, promised_for: soon, basis: 'stock', kind: 'backorder', reference: null },
    ]);
    await shop.must('POST', `/purchase-orders/${purchase}/reschedule`, { lines: [{ line_id: '1', expected_at: later }] });
    const [, second] = await changes(id, 2);
    expect(second?.payload).toMatchObject({ reason: 'supply-changed', kept: false });
    expect(await promisesOf(id)).toMatchObject([{ promised_for: later }, { promised_for: later }]);

    const { items } = await eventually(
      async () => (await shop.must('GET', '/exceptions?kind=promise-broken')).body,
      (page) => page.items.length > 0,
    );
    expect(items).toMatchObject([{ kind: 'promise-broken', order: { order_id: id }, recommended_action: { code: 'tell-customer' } }]);
    expect(items[0].sentence).toContain(later);

    await shop.receive('east', { [sku]: 6 });
    await shop.reaches(id, 'allocated');
    expect(await promisesOf(id)).toMatchObject([
      { quantity: 6, kind: 'allocated', basis: 'stock', promised_for: later },
      { quantity: 1, kind: 'allocated', basis: 'stock', promised_for: later },
    ]);
    expect((await changes(id, 3)).at(-1)?.payload).toMatchObject({ reason: 'receipt', kept: true });
  }, 40_000);

  it('is not made to an order that goes straight to its location', async () => {
    const id = await shop.place({ PLENTY: 2 });
    await shop.reaches(id, 'allocated');
    expect(await promisesOf(id)).toEqual([]);
    expect(await shop.events(id)).not.toContain('order.promise_changed');
  });
});
