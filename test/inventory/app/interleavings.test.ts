import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StrategyName } from '../../../lib/inventory/domain/reservation-strategy.choice.ts';
import { type Table, UnavailableError } from '../../../lib/platform/ports.ts';
import { openMemoryTable } from '../../platform/embedded/workflows/support/memory-table.ts';
import { callerNamed, itemOf, openProcess, type Process, stock } from './strategy.fixtures.ts';

const skus = ['A', 'B', 'C'];

type Luck = 'good' | 'request-lost' | 'late' | 'reply-lost';

/** The scheduler decides when each call reaches the table; some writes are lost on the way, some come after they were given up, some replies are lost. */
const unruly = (table: Table, scheduler: fc.Scheduler, draw: () => Luck): Table => {
  const reach = async <T>(call: () => Promise<T>): Promise<T> => {
    await scheduler.schedule(Promise.resolve(), 'request');
    const answer = await call();
    await scheduler.schedule(Promise.resolve(), 'reply');
    return answer;
  };
  const write = async (call: () => Promise<void>): Promise<void> => {
    const luck = draw();
    // Nobody waits for its outcome any more, and it may still come.
    if (luck === 'late') void reach(call).catch(() => undefined);
    if (luck === 'late' || luck === 'request-lost') throw new UnavailableError('the request was lost');
    await reach(call);
    if (luck === 'reply-lost') throw new UnavailableError('the reply was lost');
  };
  return {
    ...table,
    get: (key) => reach(() => table.get(key)),
    query: (query) => reach(() => table.query(query)),
    put: (item, condition) => write(() => table.put(item, condition)),
    transact: (writes) => write(() => table.transact(writes)),
  };
};

type Buyer = {
  readonly id: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly cancels: boolean;
};

/** Buys until an answer comes, as a workflow does; then perhaps changes its mind. @returns units held in the end, per SKU */
const buy = async (process: Process, { id, lines, cancels }: Buyer): Promise<ReadonlyMap<string, number>> => {
  const caller = callerNamed(id);
  const untilAnswered = async <T>(ask: () => Promise<T>): Promise<T> => {
    for (let tries = 0; ; tries += 1) {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof UnavailableError) || tries > 50) throw error;
      }
    }
  };
  const wanted = lines.map(({ sku, quantity }) => ({ ...itemOf(sku), quantity }));
  const reserved = await untilAnswered(() => process.reserve(caller, { reservationId: id, kind: 'order', lines: wanted }));
  if (!reserved.ok) return new Map();
  if (!cancels) return new Map(lines.map(({ sku, quantity }) => [sku, quantity]));
  const released = await untilAnswered(() =>
    process.release(
      caller,
      wanted.map((item) => ({ ...item, reservationId: id })),
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
      return { id: `buyer-${index}`, cancels, lines: chosen.map((sku) => ({ sku: sku ?? 'A', quantity })) };
    }),
  );

/** The strategy of each process; several processes stand over one table, with nothing else between them. */
const settings: readonly (readonly [string, readonly StrategyName[]])[] = [
  ['a process for each buyer, one write each', ['plain', 'plain', 'plain', 'plain', 'plain', 'plain']],
  ['one process, written in groups', ['group']],
  ['two processes, both in groups', ['group', 'group']],
  ['a change of strategy under way', ['plain', 'group', 'group']],
];

const mishaps: readonly Luck[] = ['reply-lost', 'request-lost', 'late'];
const luckOf = (drawn: number | undefined): Luck => mishaps[drawn ?? mishaps.length] ?? 'good';

describe.each(settings)('reserving several lines together: %s', (_name, strategies) => {
  it('never promises more than there is, holds all of an order or nothing, and loses nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        buyers,
        fc.integer({ min: 0, max: 6 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 14 })),
        async (scheduler, all, units, luck) => {
          const disk = new Map();
          const calm = openProcess(openMemoryTable(disk), 'plain');
          if (units > 0) for (const sku of skus) await stock(calm, sku, units);
          const processes = strategies.map((strategy) =>
            openProcess(
              unruly(openMemoryTable(disk), scheduler, () => luckOf(luck.next().value)),
              strategy,
            ),
          );
          const bought = all.map((buyer, index) => buy(processes[index % processes.length] as Process, buyer));
          const held = await scheduler.waitFor(Promise.all(bought));
          const levels = await calm.levels(callerNamed('reader').tenantId, skus.map(itemOf));
          for (const { sku, balance } of levels) {
            const promised = held.reduce((sum, own) => sum + (own.get(sku) ?? 0), 0);
            expect(balance).toMatchObject({ onHand: units, allocated: promised, available: units - promised });
            expect(promised).toBeLessThanOrEqual(units);
          }
        },
      ),
      { numRuns: 600 },
    );
  }, 60_000);

  it('sells the last unit: somebody gets it whenever anybody asks for it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }), async (scheduler, count, units) => {
        const disk = new Map();
        await stock(openProcess(openMemoryTable(disk), 'plain'), 'A', units);
        const processes = strategies.map((strategy) =>
          openProcess(
            unruly(openMemoryTable(disk), scheduler, () => 'good'),
            strategy,
          ),
        );
        const bought = Array.from({ length: count }, (_, index) =>
          buy(processes[index % processes.length] as Process, { id: `buyer-${index}`, cancels: false, lines: [{ sku: 'A', quantity: 1 }] }),
        );
        const held = await scheduler.waitFor(Promise.all(bought));
        expect(held.filter((own) => own.size > 0)).toHaveLength(Math.min(count, units));
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
