import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { compose, type Composition } from '../../lambdas/composition.ts';
import { projections } from '../../lambdas/projections.ts';
import { openProduct } from '../../bin/commands/open-product.ts';
import { scopesOf, systemPrincipal } from '../../lib/access/index.ts';
import { HoldId } from '../../lib/kernel/ids.ts';
import type { Runtime } from '../../lib/platform/embedded/runtime/runtime.ts';
import { createProjector } from '../../lib/platform/projection/projector.ts';
import { createRandom, type Random } from '../../lib/platform/simulation/random.ts';
import { type BenchContext, type Benchmark, bySize, eachRun, type Readings } from './benchmark.ts';
import { viewRequests, type ViewRequest } from './figures.ts';
import { benchCaller, canonicalOrder, linesPerOrder, orderRequest, skuOf, tenantId } from './goods.ts';
import { type Server, startServer } from './server.ts';
import { percentile } from './statistics.ts';
import { startWatch, timeEach } from './stopwatch.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const skus = 200;
const writersInBulk = 256;
const recordsAtOnce = 1_000;
const ordersPerStep = 10_000;
const clients = 4;
/** Of a hundred orders so many have ended, and so many wait for a decision. */
const [endedOf100, heldOf100] = [80, 2];
const kbPerMb = 1_024;

/** Some paths are about no order. */
const nobody: Placed = { orderId: '', serial: '' };

type Placed = { readonly orderId: string; readonly serial: string };

const serialOf = (index: number): string => `viewed-${index}`;

const placeOne = async ({ orders, platform }: Composition, random: Random, index: number): Promise<Placed> => {
  const request = orderRequest(random, serialOf(index), skus);
  const withPhone = { ...request, customer: { ...request.customer, phone: `+1555${String(index).padStart(7, '0')}` } };
  const order = canonicalOrder(withPhone, platform.clock.now());
  const placed = await orders.place(benchCaller, order, { payloadRef: null, content: withPhone });
  if (!placed.ok) throw new Error(placed.error.code);
  const { orderId } = placed.value;
  const share = index % 100;
  const changed =
    share < endedOf100
      ? await orders.manage.cancel(benchCaller, orderId, 'customer')
      : share < endedOf100 + heldOf100
        ? await orders.manage.placeHold(benchCaller, orderId, {
            holdId: HoldId('bench'),
            type: 'operator',
            reason: 'Somebody has to look.',
            blocks: ['sourcing'],
          })
        : { ok: true };
  if (!changed.ok) throw new Error('An order could not be brought to where it should be');
  return { orderId, serial: serialOf(index) };
};

/** Lets the projector see what has been written, and forgets the feed: nothing else shall follow these orders. */
const projectAll = async ({ embedded, platform }: Runtime): Promise<void> => {
  const { ledger: feed } = embedded.feeds;
  const project = createProjector(platform, projections);
  await feed.consumers.register('bench');
  let after = feed.consumers.position('bench');
  for (;;) {
    const changes = await feed.read({ ...(after === undefined ? {} : { after }), limit: recordsAtOnce });
    if (changes.length === 0) break;
    await project(changes);
    after = changes.at(-1)?.sequence;
  }
  if (after !== undefined) await feed.consumers.save('bench', after);
  while ((await feed.trim(ordersPerStep)) > 0);
};

/** Fills a folder by the product's own use cases. @returns a key, and a few of the orders */
export const load = async (
  folder: string,
  orders: number,
  tell: (line: string) => void,
): Promise<{ readonly apiKey: string; readonly some: readonly Placed[] }> => {
  const runtime = openProduct(folder);
  try {
    const product = compose(runtime.platform);
    const random = createRandom(1);
    const system = systemPrincipal(tenantId, 'bench');
    await product.access.createTenant(system, { tenantId, name: tenantId });
    const key = await product.access.createApiKey(system, { label: 'bench', scopes: scopesOf('admin'), locations: 'all' });
    if (!key.ok) throw new Error(key.error.code);
    const some: Placed[] = [];
    const every = Math.max(1, Math.floor(orders / 200));
    for (let from = 0; from < orders; from += ordersPerStep) {
      await timeEach(Math.min(ordersPerStep, orders - from), writersInBulk, async (index) => {
        const placed = await placeOne(product, random, from + index);
        if ((from + index) % every === 0) some.push(placed);
      });
      await projectAll(runtime);
      tell(`${Math.min(orders, from + ordersPerStep)} orders are placed and listed`);
    }
    return { apiKey: key.value.apiKey, some };
  } finally {
    await runtime.stop();
  }
};

const searchFor = (text: string): string => `/search?q=${encodeURIComponent(text)}`;

/** The path of one request; another order each time. */
const pathOf: Readonly<Record<ViewRequest, (placed: Placed, index: number) => string>> = {
  list: () => '/orders?limit=50',
  list_by_status: () => '/orders?status=pending&limit=50',
  search_order_id: ({ orderId }) => searchFor(orderId),
  search_channel_order: ({ serial }) => searchFor(serial),
  search_email: ({ serial }) => searchFor(`${serial}@example.com`),
  search_phone: ({ serial }) => searchFor(`+1 555 ${serial.slice('viewed-'.length).padStart(7, '0')}`),
  search_sku: (_placed, index) => searchFor(skuOf(index % skus)),
  // None of these orders has shipped: what is measured is the look for one.
  search_tracking_number: (_placed, index) => searchFor(`1Z999AA1${String(index).padStart(10, '0')}`),
  search_status: () => searchFor('pending'),
  pipeline: () => '/pipeline',
  review_queue: () => '/review-queue?limit=50',
  exceptions: () => '/exceptions?limit=50',
};

/** Resident memory of a process in MB; Linux tells it. */
const residentMb = (pid: number): number => {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / kbPerMb;
};

const lookEveryMs = 250;

/** The slowest look of somebody who keeps looking: now and then one of them has to count anew. */
const slowestLook = async (server: Server, looks: number): Promise<number> => {
  const times: number[] = [];
  for (let look = 0; look < looks; look += 1) {
    const watch = startWatch();
    await server.ask('GET', pathOf.pipeline(nobody, look));
    times.push(watch());
    await sleep(lookEveryMs);
  }
  return Math.max(...times);
};

type Sizes = { readonly orders: number; readonly requests: number; readonly looks: number };

const measure = (context: BenchContext, run: number, { orders, requests, looks }: Sizes): Promise<Readings> =>
  withTemporaryFolder(async (folder) => {
    const { apiKey, some } = await load(folder, orders, context.tell);
    const { profileDir } = context;
    const server = await startServer(folder, {
      apiKey,
      ...(profileDir === undefined ? {} : { profile: { folder: profileDir, name: `views-${run}` } }),
    });
    try {
      // The first of each also compiles what it runs.
      for (const name of viewRequests) await server.ask('GET', pathOf[name](some[0] as Placed, 0));
      const before = residentMb(server.pid);
      const readings: Record<string, number> = { 'views.orders': orders, 'views.resident_before_mb': before };
      for (const name of viewRequests) {
        const { eachMs } = await timeEach(requests, clients, async (index) => {
          await server.ask('GET', pathOf[name](some[index % some.length] as Placed, index));
        });
        for (const percent of [50, 95, 99] as const) readings[`views.${name}_p${percent}_ms`] = percentile(eachMs, percent);
        context.tell(`${name} is measured`);
      }
      readings['views.pipeline_slowest_ms'] = await slowestLook(server, looks);
      return { ...readings, 'views.resident_after_mb': residentMb(server.pid) };
    } finally {
      await server.stop();
    }
  });

/** How fast lists, search, pipeline and work queues answer in a full installation. */
export const benchViews: Benchmark = async (context) => {
  const orders = bySize(context.size, { quick: 300, normal: 100_000 });
  const requests = bySize(context.size, { quick: 8, normal: 400 });
  const looks = bySize(context.size, { quick: 2, normal: 160 });
  const runs = await eachRun({ ...context, runs: 1 }, (run) => measure(context, run, { orders, requests, looks }));
  return {
    runs,
    setting: `${orders} orders of ${linesPerOrder} of ${skus} articles, each with a customer of its own, made by the product's own use cases and listed by its projector; ${endedOf100} of 100 cancelled, ${heldOf100} on hold, the others open; then ${requests} requests of each kind over HTTP by ${clients} clients, pages of 50, searches of 20, to \`oms start\` over that folder in a process of its own; memory is that process's; then ${looks} looks at the pipeline, four in a second`,
  };
};
