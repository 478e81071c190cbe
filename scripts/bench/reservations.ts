import { compose } from '../../lambdas/composition.ts';
import { openProduct } from '../../bin/commands/open-product.ts';
import { LocationId, Sku } from '../../lib/kernel/ids.ts';
import { createInventory, inventoryBucketStream, inventoryItemStream } from '../../lib/inventory/index.ts';
import type { EventStore } from '../../lib/platform/event-store/event-store.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { type BenchContext, type Benchmark, bySize, eachRun, type Readings } from './benchmark.ts';
import { benchCaller, tenantId } from './goods.ts';
import { profiled } from './profile.ts';
import { percentile } from './statistics.ts';
import { perSecond, startWatch, timeEach } from './stopwatch.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const buyersAtOnce = 256;
const locationId = LocationId('east');
const itemOf = (sku: string) => ({ sku: Sku(sku), locationId });
type Item = ReturnType<typeof itemOf>;

/** Buckets that an item can have at most: those of one that has none are empty streams. */
const slotsLookedAt = 8;

/** Units that the ledger says are promised, counted from the events and not from the balance that they carry. */
const promisedByLedger = async (store: EventStore, item: Item): Promise<number> => {
  const stream = inventoryItemStream(tenantId, item);
  const streams = [stream, ...Array.from({ length: slotsLookedAt }, (_, slot) => inventoryBucketStream(stream, slot))];
  const records = (await Promise.all(streams.map((id) => store.read(id)))).flat();
  return records
    .filter(({ type }) => type === 'inventory.reserved' || type === 'inventory_bucket.reserved')
    .reduce((sum, { payload }) => sum + Number(payload['quantity']), 0);
};

/** Rate of the first so many grants, or of all when there are fewer. */
const rateOfFirst = (grantedAtMs: readonly number[], count: number): number => {
  const first = grantedAtMs.slice(0, count);
  return perSecond(first.length, first.at(-1) ?? Number.NaN);
};

type Amounts = { readonly units: number; readonly buyers: number; readonly atOnce: number };
type Way = 'plain' | 'group' | 'buckets';
type Rush = { readonly grantedMs: readonly number[]; readonly grantedAtMs: readonly number[]; readonly promised: number };

const partsOf = (platform: Platform, way: Way) =>
  way === 'plain' ? {} : { commits: platform, busy: way === 'buckets' ? ('buckets' as const) : ('group' as const) };

/** So many buyers of an article of its own, in one of the ways there are, and what the ledger says afterwards. */
const rush = async (platform: Platform, way: Way, name: string, { units, buyers, atOnce }: Amounts): Promise<Rush> => {
  const { store } = compose(platform);
  const inventory = createInventory({ store, clock: platform.clock, ...partsOf(platform, way) });
  const [warmUpItem, item] = [itemOf(`${name}-WARM-UP`), itemOf(name)];
  for (const each of [warmUpItem, item]) {
    const received = await inventory.receiveStock(benchCaller, { ...each, movementId: 'first', quantity: units });
    if (!received.ok) throw new Error(received.error.code);
  }
  const reserve = (at: Item, buyer: number) =>
    inventory.reserveTogether(benchCaller, { reservationId: `buyer-${buyer}`, lines: [{ ...at, quantity: 1 }] });
  await timeEach(Math.min(units, 500), atOnce, async (buyer) => void (await reserve(warmUpItem, buyer)));
  const grantedMs: number[] = [];
  const grantedAtMs: number[] = [];
  const sinceStart = startWatch();
  await timeEach(buyers, atOnce, async (buyer) => {
    const watch = startWatch();
    const reserved = await reserve(item, buyer);
    if (!reserved.ok) return;
    grantedMs.push(watch());
    grantedAtMs.push(sinceStart());
  });
  const promised = await promisedByLedger(store, item);
  if (promised !== grantedMs.length) throw new Error(`${grantedMs.length} buyers were told yes, the ledger has ${promised}`);
  return { grantedMs, grantedAtMs, promised };
};

const measureRun = (context: BenchContext, run: number, amounts: Amounts, crowd: Amounts): Promise<Readings> =>
  withTemporaryFolder(async (folder) => {
    const runtime = openProduct(folder);
    try {
      const { platform } = runtime;
      const { units, buyers } = amounts;
      const hot = await profiled(context, `reservations-${run}`, () => rush(platform, 'group', 'HOT', amounts));
      const crowded = await rush(platform, 'group', 'CROWDED', crowd);
      const few: Amounts = { ...amounts, units: Math.ceil(units / 2), buyers: Math.ceil(units / 2) };
      const plain = await rush(platform, 'plain', 'PLAIN', few);
      const buckets = await rush(platform, 'buckets', 'BUCKETS', few);
      return {
        // Refusals are quicker and not counted.
        'reservations.per_s': rateOfFirst(hot.grantedAtMs, hot.grantedAtMs.length),
        'reservations.first_100_per_s': rateOfFirst(hot.grantedAtMs, 100),
        'reservations.p99_ms': percentile(hot.grantedMs, 99),
        'reservations.oversold': Math.max(0, hot.promised - units, crowded.promised - crowd.units),
        'reservations.undersold': Math.max(0, Math.min(units, buyers) - hot.promised, crowd.units - crowded.promised),
        'reservations.buyers_10000_of_100': (crowded.promised * 100) / crowd.units,
        'reservations.plain_per_s': rateOfFirst(plain.grantedAtMs, plain.grantedAtMs.length),
        'reservations.buckets_per_s': rateOfFirst(buckets.grantedAtMs, buckets.grantedAtMs.length),
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
  const crowdUnits = bySize(context.size, { quick: 5, normal: 100 });
  const crowd = { units: crowdUnits, buyers: crowdUnits * 100, atOnce: crowdUnits * 100 };
  return {
    runs: await eachRun(context, (run) => measureRun(context, run, { units, buyers, atOnce: buyersAtOnce }, crowd)),
    setting: `${buyers} buyers, ${buyersAtOnce} at a time, of one unit each of an article of which there are ${units} at one location, through the inventory's own use case on SQLite with synchronous=FULL, in the process; each a commit of its own, those that wait at the same moment in one transaction; timed to the last unit, then counted again in the ledger. Then ${crowd.buyers} buyers at once of ${crowd.units} units of another; then half as many buyers, none too many, of one article written one by one, and of one sold from buckets, in the same process`,
  };
};
