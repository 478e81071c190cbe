import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError } from 'commander';
import { type FaultKind, faultKinds, faultTable } from '../../lib/platform/simulation/faults.ts';
import type { SimulationReport } from '../../scripts/simulate/run.ts';
import { counted, paragraphs } from './output.ts';
import { wholeNumber } from './parsers.ts';
import { action, exitCodes, type Session } from './session.ts';

type SimulateOptions = {
  readonly seeds: number;
  readonly from: number;
  readonly seed?: number;
  readonly orders: number;
  readonly faults: ReadonlySet<FaultKind>;
  readonly jobs: number;
  readonly keepGoing?: boolean;
};

const allFaults: ReadonlySet<FaultKind> = new Set(faultKinds);
const seedMax = 4_294_967_295;

const faults = (text: string): ReadonlySet<FaultKind> => {
  if (text === 'none') return new Set();
  if (text === 'all') return allFaults;
  const named = text.split(',').map((name) => name.trim());
  const unknown = named.find((name) => !Object.hasOwn(faultTable, name));
  if (unknown !== undefined) throw new InvalidArgumentError(`${unknown} is none of all, none, ${faultKinds.join(', ')}.`);
  return new Set(named as FaultKind[]);
};

const shownViolations = 10;
const shownActions = 40;
const progressMs = 30_000;
/** Full reports kept of a night in which everything fails; of the others the seeds are told as they come. */
const keptFailures = 100;

const againText = ({ seed, orders, faults: kinds }: SimulationReport): string =>
  `Again: oms simulate --seed ${seed} --orders ${orders} --faults ${kinds.length === 0 ? 'none' : kinds.join(',')}`;

const failureText = (report: SimulationReport): string =>
  paragraphs(
    `Seed ${report.seed} breaks ${counted(report.violations.length, 'invariant')} with ${counted(report.orders, 'order')}:`,
    report.violations
      .slice(0, shownViolations)
      .map((violation) => `  ${violation}`)
      .join('\n'),
    'The last actions of the shortest run found (seconds, process, call):',
    report.trace
      .slice(-shownActions)
      .map((line) => `  ${line}`)
      .join('\n'),
    againText(report),
  );

type Summary = {
  /** Seeds that were run; fewer than asked for when a failure ended it. */
  readonly seeds: number;
  readonly orders: number;
  readonly actions: number;
  readonly faultsStruck: Readonly<Record<string, number>>;
  /** Seeds in which items were sold from buckets. */
  readonly soldFromBuckets: number;
  readonly failed: number;
  readonly failures: readonly SimulationReport[];
  /** First seed that was not run: where `--from` goes on. */
  readonly next: number;
};

const summaryText = (summary: Summary, seconds: number): string => {
  const { seeds, orders, actions, faultsStruck, soldFromBuckets, failed, failures, next } = summary;
  const struck = Object.entries(faultsStruck).map(([kind, count]) => `${kind} ${count}`);
  return paragraphs(
    ...failures.map(failureText),
    `${counted(seeds, 'seed')} of ${counted(orders, 'order')}, ${actions} actions in ${seconds.toFixed(0)} s. Faults: ${struck.join(', ') || 'none'}. Sold from buckets in ${counted(soldFromBuckets, 'seed')}.`,
    failed === 0 ? 'Every invariant holds.' : `${counted(failed, 'seed')} broke an invariant. --from ${next} goes on behind them.`,
  );
};

const seedsOf = function* ({ seed, from, seeds }: SimulateOptions): Generator<number> {
  if (seed !== undefined) yield seed;
  else for (let next = from; next < from + seeds && next <= seedMax; next += 1) yield next;
};

type Progress = (line: string) => void;

/** Adds reports up as they come, and says from time to time how far it has come. */
const createTally = (options: SimulateOptions, say: Progress) => {
  const failing: SimulationReport[] = [];
  const done = new Set<number>();
  const struck: Record<string, number> = {};
  const sums = { seeds: 0, actions: 0, soldFromBuckets: 0, failed: 0 };
  const startedMs = performance.now();
  let saidMs = startedMs;
  // Seeds end out of order; only what lies behind the first one still at work needs to be remembered.
  let next = options.seed ?? options.from;
  return {
    failing,
    add: (report: SimulationReport): void => {
      sums.seeds += 1;
      sums.actions += report.steps;
      if (report.buckets.opened > 0) sums.soldFromBuckets += 1;
      for (const [kind, count] of Object.entries(report.struck)) struck[kind] = (struck[kind] ?? 0) + count;
      done.add(report.seed);
      while (done.delete(next)) next += 1;
      if (report.violations.length > 0) {
        sums.failed += 1;
        if (failing.length < keptFailures) failing.push(report);
        say(`Seed ${report.seed} fails: ${report.violations[0]}. ${againText(report)}`);
      }
      const nowMs = performance.now();
      if (nowMs - saidMs < progressMs) return;
      saidMs = nowMs;
      const rate = (sums.seeds * 60_000) / (nowMs - startedMs);
      say(`${sums.seeds} of ${options.seeds} seeds, ${sums.failed} failed, ${rate.toFixed(0)} a minute. --from ${next} goes on from here.`);
    },
    summary: (failures: readonly SimulationReport[]): Summary => ({
      ...sums,
      orders: options.orders,
      faultsStruck: struck,
      failures,
      next,
    }),
  };
};

const summarise = async (options: SimulateOptions, say: Progress): Promise<Summary> => {
  const { orders, faults: kinds, jobs, keepGoing = false } = options;
  const [{ runCampaign }, { simulate }, { shrink }] = await Promise.all([
    import('../../scripts/simulate/campaign.ts'),
    import('../../scripts/simulate/run.ts'),
    import('../../scripts/simulate/shrink.ts'),
  ]);
  const { failing, add, summary } = createTally(options, say);
  await runCampaign({
    seeds: seedsOf(options),
    orders,
    faults: kinds,
    jobs: Math.min(jobs, options.seed === undefined ? options.seeds : 1),
    isOver: () => !keepGoing && failing.length > 0,
    onReport: add,
  });
  const [first, ...others] = failing.toSorted((left, right) => left.seed - right.seed);
  // One is made as short as can be; the others are there by their seed.
  const shortest = first ? [await shrink(first, { seed: first.seed, orders, faults: kinds }, simulate)] : [];
  return summary([...shortest, ...others]);
};

/** `oms simulate`: the whole product on virtual time under a seed, with everything going wrong that can. */
export const registerSimulate = (program: Command, session: Session): void => {
  program
    .command('simulate')
    .summary('run the product on a seeded schedule with faults, and check its invariants')
    .description(
      'Runs the real functions, workflows and readers on virtual time: first with faults, then without until everything has come to its end. Needs no data folder and leaves nothing behind. Exit code 1 when an invariant breaks.',
    )
    .option('--seeds <n>', 'seeds to run', wholeNumber(1, 10_000_000), 20)
    .option('--from <seed>', 'the first of them', wholeNumber(0, seedMax), 1)
    .option('--seed <n>', 'this seed only', wholeNumber(0, seedMax))
    .option('--orders <m>', 'orders in each run', wholeNumber(1, 10_000), 50)
    .option('--faults <kinds>', `all, none, or some of ${faultKinds.join(', ')}`, faults, allFaults)
    .option('--jobs <n>', 'seeds run at the same time', wholeNumber(1, 256), availableParallelism())
    .option('--keep-going', 'runs every seed, also once one has failed')
    .action(
      action<SimulateOptions>(session, async ({ io, options, print }) => {
        const startedMs = performance.now();
        const summary = await summarise(options, (line) => io.err(`${line}\n`));
        print(summary, () => summaryText(summary, (performance.now() - startedMs) / 1_000));
        return summary.failed === 0 ? exitCodes.ok : exitCodes.failed;
      }),
    );
};
