// What came back of orders, through HTTP: recorded once, shown everywhere, and counted until it says something of the listing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Sku, TenantId } from '../../lib/kernel/ids.ts';
import { fromWire, toWire } from '../../lib/kernel/wire.ts';
import { dispositionOptions } from '../../lib/orders/domain/returns/disposition.ts';
import { createWatchOrders } from '../../lib/orders/index.ts';
import { adviseDispositionOf } from '../../lambdas/orders/disposition-parts.ts';
import { orderWatchParts } from '../../lambdas/orders/watch-parts.ts';
import { settled } from './books.ts';
import { type Api, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';
import { restrictedPlatform } from '../support/function-needs.ts';

let installation: Installation;
let shop: Shop;
let rival: Api;
beforeAll(async () => {
  installation = await openInstallation({ env: { DUPLICATE_WINDOW_SECONDS: '0' } });
  await stockUp(installation.api, { east: { MUG: 100, CAP: 100 } });
  shop = createShop(installation);
  rival = await installation.apiAs('admin', 'rival');
});
afterAll(() => installation.close());

describe('advice on goods that came back', () => {
  const ask = (body: unknown) => installation.api('POST', '/returns/disposition', body);

  it('compares every way with all its amounts, and the same inputs give the same advice', async () => {
    await shop.must('POST', '/products', { sku: 'MUG', title: 'Mug', price: 4_000, currency: 'USD', weight_grams: 400 });
    const { body } = await shop.must('POST', '/returns/disposition', { sku: 'MUG', condition: 'opened', quantity: 2, location_id: 'east' });
    expect(body).toMatchObject({
      best: { disposition: 'resell', location_id: 'east', recovery_minor: 7_200, freight_minor: 0 },
      currency: 'USD',
      basis: 'assumed',
      decided_by: { policy: 'dispositions', version: 0 },
      inputs: { condition: 'opened', quantity: 2, unit_price_minor: 4_000, received_at: 'east' },
    });
    expect(toWire(dispositionOptions(fromWire(body.inputs)))).toEqual(body.options);
    const { disposition, location_id: place } = (await ask({ sku: 'MUG', condition: 'damaged', location_id: 'east' })).body.best;
    expect([disposition, place]).toEqual(['refurbish', 'east']);
  });

  it('names the fastest way beside the one that leaves most, where carriers have several services', async () => {
    await shop.must('PUT', '/policies/sourcing', { value: { preset: 'speed' }, note: 'Days count', expected_version: 0 });
    // Another process, which has not kept the policy before.
    const advise = adviseDispositionOf({ ...installation.runtime.platform });
    const asked = { sku: Sku('MUG'), condition: 'new', quantity: 1, from: { country: 'US', region: 'NY' } } as const;
    const advised = await advise(TenantId('main'), asked, () => true);
    if (!advised.ok) throw new Error(advised.error.code);
    const { best, fastest, options, sentence } = advised.value;
    expect(best).toMatchObject({ disposition: 'resell', service: expect.any(String), daysToShelf: expect.any(Number) });
    expect(Math.min(...options.flatMap(({ daysToShelf: days }) => days ?? []))).toBe(fastest?.daysToShelf);
    expect(fastest?.daysToShelf).toBeLessThan(best.daysToShelf ?? 0);
    expect(sentence).toContain(`Fastest is resell at ${fastest?.locationId} by ${fastest?.service}`);
  });

  it('goes by the policy of the tenant in its version', async () => {
    const { items: policies } = (await shop.must('GET', '/policies')).body;
    const { value, version } = policies.find(({ name }: { name: string }) => name === 'dispositions');
    const changed = { ...value, opened_percent: 0, refurbished_percent: 0 };
    await shop.must('PUT', '/policies/dispositions', { value: changed, note: 'outlet only', expected_version: version });
    // Another process, which has not kept the version before.
    const advise = adviseDispositionOf({ ...installation.runtime.platform });
    const asked = { sku: Sku('MUG'), condition: 'opened', quantity: 1, from: { locationId: 'east' } } as const;
    expect(await advise(TenantId('main'), asked, () => true)).toMatchObject({
      value: {
        best: { disposition: 'liquidate', netMinor: 800 - 300 },
        decidedBy: { policy: 'dispositions', version: 1, source: 'stored' },
      },
    });
  });

  it('is refused for what nobody knows, and by the field for what cannot be', async () => {
    expect(await ask({ sku: 'NOTHING', condition: 'new', location_id: 'east' })).toMatchObject({
      status: 422,
      body: { code: 'product-unknown' },
    });
    expect(await ask({ sku: 'MUG', condition: 'new', location_id: 'mars' })).toMatchObject({
      status: 422,
      body: { code: 'location-unknown' },
    });
    expect(await rival('POST', '/returns/disposition', { sku: 'MUG', condition: 'new', location_id: 'east' })).toMatchObject({
      status: 422,
    });
    expect(await ask({ sku: 'MUG', condition: 'shiny', location_id: 'east' })).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'condition' }] },
    });
  });
});

/** An order that has left. */
const shipped = async (lines: Readonly<Record<string, number>>): Promise<{ readonly id: string; readonly lineIds: readonly string[] }> => {
  const id = await shop.place(lines);
  await shop.reaches(id, 'allocated');
  const work = await shop.released(id, 'east');
  await shop.pick(work);
  await shop.pack(work);
  await shop.ship(work);
  const { line_items: found } = await shop.reaches(id, 'shipped');
  return { id, lineIds: found.map(({ line_id: lineId }: { line_id: string }) => lineId) };
};

const back = (returnId: string, lineId: string | undefined, quantity: number, reason = 'too-small', more = {}) => ({
  return_id: returnId,
  lines: [{ line_id: lineId, quantity, reason, condition: 'opened' }],
  ...more,
});

describe('a return', () => {
  it('is recorded once with reason, condition and place, and the order is returned when all is back', async () => {
    const { id, lineIds } = await shipped({ MUG: 3 });
    const path = `/orders/${id}/returns`;
    const first = back('rma-1', lineIds[0], 2, 'too-small', { location_id: 'east', received_at: '2026-11-20T10:00:00Z' });
    const recorded = await installation.api('POST', path, first);
    expect(recorded).toMatchObject({
      status: 201,
      body: { return_id: 'rma-1', location_id: 'east', received_at: '2026-11-20T10:00:00.000Z', lines: first.lines },
    });
    expect(await installation.api('POST', path, first)).toMatchObject({ status: 200, body: recorded.body });
    expect((await shop.order(id)).status).toBe('shipped');

    // Under one name there is one return, and no more comes back than went out.
    expect(await installation.api('POST', path, back('rma-1', lineIds[0], 1))).toMatchObject({
      status: 422,
      body: { code: 'return-differs' },
    });
    expect(await installation.api('POST', path, back('rma-2', lineIds[0], 2))).toMatchObject({
      status: 422,
      body: { code: 'lines-invalid' },
    });
    expect((await installation.api('POST', path, back('rma-2', lineIds[0], 1, 'changed-mind'))).status).toBe(201);
    expect((await shop.order(id)).status).toBe('returned');
    const { items } = (await shop.must('GET', path)).body;
    expect(items.map(({ return_id: returnId }: { return_id: string }) => returnId)).toEqual(['rma-1', 'rma-2']);
    expect(await shop.events(id)).toEqual(expect.arrayContaining(['order.return_recorded', 'order.returned']));
    const { items: told } = (await shop.must('GET', `/orders/${id}/timeline?limit=200`)).body;
    expect(told.map(({ sentence }: { sentence: string }) => sentence)).toContain(
      '2 units came back to east under return rma-1 (too small).',
    );
  });

  it('is not taken of an order that has not left, of another tenant, or with a reason that nobody knows', async () => {
    const { id, lineIds } = await shipped({ MUG: 1 });
    const path = `/orders/${id}/returns`;
    expect((await rival('POST', path, back('rma-9', lineIds[0], 1))).status).toBe(404);
    expect((await rival('GET', path)).status).toBe(404);
    expect(await installation.api('POST', path, back('rma-9', lineIds[0], 1, 'because'))).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'lines.0.reason' }] },
    });
    const pending = await shop.place({ MUG: 1 });
    const waiting = (await shop.reaches(pending, 'allocated')).line_items[0].line_id;
    expect(await installation.api('POST', `/orders/${pending}/returns`, back('rma-9', waiting, 1))).toMatchObject({
      status: 422,
      body: { code: 'transition-refused' },
    });
  });
});

describe('goods that could not be delivered', () => {
  it('are told as an exception until somebody has settled it with the customer, though the order is over', async () => {
    const { id, lineIds } = await shipped({ MUG: 2 });
    await shop.must('POST', `/orders/${id}/returns`, back('rts-1', lineIds[0], 2, 'undeliverable'));
    expect((await shop.order(id)).status).toBe('returned');
    await settled(installation.runtime);
    const listed = async () => {
      const { items } = (await shop.must('GET', '/exceptions?kind=undeliverable')).body;
      return items.filter(({ order }: { order: { order_id: string } }) => order.order_id === id);
    };
    const [exception] = await listed();
    expect(exception).toMatchObject({ kind: 'undeliverable', recommended_action: { code: 'ask-where-to-send' } });
    await shop.must('POST', `/orders/${id}/holds/${exception.reference}/release`);
    await settled(installation.runtime);
    expect([await listed(), (await shop.order(id)).status]).toEqual([[], 'returned']);
  });
});

describe('an article that comes back as not described', () => {
  it('is told as a problem of its listing, with the orders that show it, and one that comes back for other reasons is not', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { id, lineIds } = await shipped({ CAP: 3 });
      ids.push(id);
      await shop.must('POST', `/orders/${id}/returns`, back(`cap-${count}`, lineIds[0], 2, 'not-as-described'));
      const other = await shipped({ MUG: 3 });
      await shop.must('POST', `/orders/${other.id}/returns`, back(`mug-${count}`, other.lineIds[0], 2, 'changed-mind'));
    }
    await settled(installation.runtime);
    await createWatchOrders(orderWatchParts(restrictedPlatform(installation.runtime.platform, 'orders/watch-orders'))).runNow(
      TenantId('main'),
    );
    const { items } = (await shop.must('GET', '/order-anomalies?kind=listing_problem')).body;
    expect(items).toMatchObject([
      {
        about: 'sku:CAP:description',
        severity: 'medium',
        sentence: expect.stringMatching(/^6 units of CAP came back within four weeks because it was not what the listing shows, where /),
        recommended_action: { kind: 'check_listing' },
      },
    ]);
    expect([...items[0].evidence].sort()).toEqual([...ids].sort());
  });
});
