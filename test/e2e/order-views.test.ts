// What a team looks at first: orders per stage, one box to find them, and the queues of those that need somebody.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pipelineOf } from '../../lambdas/order-views.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { settled } from './books.ts';
import { type Api, eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';
import { restrictedPlatform } from '../support/function-needs.ts';

let installation: Installation;
let shop: Shop;
let api: Api;
let rival: Api;
beforeAll(async () => {
  installation = await openInstallation({ env: { DUPLICATE_WINDOW_SECONDS: '300', STUCK_AFTER_SECONDS: 'backorder 1' } });
  await stockUp(installation.api, { east: { VASE: 100 } });
  shop = createShop(installation);
  api = installation.api;
  rival = await installation.apiAs('admin', 'rival');
});
afterAll(() => installation.close());

const main = TenantId('main');
/** The stages as they stand now, without waiting for the next count. */
const counted = async () => {
  await settled(installation.runtime);
  await pipelineOf(restrictedPlatform(installation.runtime.platform, 'orders/refresh-pipeline')).renew(main);
  const { body } = await shop.must('GET', '/pipeline');
  return body as { as_of: string; renewed_within_seconds: number; stages: readonly Record<string, never>[] };
};
const stageOf = async (status: string) =>
  (await counted()).stages.find((stage) => stage['status'] === status) as unknown as {
    orders: number;
    more: boolean;
    stuck: number;
    stuck_after_seconds: number | null;
    oldest_since: string | null;
    ageing: { from_seconds: number; to_seconds: number | null; orders: number }[];
  };
const search = async (q: string, by: Api = api) => (await by('GET', `/search?q=${encodeURIComponent(q)}`)).body;
type Review = {
  readonly order: { readonly order_id: string };
  readonly hold: Record<string, unknown>;
  readonly recommended_action: Record<string, string>;
};
const reviews = async (query = ''): Promise<readonly Review[]> => {
  await settled(installation.runtime);
  return (await shop.must('GET', `/review-queue${query}`)).body.items;
};

describe('the pipeline', () => {
  it('counts the orders of every stage by age, and says which are stuck', async () => {
    const waiting = await shop.place({ NOWHERE: 2 });
    await shop.reaches(waiting, 'backorder');
    const done = await shop.place({ VASE: 1 });
    await shop.reaches(done, 'allocated');
    await eventually(
      () => stageOf('backorder'),
      ({ stuck }) => stuck === 1,
    );
    const backorder = await stageOf('backorder');
    const { status_since: since } = (await shop.must('GET', '/orders?status=backorder')).body.items[0];
    expect(backorder).toMatchObject({ orders: 1, more: false, stuck: 1, stuck_after_seconds: 1, oldest_since: since });
    expect(backorder.ageing.map(({ orders }) => orders)).toEqual([1, 0, 0, 0, 0, 0, 0]);
    expect(backorder.ageing[0]).toMatchObject({ from_seconds: 0, to_seconds: 900 });
    expect(backorder.ageing.at(-1)).toMatchObject({ from_seconds: 259_200, to_seconds: null });
    expect(await stageOf('allocated')).toMatchObject({ orders: 1, stuck: 0 });
    expect((await counted()).stages.map((stage) => stage['status'] as unknown as string)).toHaveLength(13);
    expect((await counted()).renewed_within_seconds).toBe(60);
  });

  it('is drilled into by the filters of the order list', async () => {
    const ids = async (query: string) =>
      (await shop.must('GET', `/orders?${query}`)).body.items.map((row: { order_id: string }) => row.order_id);
    expect(await ids('status=backorder&stuck=true')).toHaveLength(1);
    expect(await ids('status=allocated&stuck=true')).toEqual([]);
    expect(await ids('status=backorder&older_than_seconds=86400')).toEqual([]);
    expect(await ids('status=backorder&older_than_seconds=0')).toHaveLength(1);
    expect(await ids('status=completed&stuck=true')).toEqual([]);
  });

  it('asks for a status with an age', async () => {
    expect(await api('GET', '/orders?stuck=true')).toMatchObject({ status: 400, body: { problems: [{ field: 'query.stuck' }] } });
    expect(await api('GET', '/orders?older_than_seconds=5')).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'query.older_than_seconds' }] },
    });
  });

  it('is the one that the status of the installation shows', async () => {
    const { stages } = await counted();
    const { pipeline } = (await shop.must('GET', '/status')).body;
    expect(pipeline).toEqual(stages.map(({ status, orders, more }) => ({ status, orders, more })));
  });

  it.each([
    ['/pipeline', (body: never) => body['stages']],
    ['/status', (body: never) => body['pipeline']],
    ['/exceptions?kind=stuck', (body: never) => body['items']],
  ] as const)('is counted by whoever asks first: %s', async (path, listed) => {
    const { views } = installation.runtime.platform;
    for (const SK of ['COUNT', 'STUCK']) await views.delete({ PK: 'main#PIPELINE', SK });
    const { body } = await shop.must('GET', path);
    expect((listed(body as never) as readonly unknown[]).length).toBeGreaterThan(0);
    expect((await views.query({ PK: 'main#PIPELINE' })).items).toHaveLength(2);
  });

  it('shows each tenant its own', async () => {
    const { stages } = (await rival('GET', '/pipeline')).body;
    expect(stages.reduce((sum: number, { orders }: { orders: number }) => sum + orders, 0)).toBe(0);
  });
});

describe('the search', () => {
  let orderId: string;
  let workId: string;
  beforeAll(async () => {
    const customer = { email: 'Iris.Vale@example.com', name: 'Iris Vale', phone: '+1 (555) 014-0909' };
    orderId = await shop.place({ VASE: 2 }, { channel_order_id: 'web-77', channel_order_name: '#1077', customer });
    workId = await shop.released(orderId, 'east');
    await shop.pick(workId);
    await shop.pack(workId);
    await shop.must('POST', `/fulfillment-orders/${workId}/ship`, { carrier: 'ups', tracking_number: '1Z999AA10123456784' });
    await shop.reaches(orderId, 'shipped');
    await settled(installation.runtime);
  });

  it.each([
    ['our id', () => orderId, 'order_id'],
    ['the id of its fulfillment order', () => workId, 'fulfillment_order_id'],
    ["the channel's id", () => 'web-77', 'channel_order'],
    ['its name', () => '#1077', 'channel_order'],
    ['its name without the sign', () => '1077', 'channel_order'],
    ['an e-mail address in any case', () => 'iris.vale@EXAMPLE.com', 'email'],
    ['a phone number however it is written', () => '+15550140909', 'phone'],
    ['a SKU', () => 'VASE', 'sku'],
    ['a tracking number', () => '1Z999AA10123456784', 'tracking_number'],
    ['a tracking number in groups and small letters', () => '1z 999 aa1 01 2345 6784', 'tracking_number'],
    ['a status', () => 'Shipped', 'status'],
  ])('finds an order by %s', async (_what, text, kind) => {
    const found = await search(text());
    expect(found.kinds).toContain(kind);
    const match = found.items.find(({ order }: { order: { order_id: string } }) => order.order_id === orderId);
    expect(match?.matched_by).toContain(kind);
  });

  it('shows an order once that is found in several ways, with all of them', async () => {
    const twice = await shop.place({ 'VASE-2': 1 }, { channel_order_id: 'VASE-2' });
    await settled(installation.runtime);
    const { items } = await search('VASE-2');
    expect(items.map(({ order }: { order: { order_id: string } }) => order.order_id)).toEqual([twice]);
    expect([...items[0].matched_by].sort()).toEqual(['channel_order', 'sku']);
  });

  it('finds an order within two seconds of its being placed', async () => {
    const placed = await shop.place({ VASE: 1 }, { channel_order_id: 'just-now' });
    const found = await eventually(
      () => search('just-now'),
      ({ items }) => items.length > 0,
      2_000,
    );
    expect(found.items[0].order.order_id).toBe(placed);
  });

  it('shows the newest first, and says when there are more than it shows', async () => {
    const { items, more } = (await api('GET', '/search?q=VASE&limit=2')).body;
    expect(items).toHaveLength(2);
    expect(more).toBe(true);
    expect(items[0].order.placed_at >= items[1].order.placed_at).toBe(true);
  });

  it('looks for people only where the caller may know them, and says so', async () => {
    const analyst = await installation.apiAs('analyst');
    expect(await search('iris.vale@example.com', analyst)).toMatchObject({ items: [], withheld: ['email'] });
    expect((await search('+15550140909', analyst)).withheld).toEqual(['phone']);
    for (const filter of ['email=iris.vale%40example.com', 'phone=%2B15550140909'])
      expect(await analyst('GET', `/orders?${filter}`)).toMatchObject({
        status: 403,
        body: { code: 'scope-missing', scope: 'orders:personal' },
      });
    expect((await search('VASE', analyst)).items.length).toBeGreaterThan(0);
  });

  it.each([
    ['nothing', ''],
    ['only spaces', '%20%20'],
    ['too much', 'x'.repeat(321)],
  ])('refuses %s and names the field', async (_what, q) => {
    expect(await api('GET', `/search?q=${q}`)).toMatchObject({ status: 400, body: { problems: [{ field: 'query.q' }] } });
  });

  it('finds nothing of another tenant', async () => {
    for (const text of [orderId, workId, 'web-77', '1Z999AA10123456784', 'iris.vale@example.com', 'VASE'])
      expect((await search(text, rival)).items).toEqual([]);
  });
});

describe('the review queue', () => {
  it('holds what waits for a decision with what to do about it, oldest first', async () => {
    const first = await shop.place({ NOWHERE: 1 });
    await shop.hold(first, 'sourcing');
    const second = await shop.place({ NOWHERE: 3 });
    const holdId = await shop.hold(second, 'release');
    const items = await reviews('?type=operator');
    expect(items.map(({ order }) => order.order_id)).toEqual([first, second]);
    expect(items[1]).toMatchObject({
      hold: { hold_id: holdId, type: 'operator', reason: 'asked to wait', blocks: ['release'], until: null, rejected: false },
      recommended_action: { code: 'ask-who-held' },
    });
    await shop.release(second, holdId);
    expect((await reviews('?type=operator')).map(({ order }) => order.order_id)).toEqual([first]);
  });

  it('names the other order of one that looks like a duplicate', async () => {
    const customer = { email: 'twice@example.com', name: 'Twice' };
    const one = await shop.place({ VASE: 5 }, { channel_order_id: 'one', channel_order_name: '#2001', customer });
    const other = await shop.place({ VASE: 5 }, { channel_order_id: 'two', channel_order_name: '#2002', customer });
    const twins = async () => (await reviews('?type=duplicate-review')).filter(({ order }) => [one, other].includes(order.order_id));
    const found = await eventually(twins, (items) => items.length === 1);
    expect(found[0]).toMatchObject({ recommended_action: { code: 'compare-orders' } });
    const sentence = found[0]?.recommended_action['sentence'];
    expect(sentence).toMatch(found[0]?.order.order_id === other ? /#2001/ : /#2002/);
    // A hold that was upheld cancels the order, which leaves the queue.
    const operator = await installation.signedIn('operator');
    const rejected = await operator('POST', `/orders/${found[0]?.order.order_id}/holds/${String(found[0]?.hold['hold_id'])}/reject`);
    expect(rejected.status).toBe(200);
    await eventually(twins, (items) => items.length === 0);
  });

  it('says why the rule sent an order to review', async () => {
    const dear = await shop.place({ NOWHERE: 90 });
    const found = await eventually(
      () => reviews('?type=fraud-review'),
      (items) => items.length === 1,
    );
    expect(found[0]?.order.order_id).toBe(dear);
    expect(found[0]?.hold['releasable_by']).toEqual(['operator', 'admin']);
    expect(found[0]?.recommended_action['sentence']).toContain('above the review threshold');
  });

  it('keeps a hold that was upheld and cancels nothing by itself, until the order is cancelled', async () => {
    const id = await shop.place({ NOWHERE: 4 });
    const holdId = await shop.hold(id, 'sourcing');
    await shop.must('POST', `/orders/${id}/holds/${holdId}/reject`);
    const mine = async () => (await reviews()).filter(({ order }) => order.order_id === id);
    expect(await mine()).toMatchObject([{ hold: { rejected: true }, recommended_action: { code: 'cancel-order' } }]);
    await shop.cancel(id);
    expect(await mine()).toEqual([]);
  });

  it('is read page by page, each hold once', async () => {
    const all = (await reviews()).map(({ hold }) => hold['hold_id']);
    expect(all.length).toBeGreaterThan(1);
    const found: unknown[] = [];
    for (let query = '?limit=1'; ; ) {
      const { items, cursor } = (await shop.must('GET', `/review-queue${query}`)).body;
      found.push(...items.map(({ hold }: Review) => hold['hold_id']));
      if (cursor === undefined) break;
      query = `?limit=1&cursor=${encodeURIComponent(cursor)}`;
    }
    expect(found).toEqual(all);
    expect(await api('GET', '/review-queue?cursor=bm90IG91cnM')).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'query.cursor', code: 'cursor-invalid' }] },
    });
  });

  it('shows each tenant its own', async () => {
    expect((await rival('GET', '/review-queue')).body).toEqual({ items: [] });
    expect((await rival('GET', '/exceptions')).body).toEqual({ items: [] });
  });
});

describe('the exceptions', () => {
  type Exception = {
    kind: string;
    order: { order_id: string };
    sentence: string;
    reference: string | null;
    recommended_action: { code: string };
  };
  const exceptions = async (query = ''): Promise<readonly Exception[]> => {
    await settled(installation.runtime);
    await pipelineOf(restrictedPlatform(installation.runtime.platform, 'orders/refresh-pipeline')).renew(main);
    return (await shop.must('GET', `/exceptions${query}`)).body.items;
  };

  it('holds orders that wait for stock, until the stock has come', async () => {
    const id = await shop.place({ SOON: 2 });
    await shop.reaches(id, 'backorder');
    const mine = async (kind: string) => (await exceptions(`?kind=${kind}`)).find(({ order }) => order.order_id === id);
    expect(await mine('backordered')).toMatchObject({
      sentence: '2 units of SOON wait for stock.',
      recommended_action: { code: 'receive-or-cancel' },
    });
    await eventually(
      () => mine('stuck'),
      (found) => found !== undefined,
    );
    expect(await mine('stuck')).toMatchObject({ sentence: expect.stringContaining('backorder since') });
    await shop.receive('east', { SOON: 2 });
    await shop.reaches(id, 'allocated');
    expect(await mine('backordered')).toBeUndefined();
    expect(await mine('stuck')).toBeUndefined();
  });

  it('holds orders whose figures contradict each other', async () => {
    const id = await shop.place({ VASE: 1 }, { totals: { subtotal: 1_000, discount: 0, shipping: 0, tax: 0, total: 999 } });
    const found = (await exceptions('?kind=discrepancy')).find(({ order }) => order.order_id === id);
    expect(found).toMatchObject({ kind: 'discrepancy', recommended_action: { code: 'correct-at-channel' } });
    expect(found?.reference).toMatch(/^discrepancy-/);
  });

  it('holds orders that every location has refused, with what to do', async () => {
    await shop.receive('west', { RARE: 1 });
    const id = await shop.place({ RARE: 1 });
    await shop.reject(await shop.released(id, 'west'));
    const found = await eventually(
      () => exceptions('?kind=refused-everywhere'),
      (items) => items.length > 0,
    );
    expect(found[0]).toMatchObject({ order: { order_id: id }, recommended_action: { code: 'ask-locations-again' } });
  });

  it('are read in one list, page by page, those first whose trouble began first', async () => {
    const all = await exceptions();
    const key = ({ kind, order }: Exception) => `${kind} ${order.order_id}`;
    expect(new Set(all.map(({ kind }) => kind)).size).toBeGreaterThan(2);
    const sinces = all.map((one) => (one as unknown as { since: string }).since);
    expect(sinces).toEqual(sinces.toSorted());
    const found: Exception[] = [];
    for (let query = '?limit=2'; ; ) {
      const { items, cursor } = (await shop.must('GET', `/exceptions${query}`)).body;
      found.push(...items);
      if (cursor === undefined) break;
      query = `?limit=2&cursor=${encodeURIComponent(cursor)}`;
    }
    expect(found.map(key)).toEqual(all.map(key));
  });
});
