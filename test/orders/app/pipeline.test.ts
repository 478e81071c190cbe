import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { fromEpochMs, Instant, plusMs, toEpochMs } from '../../../lib/kernel/instant.ts';
import { createPipeline } from '../../../lib/orders/app/pipeline.ts';
import { createReadStuckAfter } from '../../../lib/orders/app/stuck-setting.ts';
import { orderListKeys } from '../../../lib/orders/app/order.projection.ts';
import { stuckAfterDefault } from '../../../lib/orders/domain/stage-age.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import { isSnapshot } from '../../../lib/platform/projection/snapshot-rows.ts';
import type { Table, Timekeeper } from '../../../lib/platform/ports.ts';
import { type EmbeddedParts, openEmbeddedParts } from '../../contract/engine.ts';
import { policiesFrom } from '../../policies/policies.support.ts';

const main = TenantId('main');
const noon = Instant('2026-11-20T12:00:00.000Z');

let parts: EmbeddedParts;
let views: Table;
let queries: number;
let now: Instant;
let metrics: Record<string, number>;
let lines: string[];
/** What reading a page costs in milliseconds of the test's clock. */
let slowMs: number;
beforeEach(() => {
  parts = openEmbeddedParts();
  const { table } = openTable(parts.store, { name: 'views' });
  queries = 0;
  slowMs = 0;
  now = noon;
  metrics = {};
  lines = [];
  views = {
    ...table,
    query: async (query) => {
      queries += 1;
      now = plusMs(now, slowMs);
      return table.query(query);
    },
  };
});
afterEach(() => parts.close());

const clock: Timekeeper = {
  now: () => now,
  sleep: (ms) => {
    now = plusMs(now, ms);
    return new Promise((resolve) => {
      setImmediate(resolve);
    });
  },
};
const log =
  (level: string) =>
  (message: string): void =>
    void lines.push(`${level} ${message}`);
const observability = {
  logger: { info: log('info'), warn: log('warn'), error: log('error') },
  metrics: { addMetric: (name: string, _unit: string, value: number) => (metrics[name] = value) },
} as never;

const pipeline = (given: { readonly views?: Table; readonly tenants?: readonly string[]; readonly setting?: string } = {}) =>
  createPipeline({
    platform: { views: given.views ?? views, clock, observability },
    readStuckAfter: createReadStuckAfter(policiesFrom({ 'stuck-after-seconds': given.setting }, { warn: log('warn') })),
    tenants: () => Promise.resolve((given.tenants ?? ['main']).map(TenantId)),
  });

const order = (name: string, status: string, ageSeconds: number, tenant = 'main') => {
  const since = fromEpochMs(toEpochMs(noon) - ageSeconds * 1_000);
  return views.put({
    PK: orderListKeys.status(tenant, status, '0'),
    SK: `2026-11-20T00:00:00.000Z#${name}`,
    order_id: name,
    status,
    status_since: since,
    source: `${tenant}#ORDER#${name}`,
    since: 1,
  });
};
const ordersOf = (counted: { stages: readonly { status: string; orders: number }[] }, status: string) =>
  counted.stages.find((stage) => stage.status === status)?.orders;

describe('reading the pipeline', () => {
  it('counts once for a while, however many ask', async () => {
    await order('a', 'packed', 10);
    const { read } = pipeline();
    await Promise.all(Array.from({ length: 20 }, () => read(main)));
    const afterFirst = queries;
    expect(afterFirst).toBe(28);
    await order('b', 'packed', 10);
    now = plusMs(now, 5_000);
    expect(ordersOf(await read(main), 'packed')).toBe(1);
    expect(queries).toBe(afterFirst);
    now = plusMs(now, 1);
    expect(ordersOf(await read(main), 'packed')).toBe(2);
    expect(queries).toBe(2 * afterFirst);
  });

  it('lets others have the old count while one counts anew', async () => {
    const { read } = pipeline();
    await read(main);
    await order('a', 'packed', 10);
    now = plusMs(now, 6_000);
    const before = queries;
    const found = await Promise.all(Array.from({ length: 10 }, () => read(main)));
    expect(queries - before).toBe(28);
    expect(found.map((counted) => ordersOf(counted, 'packed')).toSorted()).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('leaves what takes long to count to the schedule, unless that is late', async () => {
    const { read } = pipeline();
    slowMs = 10;
    const { asOf, tookMs } = await read(main);
    expect(tookMs).toBe(280);
    slowMs = 0;
    const before = queries;
    now = plusMs(asOf, 90_000);
    await read(main);
    expect(queries).toBe(before);
    now = plusMs(now, 1);
    await read(main);
    expect(queries).toBeGreaterThan(before);
  });

  it('waits for another process that counts for the first time, and counts itself when that has died', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow: Table = { ...views, query: async (query) => held.then(() => views.query(query)) };
    const first = pipeline({ views: slow }).read(main);
    await new Promise((resolve) => setImmediate(resolve));
    const second = pipeline().read(main);
    expect(ordersOf(await second, 'packed')).toBe(0);
    expect(queries).toBe(28);
    release();
    await first;
  });

  it('never goes back to an older count', async () => {
    await order('a', 'packed', 10);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow: Table = {
      ...views,
      query: async (query) => {
        const found = await views.query(query);
        await held;
        return found;
      },
    };
    const late = pipeline({ views: slow }).renew(main);
    await new Promise((resolve) => setImmediate(resolve));
    await order('b', 'packed', 10);
    now = plusMs(now, 1_000);
    await pipeline().renew(main);
    release();
    await late;
    expect(ordersOf(await pipeline().read(main), 'packed')).toBe(2);
  });

  it('counts of what only grows the orders placed last, and says that there are more', async () => {
    await Promise.all(Array.from({ length: 251 }, (_, index) => order(`order-${String(index).padStart(4, '0')}`, 'completed', 10)));
    await Promise.all(Array.from({ length: 1_200 }, (_, index) => order(`order-${String(index).padStart(4, '0')}`, 'packed', 10)));
    const { stages } = await pipeline().read(main);
    expect(stages.find(({ status }) => status === 'completed')).toMatchObject({ orders: 250, more: true });
    expect(stages.find(({ status }) => status === 'packed')).toMatchObject({ orders: 1_200, more: false });
    expect(stages.find(({ status }) => status === 'cancelled')).toMatchObject({ orders: 0, more: false });
  });

  it('writes rows that no stream is asked for', async () => {
    await pipeline().read(main);
    const { items } = await views.query({ PK: 'main#PIPELINE' });
    expect(items.map(({ SK }) => SK)).toEqual(['COUNT', 'STUCK']);
    expect(items.every(isSnapshot)).toBe(true);
  });
});

describe('the count that a schedule makes', () => {
  it('counts every tenant, and says how many orders are stuck in all', async () => {
    await order('a', 'processing', 7_200);
    await order('b', 'processing', 60);
    await order('c', 'processing', 9_000, 'second');
    const { renewAll, stuck } = pipeline({ tenants: ['main', 'second', 'third'] });
    expect(await renewAll()).toEqual({ tenants: 3, stuck: 2 });
    expect(metrics).toEqual({ OrdersStuck: 2 });
    expect((await stuck(main)).orders).toEqual([{ orderId: 'a', status: 'processing', since: '2026-11-20T10:00:00.000Z' }]);
  });

  it('lets the trouble of one tenant hold back no other, and fails in the end', async () => {
    await order('c', 'processing', 9_000, 'second');
    const broken: Table = {
      ...views,
      query: (query) => (query.PK.startsWith('main#') ? Promise.reject(new Error('no answer')) : views.query(query)),
    };
    await expect(pipeline({ views: broken, tenants: ['main', 'second'] }).renewAll()).rejects.toThrow('1 of 2 tenants');
    expect(metrics).toEqual({ OrdersStuck: 1 });
    expect(lines.some((line) => line.startsWith('error'))).toBe(true);
  });

  it('goes by the setting, and by the defaults where that cannot be read', async () => {
    await order('a', 'processing', 100);
    expect((await pipeline({ setting: 'processing 60' }).renewAll()).stuck).toBe(1);
    expect((await pipeline({ setting: 'processing soon' }).renewAll()).stuck).toBe(0);
    expect(lines).toContain('warn setting cannot be read, its default counts');
    const readStuckAfter = createReadStuckAfter(policiesFrom({ 'stuck-after-seconds': 'nonsense' }));
    expect(await readStuckAfter(TenantId('main'))).toEqual(stuckAfterDefault);
  });
});
