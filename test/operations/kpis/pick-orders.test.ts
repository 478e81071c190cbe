import { describe, expect, it } from 'vitest';
import { fromEpochMs } from '../../../lib/kernel/instant.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { createPickOrders, evenly } from '../../../lib/operations/app/kpis/pick-orders.ts';
import { kpiRange } from '../../../lib/operations/app/kpis/range.ts';
import { orderListKeys, orderShards } from '../../../lib/orders/index.ts';
import type { Item, Query } from '../../../lib/platform/ports.ts';

const start = Date.UTC(2026, 10, 20);
const at = (ms: number) => fromEpochMs(start + ms);
const main = TenantId('main');
const dayMs = 86_400_000;
const day = { from: at(0), to: at(dayMs) };

/** Orders at these milliseconds, over the shards in turn, and how often they were asked for. */
const listOf = (placed: readonly number[]) => {
  const partitions = new Map<string, Item[]>();
  for (const [index, ms] of placed.entries()) {
    const PK = orderListKeys.placed(main, orderShards[index % orderShards.length] ?? '0');
    const rows = partitions.get(PK) ?? [];
    rows.push({ PK, SK: `${at(ms)}#o${index}`, order_id: `o${index}` });
    partitions.set(PK, rows);
  }
  for (const rows of partitions.values()) rows.sort((left, right) => (left.SK < right.SK ? -1 : 1));
  let asked = 0;
  const query = async ({ PK, from = '', to = '~', limit = 1_000, cursor }: Query) => {
    asked += 1;
    const found = (partitions.get(PK) ?? []).filter(({ SK }) => SK >= from && SK <= to && SK > (cursor ?? ''));
    const items = found.slice(0, limit);
    const last = items.at(-1)?.SK;
    return { items, ...(found.length > limit && last !== undefined ? { cursor: last } : {}) };
  };
  return { pick: createPickOrders({ views: { query } }), asked: () => asked };
};

describe('picking orders of a range', () => {
  it('takes every order of a quiet day, from its first moment on and before its end', async () => {
    const { pick, asked } = listOf([-1, 0, 5, dayMs - 1, dayMs]);
    const picked = await pick(main, day, 500);
    expect({ ...picked, orderIds: picked.orderIds.toSorted() }).toEqual({
      orderIds: ['o1', 'o2', 'o3'],
      ordersInRange: 3,
      isEstimate: false,
    });
    expect(asked()).toBe(orderShards.length);
  });

  it('takes evenly spaced orders where there are more than are to be read', async () => {
    const picked = await listOf(Array.from({ length: 4_000 }, (_, index) => index)).pick(main, day, 500);
    expect(picked).toMatchObject({ ordersInRange: 4_000, isEstimate: false });
    expect(new Set(picked.orderIds).size).toBe(500);
  });

  it('gives a busy hour of a large day its share, and says that the day was estimated', async () => {
    // 40,000 orders of which half were placed between noon and one o'clock.
    const [noon, hour] = [dayMs / 2, dayMs / 24];
    const busy = Array.from({ length: 20_000 }, (_, index) => noon + Math.floor((index * hour) / 20_000));
    const quiet = Array.from({ length: 20_000 }, (_, index) => Math.floor((index * dayMs) / 20_000));
    const { pick, asked } = listOf([...busy, ...quiet]);
    const { orderIds, ordersInRange, isEstimate } = await pick(main, day, 500);
    expect(isEstimate).toBe(true);
    expect(orderIds).toHaveLength(500);
    expect(ordersInRange).toBeGreaterThan(32_000);
    expect(ordersInRange).toBeLessThan(48_000);
    const share = orderIds.filter((id) => Number(id.slice(1)) < busy.length).length / orderIds.length;
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.6);
    expect(asked()).toBeLessThan(1_000);
  });

  it('counts a large day exactly when its slices were all looked through', async () => {
    // 3,000 orders of one shard, which is more than is listed at once, and less than slices are looked through for.
    const placed = Array.from({ length: 12_000 }, (_, index) => (index % orderShards.length === 0 ? index : -1 - index));
    expect(await listOf(placed).pick(main, day, 500)).toMatchObject({ ordersInRange: 3_000, isEstimate: false });
  });
});

it('spaces what it takes of a list evenly', () => {
  expect(evenly(['a', 'b', 'c', 'd', 'e', 'f'], 3)).toEqual(['a', 'c', 'e']);
  expect(evenly(['a', 'b'], 3)).toEqual(['a', 'b']);
  expect(evenly([], 3)).toEqual([]);
});

describe('the range', () => {
  it('is the last 24 hours unless said otherwise', () => {
    expect(kpiRange(at(dayMs), {})).toEqual({ ok: true, value: day });
    expect(kpiRange(at(9 * dayMs), { to: at(dayMs) })).toEqual({ ok: true, value: day });
    expect(kpiRange(at(dayMs), { from: at(5) })).toEqual({ ok: true, value: { from: at(5), to: at(dayMs) } });
  });

  it.each([
    ['empty', at(0), at(0), 'range-empty'],
    ['backwards', at(1), at(0), 'range-empty'],
    ['longer than 31 days', at(0), at(31 * dayMs + 1), 'range-too-long'],
  ])('is refused when it is %s', (_, from, to, code) => {
    expect(kpiRange(at(0), { from, to })).toMatchObject({ ok: false, error: { code } });
  });

  it('may be 31 days', () => {
    expect(kpiRange(at(0), { from: at(0), to: at(31 * dayMs) }).ok).toBe(true);
  });
});
