import { compose, locationReaderOf } from '../../lambdas/composition.ts';
import { openProduct } from '../../bin/commands/open-product.ts';
import { LineId, LocationId, Sku } from '../../lib/kernel/ids.ts';
import { CurrencyCode } from '../../lib/kernel/money.ts';
import { defaultPolicies } from '../../lib/policies/index.ts';
import { createPresetPolicies, createSourcing, type SourceInput, type Sourcing, type SourcingDecision } from '../../lib/sourcing/index.ts';
import { createRandom, type Random } from '../../lib/platform/simulation/random.ts';
import { type BenchContext, type Benchmark, bySize, eachRun, type Readings } from './benchmark.ts';
import { benchCaller, skuOf, tenantId } from './goods.ts';
import { profiled } from './profile.ts';
import { percentile } from './statistics.ts';
import { timeEach } from './stopwatch.ts';
import { measureNetworks } from './routing-networks.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const locations = 50;
const lines = 10;
const skus = 40;
/** Of a hundred locations this many hold an article, so that many orders cannot come from one place alone. */
const heldAtPercent = 40;

type Product = ReturnType<typeof compose>;

const locationOf = (index: number): LocationId => LocationId(`store-${String(index + 1).padStart(2, '0')}`);

/** Fifty places across the United States. */
const openPlaces = async ({ catalog, inventory }: Product, random: Random): Promise<void> => {
  for (let place = 0; place < locations; place += 1) {
    await catalog.putLocation(tenantId, {
      location_id: locationOf(place),
      name: `Place ${place + 1}`,
      type: 'store',
      country: 'US',
      latitude: 30 + random.next() * 17,
      longitude: -120 + random.next() * 45,
      active: true,
    } as Parameters<typeof catalog.putLocation>[1]);
  }
  const holdings = Array.from({ length: skus * locations }, (_, index) => index).filter(() => random.between(1, 100) <= heldAtPercent);
  await Promise.all(
    holdings.map(async (index) => {
      const item = { sku: Sku(skuOf(index % skus)), locationId: locationOf(Math.floor(index / skus)) };
      const received = await inventory.receiveStock(benchCaller, { ...item, movementId: 'first', quantity: random.between(1, 6) });
      if (!received.ok) throw new Error(received.error.code);
    }),
  );
};

const inputsOf = (random: Random, count: number): readonly SourceInput[] =>
  Array.from({ length: count }, (_, index) => {
    const first = random.between(0, skus - 1);
    return {
      tenantId,
      decisionId: `route.${index}`,
      currency: CurrencyCode('USD'),
      // Neighbouring numbers are different articles, and each order begins elsewhere.
      lines: Array.from({ length: lines }, (__, line) => ({
        lineId: LineId(String(line + 1)),
        sku: Sku(skuOf((first + line * 3) % skus)),
        quantity: random.between(1, 3),
        unitValueMinor: 1_000,
      })),
      destination: { country: 'US', coordinates: { latitude: 30 + random.next() * 17, longitude: -120 + random.next() * 45 } },
    };
  });

const decideAll = async (sourcing: Sourcing, inputs: readonly SourceInput[]) => {
  const decisions: SourcingDecision[] = [];
  const { eachMs } = await timeEach(inputs.length, 1, async (index) => {
    const decided = await sourcing.source(inputs[index] as SourceInput);
    if (!decided.ok) throw new Error(decided.error.code);
    decisions.push(decided.value);
  });
  return { eachMs, decisions };
};

const measureRun = (
  context: BenchContext,
  run: number,
  counts: { readonly decisions: number; readonly warmUp: number },
): Promise<Readings> =>
  withTemporaryFolder(async (folder) => {
    const runtime = openProduct(folder);
    try {
      const product = compose(runtime.platform);
      const random = createRandom(run);
      await openPlaces(product, random);
      const [early, inputs] = [inputsOf(random, counts.warmUp), inputsOf(random, counts.decisions)];
      const shared = {
        policies: createPresetPolicies(async () => ({
          value: defaultPolicies.sourcing,
          decidedBy: { policy: 'sourcing', version: 0, source: 'default' },
        })),
        sha256: runtime.platform.sha256,
      };
      const places = locationReaderOf(runtime.platform);
      const reading = createSourcing({ ...shared, availability: product.inventory, locations: places });
      const [everywhere, levels] = await Promise.all([
        places.locations(tenantId),
        product.inventory.availability(
          tenantId,
          Array.from({ length: skus }, (_, index) => Sku(skuOf(index))),
          Array.from({ length: locations }, (_, index) => locationOf(index)),
        ),
      ]);
      const deciding = createSourcing({
        ...shared,
        availability: { availability: async (_tenant, wanted) => levels.filter(({ sku }) => wanted.includes(sku)) },
        locations: { locations: async () => everywhere },
      });
      await decideAll(deciding, early);
      await decideAll(reading, early);
      const { eachMs, decisions } = await profiled(context, `routing-${run}`, () => decideAll(deciding, inputs));
      const whole = await decideAll(reading, inputs);
      const split = decisions.filter(({ assignments }) => assignments.length > 1).length;
      context.tell(`${split} of ${decisions.length} orders go out in several parcels`);
      return {
        'routing.p50_ms': percentile(eachMs, 50),
        'routing.p99_ms': percentile(eachMs, 99),
        'routing.optimal_pct': (decisions.filter(({ receipt }) => receipt.optimal).length / decisions.length) * 100,
        'routing.with_stock_reads_p99_ms': percentile(whole.eachMs, 99),
      };
    } finally {
      await runtime.stop();
    }
  });

/** How long it takes to choose where an order comes from, with the receipt that says why. */
export const benchRouting: Benchmark = async (context) => {
  const decisions = bySize(context.size, { quick: 5, normal: 2_000 });
  const warmUp = bySize(context.size, { quick: 2, normal: 300 });
  return {
    runs: await eachRun(context, async (run) => ({
      ...(await measureRun(context, run, { decisions, warmUp })),
      ...(await measureNetworks(context, run)),
    })),
    setting: `${decisions} orders of ${lines} lines one after the other after ${warmUp} to warm up, ${locations} locations of which each article is at about ${(locations * heldAtPercent) / 100}, 1 to 6 units at each, standard policy, receipt included; first with locations and stock levels at hand, then with both read from the ledger in SQLite; then networks in memory, with later worth: the same size, 1,000 locations with 5 lines, and 18 lines at 30 locations, for which the solver has 40 ms`,
  };
};
