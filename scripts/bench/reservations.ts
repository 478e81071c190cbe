import { compose } from '../../lambdas/composition.ts';
import { openProduct } from '../../bin/commands/open-product.ts';
import { LocationId, Sku } from '../../lib/kernel/ids.ts';
import { createInventory, inventoryItemStream } from '../../lib/inventory/index.ts';
import type { EventStore } from '../../lib/platform/event-store/event-store.ts';
import { type BenchContext, type Benchmark, bySize, eachRun, type Readings } from './benchmark.ts';
import { benchCaller, tenantId } from './goods.ts';
import { profiled } from './profile.ts';
import { percentile } from './statistics.ts';
import { perSecond, startWatch, timeEach } from './stopwatch.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const buyersAtOnce = 256;
const locationId = LocationId('east');
const [warmUpItem, item] = [
  { sku: Sku('WARM-UP'), locationId },
  { sku: Sku('HOT'), locationId },
];

/** Units that the ledger says are promised, counted from the events and not from the balance that they carry. */
const promisedByLedger = async (store: EventStore): Promise<number> =>
  (await store.read(inventoryItemStream(tenantId, item)))
    .filter(({ type }) => type === 'inventory.reserved')
    .reduce((sum, { payload }) => sum + Number(payload['quantity']), 0);

/** Rate of the first so many grants, or of all when there are fewer. */
const rateOfFirst = (grantedAtMs: readonly number[], count: number): number => {
  const first = grantedAtMs.slice(0, count);
  return perSecond(first.length, first.at(-1) ?? Number.NaN);
};

type Amounts = { readonly units: number; readonly buyers: number };

const measureRun = (context: BenchContext, run: number, { units, buyers }: Amounts): Promise<Readings> =>
  withTemporaryFolder(async (folder) => {
    const runtime = openProduct(folder);
    try {
      const { store } = compose(runtime.platform);
      const inventory = createInventory({ store, clock: runtime.platform.clock, commits: runtime.platform });
      for (const each of [warmUpItem, item]) {
        const received = await inventory.receiveStock(benchCaller, { ...each, movementId: 'first', quantity: units });
        if (!received.ok) throw new Error(received.error.code);
      }
      const reserve = (at: typeof item, buyer: number) =>
        inventory.reserveTogether(benchCaller, { reservationId: `buyer-${buyer}`, lines: [{ ...at, quantity: 1 }] });
      await timeEach(Math.min(units, 500), buyersAtOnce, async (buyer) => void (await reserve(warmUpItem, buyer)));
      const grantedMs: number[] = [];
      const grantedAtMs: number[] = [];
      await profiled(context, `reservations-${run}`, async () => {
        const sinceStart = startWatch();
        await timeEach(buyers, buyersAtOnce, async (buyer) => {
          const watch = startWatch();
          const reserved = await reserve(item, buyer);
          if (!reserved.ok) return;
          grantedMs.push(watch());
          grantedAtMs.push(sinceStart());
        });
      });
      const promised = await promisedByLedger(store);
      if (promised !== grantedMs.length) throw new Error(`${grantedMs.length} buyers were told yes, the ledger has ${promised}`);
      return {
        // Refusals are quicker and not counted.
        'reservations.per_s': rateOfFirst(grantedAtMs, grantedAtMs.length),
        'reservations.first_100_per_s': rateOfFirst(grantedAtMs, 100),
        'reservations.p99_ms': percentile(grantedMs, 99),
        'reservations.oversold': Math.max(0, promised - units),
        'reservations.undersold': Math.max(0, Math.min(units, buyers) - promised),
      };
    } finally {
      await runtime.stop();
    }
  });

/** How many buyers a second get a unit of the one article that everybody wants. */
export const benchReservations: Benchmark = async (context) => {
  // As many as one item can have open at a time.
  const units = bySize(context.size, { quick: 20, normal: 2_000 });
  const buyers = Math.ceil(units * 1.2);
  return {
    runs: await eachRun(context, (run) => measureRun(context, run, { units, buyers })),
    setting: `${buyers} buyers, ${buyersAtOnce} at a time, of one unit each of an article of which there are ${units} at one location, through the inventory's own use case on SQLite with synchronous=FULL, in the process; each a commit of its own, those that wait at the same moment in one transaction; timed to the last unit, then counted again in the ledger`,
  };
};
