import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInventory, type Inventory } from '../../../lib/inventory/index.ts';
import { LocationId, Sku, type TenantId } from '../../../lib/kernel/ids.ts';
import { systemCaller } from '../../../lib/platform/event-store/caller.ts';
import { createEventStore } from '../../../lib/platform/event-store/event-store.ts';
import { createIds } from '../../../lib/platform/system/ids.system.ts';
import { createVirtualClock } from '../../../lib/platform/embedded/virtual-clock.ts';
import { type Table, UnavailableError } from '../../../lib/platform/ports.ts';
import { startOfTests } from '../../contract/engine.ts';
import { openMemoryTable } from '../../platform/embedded/workflows/support/memory-table.ts';

const tenantId = 'main' as TenantId;
const caller = systemCaller(tenantId, 'test', { correlationId: 'c', causationId: 'c' });
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const clock = createVirtualClock(startOfTests);
const locationId = LocationId('east');
const skus = ['A', 'B', 'C'].map((name) => Sku(name));

/** The scheduler decides when each call reaches the table, and some replies are lost on the way back. */
const unruly = (table: Table, scheduler: fc.Scheduler, losesReply: () => boolean): Table => {
  const reach = async <T>(call: () => Promise<T>): Promise<T> => {
    await scheduler.schedule(Promise.resolve(), 'request');
    const answer = await call();
    await scheduler.schedule(Promise.resolve(), 'reply');
    return answer;
  };
  const write = async (call: () => Promise<void>): Promise<void> => {
    await reach(call);
    if (losesReply()) throw new UnavailableError('the reply was lost');
  };
  return {
    ...table,
    get: (key) => reach(() => table.get(key)),
    query: (query) => reach(() => table.query(query)),
    put: (item, condition) => write(() => table.put(item, condition)),
    transact: (writes) => write(() => table.transact(writes)),
  };
};

const openInventory = (ledger: Table): Inventory =>
  createInventory({ store: createEventStore({ ledger, clock, ids: createIds(clock), sha256 }), clock });

type Buyer = {
  readonly id: string;
  readonly lines: readonly { readonly sku: Sku; readonly quantity: number }[];
  readonly cancels: boolean;
};

/** Buys until an answer comes, as a workflow does; then perhaps changes its mind. @returns units held in the end, per SKU */
const buy = async (inventory: Inventory, { id, lines, cancels }: Buyer): Promise<ReadonlyMap<Sku, number>> => {
  const untilAnswered = async <T>(ask: () => Promise<T>): Promise<T> => {
    for (let tries = 0; ; tries += 1) {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof UnavailableError) || tries > 50) throw error;
      }
    }
  };
  const wanted = lines.map((line) => ({ ...line, locationId }));
  const reserved = await untilAnswered(() => inventory.reserveTogether(caller, { reservationId: id, kind: 'order', lines: wanted }));
  if (!reserved.ok) return new Map();
  if (!cancels) return new Map(lines.map(({ sku, quantity }) => [sku, quantity]));
  const released = await untilAnswered(() =>
    inventory.releaseReservations(
      caller,
      wanted.map(({ sku }) => ({ sku, locationId, reservationId: id })),
    ),
  );
  expect(released.ok).toBe(true);
  return new Map();
};

const buyers = fc
  .array(fc.record({ first: fc.nat(2), both: fc.boolean(), quantity: fc.integer({ min: 1, max: 3 }), cancels: fc.boolean() }), {
    minLength: 2,
    maxLength: 6,
  })
  .map((drawn) =>
    drawn.map(({ first, both, quantity, cancels }, index): Buyer => {
      const chosen = both ? [skus[first], skus[(first + 1) % skus.length]] : [skus[first]];
      return { id: `buyer-${index}`, cancels, lines: chosen.map((sku) => ({ sku: sku ?? skus[0] ?? Sku('A'), quantity })) };
    }),
  );

describe('reserving several lines together, from several processes at once', () => {
  it('never promises more than there is, holds all of an order or nothing, and loses nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        buyers,
        fc.integer({ min: 0, max: 6 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 9 })),
        async (scheduler, all, stock, luck) => {
          const disk = new Map();
          const calm = openInventory(openMemoryTable(disk));
          if (stock > 0) for (const sku of skus) await calm.receiveStock(caller, { sku, locationId, quantity: stock, movementId: 'first' });
          // Each buyer comes to another process, so nothing but the table stands between them.
          const bought = all.map((buyer) =>
            buy(openInventory(unruly(openMemoryTable(disk), scheduler, () => luck.next().value === 0)), buyer),
          );
          const held = await scheduler.waitFor(Promise.all(bought));
          const levels = await calm.stockLevels(
            tenantId,
            skus.map((sku) => ({ sku, locationId })),
          );
          for (const { sku, balance } of levels) {
            const promised = held.reduce((sum, units) => sum + (units.get(sku) ?? 0), 0);
            expect(balance).toMatchObject({ onHand: stock, allocated: promised, available: stock - promised });
            expect(promised).toBeLessThanOrEqual(stock);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  }, 60_000);

  it('sells the last unit: somebody gets it whenever anybody asks for it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }), async (scheduler, count, stock) => {
        const disk = new Map();
        const [sku] = skus as [Sku, ...Sku[]];
        await openInventory(openMemoryTable(disk)).receiveStock(caller, { sku, locationId, quantity: stock, movementId: 'first' });
        const all = Array.from(
          { length: count },
          (_, index): Buyer => ({ id: `buyer-${index}`, cancels: false, lines: [{ sku, quantity: 1 }] }),
        );
        const bought = all.map((buyer) => buy(openInventory(unruly(openMemoryTable(disk), scheduler, () => false)), buyer));
        const held = await scheduler.waitFor(Promise.all(bought));
        expect(held.filter((units) => units.size > 0)).toHaveLength(Math.min(count, stock));
      }),
      { numRuns: 500 },
    );
  }, 60_000);
});
