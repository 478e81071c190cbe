import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createNetwork, type NetworkOptions, standardNetwork } from '../sourcing-simulator/network.ts';
import { type Judged, judgeOffPolicy } from '../sourcing-simulator/off-policy.ts';
import { clairvoyantBound, marketBound, type Outcome, simulate, standardLambda } from '../sourcing-simulator/simulate.ts';
import { type BenchContext, type Benchmark, bySize, type Readings } from './benchmark.ts';
import { profiled } from './profile.ts';
import { correlation, percentile } from './statistics.ts';

const bytesPerMb = 1024 * 1024;

const collectGarbage = (): (() => void) => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
};

const usedBytes = (): number => {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

type SeedResult = {
  readonly gapClosedPct: number;
  readonly bound: number;
  readonly myopic: Outcome;
  readonly nearest: Outcome;
  readonly lambda: Outcome;
  readonly units: number;
  /** Among carriers that are not what their rates say. */
  readonly market: { readonly bound: number; readonly myopic: Outcome; readonly learned: Outcome };
  /** Policies that did not decide, by a log and in truth. */
  readonly judged: readonly Judged[];
};

/** How large a retailer is, and of how many decisions its log is. */
type Sizes = { readonly options: NetworkOptions; readonly logged: number };

/** Share of what hindsight would save that a strategy saves, in percent. */
const gapOf = (myopic: Outcome, strategy: Outcome, bound: number): number => ((myopic.cost - strategy.cost) / (myopic.cost - bound)) * 100;

const runSeed = (seed: number, { options, logged }: Sizes, peak: () => void): SeedResult => {
  const network = createNetwork(seed, options);
  const bound = clairvoyantBound(network);
  const myopic = simulate(network, { kind: 'myopic' }, seed);
  const nearest = simulate(network, { kind: 'nearest' }, seed);
  const lambda = simulate(network, { kind: 'lambda', options: standardLambda, afterEstimate: peak }, seed);
  const units = network.orders.reduce((sum, { skus }) => sum + skus.length, 0);
  const marketMyopic = simulate(network, { kind: 'market-myopic' }, seed);
  const learned = simulate(network, { kind: 'market-learned', options: standardLambda }, seed);
  const market = { bound: marketBound(network, learned.unserved), myopic: marketMyopic, learned };
  const judged = judgeOffPolicy(network, seed, logged);
  return { gapClosedPct: gapOf(myopic, lambda, bound), bound, myopic, nearest, lambda, units, market, judged };
};

const sumOf = <T>(values: readonly T[], of: (value: T) => number): number => values.reduce((sum, value) => sum + of(value), 0);

const offPolicyOf = (judged: readonly Judged[]): Readings => {
  const mean = (of: (one: Judged) => number): number => sumOf(judged, of) / judged.length;
  return {
    'sourcing.off_policy_correlation': correlation(
      judged.map(({ estimated }) => estimated),
      judged.map(({ real }) => real),
    ),
    'sourcing.off_policy_bias_pct': mean(({ estimated, real }) => estimated - real) * 100,
    'sourcing.off_policy_error_pct': mean(({ estimated, real }) => Math.abs(estimated - real)) * 100,
    'sourcing.off_policy_held_pct': mean(({ low, real, high }) => (low <= real && real <= high ? 1 : 0)) * 100,
    'sourcing.off_policy_effective': mean(({ effective }) => effective),
  };
};

const readingsOf = (results: readonly SeedResult[], peakBytes: number): Readings => {
  const gaps = results.map(({ gapClosedPct }) => gapClosedPct);
  const [bound, myopic, nearest, lambda] = [
    sumOf(results, (result) => result.bound),
    sumOf(results, (result) => result.myopic.cost),
    sumOf(results, (result) => result.nearest.cost),
    sumOf(results, (result) => result.lambda.cost),
  ];
  const decisionsMs = results.flatMap((result) => result.lambda.decisionsMs);
  return {
    'sourcing.gap_closed_pct': sumOf(gaps, (gap) => gap) / gaps.length,
    'sourcing.gap_closed_min_pct': Math.min(...gaps),
    'sourcing.gap_closed_max_pct': Math.max(...gaps),
    'sourcing.cost_vs_myopic_pct': (lambda / myopic - 1) * 100,
    'sourcing.cost_vs_nearest_pct': (lambda / nearest - 1) * 100,
    'sourcing.shipping_vs_nearest_pct':
      (sumOf(results, (result) => result.lambda.shipping) / sumOf(results, (result) => result.nearest.shipping) - 1) * 100,
    'sourcing.myopic_over_bound_pct': (myopic / bound - 1) * 100,
    'sourcing.learned_gap_closed_pct': sumOf(results, ({ market }) => gapOf(market.myopic, market.learned, market.bound)) / results.length,
    'sourcing.learned_cost_vs_rates_pct':
      (sumOf(results, ({ market }) => market.learned.cost) / sumOf(results, ({ market }) => market.myopic.cost) - 1) * 100,
    'sourcing.learned_shipping_vs_rates_pct':
      (sumOf(results, ({ market }) => market.learned.shipping) / sumOf(results, ({ market }) => market.myopic.shipping) - 1) * 100,
    ...offPolicyOf(results.flatMap(({ judged }) => judged)),
    'sourcing.p50_ms': percentile(decisionsMs, 50),
    'sourcing.p99_ms': percentile(decisionsMs, 99),
    'sourcing.estimate_p50_ms': percentile(
      results.flatMap((result) => result.lambda.estimatesMs),
      50,
    ),
    'sourcing.memory_mb': peakBytes / bytesPerMb,
    'sourcing.unserved_pct': (sumOf(results, (result) => result.lambda.unserved) / sumOf(results, (result) => result.units)) * 100,
  };
};

const measure = async (context: BenchContext, seeds: number, sizes: Sizes): Promise<Readings> => {
  const collect = collectGarbage();
  collect();
  const before = usedBytes();
  let most = before;
  // What is garbage is the engine's to keep or to collect, as memory is scarce or not.
  const peak = (): void => {
    collect();
    most = Math.max(most, usedBytes());
  };
  const results: SeedResult[] = [];
  await profiled(context, 'sourcing', async () => {
    for (let seed = 1; seed <= seeds; seed += 1) {
      const result = runSeed(seed, sizes, peak);
      results.push(result);
      context.tell(`seed ${seed} of ${seeds}: ${result.gapClosedPct.toFixed(1)} % of the gap closed`);
      // What one retailer leaves behind is not the next one's memory.
      collect();
    }
  });
  return readingsOf(results, most - before);
};

/**
 * What it saves to count, in each decision, what a unit is expected to be worth later: simulated retailers, demand forecast from
 * their own past orders, held against a bound that nobody can beat. Everything but the times follows from the seeds, so one
 * run over all seeds is enough, however many runs are asked for.
 */
export const benchSourcing: Benchmark = async (context) => {
  const seeds = bySize(context.size, { quick: 1, normal: 10 });
  const logged = bySize(context.size, { quick: 80, normal: 700 });
  const options = context.size === 'quick' ? { ...standardNetwork, ordersPerDay: 12, historyDays: 28 } : standardNetwork;
  const { skus, ordersPerDay, days, cycleDays, boughtPercent } = options;
  return {
    runs: [await measure(context, seeds, { options, logged })],
    setting: `${seeds} simulated retailers: 8 warehouses of different sizes, ${skus} articles, about ${ordersPerDay} orders of 1 to 4 lines a day for ${days} days, goods for ${boughtPercent} % of the demand every ${cycleDays} days; λ every ${standardLambda.everyOrders} orders from ${standardLambda.samples} futures drawn from the orders seen so far; costs are shipping, handling and splits, and each unit that nobody has; off-policy: six policies by the replay of a log of ${logged} decisions of each, 5 % of them drawn among plans up to a fifth dearer, beside their real costs`,
  };
};
