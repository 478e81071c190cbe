import { type Command, InvalidArgumentError } from 'commander';
import { type FaultKind, faultKinds, faultTable } from '../../lib/platform/simulation/faults.ts';
import type { SimulationReport } from '../../scripts/simulate/run.ts';
import { counted, paragraphs } from './output.ts';
import { wholeNumber } from './parsers.ts';
import { action, exitCodes, type Session } from './session.ts';

type SimulateOptions = {
  readonly seeds: number;
  readonly seed?: number;
  readonly orders: number;
  readonly faults: ReadonlySet<FaultKind>;
};

const allFaults: ReadonlySet<FaultKind> = new Set(faultKinds);

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

const failureText = ({ seed, orders, faults: kinds, violations, trace }: SimulationReport): string =>
  paragraphs(
    `Seed ${seed} breaks ${counted(violations.length, 'invariant')} with ${counted(orders, 'order')}:`,
    violations
      .slice(0, shownViolations)
      .map((violation) => `  ${violation}`)
      .join('\n'),
    'The last actions of the shortest run found (seconds, process, call):',
    trace
      .slice(-shownActions)
      .map((line) => `  ${line}`)
      .join('\n'),
    `Again: oms simulate --seed ${seed} --orders ${orders} --faults ${kinds.length === 0 ? 'none' : kinds.join(',')}`,
  );

type Summary = {
  readonly seeds: number;
  readonly orders: number;
  readonly actions: number;
  readonly faultsStruck: Readonly<Record<string, number>>;
  readonly failures: readonly SimulationReport[];
};

const summaryText = ({ seeds, orders, actions, faultsStruck, failures }: Summary, seconds: number): string => {
  const struck = Object.entries(faultsStruck).map(([kind, count]) => `${kind} ${count}`);
  return paragraphs(
    ...failures.map(failureText),
    `${counted(seeds, 'seed')} of ${counted(orders, 'order')}, ${actions} actions in ${seconds.toFixed(0)} s. Faults: ${struck.join(', ') || 'none'}.`,
    failures.length === 0 ? 'Every invariant holds.' : `${counted(failures.length, 'seed')} broke an invariant.`,
  );
};

const summarise = async ({ seeds, seed, orders, faults: kinds }: SimulateOptions): Promise<Summary> => {
  const [{ runCampaign }, { simulate }, { shrink }] = await Promise.all([
    import('../../scripts/simulate/campaign.ts'),
    import('../../scripts/simulate/run.ts'),
    import('../../scripts/simulate/shrink.ts'),
  ]);
  const chosen = seed === undefined ? Array.from({ length: seeds }, (_, index) => index + 1) : [seed];
  const failing: SimulationReport[] = [];
  const struck: Record<string, number> = {};
  let actions = 0;
  await runCampaign({
    seeds: chosen,
    orders,
    faults: kinds,
    onReport: (report) => {
      actions += report.steps;
      for (const [kind, count] of Object.entries(report.struck)) struck[kind] = (struck[kind] ?? 0) + count;
      if (report.violations.length > 0) failing.push(report);
    },
  });
  const [first, ...others] = failing.toSorted((left, right) => left.seed - right.seed);
  // One is made as short as can be; the others are there by their seed.
  const shortest = first ? [await shrink(first, { seed: first.seed, orders, faults: kinds }, simulate)] : [];
  return { seeds: chosen.length, orders, actions, faultsStruck: struck, failures: [...shortest, ...others] };
};

/** `oms simulate`: the whole product on virtual time under a seed, with everything going wrong that can. */
export const registerSimulate = (program: Command, session: Session): void => {
  program
    .command('simulate')
    .summary('run the product on a seeded schedule with faults, and check its invariants')
    .description(
      'Runs the real functions, workflows and readers on virtual time: first with faults, then without until everything has come to its end. Needs no data folder and leaves nothing behind. Exit code 1 when an invariant breaks.',
    )
    .option('--seeds <n>', 'seeds to run, from 1 on', wholeNumber(1, 1_000_000), 20)
    .option('--seed <n>', 'this seed only', wholeNumber(0, 4_294_967_295))
    .option('--orders <m>', 'orders in each run', wholeNumber(1, 10_000), 50)
    .option('--faults <kinds>', `all, none, or some of ${faultKinds.join(', ')}`, faults, allFaults)
    .action(
      action<SimulateOptions>(session, async ({ options, print }) => {
        const startedMs = performance.now();
        const summary = await summarise(options);
        print(summary, () => summaryText(summary, (performance.now() - startedMs) / 1_000));
        return summary.failures.length === 0 ? exitCodes.ok : exitCodes.failed;
      }),
    );
};
