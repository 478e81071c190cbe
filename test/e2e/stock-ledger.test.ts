// What every change of stock leaves behind, and which orders it wakes.
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

describe('an order that waits is sourced', () => {
  const waitsFor = async (sku: string): Promise<string> => {
    const id = await shop.place({ [sku]: 2 });
    await shop.reaches(id, 'backorder');
    return id;
  };

  const sourced = async (id: string): Promise<string> => (await shop.reaches(id, 'allocated')).status;

  it('when goods are received', async () => {
    const id = await waitsFor('W-RECEIPT');
    await shop.receive('east', { 'W-RECEIPT': 2 });
    expect(await sourced(id)).toBe('allocated');
  });

  it('when a count finds some', async () => {
    const id = await waitsFor('W-COUNT');
    await shop.count('east', 'W-COUNT', 2);
    expect(await sourced(id)).toBe('allocated');
  });

  it('when the book is put right', async () => {
    const id = await waitsFor('W-ADJUST');
    const lines = [{ sku: 'W-ADJUST', location_id: 'east', delta: 2, reason_code: 'found' }];
    await shop.must('POST', '/inventory/adjustments', { adjustment_id: 'w-1', lines });
    expect(await sourced(id)).toBe('allocated');
  });

  it('when set-aside goods turn out to be fit for sale', async () => {
    await shop.receive('east', { 'W-CHECK': 2 });
    const damaged = [{ sku: 'W-CHECK', location_id: 'east', delta: -2, reason_code: 'damage' }];
    await shop.must('POST', '/inventory/adjustments', { adjustment_id: 'w-2', lines: damaged });
    const id = await waitsFor('W-CHECK');
    const lines = [{ sku: 'W-CHECK', location_id: 'east', quantity: 2, from: 'damaged', to: 'on_hand' }];
    await shop.must('POST', '/inventory/reclassifications', { reclassification_id: 'w-3', lines });
    expect(await sourced(id)).toBe('allocated');
  });

  it('when another order is cancelled', async () => {
    await shop.receive('east', { 'W-CANCEL': 2 });
    const first = await shop.place({ 'W-CANCEL': 2 });
    await shop.reaches(first, 'allocated');
    const id = await waitsFor('W-CANCEL');
    await shop.cancel(first);
    expect(await sourced(id)).toBe('allocated');
  });

  it('when a transfer brings the goods', async () => {
    await shop.receive('east', { 'W-MOVE': 1 });
    await underWay('w-move', { 'W-MOVE': 1 });
    await stands('W-MOVE', 'west', { incoming: 1 });
    const id = await shop.place({ 'W-MOVE': 1 });
    await shop.reaches(id, 'backorder');
    await shop.must('POST', '/transfers/w-move/receive', { receipt_id: 'dock', lines: [{ sku: 'W-MOVE', received: 1 }] });
    expect(await sourced(id)).toBe('allocated');
  });
});

describe('the stock ledger', () => {
  it('is put right with a reason, once for each document', async () => {
    await shop.receive('east', { PLATE: 10 });
    const line = { sku: 'PLATE', location_id: 'east' };
    const adjust = (id: string, ...lines: readonly object[]) => api('POST', '/inventory/adjustments', { adjustment_id: id, lines });
    expect(await adjust('a-1', { ...line, delta: -2, reason_code: 'shrinkage' })).toMatchObject({
      status: 200,
      body: { adjustment_id: 'a-1', levels: [{ on_hand: 8, changed: true }] },
    });
    expect(await adjust('a-1', { ...line, delta: -2, reason_code: 'shrinkage' })).toMatchObject({
      body: { levels: [{ on_hand: 8, changed: false }] },
    });
    expect(await adjust('a-1', { ...line, delta: -3, reason_code: 'shrinkage' })).toMatchObject({ status: 409 });
    expect(await adjust('a-2', { ...line, delta: -1, reason_code: 'damage' })).toMatchObject({
      body: { levels: [{ on_hand: 7, damaged: 1 }] },
    });
    expect(await adjust('a-3', { ...line, delta: 1, reason_code: 'shrinkage' })).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'lines.0.delta' }] },
    });
    expect(await adjust('a-3', { ...line, delta: 1, reason_code: 'magic' })).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'lines.0.reason_code' }] },
    });
    expect(await adjust('a-3', { ...line, delta: -100, reason_code: 'theft' })).toMatchObject({
      status: 422,
      body: { problems: [{ field: 'lines.0', code: 'insufficient-on-hand' }] },
    });
    const stranger = await installation.apiAs('admin', 'rival');
    const foreign = { adjustment_id: 'a-4', lines: [{ ...line, delta: 1, reason_code: 'found' }] };
    expect(await stranger('POST', '/inventory/adjustments', foreign)).toMatchObject({
      status: 400,
      body: { problems: [{ code: 'unknown-location' }] },
    });
    const reclassify = (body: object) =>
      api('POST', '/inventory/reclassifications', { reclassification_id: 'r-1', lines: [{ ...line, ...body }] });
    expect(await reclassify({ quantity: 1, from: 'damaged', to: 'damaged' })).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'lines.0.to' }] },
    });
    expect(await reclassify({ quantity: 1, from: 'damaged', to: 'disposed', reason_code: 'scrapped' })).toMatchObject({
      body: { levels: [{ on_hand: 7, damaged: 0 }] },
    });
  });

  it('tells every movement, newest first, page by page', async () => {
    const seen: { event: string; version: number; reason_code: string | null }[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await shop.must(
        'GET',
        `/inventory/movements?sku=PLATE&location_id=east&limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      );
      expect(body.items.length).toBeLessThanOrEqual(2);
      seen.push(...body.items);
      ({ cursor } = body);
    } while (cursor !== undefined);
    expect(seen.map(({ event, reason_code: reason }) => [event, reason])).toEqual([
      ['inventory.reclassified', 'scrapped'],
      ['inventory.damaged', 'damage'],
      ['inventory.adjusted', 'shrinkage'],
      ['inventory.received', null],
    ]);
    expect(seen.map(({ version }) => version)).toEqual([4, 3, 2, 1]);
    expect(seen[1]).toMatchObject({
      change: { on_hand: -1, damaged: 1 },
      balance: { on_hand: 7, damaged: 1 },
      reference: 'adjustment-a-2',
      actor: 'api_key',
    });
    const path = '/inventory/movements?sku=PLATE&location_id=east';
    expect((await (await installation.apiAs('warehouse', 'main', ['west']))('GET', path)).status).toBe(404);
    expect((await (await installation.apiAs('admin', 'rival'))('GET', path)).status).toBe(404);
    expect(await api('GET', `${path}&cursor=none`)).toMatchObject({ status: 400, body: { problems: [{ field: 'query.cursor' }] } });
  });

  it('says what stood there at any moment', async () => {
    const { body } = await shop.must('GET', '/inventory/movements?sku=PLATE&location_id=east');
    // Newest first, so of several at one moment the last word stays.
    const byMoment = new Map([...body.items].reverse().map(({ at, balance }: { at: string; balance: object }) => [at, balance] as const));
    for (const [at, balance] of byMoment) {
      const { body: then } = await shop.must('GET', `/inventory/levels?sku=PLATE&as_of=${at}`);
      expect(then.levels).toMatchObject([{ location_id: 'east', ...balance, updated_at: at }]);
    }
    expect((await shop.must('GET', '/inventory/levels?sku=PLATE&as_of=2020-01-01T00:00:00Z')).body.levels).toEqual([]);
    expect(await api('GET', '/inventory/levels?sku=PLATE&as_of=yesterday')).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'query.as_of' }] },
    });
  });
});
