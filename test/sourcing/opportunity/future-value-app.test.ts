import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocationId, Sku, TenantId } from '../../../lib/kernel/ids.ts';
import { Instant, plusMs } from '../../../lib/kernel/instant.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import type { Table } from '../../../lib/platform/ports.ts';
import {
  createRefreshFutureValues,
  type FutureValueParts,
  type RecentOrder,
  type UnitsAt,
} from '../../../lib/sourcing/app/future-value.refresh.ts';
import { createReadFutureValues } from '../../../lib/sourcing/app/future-value.report.ts';
import { createFutureValueRows, type FutureValueTable } from '../../../lib/sourcing/app/future-value.rows.ts';
import { createFutureValues } from '../../../lib/sourcing/app/future-values.ts';
import { presetPolicy } from '../../../lib/sourcing/domain/sourcing.policy.ts';
import type { SourcingLocation } from '../../../lib/sourcing/domain/sourcing.request.ts';
import { type EmbeddedParts, openEmbeddedParts } from '../../contract/engine.ts';

const [main, other] = [TenantId('main'), TenantId('other')];
const start = Instant('2026-11-20T12:00:00.000Z');
const minute = 60_000;

let parts: EmbeddedParts;
let views: Table;
let now: Instant;
let logged: string[];
let counted: { readonly name: string; readonly value: number }[];
let stock: Record<string, readonly UnitsAt[]>;
let orders: readonly RecentOrder[];

const warehouse = (locationId: string, region: string): SourcingLocation => ({
  locationId: LocationId(locationId),
  type: 'warehouse',
  active: true,
  country: 'US',
  region,
  handlingCostMinor: { perParcel: 150, perLine: 25 },
});

/** Ten orders a day for two weeks, half from each coast, of a lamp each. */
const twoWeeks = (): readonly RecentOrder[] =>
  Array.from({ length: 140 }, (_, index) => ({
    placedAt: plusMs(start, -(Math.floor(index / 10) + 1) * 24 * 60 * minute),
    region: index % 2 === 0 ? 'US-NJ' : 'US-CA',
    lines: [{ sku: 'LAMP', units: 1 }],
  }));

const platform = () => ({
  views,
  clock: {
    now: () => now,
    sleep: () => Promise.resolve(),
  },
  observability: {
    logger: { warn: (message: string) => logged.push(message), error: (message: string) => logged.push(message) },
    metrics: { addMetric: (name: string, _unit: string, value: number) => counted.push({ name, value }) },
  } as unknown as FutureValueParts['platform']['observability'],
});

const refreshing = (more: Partial<FutureValueParts> = {}) =>
  createRefreshFutureValues({
    platform: platform(),
    tenants: () => Promise.resolve([main]),
    recentOrders: (tenantId, { limit, since }) =>
      Promise.resolve(tenantId === main ? orders.filter(({ placedAt }) => placedAt >= since).slice(0, limit) : []),
    stockOf: (_tenant, sku) => Promise.resolve(stock[sku] ?? []),
    incomingOf: () => Promise.resolve([]),
    forecastOf: () => Promise.resolve(undefined),
    locations: { locations: () => Promise.resolve([warehouse('east', 'NJ'), warehouse('west', 'CA')]) },
    policies: { policy: () => Promise.resolve(presetPolicy('balanced')) },
    ...more,
  });

const reading = () => createFutureValues(platform());
const ask = (reader = reading(), tenantId = main) => reader.values(tenantId, [Sku('LAMP')], [LocationId('east'), LocationId('west')]);
const worthAt = async (locationId: string, reader = reading()): Promise<number> =>
  (await ask(reader))?.of.find((one) => one.locationId === locationId)?.valueMinor ?? 0;

beforeEach(() => {
  parts = openEmbeddedParts();
  views = openTable(parts.store, { name: 'views' }).table;
  now = start;
  [logged, counted] = [[], []];
  orders = twoWeeks();
  // In a week the west will want 35 and has 8; the east has enough for both.
  stock = {
    LAMP: [
      { locationId: 'east', units: 200 },
      { locationId: 'west', units: 8 },
    ],
  };
});
afterEach(() => parts.close());

describe('λ', () => {
  it('is what a scarce unit saves later, and nothing where there is plenty', async () => {
    await refreshing().renew(main);
    expect(await worthAt('west')).toBeGreaterThan(300);
    expect(await worthAt('east')).toBe(0);
  });

  it('falls when enough goods are about to come', async () => {
    await refreshing().renew(main);
    const before = await worthAt('west');
    const expectedAt = plusMs(start, 24 * 60 * minute);
    await refreshing({ incomingOf: () => Promise.resolve([{ locationId: 'west', units: 500, expectedAt }]) }).renew(main);
    expect(await worthAt('west')).toBeLessThan(before / 2);
  });

  it('follows a forecast that expects less than was sold', async () => {
    await refreshing({ forecastOf: () => Promise.resolve(0.2) }).renew(main);
    expect(await worthAt('west')).toBeLessThan(300);
  });

  it('names its version, and is told by SKU and location', async () => {
    await refreshing().renew(main);
    const value = await ask();
    expect(value?.version).toBe('lambda-20261120T120000000Z');
    expect(value?.of.map(({ sku, locationId }) => `${sku} ${locationId}`)).toEqual(['LAMP west']);
  });

  it('is none for a tenant without an estimate, and once the last one is half an hour old', async () => {
    await refreshing().renew(main);
    expect(await ask(reading(), other)).toBeUndefined();
    now = plusMs(start, 30 * minute);
    expect(await ask()).toBeDefined();
    now = plusMs(start, 30 * minute + 1);
    expect(await ask()).toBeUndefined();
    expect(await createReadFutureValues(platform())(main, undefined, () => true)).toMatchObject({ inUse: false });
  });

  it('is none where it cannot be read, and the order goes on', async () => {
    const broken = createFutureValues({ ...platform(), views: { ...views, get: () => Promise.reject(new Error('no answer')) } });
    expect(await ask(broken)).toBeUndefined();
    expect(logged).toEqual(['future values could not be read']);
  });

  it('is read once in half a minute, however many orders are decided', async () => {
    await refreshing().renew(main);
    let reads = 0;
    const counting: Table = {
      ...views,
      get: (key) => {
        reads += 1;
        return views.get(key);
      },
    };
    const reader = createFutureValues({ ...platform(), views: counting });
    for (let order = 0; order < 20; order += 1) await ask(reader);
    expect(reads).toBe(1);
    now = plusMs(now, 30_000);
    await ask(reader);
    expect(reads).toBe(2);
  });
});

describe('estimates', () => {
  const causes = async (...afterMinutes: readonly number[]): Promise<readonly number[]> => {
    const { refreshAll } = refreshing();
    const made: number[] = [];
    for (const after of afterMinutes) {
      now = plusMs(start, after * minute);
      made.push((await refreshAll()).estimated);
    }
    return made;
  };

  it('are made at first, and every five minutes', async () => {
    expect(await causes(0, 1, 4, 5, 6, 10)).toEqual([1, 0, 0, 1, 0, 1]);
  });

  it.each([
    ['is sold out at a place', 'west', 0],
    ['has fallen by half', 'east', 90],
    ['has come in large numbers', 'west', 60],
  ])('are made at once where an article %s', async (_what, locationId, units) => {
    await causes(0);
    stock = { LAMP: (stock['LAMP'] ?? []).map((one) => (one.locationId === locationId ? { locationId, units } : one)) };
    expect(await causes(1)).toEqual([1]);
    expect(await createReadFutureValues(platform())(main, undefined, () => true)).toMatchObject({ cause: 'stock-shock' });
  });

  it('are not made anew for a few sales', async () => {
    await causes(0);
    stock = {
      LAMP: [
        { locationId: 'east', units: 190 },
        { locationId: 'west', units: 6 },
      ],
    };
    expect(await causes(1)).toEqual([0]);
  });

  it('are not made for a tenant that has had no order for a week', async () => {
    orders = twoWeeks().map((order) => ({ ...order, placedAt: plusMs(start, -8 * 24 * 60 * minute) }));
    expect(await causes(0)).toEqual([0]);
  });

  it('are made though the newest orders are tests, which are left out only after they were read', async () => {
    const tests = 30;
    const done = await refreshing({
      recentOrders: (_tenant, { limit, since }) =>
        Promise.resolve(orders.filter(({ placedAt }) => placedAt >= since).slice(0, Math.max(0, limit - tests))),
    }).refreshAll();
    expect(done).toMatchObject({ estimated: 1 });
  });

  it('of many tenants are made as far as a run has time, and another run begins with another tenant', async () => {
    const tenants = [TenantId('a'), TenantId('b'), TenantId('c')];
    const looked: string[] = [];
    const run = () =>
      refreshing({
        tenants: () => Promise.resolve(tenants),
        recentOrders: (tenantId) => {
          if (looked.at(-1) !== tenantId) looked.push(tenantId);
          now = plusMs(now, 15_000);
          return Promise.resolve([]);
        },
      }).refreshAll();
    for (let runs = 0; runs < 3; runs += 1) {
      await run();
      now = plusMs(now, minute);
    }
    expect(new Set(looked)).toEqual(new Set(tenants));
    expect(looked.length).toBeLessThan(9);
  });

  it('of one tenant that fail hold back no other, and are counted', async () => {
    const done = await refreshing({
      tenants: () => Promise.resolve([other, main]),
      recentOrders: (tenantId, { limit }) =>
        tenantId === other ? Promise.reject(new Error('no answer')) : Promise.resolve(orders.slice(0, limit)),
    }).refreshAll();
    expect(done).toEqual({ tenants: 2, estimated: 1, failed: 1 });
    expect(counted).toEqual([{ name: 'FutureValuesFailed', value: 1 }]);
    expect(logged).toEqual(['future values could not be estimated']);
  });
});

describe('values for very many locations', () => {
  it('fit into rows, and are read again as they were written; of what is watched, what sells most', async () => {
    const rows = createFutureValueRows(views);
    const places = Array.from({ length: 600 }, (_, index) => `location-${String(index).padStart(24, '0')}`);
    const everywhere = Object.fromEntries(places.map((place, index) => [place, 1_000 + index]));
    const named = (count: number) => new Map(Array.from({ length: count }, (_, index) => [`SKU-${index}`, everywhere] as const));
    const table: FutureValueTable = {
      version: 'lambda-1',
      madeAt: start,
      cause: 'first',
      horizonDays: 7,
      orders: 10,
      skus: named(120),
      watched: named(30),
    };
    await rows.save(main, table);
    const found = await rows.read(main);
    expect(found?.skus).toEqual(table.skus);
    expect([...(found?.watched.keys() ?? [])].slice(0, 2)).toEqual(['SKU-0', 'SKU-1']);
    const { items } = await views.query({ PK: 'main#FUTUREVALUES' });
    for (const item of items) expect(Buffer.byteLength(JSON.stringify(item))).toBeLessThan(400_000);
  });
});
