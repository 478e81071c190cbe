import { beforeEach, describe, expect, it } from 'vitest';
import { createInventory, type Inventory } from '../../../lib/inventory/index.ts';
import { createEventStore } from '../../../lib/platform/event-store/event-store.ts';
import { createIds } from '../../../lib/platform/system/ids.system.ts';
import { createVirtualClock, type VirtualClock } from '../../../lib/platform/embedded/virtual-clock.ts';
import { startOfTests } from '../../contract/engine.ts';
import { openMemoryTable } from '../../platform/embedded/workflows/support/memory-table.ts';
import { callerNamed, itemOf, sha256 } from './strategy.fixtures.ts';

type Shop = {
  readonly clock: VirtualClock;
  /** So many buyers at once, of one unit each. @returns the writes that it took to serve them all */
  readonly writesFor: (buyers: number, sku?: string) => Promise<number>;
};

const openShop = async (isGrouping: boolean): Promise<Shop> => {
  const clock = createVirtualClock(startOfTests);
  const ids = createIds(clock);
  const ledger = openMemoryTable(new Map());
  const store = createEventStore({ ledger, clock, ids, sha256 });
  const inventory: Inventory = createInventory({ store, clock, ...(isGrouping ? { commits: { ledger, ids, sha256 } } : {}) });
  for (const sku of ['A', 'B']) await inventory.receiveStock(callerNamed('dock'), { ...itemOf(sku), movementId: 'first', quantity: 1_000 });
  let served = 0;
  const buy = (sku: string) => {
    served += 1;
    return inventory.reserveTogether(callerNamed('buyer'), { reservationId: `buyer-${served}`, lines: [{ ...itemOf(sku), quantity: 1 }] });
  };
  return {
    clock,
    writesFor: async (buyers, sku = 'A') => {
      const before = ledger.writes();
      const answers = await Promise.all(Array.from({ length: buyers }, () => buy(sku)));
      expect(answers.every((answer) => answer.ok)).toBe(true);
      return ledger.writes() - before;
    },
  };
};

describe('the strategy of an item', () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openShop(true);
  });

  it('is a write for each while few ask for it', async () => {
    expect(await shop.writesFor(20)).toBe(20);
  });

  it('is a write for a hundred as soon as many ask for it, and of this item alone', async () => {
    expect(await shop.writesFor(200)).toBe(2);
    expect(await shop.writesFor(20)).toBe(1);
    expect(await shop.writesFor(20, 'B')).toBe(20);
  });

  it('is a write for each again once the rush is over', async () => {
    expect(await shop.writesFor(200)).toBe(2);
    shop.clock.advanceMs(1_500);
    // Half of the rush still lies within the last second.
    expect(await shop.writesFor(10)).toBe(1);
    shop.clock.advanceMs(2_000);
    expect(await shop.writesFor(10)).toBe(10);
  });

  it('counts what is asked over a second, however it is spread', async () => {
    for (let step = 0; step < 9; step += 1) {
      await shop.writesFor(11);
      shop.clock.advanceMs(100);
    }
    expect(await shop.writesFor(11)).toBe(1);
  });

  it('outlives a clock that is set back', async () => {
    await shop.writesFor(200);
    shop.clock.advanceMs(-60_000);
    expect(await shop.writesFor(10)).toBe(10);
    expect(await shop.writesFor(150)).toBe(2);
  });

  it('is always a write for each where there is nothing to write groups with', async () => {
    const simple = await openShop(false);
    expect(await simple.writesFor(150)).toBe(150);
  });
});
