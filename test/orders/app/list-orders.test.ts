import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { createListOrders } from '../../../lib/orders/app/list-orders.ts';
import { orderListKeys, orderShards } from '../../../lib/orders/app/order.projection.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import type { Query, Table } from '../../../lib/platform/ports.ts';
import type { Vault } from '../../../lib/platform/vault/vault.ts';
import { type EmbeddedParts, openEmbeddedParts } from '../../contract/engine.ts';

const tenantId = TenantId('main');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

let parts: EmbeddedParts;
let ledger: Table;
let views: Table;
let looked: Query[];
beforeEach(() => {
  parts = openEmbeddedParts();
  ledger = openTable(parts.store, { name: 'ledger' }).table;
  views = openTable(parts.store, { name: 'views' }).table;
  looked = [];
});
afterEach(() => parts.close());

const letters = 'abcdefghijklmnopqrstuvwxyz';
const orderIdOf = (number: number): string =>
  [...String(number).padStart(5, '0')].map((digit) => letters[Number(digit)] ?? 'a').join('') + 'a'.repeat(21);
const placedAt = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

/** An order as lists see it: its beginning, whether its status has changed since, and its row in a list. */
const orderAt = async (minute: number, shard: string, row: { readonly status: string; readonly now?: string }): Promise<string> => {
  const id = orderIdOf(minute);
  const source = `main#ORDER#${id}`;
  const created = {
    order_id: id,
    channel_order_id: id,
    placed_at: placedAt(minute),
    lines: [],
    totals: { total: 100 },
    person_id: null,
    channel_order_name: null,
  };
  const statuses = { packed: 'order.packed', allocated: 'item.allocated', confirmed: 'order.confirmed' } as Readonly<
    Record<string, string>
  >;
  const status = row.now ?? row.status;
  await ledger.put({
    PK: source,
    SK: 'E#0000000001',
    actor: { kind: 'system', id: 'test' },
    correlation_id: 'c',
    recorded_at: placedAt(minute),
    prev_hash: '0'.repeat(64),
    events: [
      { event_id: 'e-1', type: 'order.created', payload: created },
      { event_id: 'e-2', type: statuses[status] ?? '', payload: { status } },
    ],
  });
  const SK = `${placedAt(minute)}#${id}`;
  await views.put({ PK: orderListKeys.status(tenantId, row.status, shard), SK, source, since: 2, order_id: id, status: row.status });
  return id;
};

/** Rows of packed orders that nobody has asked for. */
const crowd = async (shard: string, firstMinute: number, count: number): Promise<void> => {
  const PK = orderListKeys.status(tenantId, 'packed', shard);
  const minutes = Array.from({ length: count }, (_, index) => firstMinute + index);
  await Promise.all(
    minutes.map((minute) => {
      const id = orderIdOf(minute);
      return views.put({ PK, SK: `${placedAt(minute)}#${id}`, source: `main#ORDER#${id}`, since: 1, order_id: id, status: 'packed' });
    }),
  );
};

const listing = () => {
  const counting: Table = {
    ...views,
    query: (query) => {
      looked.push(query);
      return views.query(query);
    },
  };
  const nobody: Pick<Vault, 'find'> = { find: () => Promise.resolve([]) };
  return createListOrders({ platform: { ledger, views: counting, sha256 }, vault: nobody });
};

/** The shard that an order's own rows would stand in, so that it counts as still having them. */
const shardOf = (id: string): string => String(id.charCodeAt(id.length - 2) % orderShards.length);

describe('orders by status', () => {
  it('are found in the list that several statuses share, newest first, a page at a time', async () => {
    const shard = shardOf(orderIdOf(0));
    const ids: string[] = [];
    for (let minute = 0; minute < 12; minute += 1)
      ids.push(await orderAt(minute, shard, { status: minute % 2 === 0 ? 'allocated' : 'packed' }));
    const list = listing();
    const wanted = ids.filter((_, minute) => minute % 2 === 0).reverse();
    const found: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await list(tenantId, { status: 'allocated' }, { limit: 4, cursor });
      found.push(...page.items.map((item) => item.order_id));
      cursor = page.cursor;
      pages += 1;
    } while (cursor !== undefined);
    expect(found).toEqual(wanted);
    expect(pages).toBe(2);
  });

  it('leave out one that has moved on since its row was written', async () => {
    const shard = shardOf(orderIdOf(0));
    const still = await orderAt(1, shard, { status: 'allocated' });
    const moved = await orderAt(2, shard, { status: 'backorder', now: 'packed' });
    expect((await listing()(tenantId, { status: 'allocated' }, { limit: 10 })).items.map((item) => item.order_id)).toEqual([still]);
    expect((await listing()(tenantId, { status: 'backorder' }, { limit: 10 })).items).toEqual([]);
    expect((await ledger.query({ PK: `main#ORDER#${moved}` })).items).toHaveLength(1);
  });

  it('are looked for in bounded steps, and none between two lists is passed over', async () => {
    const shard = shardOf(orderIdOf(0));
    const other = orderShards.find((one) => one !== shard) as string;
    const old = await orderAt(1, shard, { status: 'allocated' });
    await crowd(other, 10, 5_200);
    await crowd(shard, 10_000, 10);
    const first = await listing()(tenantId, { status: 'allocated' }, { limit: 100 });
    // It is older than what one look at the other list has come to.
    expect(first.items).toEqual([]);
    expect(looked.length).toBeLessThan(20);
    const second = await listing()(tenantId, { status: 'allocated' }, { limit: 100, cursor: first.cursor });
    expect(second.items.map((item) => item.order_id)).toEqual([old]);
    expect(second.cursor).toBeUndefined();
  });

  it('that have been in it for long are found one by one, whatever stands between them', async () => {
    const shard = shardOf(orderIdOf(0));
    const ids: string[] = [];
    for (let minute = 0; minute < 12; minute += 1) ids.push(await orderAt(minute, shard, { status: 'allocated' }));
    const rows = (await views.query({ PK: orderListKeys.status(tenantId, 'allocated', shard) })).items;
    // Every third came into its status late; of the first it is not known when.
    for (const [index, row] of rows.entries())
      if (index > 0) await views.put({ ...row, status_since: placedAt(index % 3 === 0 ? 500 : 5) });
    const list = listing();
    const found: string[] = [];
    for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
      const page = await list(tenantId, { status: 'allocated', inStatusSince: Instant(placedAt(100)) }, { limit: 3, cursor });
      found.push(...page.items.map((item) => item.order_id));
      cursor = page.cursor;
    }
    expect(found).toEqual(ids.filter((_, index) => index % 3 !== 0).reverse());
  });
});
