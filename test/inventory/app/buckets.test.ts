import { describe, expect, it } from 'vitest';
import { inventoryBucketEventPayloads, inventoryEventPayloads } from '../../../lib/contracts/events/inventory.ts';
import { homeSlot } from '../../../lib/inventory/app/reservations/bucket-plan.ts';
import { inventoryBucketAggregate, inventoryBucketStream } from '../../../lib/inventory/app/reservations/inventory-bucket.aggregate.ts';
import { inventoryItemAggregate } from '../../../lib/inventory/app/inventory-item.aggregate.ts';
import { plusMs } from '../../../lib/kernel/instant.ts';
import { openMemoryTable } from '../../platform/embedded/workflows/support/memory-table.ts';
import { buy, callerNamed, clock, itemOf, openProcess, stock, streamOf, tenantId } from './strategy.fixtures.ts';

/** Buyers by the bucket that they belong to. */
const buyerOf = (slot: number, nth = 0): string => {
  const names = Array.from({ length: 1_000 }, (_, index) => `buyer-${index}`).filter((name) => homeSlot(name, 2) === slot);
  return names[nth] ?? 'nobody';
};

const openShop = async (units: number) => {
  const disk = new Map();
  const table = openMemoryTable(disk);
  const shop = openProcess(table, 'buckets');
  await stock(shop, 'A', units);
  expect(await shop.openBuckets('A')).toBe(true);
  const bucket = async (slot: number) =>
    (await shop.store.load(inventoryBucketAggregate, inventoryBucketStream(streamOf('A'), slot))).state;
  return {
    ...shop,
    table,
    disk,
    bucket,
    item: async () => (await shop.store.load(inventoryItemAggregate, streamOf('A'))).state,
    level: async () => (await shop.levels(tenantId, [itemOf('A')]))[0]?.balance,
    many: (name: string, quantity: number) =>
      shop.reserve(callerNamed(name), { reservationId: name, lines: [{ ...itemOf('A'), quantity }] }),
    cart: (name: string, seconds: number) =>
      shop.reserve(callerNamed(name), {
        reservationId: name,
        kind: 'cart',
        expiresAt: plusMs(clock.now(), seconds * 1_000),
        lines: [{ ...itemOf('A'), quantity: 1 }],
      }),
    events: async () => {
      const ids = [streamOf('A'), ...[0, 1].map((slot) => inventoryBucketStream(streamOf('A'), slot))];
      return (await Promise.all(ids.map((id) => shop.store.read(id)))).flat();
    },
  };
};

describe('an article in two buckets', () => {
  it('is bought by one write to the bucket that the buyer belongs to, and to no other', async () => {
    const shop = await openShop(100);
    await buy(shop, buyerOf(0), 'A');
    const writes = shop.table.writes();
    expect((await buy(shop, buyerOf(0, 1), 'A')).ok).toBe(true);
    expect(shop.table.writes() - writes).toBe(1);
    expect((await shop.bucket(0)).stock.balance).toMatchObject({ onHand: 50, allocated: 2, available: 48 });
    expect((await shop.bucket(1)).stock.balance).toMatchObject({ onHand: 50, allocated: 0 });
    expect(await shop.level()).toMatchObject({ onHand: 100, allocated: 2, available: 98 });
  });

  it('is brought to where it is wanted: one bucket is never sold out while another has more', async () => {
    const shop = await openShop(20);
    for (let nth = 0; nth < 17; nth += 1) expect((await buy(shop, buyerOf(0, nth), 'A')).ok).toBe(true);
    expect((await shop.item()).lease?.selling).toEqual([0, 1]);
    expect((await shop.bucket(0)).stock.open).toHaveLength(17);
    expect(await shop.level()).toMatchObject({ onHand: 20, allocated: 17, available: 3 });
  });

  it('is sold by the item itself when few are left, to the last one and not beyond', async () => {
    const shop = await openShop(20);
    const answers = [];
    for (let nth = 0; nth < 25; nth += 1) answers.push(await buy(shop, buyerOf(0, nth), 'A'));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(20);
    expect((await shop.item()).lease?.selling).toEqual([]);
    expect(await shop.level()).toMatchObject({ onHand: 20, allocated: 20, available: 0 });
    expect(answers.at(-1)).toMatchObject({ error: { items: [{ rejection: { code: 'insufficient-stock', available: 0 } }] } });
  });

  it('takes new goods in while it is sold from buckets, and fills them up with these', async () => {
    const shop = await openShop(20);
    expect((await shop.receive(callerNamed('dock'), { ...itemOf('A'), movementId: 'second', quantity: 100 })).ok).toBe(true);
    expect(await shop.level()).toMatchObject({ onHand: 120, available: 120 });
    expect((await shop.many(buyerOf(0), 60)).ok).toBe(true);
    expect((await shop.item()).lease?.selling).toEqual([0, 1]);
    expect(await shop.level()).toMatchObject({ onHand: 120, allocated: 60, available: 60 });
  });

  it('leaves the house from its bucket: stock and lease shrink with it, once', async () => {
    const shop = await openShop(20);
    const id = buyerOf(1);
    await shop.many(id, 3);
    const ship = () =>
      shop.ship(callerNamed('dock'), { movementId: 'parcel', lines: [{ ...itemOf('A'), reservationId: id, quantity: 3 }] });
    expect((await ship()).ok).toBe(true);
    expect((await ship()).ok).toBe(true);
    expect(await shop.level()).toMatchObject({ onHand: 17, allocated: 0, available: 17 });
    expect((await shop.item()).lease?.quantity).toBe(17);
  });

  it('stays with those who bought it before there were buckets', async () => {
    const disk = new Map();
    const shop = openProcess(openMemoryTable(disk), 'buckets');
    await stock(shop, 'A', 20);
    await buy(shop, 'early', 'A');
    await shop.release(callerNamed('gone'), [{ ...itemOf('A'), reservationId: 'gone' }]);
    await shop.openBuckets('A');
    expect(await buy(shop, 'early', 'A')).toMatchObject({ ok: true, value: [{ changed: false }] });
    expect(await buy(shop, 'gone', 'A')).toMatchObject({ error: { items: [{ rejection: { code: 'reservation-closed' } }] } });
    expect((await shop.release(callerNamed('early'), [{ ...itemOf('A'), reservationId: 'early' }])).ok).toBe(true);
    expect((await shop.levels(tenantId, [itemOf('A')]))[0]?.balance).toMatchObject({ onHand: 20, available: 20 });
  });

  it('is sold from buckets again after it was not, and keeps every promise through that', async () => {
    const shop = await openShop(20);
    await buy(shop, buyerOf(0), 'A');
    await shop.recall('A');
    await buy(shop, buyerOf(0, 1), 'A');
    expect(await shop.openBuckets('A')).toBe(true);
    expect(await buy(shop, buyerOf(0), 'A')).toMatchObject({ value: [{ changed: false }] });
    expect(await buy(shop, buyerOf(0, 1), 'A')).toMatchObject({ value: [{ changed: false }] });
    await buy(shop, buyerOf(0, 2), 'A');
    expect(await shop.level()).toMatchObject({ onHand: 20, allocated: 3, available: 17 });
  });

  it('is reserved with other articles in one go, or not at all', async () => {
    const shop = await openShop(20);
    await stock(shop, 'B', 1);
    expect((await buy(shop, buyerOf(0), 'A', 'B')).ok).toBe(true);
    expect(await buy(shop, buyerOf(1), 'A', 'B')).toMatchObject({ error: { items: [{ sku: 'B' }] } });
    expect(await shop.level()).toMatchObject({ allocated: 1, available: 19 });
  });
});

describe('a count of an article in buckets', () => {
  it('that finds enough for every promise changes the stock and leaves the buckets alone', async () => {
    const shop = await openShop(20);
    await shop.receive(callerNamed('dock'), { ...itemOf('A'), movementId: 'second', quantity: 5 });
    const counted = await shop.count(callerNamed('dock'), {
      ...itemOf('A'),
      movementId: 'count',
      countedOnHand: 22,
      reasonCode: 'cycle-count',
    });
    expect(counted).toMatchObject({ ok: true, value: { displaced: [] } });
    expect((await shop.item()).lease?.selling).toEqual([0, 1]);
    expect(await shop.level()).toMatchObject({ onHand: 22, available: 22 });
  });

  it('that finds less than was promised takes it from carts first, then from the newest, wherever they stand', async () => {
    const shop = await openShop(10);
    await shop.cart(buyerOf(0), 600);
    await shop.many(buyerOf(1), 2);
    await shop.many(buyerOf(0, 1), 1);
    const count = () =>
      shop.count(callerNamed('dock'), { ...itemOf('A'), movementId: 'count', countedOnHand: 2, reasonCode: 'cycle-count' });
    const counted = await count();
    expect(counted).toMatchObject({
      value: {
        displaced: [
          { reservationId: buyerOf(0), kind: 'cart' },
          { reservationId: buyerOf(1), quantity: 2 },
        ],
      },
    });
    expect(await count()).toMatchObject({ ok: true, value: { changed: false } });
    const { lease, balance } = await shop.item();
    expect(balance).toMatchObject({ onHand: 2, allocated: 1, available: 1 });
    expect(lease).toMatchObject({ selling: [], quantity: 1 });
    expect((await buy(shop, buyerOf(1), 'A')).ok).toBe(false);
  });

  it('and damage that takes free units of buckets closes them first', async () => {
    const shop = await openShop(10);
    await buy(shop, buyerOf(0), 'A');
    const damaged = await shop.damage(callerNamed('dock'), { ...itemOf('A'), movementId: 'wet', quantity: 8, reasonCode: 'water' });
    expect(damaged).toMatchObject({ value: { displaced: [] } });
    expect(await shop.level()).toMatchObject({ onHand: 2, allocated: 1, available: 1, damaged: 8 });
  });
});

describe('reservations in closed buckets', () => {
  it('give their units back to the item when they are given up, and when carts run out', async () => {
    const shop = await openShop(10);
    await buy(shop, buyerOf(0), 'A');
    await shop.cart(buyerOf(1), 60);
    await shop.recall('A');
    await shop.release(callerNamed('x'), [{ ...itemOf('A'), reservationId: buyerOf(0) }]);
    expect(await shop.level()).toMatchObject({ allocated: 1, available: 9 });
    expect((await shop.many('all', 9)).ok).toBe(true);
    clock.advanceMs(61_000);
    expect((await shop.many('last', 1)).ok).toBe(true);
    expect(await shop.level()).toMatchObject({ onHand: 10, allocated: 10, available: 0 });
    expect((await shop.item()).lease?.quantity).toBe(0);
  });
});

describe('events of buckets', () => {
  it('are as the contract says', async () => {
    const shop = await openShop(20);
    for (let nth = 0; nth < 15; nth += 1) await buy(shop, buyerOf(0, nth), 'A');
    await shop.cart(buyerOf(1), 600);
    await shop.release(callerNamed('x'), [{ ...itemOf('A'), reservationId: buyerOf(0) }]);
    await shop.release(callerNamed('x'), [{ ...itemOf('A'), reservationId: buyerOf(0, 50) }]);
    await buy(shop, buyerOf(1), 'A');
    const lines = [{ ...itemOf('A'), reservationId: buyerOf(0, 1), quantity: 1 }];
    await shop.ship(callerNamed('dock'), { movementId: 'parcel', lines });
    await shop.count(callerNamed('dock'), { ...itemOf('A'), movementId: 'count', countedOnHand: 5, reasonCode: 'cycle-count' });
    await shop.release(callerNamed('x'), [{ ...itemOf('A'), reservationId: buyerOf(0, 2) }]);
    const events = await shop.events();
    const schemas = { ...inventoryEventPayloads, ...inventoryBucketEventPayloads };
    for (const { type, payload } of events)
      expect(schemas[type as keyof typeof schemas].safeParse(payload).error?.issues ?? []).toEqual([]);
    const seen = new Set(events.map(({ type }) => type).filter((type) => type.startsWith('inventory_bucket.')));
    expect([...seen].sort()).toEqual(Object.keys(inventoryBucketEventPayloads).sort());
  });
});
