// Goods on their way: transfers and purchase orders through HTTP, and what they do to stock.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

let installation: Installation;
let api: Api;
let shop: Shop;
beforeAll(async () => {
  installation = await openInstallation();
  ({ api } = installation);
  shop = createShop(installation);
  await stockUp(api, { east: { MUG: 20, CAP: 5 }, west: { MUG: 1 } });
});
afterAll(() => installation.close());

const later = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

const level = async (sku: string, locationId: string) =>
  (await shop.levels(sku)).find((one: { location_id: string }) => one.location_id === locationId) ?? {
    on_hand: 0,
    incoming: 0,
    damaged: 0,
  };

const stands = (sku: string, locationId: string, wanted: Record<string, number>) =>
  eventually(
    () => level(sku, locationId),
    (found) => Object.entries(wanted).every(([bucket, units]) => found[bucket] === units),
  );

const transfer = async (id: string) => (await shop.must('GET', `/transfers/${id}`)).body;

const create = (id: string, units: Record<string, number>, more: object = {}) =>
  shop.must('POST', '/transfers', {
    transfer_id: id,
    from_location_id: 'east',
    to_location_id: 'west',
    lines: Object.entries(units).map(([sku, quantity]) => ({ sku, quantity })),
    expected_at: later(2),
    ...more,
  });

const underWay = async (id: string, units: Record<string, number>) => {
  await create(id, units);
  await shop.must('POST', `/transfers/${id}/approve`);
  await shop.must('POST', `/transfers/${id}/ship`, {});
  return eventually(
    () => transfer(id),
    ({ status }) => status === 'in_transit',
  );
};

describe('a transfer', () => {
  it('takes units from one shelf to the other, and in between they are on none', async () => {
    await underWay('t-whole', { MUG: 4 });
    await stands('MUG', 'east', { on_hand: 16 });
    await stands('MUG', 'west', { on_hand: 1, incoming: 4 });
    const receipt = { receipt_id: 'dock-1', lines: [{ sku: 'MUG', received: 3 }] };
    const { body } = await shop.must('POST', '/transfers/t-whole/receive', receipt);
    expect(body).toMatchObject({ status: 'partially_received', lines: [{ shipped: 4, received: 3, in_transit: 1 }] });
    await shop.must('POST', '/transfers/t-whole/receive', receipt);
    await shop.must('POST', '/transfers/t-whole/receive', { receipt_id: 'dock-2', lines: [{ sku: 'MUG', received: 1 }] });
    await stands('MUG', 'west', { on_hand: 5, incoming: 0 });
    expect(await transfer('t-whole')).toMatchObject({ status: 'received', lines: [{ received: 4, in_transit: 0 }] });
    const { entries } = (await shop.must('GET', '/transfers/t-whole/history')).body;
    expect(entries.map(({ title }: { readonly title: string }) => title)).toEqual([
      'Transfer asked for',
      'Transfer approved',
      'Transfer leaving',
      'Transfer on its way',
      'Transfer received',
      'Transfer received',
    ]);
    expect(entries[0]).toMatchObject({
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      sentence: 'Transfer t-whole is to bring 4 × MUG from east to west.',
    });
  });
});

describe('a transfer that goes wrong', () => {
  it('does not take units that orders have been promised, and says which', async () => {
    await shop.receive('south', { LAMP: 3 });
    const held = await shop.place({ LAMP: 2 });
    await shop.reaches(held, 'allocated');
    await create('t-short', { LAMP: 2 }, { from_location_id: 'south' });
    await shop.must('POST', '/transfers/t-short/approve');
    await shop.must('POST', '/transfers/t-short/ship', {});
    const refused = await eventually(
      () => transfer('t-short'),
      ({ status, refused: lines }) => status === 'approved' && lines.length > 0,
    );
    expect(refused).toMatchObject({ refused: [{ sku: 'LAMP', code: 'insufficient-stock' }], lines: [{ shipped: 0 }] });
    await stands('LAMP', 'south', { on_hand: 3 });
    // What is free may go, and the rest is not sent.
    await shop.must('POST', '/transfers/t-short/ship', { lines: [{ sku: 'LAMP', quantity: 1 }] });
    await stands('LAMP', 'south', { on_hand: 2 });
  });

  it.each([
    ['write_off', 3],
    ['return', 4],
  ] as const)('is closed with what became of the rest: %s', async (missing, onHand) => {
    const [id, sku] = [`t-${missing}`, `VASE-${missing}`];
    await shop.receive('east', { [sku]: 5 });
    await underWay(id, { [sku]: 2 });
    await stands(sku, 'west', { incoming: 2 });
    const lines = [{ sku, received: 0, damaged: 1 }];
    await shop.must('POST', `/transfers/${id}/receive`, { receipt_id: 'dock', lines, reason: 'crushed' });
    const { body } = await shop.must('POST', `/transfers/${id}/close`, { missing, reason: 'not on the truck' });
    expect(body).toMatchObject({ status: 'closed_short', missing, end_reason: 'not on the truck', lines: [{ damaged: 1, missing: 1 }] });
    await stands(sku, 'east', { on_hand: onHand });
    await stands(sku, 'west', { on_hand: 0, damaged: 1, incoming: 0 });
  });

  it('is refused what its state does not allow, with the field or the reason', async () => {
    expect(
      await api('POST', '/transfers', {
        transfer_id: 't-bad',
        from_location_id: 'east',
        to_location_id: 'west',
        lines: [{ sku: 'MUG', quantity: -1 }],
      }),
    ).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'lines.0.quantity', message: 'must be 1 or more' }] },
    });
    expect(
      await api('POST', '/transfers', {
        transfer_id: 't-bad',
        from_location_id: 'east',
        to_location_id: 'nowhere',
        lines: [{ sku: 'MUG', quantity: 1 }],
      }),
    ).toMatchObject({ status: 400, body: { problems: [{ field: 'to_location_id', code: 'unknown-location' }] } });
    await create('t-draft', { MUG: 1 }, { expected_at: undefined });
    expect(await api('POST', '/transfers/t-draft/ship', {})).toMatchObject({
      status: 422,
      body: { code: 'status-refuses', state: 'draft' },
    });
    await shop.must('POST', '/transfers/t-draft/approve');
    expect(await api('POST', '/transfers/t-draft/ship', {})).toMatchObject({ status: 422, body: { code: 'expected-arrival-missing' } });
    expect((await create('t-draft', { MUG: 1 }, { expected_at: undefined })).body).toMatchObject({ status: 'approved', version: 2 });
    const other = { transfer_id: 't-draft', from_location_id: 'east', to_location_id: 'west', lines: [{ sku: 'MUG', quantity: 2 }] };
    expect(await api('POST', '/transfers', other)).toMatchObject({ status: 409, body: { code: 'transfer-conflict' } });
    expect((await shop.must('POST', '/transfers/t-draft/cancel', { reason: 'not needed' })).body).toMatchObject({ status: 'cancelled' });
  });

  it('is there for whoever works at one of its ends, and for nobody else', async () => {
    await create('t-seen', { MUG: 1 });
    const [origin, destination, third] = await Promise.all(
      ['east', 'west', 'south'].map((location) => installation.apiAs('warehouse', 'main', [location])),
    );
    for (const one of [origin, destination]) expect((await one?.('GET', '/transfers/t-seen'))?.status).toBe(200);
    expect((await third?.('GET', '/transfers/t-seen'))?.status).toBe(404);
    expect(await destination?.('POST', '/transfers/t-seen/approve')).toMatchObject({ status: 403, body: { code: 'other-location' } });
    expect((await third?.('POST', '/transfers/t-seen/approve'))?.status).toBe(404);
    expect((await origin?.('POST', '/transfers/t-seen/approve'))?.status).toBe(200);
    const ids = async (of: Api | undefined, query = '') =>
      ((await of?.('GET', `/transfers${query}`))?.body.items ?? []).map((item: { transfer_id: string }) => item.transfer_id);
    await eventually(
      () => ids(destination),
      (found) => found.includes('t-seen'),
    );
    expect(await ids(third)).not.toContain('t-seen');
    expect(await ids(api, '?location_id=west&status=approved')).toContain('t-seen');
    expect(await ids(api, '?status=received')).toContain('t-whole');
    expect((await third?.('GET', '/transfers?location_id=east'))?.status).toBe(404);
    const stranger = await installation.apiAs('admin', 'rival');
    expect((await stranger('GET', '/transfers/t-seen')).status).toBe(404);
    expect(await ids(stranger)).toEqual([]);
  });
});

const atp = async (sku: string, query = '') => (await shop.must('GET', `/inventory/atp?sku=${sku}${query}`)).body;
type Step = { readonly from: string; readonly available_to_promise: number };
const amounts = (steps: readonly Step[]) => steps.map((step) => step.available_to_promise);

describe('a purchase order', () => {
  const order = (id: string, sku: string, quantity: number, expectedAt?: string) =>
    shop.must('POST', '/purchase-orders', {
      purchase_order_id: id,
      supplier: 'Potters United',
      reference: 'PU-77',
      location_id: 'east',
      lines: [{ line_id: '1', sku, quantity, ...(expectedAt === undefined ? {} : { expected_at: expectedAt }) }],
    });

  it('is expected until it has come, line by line', async () => {
    const expectedAt = later(4);
    await order('po-1', 'BOWL', 10, expectedAt);
    await order('po-1', 'BOWL', 10, expectedAt);
    await stands('BOWL', 'east', { on_hand: 0, incoming: 10 });
    const receipt = { receipt_id: 'dock-1', lines: [{ line_id: '1', received: 6, damaged: 1 }] };
    expect((await shop.must('POST', '/purchase-orders/po-1/receive', receipt)).body).toMatchObject({
      status: 'partially_received',
      lines: [{ received: 6, damaged: 1, outstanding: 3 }],
    });
    await shop.must('POST', '/purchase-orders/po-1/receive', receipt);
    await stands('BOWL', 'east', { on_hand: 6, damaged: 1, incoming: 3 });
    expect((await shop.must('POST', '/purchase-orders/po-1/close', { reason: 'sold out' })).body).toMatchObject({ status: 'closed_short' });
    await stands('BOWL', 'east', { on_hand: 6, incoming: 0 });
  });

  it('shows in what may be promised, from the day that it is expected', async () => {
    await shop.receive('east', { DISH: 4 });
    await order('po-2', 'DISH', 10, later(4));
    const first = await eventually(
      () => atp('DISH'),
      ({ network, locations }) => network.length === 2 && locations[0]?.on_hand === 4,
    );
    expect(amounts(first.network)).toEqual([4, 14]);
    expect(first.locations).toMatchObject([
      {
        location_id: 'east',
        on_hand: 4,
        steps: [{ causes: [] }, { causes: [{ kind: 'purchase_order', reference: 'po-2', quantity: 10 }] }],
      },
    ]);
    expect(amounts((await atp('DISH', '&horizon_days=2')).network)).toEqual([4]);
    // An order that wants more than there is takes what comes.
    const waiting = await shop.place({ DISH: 7 });
    await shop.reaches(waiting, 'backorder');
    const second = await eventually(
      () => atp('DISH'),
      ({ waiting_units: units, network }) => units > 0 && network.length === 2,
    );
    expect(second).toMatchObject({ waiting_units: 7 });
    expect(amounts(second.network)).toEqual([0, 7]);
    // Nobody knows when it comes: it counts for nothing.
    await shop.must('POST', '/purchase-orders/po-2/reschedule', { lines: [{ line_id: '1', expected_at: null }], reason: 'strike' });
    const third = await eventually(
      () => atp('DISH'),
      ({ unscheduled, network }) => unscheduled.length === 1 && network.length === 1,
    );
    expect(third.unscheduled).toEqual([
      { location_id: 'east', kind: 'purchase_order', reference: 'po-2', quantity: 10, expected_at: null },
    ]);
    expect(amounts(third.network)).toEqual([0]);
    await shop.must('POST', '/purchase-orders/po-2/receive', { receipt_id: 'dock', lines: [{ line_id: '1', received: 10 }] });
    await shop.reaches(waiting, 'allocated');
  });

  it('is of its location and its tenant alone', async () => {
    const westOnly = await installation.apiAs('warehouse', 'main', ['west']);
    expect((await westOnly('GET', '/purchase-orders/po-1')).status).toBe(404);
    expect((await westOnly('POST', '/purchase-orders/po-1/cancel', { reason: 'no' })).status).toBe(404);
    const mine = { purchase_order_id: 'po-w', supplier: 'P', location_id: 'east', lines: [{ line_id: '1', sku: 'MUG', quantity: 1 }] };
    expect(await westOnly('POST', '/purchase-orders', mine)).toMatchObject({ status: 400, body: { problems: [{ field: 'location_id' }] } });
    expect((await westOnly('GET', '/purchase-orders')).body.items).toEqual([]);
    const stranger = await installation.apiAs('admin', 'rival');
    expect((await stranger('GET', '/purchase-orders/po-1')).status).toBe(404);
    expect(await api('POST', '/purchase-orders', { ...mine, lines: [{ line_id: '1', sku: 'MUG', quantity: 1.5 }] })).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'lines.0.quantity' }] },
    });
    expect((await api('GET', '/purchase-orders?status=closed_short')).body.items).toMatchObject([{ purchase_order_id: 'po-1' }]);
  });
});
