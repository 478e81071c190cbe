import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { LineId, LocationId, Sku } from '../../lib/kernel/ids.ts';
import { CurrencyCode } from '../../lib/kernel/money.ts';
import { createRandom, type Random } from '../../lib/platform/simulation/random.ts';
import { decideWith, highsSolver, presetPolicy, type SourcingRequest } from '../../lib/sourcing/index.ts';
import { bySize, type BenchContext, type Readings } from './benchmark.ts';
import { percentile } from './statistics.ts';
import { timeEach } from './stopwatch.ts';

// Networks in memory alone: what deciding costs by itself, with what units are worth later, for more locations than most
// have, and for orders that only a solver settles.

type Network = { readonly locations: number; readonly lines: number; readonly heldAtPercent: number };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const policy = presetPolicy('balanced');
const skus = 40;

const somewhere = (random: Random) => ({ latitude: 30 + random.next() * 17, longitude: -120 + random.next() * 45 });

/** One network, and as many orders as are asked for. */
const requestsIn = (random: Random, { locations, lines, heldAtPercent }: Network, count: number): readonly SourcingRequest[] => {
  const ids = Array.from({ length: locations }, (_, index) => LocationId(`place-${index + 1}`));
  const places = ids.map((locationId) => ({
    locationId,
    type: 'store' as const,
    active: true,
    country: 'US',
    coordinates: somewhere(random),
    handlingCostMinor: { perParcel: random.between(100, 200), perLine: random.between(15, 40) },
  }));
  const levels = Array.from({ length: skus }, (_, sku) =>
    ids.flatMap((locationId) =>
      random.between(1, 100) <= heldAtPercent ? [{ sku: Sku(`SKU-${sku}`), locationId, available: random.between(1, 6) }] : [],
    ),
  );
  return Array.from({ length: count }, (_, index): SourcingRequest => {
    const first = random.between(0, skus - 1);
    const wanted = Array.from({ length: lines }, (__, line) => (first + line * 3) % skus);
    const availability = wanted.flatMap((sku) => levels[sku] ?? []);
    return {
      decisionId: `route.${index}`,
      currency: CurrencyCode('USD'),
      lines: wanted.map((sku, line) => ({
        lineId: LineId(String(line + 1)),
        sku: Sku(`SKU-${sku}`),
        quantity: random.between(1, 3),
        unitValueMinor: 1_000,
      })),
      destination: { country: 'US', coordinates: somewhere(random) },
      locations: places,
      availability,
      excluded: [],
      futureValue: {
        version: 'bench',
        of: availability.map(({ sku, locationId }) => ({ sku, locationId, valueMinor: random.between(0, 3) * 60 })),
      },
    };
  });
};

/** What lives on the heap, garbage aside, in megabytes. */
const heapMb = (): number => {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
};

const decideAll = async (requests: readonly SourcingRequest[], withSolver: boolean) => {
  if (!policy) throw new Error('balanced is a policy of the product');
  let [proven, most] = [0, 0];
  const { eachMs } = await timeEach(requests.length, 1, async (index) => {
    const { decision } = await decideWith(
      { sha256, ...(withSolver ? { solver: highsSolver } : {}) },
      requests[index] as SourcingRequest,
      policy,
    );
    if (decision.receipt.optimal) proven += 1;
    if (index % 100 === 0) most = Math.max(most, process.memoryUsage().heapUsed / 1024 / 1024);
  });
  return { eachMs, provenPct: (proven / requests.length) * 100, most };
};

/** Decisions with later worth at 50 locations, at 1,000, and of 18 lines, which the exact search does not settle. */
export const measureNetworks = async (context: BenchContext, run: number): Promise<Readings> => {
  const random = createRandom(run);
  const before = heapMb();
  const usual = requestsIn(random, { locations: 50, lines: 10, heldAtPercent: 40 }, bySize(context.size, { quick: 5, normal: 1_500 }));
  const many = requestsIn(random, { locations: 1_000, lines: 5, heldAtPercent: 10 }, bySize(context.size, { quick: 3, normal: 300 }));
  const long = requestsIn(random, { locations: 30, lines: 18, heldAtPercent: 30 }, bySize(context.size, { quick: 2, normal: 60 }));
  const inputs = heapMb();
  await decideAll(usual.slice(0, Math.ceil(usual.length / 5)), false);
  const small = await decideAll(usual, false);
  await decideAll(many.slice(0, Math.ceil(many.length / 5)), false);
  const large = await decideAll(many, false);
  await decideAll(long.slice(0, 2), true);
  const solved = await decideAll(long, true);
  const after = heapMb();
  context.tell(`${Math.round(inputs - before)} MB of orders, not counted; the heap was ${Math.round(small.most)} MB at most with garbage`);
  return {
    'routing.future_p50_ms': percentile(small.eachMs, 50),
    'routing.future_p99_ms': percentile(small.eachMs, 99),
    'routing.large_p50_ms': percentile(large.eachMs, 50),
    'routing.large_p99_ms': percentile(large.eachMs, 99),
    'routing.solver_p50_ms': percentile(solved.eachMs, 50),
    'routing.solver_p99_ms': percentile(solved.eachMs, 99),
    'routing.solver_proven_pct': solved.provenPct,
    'routing.memory_mb': Math.max(0, after - inputs),
  };
};
