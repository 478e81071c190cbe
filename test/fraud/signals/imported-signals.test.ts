import { beforeEach, describe, expect, it } from 'vitest';
import { createFraudSignals, createImportedSignals, type ImportedOrder } from '../../../lib/fraud/index.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { type Instant, plusMs } from '../../../lib/kernel/instant.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';
import { orderListKeys } from '../../../lib/orders/app/order.projection.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import { isSnapshot } from '../../../lib/platform/projection/snapshot-rows.ts';
import type { Table } from '../../../lib/platform/ports.ts';
import { openEmbeddedParts, startOfTests } from '../../contract/engine.ts';

const tenantId = TenantId('main');
const dayMs = 86_400_000;
const ago = (days: number): Instant => plusMs(startOfTests, -days * dayMs);
const personId = 'personpersonpersonpersonpe';
const risk = { emailKind: 'company', emailDomain: 'dddd', network: 'nnnn', device: 'eeee' } as const;
const order = (sourceId: string, days: number, more: Partial<ImportedOrder> = {}): ImportedOrder => ({
  sourceId,
  placedAt: ago(days),
  personId,
  risk,
  totalMinor: 1_000,
  currency: 'USD',
  ...more,
});

let views: Table;
let asked: string[];
beforeEach(() => {
  const parts = openEmbeddedParts();
  views = openTable(parts.store, { name: 'views' }).table;
  asked = [];
});

const keep = (orders: readonly ImportedOrder[], charged: readonly ImportedOrder[] = [], reasonCode = '10.4', own: readonly string[] = []) =>
  createImportedSignals({
    platform: { views, clock: { now: () => startOfTests } },
    keys: orderListKeys,
    isOwn: async (_tenant, sourceId) => own.includes(sourceId),
  })(
    tenantId,
    orders,
    charged.map((of) => ({ sourceId: `cb-${of.sourceId}`, receivedAt: plusMs(of.placedAt, 20 * dayMs), reasonCode, order: of })),
  );

const read = (placedAt = startOfTests, tenant = tenantId) => {
  const query: Table['query'] = (wish) => {
    asked.push(wish.PK);
    return views.query(wish);
  };
  return createFraudSignals({ views: { ...views, query } }, { keys: orderListKeys }).read(tenant, {
    orderId: 'live',
    placedAt,
    channel: 'web',
    currency: CurrencyCode('USD'),
    personId,
    destination: null,
    risk,
  });
};

describe('the imported past in the signals of a live order', () => {
  it('is the customer’s earlier orders, since when they are known, what they spend and what was charged back', async () => {
    const past = [order('a', 300), order('b', 100, { totalMinor: 3_000 }), order('c', 40, { totalMinor: 2_000 })];
    await keep(past, [order('b', 100)]);
    expect((await read()).customer).toEqual({ orders: 3, daysSinceFirst: 300, medianTotalMinor: 2_000, chargebacks: 1 });
    expect((await read()).emailDomainChargebackRate).toBeCloseTo((50 * 0.006 + 1) / 53, 9);
    // An order that is judged as of a day does not know what came after it.
    expect((await read(ago(90))).customer).toMatchObject({ orders: 2, chargebacks: 0 });
    expect((await read(startOfTests, TenantId('other'))).customer).toMatchObject({ orders: 0, chargebacks: 0 });
  });

  it('takes the queries that the live lists take, and no more', async () => {
    await read();
    const before = asked.length;
    await keep([order('a', 300)], [order('a', 300)]);
    asked = [];
    await read();
    expect(asked).toHaveLength(before);
  });

  it('counts on networks and devices for as long as velocity looks back', async () => {
    await keep([order('old', 30), order('new', 2, { personId: 'somebodysomebodysomebodyso' })]);
    expect(await read()).toMatchObject({ byNetwork: { lastWeek: 1 }, byDevice: { lastWeek: 1 }, customersOfDevice: 2 });
  });

  it('changes nothing when it comes again, and leaves out orders that are the product’s own', async () => {
    const past = [order('a', 300), order('mine', 3)];
    await keep(past, [order('a', 300)], '10.4', ['mine']);
    const first = await read();
    expect(await keep(past, [order('a', 300)], '10.4', ['mine'])).toEqual({ rows: 4 });
    expect(await read()).toEqual(first);
    expect(first.customer).toMatchObject({ orders: 1, chargebacks: 1 });
  });

  it('says nothing of chargebacks about wrong goods', async () => {
    await keep([order('a', 300)], [order('a', 300)], '13.1');
    expect((await read()).customer).toMatchObject({ chargebacks: 0 });
  });

  it('is bounded for each customer, and its rows stand for no stream', async () => {
    await keep(Array.from({ length: 500 }, (_, index) => order(`o${index}`, 360 - index / 2)));
    const { items } = await views.query({ PK: orderListKeys.person(tenantId, personId), limit: 1_000 });
    expect(items).toHaveLength(200);
    expect(items.every(isSnapshot)).toBe(true);
    expect((await read()).customer).toMatchObject({ orders: 199, daysSinceFirst: 360 });
  });
});
