import { join } from 'node:path';
import { compose } from '../../lambdas/composition.ts';
import { openProduct } from '../../bin/commands/open-product.ts';
import { LocationId, Sku } from '../../lib/kernel/ids.ts';
import type { Runtime } from '../../lib/platform/embedded/runtime/runtime.ts';
import { createRandom, type Random } from '../../lib/platform/simulation/random.ts';
import { type BenchContext, type Benchmark, bySize, type Readings } from './benchmark.ts';
import { benchCaller, canonicalOrder, orderRequest, skuOf, tenantId } from './goods.ts';
import { profiled } from './profile.ts';
import { percentile } from './statistics.ts';
import { timeEach } from './stopwatch.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const clients = 8;
const writersInBulk = 256;
const trimmedAtOnce = 50_000;
const pairs = 9;
const locationId = LocationId('east');

type Shop = { readonly runtime: Runtime; readonly random: Random; orders: number; skus: number };

const place = async ({ runtime, random }: Shop, serial: string, skus: number): Promise<void> => {
  const request = orderRequest(random, serial, skus);
  const order = canonicalOrder(request, runtime.platform.clock.now());
  const placed = await compose(runtime.platform).orders.place(benchCaller, order, { payloadRef: null, content: request });
  if (!placed.ok) throw new Error(placed.error.code);
};

/** Where nobody reads the feed it would only grow: here a reader that has seen everything stands for the real ones. */
const forgetFeed = async ({ runtime }: Shop): Promise<void> => {
  const { ledger: feed } = runtime.embedded.feeds;
  await feed.consumers.register('bench');
  let after = feed.consumers.position('bench');
  for (;;) {
    const last = (await feed.read({ ...(after === undefined ? {} : { after }), limit: 1_000 })).at(-1)?.sequence;
    if (last === undefined) break;
    after = last;
  }
  if (after !== undefined) await feed.consumers.save('bench', after);
  while ((await feed.trim(trimmedAtOnce)) > 0);
};

/** Fills the ledger and the vault by the product's own use cases, many at once so that they share commits. */
const growTo = async (shop: Shop, size: number, tell: (line: string) => void): Promise<void> => {
  const { inventory } = compose(shop.runtime.platform);
  const [skusFrom, ordersFrom] = [shop.skus, shop.orders];
  await timeEach(size - skusFrom, writersInBulk, async (index) => {
    const item = { sku: Sku(skuOf(skusFrom + index)), locationId };
    const received = await inventory.receiveStock(benchCaller, { ...item, movementId: 'first', quantity: 1_000_000 });
    if (!received.ok) throw new Error(received.error.code);
  });
  shop.skus = size;
  tell(`${size} SKUs have stock`);
  const step = 20_000;
  for (let from = ordersFrom; from < size; from += step) {
    await timeEach(Math.min(step, size - from), writersInBulk, (index) => place(shop, `grown-${from + index}`, size));
    await forgetFeed(shop);
  }
  shop.orders = size;
  tell(`${size} orders are placed`);
};

const openShop = (folder: string, name: string): Shop => ({
  runtime: openProduct(join(folder, name)),
  random: createRandom(1),
  orders: 0,
  skus: 0,
});

const placeSome = async (shop: Shop, count: number): Promise<number> => {
  const from = shop.orders;
  const { totalMs } = await timeEach(count, clients, (index) => place(shop, `counted-${from + index}`, shop.skus));
  shop.orders += count;
  return totalMs;
};

const readSome = async ({ runtime, random, skus }: Shop, count: number): Promise<number> => {
  const { inventory } = compose(runtime.platform);
  const { totalMs } = await timeEach(count, clients, async () => {
    const items = Array.from({ length: 5 }, () => ({ sku: Sku(skuOf(random.between(0, skus - 1))), locationId }));
    const levels = await inventory.stockLevels(tenantId, items);
    if (levels.some(({ version }) => version === 0)) throw new Error('An article has no stock');
  });
  return totalMs;
};

const slowdownPct = (smallMs: number, largeMs: number): number => (1 - smallMs / largeMs) * 100;

/** Window by window in turn, so that whatever else this computer does slows both alike; the middle of the pairs counts. */
const compareShops = async (small: Shop, large: Shop, window: number) => {
  const slowdowns: { readonly intake: number[]; readonly reads: number[] } = { intake: [], reads: [] };
  for (let pair = 0; pair < pairs; pair += 1) {
    slowdowns.intake.push(slowdownPct(await placeSome(small, window), await placeSome(large, window)));
    slowdowns.reads.push(slowdownPct(await readSome(small, window), await readSome(large, window)));
  }
  return { intake: percentile(slowdowns.intake, 50), reads: percentile(slowdowns.reads, 50) };
};

type Sizes = { readonly first: number; readonly last: number; readonly window: number };

const measureGrowth = (context: BenchContext, { first, last, window }: Sizes): Promise<Readings> =>
  withTemporaryFolder(async (folder) => {
    const [small, large] = [openShop(folder, 'small'), openShop(folder, 'large')];
    try {
      await growTo(small, first, context.tell);
      await growTo(large, last, context.tell);
      // Once for nothing, because the first time also compiles what it runs and fills the caches.
      await compareShops(small, large, Math.ceil(window / 4));
      const { intake, reads } = await profiled(context, 'growth-1', () => compareShops(small, large, window));
      return {
        'growth.slowdown_pct': Math.max(intake, reads),
        'growth.intake_slowdown_pct': intake,
        'growth.reads_slowdown_pct': reads,
        'growth.largest_size': last,
      };
    } finally {
      await small.runtime.stop();
      await large.runtime.stop();
    }
  });

/** Whether a full installation is slower than a new one. */
export const benchGrowth: Benchmark = async (context) => {
  const first = bySize(context.size, { quick: 20, normal: 1_000 });
  const last = bySize(context.size, { quick: 60, normal: 100_000, full: 1_000_000 });
  const window = bySize(context.size, { quick: 10, normal: 400 });
  return {
    runs: [await measureGrowth(context, { first, last, window })],
    setting: `one installation with ${first} orders and SKUs beside one with ${last}, each order with a customer of its own, made by the product's own use cases with ${writersInBulk} at once; no views, because nothing follows the orders here; ${pairs} times in turn ${window} orders and ${window} reads of 5 stock levels on each, ${clients} at a time, in the process; the middle of the ${pairs} comparisons`,
  };
};
