import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bulkWorkOf, compose } from '../../lambdas/composition.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { settled } from './books.ts';
import { type Api, eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

let installation: Installation;
let shop: Shop;
let support: Api;
beforeAll(async () => {
  installation = await openInstallation();
  await stockUp(installation.api, { east: { PEN: 1_000 } });
  shop = createShop(installation);
  support = await installation.signedIn('support');
});
afterAll(() => installation.close());

const unknownOrder = 'z'.repeat(26);

const several = (count: number): Promise<string[]> => Promise.all(Array.from({ length: count }, () => shop.place({ PEN: 1 })));

const begin = async (body: object, key?: string, api: Api = support) => {
  const answer = await api('POST', '/bulk-jobs', body, key === undefined ? {} : { 'idempotency-key': key });
  expect(answer.status, JSON.stringify(answer.body)).toBe(202);
  return answer.body;
};

const finished = (id: string) =>
  eventually(
    async () => (await support('GET', `/bulk-jobs/${id}`)).body,
    ({ state }) => state === 'done',
  );

const rowsOf = async (id: string, query = 'limit=200') => (await support('GET', `/bulk-jobs/${id}/rows?${query}`)).body.items;

describe('a dry run', () => {
  it('says what would become of each order, and changes none', async () => {
    const [open, shipped] = await several(2);
    const work = await shop.released(shipped ?? '', 'east');
    await shop.pick(work);
    await shop.pack(work);
    await shop.ship(work);
    await shop.reaches(shipped ?? '', 'shipped');
    const cancelled = await shop.place({ PEN: 1 });
    await shop.cancel(cancelled);
    await settled(installation.runtime);
    const before = await shop.events(open ?? '');
    const body = { action: 'cancel', order_ids: [open, shipped, cancelled, unknownOrder, open], dry_run: true };
    const { status, body: tried } = await support('POST', '/bulk-jobs', body);
    expect(status).toBe(200);
    expect(tried).toEqual({
      counts: { orders: 4, would_change: 1, unchanged: 1, refused: 2 },
      rows: [
        { order_id: open, outcome: 'would_change', code: null, message: null },
        { order_id: shipped, outcome: 'refused', code: 'order-not-cancellable', message: expect.stringMatching(/shipped/) },
        { order_id: cancelled, outcome: 'unchanged', code: null, message: null },
        { order_id: unknownOrder, outcome: 'refused', code: 'order-not-found', message: 'There is no such order.' },
      ],
    });
    expect(await shop.events(open ?? '')).toEqual(before);
    expect((await shop.order(open ?? '')).status).not.toBe('cancelled');
  });
});

describe('a job', () => {
  it('changes each order in the name of whoever asked, and says what became of it', async () => {
    const orders = await several(60);
    const cancelled = orders[7] ?? '';
    await shop.cancel(cancelled);
    const job = await begin({ action: 'cancel', reason: 'operator', order_ids: [...orders, unknownOrder] });
    expect(job).toMatchObject({ state: 'running', request: { action: 'cancel', reason: 'operator' }, requested_by: { kind: 'user' } });
    const done = await finished(job.bulk_job_id);
    expect(done.counts).toEqual({ orders: 61, waiting: 0, done: 59, unchanged: 1, refused: 1, failed: 0 });
    const rows = await rowsOf(job.bulk_job_id);
    expect(rows.map((row: { order_id: string }) => row.order_id)).toEqual([...orders, unknownOrder]);
    expect(rows[7]).toMatchObject({ state: 'unchanged' });
    expect(rows[60]).toMatchObject({ state: 'refused', code: 'order-not-found', order_name: null });
    const named = (await support('GET', `/orders/${orders[0]}`)).body;
    expect(rows[0].order_name).toBe(named.channel_order_name ?? named.channel_order_id);
    const { events } = (await support('GET', `/orders/${orders[0]}/events`)).body;
    const event = events.find(({ type }: { type: string }) => type === 'order.cancelled');
    expect(event).toMatchObject({ actor: job.requested_by, payload: { reason: 'operator' }, correlation_id: job.bulk_job_id });
  });

  it('is begun once under one key, and refused when the key comes with another request', async () => {
    const orders = await several(3);
    const body = { action: 'place_hold', reason: 'asked to wait', order_ids: orders };
    const jobs = await Promise.all(Array.from({ length: 8 }, () => begin(body, 'one-job')));
    expect(new Set(jobs.map(({ bulk_job_id: id }) => id)).size).toBe(1);
    await finished(jobs[0].bulk_job_id);
    await begin(body, 'one-job');
    await settled(installation.runtime);
    const { counts } = await finished(jobs[0].bulk_job_id);
    expect(counts).toMatchObject({ orders: 3, done: 3, waiting: 0 });
    for (const id of orders) expect((await shop.events(id)).filter((type) => type === 'order.hold_placed')).toHaveLength(1);
    const other = await support('POST', '/bulk-jobs', { ...body, order_ids: orders.slice(1) }, { 'idempotency-key': 'one-job' });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it('releases the holds of a type, and says which it may not', async () => {
    const [first = '', second = ''] = await several(2);
    await support('POST', `/orders/${first}/holds`, { type: 'address', reason: 'no house number', blocks: ['shipping'] });
    await support('POST', `/orders/${first}/holds`, { type: 'operator', reason: 'another matter', blocks: ['completion'] });
    // Dear enough for a review, which support may not release.
    const reviewed = await shop.place({ PEN: 100 }, { line_items: [{ sku: 'PEN', quantity: 100, unit_price: 100_000 }] });
    await eventually(
      () => shop.order(reviewed),
      ({ holds }) => holds.length > 0,
    );
    const address = await begin({ action: 'release_holds', type: 'address', order_ids: [first, second] });
    await finished(address.bulk_job_id);
    expect((await rowsOf(address.bulk_job_id)).map(({ state }: { state: string }) => state)).toEqual(['done', 'unchanged']);
    const { holds } = await shop.order(first);
    expect(holds.map(({ type, outcome }: { type: string; outcome: string }) => [type, outcome])).toEqual([
      ['address', 'released'],
      ['operator', 'open'],
    ]);
    const review = await begin({ action: 'reject_holds', type: 'fraud-review', order_ids: [reviewed] });
    await finished(review.bulk_job_id);
    expect(await rowsOf(review.bulk_job_id)).toMatchObject([
      { state: 'refused', code: 'hold-role-required', message: expect.stringMatching(/operator/) },
    ]);
  });

  it('counts what it has done once, also when a process ended before it could note it', async () => {
    const orders = await several(2);
    const { platform } = installation.runtime;
    const { desk, orders: book } = compose(platform);
    const tenantId = TenantId('main');
    const context = { actor: { kind: 'user', id: 'one' } as const, correlationId: 'x', causationId: 'x' };
    const job = await desk.bulk.begin(
      { tenantId, context },
      { request: { action: 'cancel', reason: 'customer' }, orderIds: orders as never, roles: [] },
      'crashed',
    );
    // As the job itself does it, dying before the row is written.
    await book.manage.cancel(
      { tenantId, context: { ...context, correlationId: job.bulkJobId, causationId: job.bulkJobId } },
      orders[0] as never,
      'customer',
    );
    await Promise.all([1, 2, 3].map(() => bulkWorkOf(platform).workChunk(tenantId, job.bulkJobId, 0, false)));
    await settled(installation.runtime);
    expect((await desk.bulk.get(tenantId, job.bulkJobId))?.counts).toEqual({ waiting: 0, done: 2, unchanged: 0, refused: 0, failed: 0 });
    for (const id of orders) expect((await shop.events(id)).filter((type) => type === 'order.cancelled')).toHaveLength(1);
  });

  it('is listed newest first, page by page, and its rows by state', async () => {
    const first = await begin({ action: 'release_holds', type: 'payment', order_ids: [unknownOrder] });
    const second = await begin({ action: 'release_holds', type: 'payment', order_ids: [unknownOrder, ...(await several(2))] });
    await finished(second.bulk_job_id);
    const page = (await support('GET', '/bulk-jobs?limit=1')).body;
    expect(page.items).toMatchObject([{ bulk_job_id: second.bulk_job_id }]);
    const next = (await support('GET', `/bulk-jobs?limit=1&cursor=${encodeURIComponent(page.cursor)}`)).body;
    expect(next.items).toMatchObject([{ bulk_job_id: first.bulk_job_id }]);
    expect(await rowsOf(second.bulk_job_id, 'state=refused')).toMatchObject([{ order_id: unknownOrder }]);
    const rows = (await support('GET', `/bulk-jobs/${second.bulk_job_id}/rows?limit=2`)).body;
    expect(rows.items).toHaveLength(2);
    const rest = (await support('GET', `/bulk-jobs/${second.bulk_job_id}/rows?limit=2&cursor=${rows.cursor}`)).body;
    expect(rest.items).toHaveLength(1);
    expect(rest.cursor).toBeUndefined();
    expect((await support('GET', `/bulk-jobs/${second.bulk_job_id}/rows?cursor=nonsense`)).status).toBe(400);
    expect((await support('GET', '/bulk-jobs?cursor=nonsense')).status).toBe(400);
  });
});

describe('a job that is stopped', () => {
  it('leaves the rest alone until it is resumed', async () => {
    const orders = await several(2);
    const { platform } = installation.runtime;
    const { desk } = compose(platform);
    const tenantId = TenantId('main');
    const caller = { tenantId, context: { actor: { kind: 'user', id: 'one' } as const, correlationId: 'x', causationId: 'x' } };
    const asked = { request: { action: 'cancel', reason: 'customer' } as const, orderIds: orders as never, roles: [] };
    const job = await desk.bulk.begin(caller, asked, 'stopped');
    const stopped = await support('POST', `/bulk-jobs/${job.bulkJobId}/stop`);
    expect(stopped.status).toBe(200);
    await settled(installation.runtime);
    const { counts, state } = (await support('GET', `/bulk-jobs/${job.bulkJobId}`)).body;
    // Whoever was faster: nothing happens between the two.
    expect([
      ['stopped', 2],
      ['done', 0],
    ]).toContainEqual([state, counts.waiting]);
    expect((await support('POST', `/bulk-jobs/${job.bulkJobId}/resume`)).status).toBe(200);
    expect((await finished(job.bulkJobId)).counts).toMatchObject({ done: 2 });
  });
});

describe('a job whose messages were lost', () => {
  it('is told of by its watch, sent again, and comes to its end', async () => {
    const orders = await several(2);
    const { bulk_job_id: id } = await begin({ action: 'cancel', order_ids: orders });
    await finished(id);
    // As it stands when the second order was never tried, and nobody has worked on it for an hour.
    const { platform, functions } = installation.runtime;
    const [job, chunk] = (await platform.ledger.query({ PK: `main#BULKJOB#${id}` })).items;
    const rows = chunk?.['rows'] as readonly { readonly order_id: string }[];
    await platform.ledger.put({ ...chunk!, rows: [rows[0], { ...rows[1], state: 'waiting', code: null, message: null, at: null }] });
    const anHourAgo = new Date(Date.now() - 3_600_000).toISOString();
    await platform.ledger.put({ ...job!, done: 1, waiting: 1, updated_at: anHourAgo });
    const watch = {
      messageId: 'm',
      body: JSON.stringify({ kind: 'watch', tenant_id: 'main', job_id: id }),
      attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1795341600000' },
      eventSourceARN: 'a:bulk-jobs',
    };
    expect(await functions.invoke('orders/work-bulk-job', { Records: [watch] })).toEqual({ batchItemFailures: [] });
    expect((await finished(id)).counts).toMatchObject({ waiting: 0, done: 2 });
    expect((await shop.events(orders[1] ?? '')).filter((type) => type === 'order.cancelled')).toHaveLength(1);
    const { alarms } = (await installation.api('GET', '/status')).body;
    expect(alarms.find(({ name }: { name: string }) => name === 'bulk-jobs-stalled')).toMatchObject({ state: 'ringing' });
  });
});

describe('rights', () => {
  it('are those of the single action', async () => {
    const [order = ''] = await several(1);
    const finance = await installation.apiAs('finance');
    const analyst = await installation.apiAs('analyst');
    const cancel = { action: 'cancel', order_ids: [order] };
    const hold = { action: 'place_hold', reason: 'wait', order_ids: [order] };
    expect(await finance('POST', '/bulk-jobs', cancel)).toMatchObject({
      status: 403,
      body: { code: 'scope-missing', scope: 'orders:manage' },
    });
    expect(await finance('POST', '/bulk-jobs', { ...cancel, dry_run: true })).toMatchObject({ status: 403 });
    expect(await analyst('POST', '/bulk-jobs', hold)).toMatchObject({ status: 403, body: { code: 'scope-missing', scope: 'holds:write' } });
    const job = await begin(cancel);
    expect((await finance('POST', `/bulk-jobs/${job.bulk_job_id}/stop`)).status).toBe(403);
    expect((await finance('POST', `/bulk-jobs/${job.bulk_job_id}/resume`)).status).toBe(403);
    expect((await finance('GET', `/bulk-jobs/${job.bulk_job_id}`)).status).toBe(200);
  });

  it('end at the tenant: orders of another are refused as not found, and its jobs are not there', async () => {
    const [order = ''] = await several(1);
    const rival = await installation.apiAs('admin', 'rival');
    const job = await begin({ action: 'cancel', order_ids: [order] }, undefined, rival);
    await eventually(
      async () => (await rival('GET', `/bulk-jobs/${job.bulk_job_id}`)).body,
      ({ state }) => state === 'done',
    );
    const { items } = (await rival('GET', `/bulk-jobs/${job.bulk_job_id}/rows`)).body;
    expect(items).toMatchObject([{ order_id: order, state: 'refused', code: 'order-not-found' }]);
    expect((await shop.order(order)).status).not.toBe('cancelled');
    for (const path of ['', '/rows']) expect((await support('GET', `/bulk-jobs/${job.bulk_job_id}${path}`)).status).toBe(404);
    for (const verb of ['stop', 'resume']) expect((await support('POST', `/bulk-jobs/${job.bulk_job_id}/${verb}`)).status).toBe(404);
  });
});

it.each([
  [{ action: 'cancel', order_ids: [] }, 'order_ids'],
  [{ action: 'cancel', order_ids: Array.from({ length: 1_001 }, () => unknownOrder) }, 'order_ids'],
  [{ action: 'cancel', order_ids: [unknownOrder, '#1001'] }, 'order_ids.1'],
  [{ action: 'cancel', order_ids: [unknownOrder], reason: 'because' }, 'reason'],
  [{ action: 'place_hold', order_ids: [unknownOrder] }, 'reason'],
  [{ action: 'release_holds', order_ids: [unknownOrder] }, 'type'],
  [{ action: 'ship', order_ids: [unknownOrder] }, 'action'],
])('names the field that is wrong in %j', async (body, field) => {
  const answer = await support('POST', '/bulk-jobs', body);
  expect(answer.status).toBe(400);
  expect(answer.body.problems.map((problem: { field: string }) => problem.field)).toContain(field);
});
