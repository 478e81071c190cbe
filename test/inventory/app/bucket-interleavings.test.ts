import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StrategyName } from '../../../lib/inventory/domain/reservation-strategy.choice.ts';
import { inventoryBucketAggregate, inventoryBucketStream } from '../../../lib/inventory/app/reservations/inventory-bucket.aggregate.ts';
import { inventoryItemAggregate } from '../../../lib/inventory/app/inventory-item.aggregate.ts';
import { type Table, UnavailableError } from '../../../lib/platform/ports.ts';
import { openMemoryTable } from '../../platform/embedded/workflows/support/memory-table.ts';
import { callerNamed, itemOf, openProcess, type Process, stock, streamOf } from './strategy.fixtures.ts';

type Luck = 'good' | 'request-lost' | 'late' | 'reply-lost';

const unruly = (table: Table, scheduler: fc.Scheduler, draw: () => Luck): Table => {
  const reach = async <T>(call: () => Promise<T>): Promise<T> => {
    await scheduler.schedule(Promise.resolve(), 'request');
    const answer = await call();
    await scheduler.schedule(Promise.resolve(), 'reply');
    return answer;
  };
  const write = async (call: () => Promise<void>): Promise<void> => {
    const luck = draw();
    if (luck === 'late') void reach(call).catch(() => undefined);
    if (luck === 'late' || luck === 'request-lost') throw new UnavailableError('the request was lost');
    await reach(call);
    if (luck === 'reply-lost') throw new UnavailableError('the reply was lost');
  };
  return {
    ...table,
    query: (query) => reach(() => table.query(query)),
    put: (item, condition) => write(() => table.put(item, condition)),
    transact: (writes) => write(() => table.transact(writes)),
  };
};

const untilAnswered = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (let tries = 0; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof UnavailableError) || tries > 80) throw error;
    }
  }
};

type Next = 'keep' | 'cancel' | 'ship' | 'cancel-first';
type Buyer = { readonly id: string; readonly quantity: number; readonly both: boolean; readonly next: Next };

type Held = { readonly units: number; readonly shipped: number; readonly both: boolean; readonly isRefused: boolean };
const nothing = { units: 0, shipped: 0, isRefused: false };

/** Buys until an answer comes, asks once more as a workflow does after a lost reply, and then does what it came for. */
const buy = async (process: Process, { id, quantity, both, next }: Buyer): Promise<Held> => {
  const caller = callerNamed(id);
  const lines = (both ? ['A', 'B'] : ['A']).map((sku) => ({ ...itemOf(sku), quantity }));
  const refs = lines.map((line) => ({ ...line, reservationId: id }));
  const release = () => untilAnswered(() => process.release(caller, refs));
  if (next === 'cancel-first') expect((await release()).ok).toBe(true);
  const reserve = () => untilAnswered(() => process.reserve(caller, { reservationId: id, kind: 'order', lines }));
  const reserved = await reserve();
  if (next === 'cancel-first') expect(reserved.ok).toBe(false);
  if (!reserved.ok) return { ...nothing, both, isRefused: true };
  const again = await reserve();
  expect(again.ok && again.value.every((change) => !change.changed)).toBe(true);
  if (next === 'keep') return { ...nothing, units: quantity, both };
  if (next === 'cancel') {
    expect((await release()).ok).toBe(true);
    return { ...nothing, both };
  }
  const shipped = await untilAnswered(() => process.ship(caller, { movementId: `ship-${id}`, lines: refs }));
  expect(shipped.ok).toBe(true);
  return { ...nothing, shipped: quantity, both };
};

const buyers = fc
  .array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 3 }),
      both: fc.boolean(),
      next: fc.constantFrom<Next>('keep', 'keep', 'cancel', 'ship', 'cancel-first'),
    }),
    { minLength: 2, maxLength: 6 },
  )
  .map((drawn) => drawn.map((one, index): Buyer => ({ id: `buyer-${index}`, ...one })));

const settings: readonly (readonly [string, readonly StrategyName[]])[] = [
  ['one process', ['buckets']],
  ['two processes', ['buckets', 'buckets']],
  ['with a process that knows of no buckets, and one that groups', ['buckets', 'plain', 'group']],
];

const mishaps: readonly Luck[] = ['reply-lost', 'request-lost', 'late'];
const luckOf = (drawn: number | undefined): Luck => mishaps[drawn ?? mishaps.length] ?? 'good';

/** What the ledger says: nothing is promised twice, and leases are what buckets hold. */
const booksOf = async (process: Process, sku: string) => {
  const { state } = await process.store.load(inventoryItemAggregate, streamOf(sku));
  const slots = state.lease?.slots ?? 0;
  const ids = Array.from({ length: slots }, (_, slot) => inventoryBucketStream(streamOf(sku), slot));
  const buckets = (await process.store.loadMany(inventoryBucketAggregate, ids)).map((bucket) => bucket.state);
  const sum = (units: readonly number[]) => units.reduce((total, one) => total + one, 0);
  const inBuckets = buckets.flatMap(({ stock: { open } }) => open);
  expect(state.lease?.quantity ?? 0).toBe(sum(buckets.map(({ stock: { balance } }) => balance.onHand)));
  expect(state.balance.allocated).toBe(sum(state.open.map(({ quantity }) => quantity)) + (state.lease?.quantity ?? 0));
  for (const { isSelling, stock: held } of buckets) {
    expect(held.balance.allocated).toBe(sum(held.open.map(({ quantity }) => quantity)));
    expect(held.balance.available).toBeGreaterThanOrEqual(0);
    if (!isSelling) expect(held.balance.available).toBe(0);
  }
  const open = [...state.open, ...inBuckets];
  expect(new Set(open.map(({ id }) => id)).size).toBe(open.length);
  const free = sum(buckets.map(({ stock: { balance } }) => balance.available));
  return { onHand: state.balance.onHand, promised: sum(open.map(({ quantity }) => quantity)), free: state.balance.available + free };
};

describe.each(settings)('buyers served from buckets: %s', (_name, strategies) => {
  it('never promises more than there is, holds all of an order or nothing, and loses nothing, while buckets come and go', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        buyers,
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.constantFrom('open', 'recall', 'end'), { maxLength: 4 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 16 })),
        async (scheduler, all, units, changes, luck) => {
          const disk = new Map();
          const calm = openProcess(openMemoryTable(disk), 'plain');
          for (const sku of ['A', 'B']) await stock(calm, sku, units);
          const chooser = openProcess(openMemoryTable(disk), 'buckets');
          await chooser.openBuckets('A');
          const open = (strategy: StrategyName) =>
            openProcess(
              unruly(openMemoryTable(disk), scheduler, () => luckOf(luck.next().value)),
              strategy,
            );
          const processes = strategies.map(open);
          const changing = open('buckets');
          const change = async () => {
            for (const one of changes) {
              if (one === 'open') await changing.openBuckets('A').catch(() => false);
              if (one === 'recall') await untilAnswered(() => changing.recall('A'));
              if (one === 'end') await changing.endLease('A').catch(() => false);
            }
          };
          const bought = all.map((buyer, index) => buy(processes[index % processes.length] as Process, buyer));
          const [held] = await scheduler.waitFor(Promise.all([Promise.all(bought), change()]));
          for (const sku of ['A', 'B']) {
            const own = held.filter(({ both }) => sku === 'A' || both);
            const kept = own.reduce((sum, { units: one }) => sum + one, 0);
            const shipped = own.reduce((sum, one) => sum + one.shipped, 0);
            const books = await booksOf(calm, sku);
            expect(books).toEqual({ onHand: units - shipped, promised: kept, free: units - shipped - kept });
            const [level] = await calm.levels(callerNamed('reader').tenantId, [itemOf(sku)]);
            expect(level?.balance).toMatchObject({ onHand: books.onHand, allocated: kept, available: books.free });
          }
        },
      ),
      { numRuns: 500 },
    );
  }, 90_000);

  it('sells the last unit: somebody gets it whenever anybody asks for it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 8 }), async (scheduler, count, units) => {
        const disk = new Map();
        await stock(openProcess(openMemoryTable(disk), 'plain'), 'A', units);
        await openProcess(openMemoryTable(disk), 'buckets').openBuckets('A');
        const processes = strategies.map((strategy) =>
          openProcess(
            unruly(openMemoryTable(disk), scheduler, () => 'good'),
            strategy,
          ),
        );
        const bought = Array.from({ length: count }, (_, index) =>
          buy(processes[index % processes.length] as Process, { id: `buyer-${index}`, next: 'keep', quantity: 1, both: false }),
        );
        const held = await scheduler.waitFor(Promise.all(bought));
        expect(held.filter((own) => own.units > 0)).toHaveLength(Math.min(count, units));
      }),
      { numRuns: 200 },
    );
  }, 90_000);
});
