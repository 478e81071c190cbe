import { describe, expect, it } from 'vitest';
import { createInventory, createSweepLeases, createSweepReservations, inventoryItemAggregate } from '../../../lib/inventory/index.ts';
import { leaseListKey } from '../../../lib/inventory/app/reservations/leases.ts';
import { plusMs } from '../../../lib/kernel/instant.ts';
import { createVirtualClock } from '../../../lib/platform/embedded/virtual-clock.ts';
import { createEventStore } from '../../../lib/platform/event-store/event-store.ts';
import { createIds } from '../../../lib/platform/system/ids.system.ts';
import { startOfTests } from '../../contract/engine.ts';
import { openMemoryTable } from '../../platform/embedded/workflows/support/memory-table.ts';
import { callerNamed, itemOf, sha256, streamOf, tenantId } from './strategy.fixtures.ts';

const openShop = async (units: number, busy: 'group' | 'buckets' = 'group') => {
  const clock = createVirtualClock(startOfTests);
  const ids = createIds(clock);
  const table = openMemoryTable(new Map());
  let reads = 0;
  const ledger: typeof table = {
    ...table,
    query: (query) => {
      reads += 1;
      return table.query(query);
    },
  };
  const commits = { ledger, ids, sha256 };
  const store = createEventStore({ ...commits, clock });
  const inventory = createInventory({ store, clock, commits, busy });
  await inventory.receiveStock(callerNamed('dock'), { ...itemOf('A'), movementId: 'first', quantity: units });
  const sweepLeases = createSweepLeases({ ...commits, clock });
  return {
    clock,
    ledger,
    another: () => createInventory({ store: createEventStore({ ...commits, clock }), clock, commits, busy }),
    reads: () => reads,
    inventory,
    sweep: createSweepReservations({ platform: { ledger, clock }, inventory }),
    sweepLeases,
    cart: (name: string, seconds: number, quantity = 1) =>
      inventory.reserveTogether(callerNamed(name), {
        reservationId: name,
        kind: 'cart',
        expiresAt: plusMs(clock.now(), seconds * 1_000),
        lines: [{ ...itemOf('A'), quantity }],
      }),
    order: (name: string, quantity = 1) =>
      inventory.reserveTogether(callerNamed(name), { reservationId: name, lines: [{ ...itemOf('A'), quantity }] }),
    available: async () => (await inventory.stockLevels(tenantId, [itemOf('A')]))[0]?.balance.available,
    state: async () => (await store.load(inventoryItemAggregate, streamOf('A'))).state,
    rows: async (PK: string) => (await ledger.query({ PK })).items,
  };
};

describe('carts that ran out', () => {
  it('give their units back within minutes, without anybody asking for them', async () => {
    const shop = await openShop(10);
    await shop.cart('early', 60);
    await shop.cart('late', 600);
    expect(await shop.available()).toBe(8);
    shop.clock.advanceMs(4 * 60_000);
    expect(await shop.sweep()).toEqual({ carts: 1, behindSeconds: 0 });
    expect(await shop.available()).toBe(9);
    shop.clock.advanceMs(9 * 60_000);
    expect((await shop.sweep()).carts).toBe(1);
    expect(await shop.available()).toBe(10);
    expect(await shop.sweep()).toEqual({ carts: 0, behindSeconds: 0 });
  });

  it('keep them when they have become an order meanwhile', async () => {
    const shop = await openShop(10);
    await shop.cart('bought', 60);
    await shop.order('bought');
    shop.clock.advanceMs(5 * 60_000);
    await shop.sweep();
    expect(await shop.available()).toBe(9);
  });

  it('are swept some hundred at a time, and the next run goes on where the last one stopped and says how late it is', async () => {
    const shop = await openShop(1_000);
    await Promise.all(Array.from({ length: 700 }, (_, index) => shop.cart(`cart-${index}`, 60)));
    shop.clock.advanceMs(20 * 60_000);
    const first = await shop.sweep();
    expect(first.carts).toBeGreaterThanOrEqual(500);
    expect(first.carts).toBeLessThan(700);
    expect(first.behindSeconds).toBeGreaterThan(600);
    const second = await shop.sweep();
    expect(first.carts + second.carts).toBe(700);
    expect(second.behindSeconds).toBe(0);
    expect(await shop.available()).toBe(1_000);
  });

  it('are found again when a run broke off before it was done', async () => {
    const shop = await openShop(10);
    await shop.cart('one', 60);
    shop.clock.advanceMs(5 * 60_000);
    const broken = createSweepReservations({
      platform: { ledger: shop.ledger, clock: shop.clock },
      inventory: { ...shop.inventory, expireReservations: () => Promise.reject(new Error('cut off')) },
    });
    await expect(broken()).rejects.toThrow('cut off');
    expect((await shop.sweep()).carts).toBe(1);
    expect(await shop.available()).toBe(10);
  });

  it('cost an order nothing: only carts are noted', async () => {
    const shop = await openShop(10);
    const before = shop.ledger.writes();
    await shop.order('order-1');
    expect(shop.ledger.writes() - before).toBe(1);
  });
});

describe('a sold-out article', () => {
  it('is refused to further carts from memory for a second, and then looked at again', async () => {
    const shop = await openShop(1);
    await shop.cart('first', 600);
    expect((await shop.cart('second', 600)).ok).toBe(false);
    const reads = shop.reads();
    const refused = await shop.cart('third', 600);
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'items-refused', items: [{ rejection: { code: 'insufficient-stock', asked: 1, available: 0 } }] },
    });
    expect(shop.reads()).toBe(reads);
    shop.clock.advanceMs(1_000);
    await shop.cart('fourth', 600);
    expect(shop.reads()).toBeGreaterThan(reads);
  });

  it('is there again as soon as this process frees a unit', async () => {
    const shop = await openShop(1);
    await shop.cart('first', 600);
    await shop.cart('second', 600);
    await shop.inventory.releaseReservations(callerNamed('first'), [{ ...itemOf('A'), reservationId: 'first' }]);
    expect((await shop.cart('third', 600)).ok).toBe(true);
  });

  it('is never refused to an order from memory, nor to a cart that stands', async () => {
    const shop = await openShop(1);
    await shop.cart('first', 600);
    await shop.cart('second', 600);
    expect((await shop.cart('first', 600)).ok).toBe(true);
    const reads = shop.reads();
    expect((await shop.order('order')).ok).toBe(false);
    expect(shop.reads()).toBeGreaterThan(reads);
  });

  it('is not refused to who wants no more than was left', async () => {
    const shop = await openShop(3);
    expect((await shop.cart('many', 600, 5)).ok).toBe(false);
    expect((await shop.cart('few', 600, 3)).ok).toBe(true);
  });
});

describe('an article that many processes want', () => {
  const rush = async () => {
    const shop = await openShop(2_000, 'buckets');
    const names = Array.from({ length: 300 }, (_, index) => `buyer-${index}`);
    const answers = await Promise.all(names.map((name) => shop.order(name)));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    return shop;
  };

  it('is sold from buckets, and its levels stay what they are', async () => {
    const shop = await rush();
    const { lease, open } = await shop.state();
    expect(lease?.selling).toHaveLength(8);
    expect(open.length).toBeLessThan(300);
    const [level] = await shop.inventory.stockLevels(tenantId, [itemOf('A')]);
    expect(level?.balance).toMatchObject({ onHand: 2_000, allocated: 300, available: 1_700 });
    const [available] = await shop.inventory.availability(tenantId, [itemOf('A').sku], [itemOf('A').locationId]);
    expect(available?.available).toBe(1_700);
  });

  it('is sold by itself again once it has been wanted little for a minute, and its buckets keep what they promised', async () => {
    const shop = await rush();
    expect(await shop.sweepLeases()).toEqual({ looked: 1, recalled: 0, ended: 0 });
    shop.clock.advanceMs(60_000);
    expect(await shop.sweepLeases()).toEqual({ looked: 1, recalled: 1, ended: 0 });
    const { lease, balance } = await shop.state();
    expect(lease?.selling).toEqual([]);
    expect(balance).toMatchObject({ onHand: 2_000, allocated: 300, available: 1_700 });
    expect((await shop.order('buyer-7')).ok).toBe(true);
    expect((await shop.order('buyer-new')).ok).toBe(true);
    expect(await shop.available()).toBe(1_699);
  });

  it('forgets its buckets when they hold nothing any more and all is quiet', async () => {
    const shop = await rush();
    const refs = Array.from({ length: 300 }, (_, index) => ({ ...itemOf('A'), reservationId: `buyer-${index}` }));
    await shop.sweepLeases();
    shop.clock.advanceMs(60_000);
    await shop.sweepLeases();
    const shipped = await shop.inventory.shipReservations(callerNamed('dock'), {
      movementId: 'parcel',
      lines: refs.map((ref) => ({ ...ref, quantity: 1 })),
    });
    expect(shipped.ok).toBe(true);
    expect(await shop.sweepLeases()).toMatchObject({ ended: 0 });
    shop.clock.advanceMs(11 * 60_000);
    expect(await shop.sweepLeases()).toMatchObject({ ended: 1 });
    expect((await shop.state()).lease).toBeUndefined();
    expect(await shop.rows(leaseListKey)).toEqual([]);
    expect(await shop.available()).toBe(1_700);
  });

  it('stays in buckets while it is wanted as much', async () => {
    const shop = await rush();
    await shop.sweepLeases();
    const names = Array.from({ length: 1_400 }, (_, index) => `more-${index}`);
    await Promise.all(names.map((name) => shop.order(name)));
    await Promise.all(
      names.map((name) => shop.inventory.releaseReservations(callerNamed(name), [{ ...itemOf('A'), reservationId: name }])),
    );
    // 2,800 changes in 52 seconds are more than fifty a second.
    shop.clock.advanceMs(52_000);
    expect(await shop.sweepLeases()).toMatchObject({ recalled: 0 });
    shop.clock.advanceMs(52_000);
    expect(await shop.sweepLeases()).toMatchObject({ recalled: 1 });
  });

  it('is sold from buckets also when no single process sells much of it', async () => {
    const shop = await openShop(2_000, 'buckets');
    const processes = Array.from({ length: 20 }, () => shop.another());
    for (let round = 0; round < 10; round += 1) {
      for (const [index, process] of processes.entries()) {
        const name = `buyer-${round}-${index}`;
        const sold = await process.reserveTogether(callerNamed(name), { reservationId: name, lines: [{ ...itemOf('A'), quantity: 1 }] });
        expect(sold.ok).toBe(true);
      }
      shop.clock.advanceMs(150);
    }
    expect((await shop.state()).lease?.selling).toHaveLength(8);
    expect(await shop.available()).toBe(1_800);
  });
});
