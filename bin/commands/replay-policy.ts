import { type Command, Option } from 'commander';
import type { Instant } from '../../lib/kernel/instant.ts';
import {
  type Candidate,
  replayCandidate,
  replayedDecisionsMax,
  replayPresets,
  replayRange,
  supportLeast,
  type ReplayedCurrency,
  type ReplayedLocation,
  type ReplayRejection,
  type ReplayResult,
  type ReplayTotals,
} from '../../lib/sourcing/index.ts';
import { amount, counted, paragraphs, table } from './output.ts';
import { instant } from './parsers.ts';
import { createProgressView } from './progress.ts';
import { action, type Call, CommandError, exitCodes, readInput, type Session } from './session.ts';

type Options = { readonly from: Instant; readonly to: Instant; readonly policy: string; readonly rates: 'logged' | 'candidate' };

const differencesShown = 10;

const readCandidate = async (call: Call<Options>): Promise<Candidate> => {
  const { policy } = call.options;
  const given = replayPresets.includes(policy) ? { preset: policy } : { policy: await readJson(call, policy) };
  const candidate = replayCandidate(given);
  if (candidate.ok) return candidate.value;
  throw new CommandError(
    'policy-invalid',
    candidate.error.map(({ field, message }) => `${field}: ${message}`).join('\n'),
    exitCodes.refused,
  );
};

const readJson = async ({ io }: Call<Options>, file: string): Promise<unknown> => {
  const text = Buffer.from(await readInput(io, file, exitCodes.usage)).toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(
      'policy-unreadable',
      `${file} holds no JSON. --policy takes ${replayPresets.join(', ')} or a file.`,
      exitCodes.usage,
    );
  }
};

const refusalText = (rejection: ReplayRejection): string =>
  rejection.code === 'no-decisions'
    ? '--from and --to: no order was routed in the range.'
    : `--from: the range has more than ${replayedDecisionsMax} decisions; a shorter one can be replayed.`;

const signed = (minor: number, currency: string): string => `${minor > 0 ? '+' : ''}${amount(minor, currency)}`;
const difference = (left: number, right: number): string => `${right > left ? '+' : ''}${Math.round((right - left) * 100) / 100}`;
const percent = (value: number | null): string => (value === null ? '–' : `${value} %`);

const moneyRow = (name: string, key: keyof ReplayTotals, { currency, logged, candidate }: ReplayedCurrency): readonly string[] => {
  const [before, after] = [Number(logged[key]), Number(candidate[key])];
  return [name, amount(before, currency), amount(after, currency), signed(after - before, currency)];
};

const countRow = (name: string, key: keyof ReplayTotals, { logged, candidate }: ReplayedCurrency): readonly string[] => {
  const [before, after] = [Number(logged[key]), Number(candidate[key])];
  return [name, String(before), String(after), difference(before, after)];
};

const percentRow = (name: string, key: keyof ReplayTotals, { logged, candidate }: ReplayedCurrency): readonly string[] => {
  const [before, after] = [logged[key], candidate[key]];
  return [name, percent(before), percent(after), before === null || after === null ? '–' : `${difference(before, after)} pp`];
};

const figures = ['Logged', 'Candidate', 'Difference'];

const currencyTable = (of: ReplayedCurrency): string =>
  table(
    [of.currency, ...figures],
    [
      moneyRow('Total cost', 'totalMinor', of),
      moneyRow('  shipping', 'shippingMinor', of),
      moneyRow('  handling', 'handlingMinor', of),
      moneyRow('  splits', 'splitMinor', of),
      countRow('Parcels per order', 'parcelsPerOrder', of),
      percentRow('Split rate', 'splitPercent', of),
      percentRow('Late parcels', 'latePercent', of),
      countRow('Days late', 'lateDays', of),
      countRow('Units unsourced', 'unsourcedUnits', of),
      countRow('Kilometres', 'km', of),
    ],
    figures,
  );

const locationTable = (locations: readonly ReplayedLocation[]): string =>
  table(
    ['Location', 'Orders', 'Parcels', 'Units', 'Cost'],
    locations.map(({ locationId, currency, logged, candidate }) => [
      locationId,
      `${logged.orders} → ${candidate.orders}`,
      `${logged.parcels} → ${candidate.parcels}`,
      `${logged.units} → ${candidate.units}`,
      `${amount(logged.costMinor, currency)} → ${amount(candidate.costMinor, currency)}`,
    ]),
    ['Orders', 'Parcels', 'Units', 'Cost'],
  );

const sentText = (sent: ReplayResult['differences'][number]['logged']): string =>
  sent.length === 0 ? 'nothing' : sent.map(({ locationId, units }) => `${locationId} ${units}`).join(', ');

const differenceTable = ({ differences }: ReplayResult): string =>
  table(
    ['Order', 'Logged', 'Candidate', 'Difference'],
    differences
      .slice(0, differencesShown)
      .map(({ orderId, currency, logged, candidate, loggedMinor, candidateMinor }) => [
        orderId,
        sentText(logged),
        sentText(candidate),
        signed(candidateMinor - loggedMinor, currency),
      ]),
    ['Difference'],
  );

const reproductionText = ({ reproduction: { decisions, reproduced, notReproduced } }: ReplayResult): string =>
  [
    `Reproduced: ${reproduced} of ${counted(decisions, 'decision')}.`,
    ...notReproduced.map(({ orderId, decisionId, reason }) => `  ${orderId} ${decisionId}: ${reason}`),
  ].join('\n');

const verdicts = {
  better: 'The candidate is cheaper.',
  worse: 'The candidate is dearer.',
  undecided: 'The two cannot be told apart.',
  'no-evidence': 'Too few decisions tell anything about the candidate.',
} as const;

const littleOverlap = (supported: number, decisions: number): string =>
  `Of only ${supported} of ${counted(decisions, 'decision')} the log could have made the candidate's choice, and it takes ${supportLeast * 100} % to conclude anything: have the live policy explore more, or try a candidate that is more like it.`;

const estimateText = ({ estimates = [] }: ReplayResult): string | undefined => {
  if (estimates.length === 0) return undefined;
  const of = ({ mean, low, high }: { readonly mean: number; readonly low: number; readonly high: number }, currency: string): string =>
    `${amount(Math.round(mean), currency)} (${amount(Math.round(low), currency)} to ${amount(Math.round(high), currency)})`;
  return estimates
    .map(({ currency, decisions, matched, supported, effective, logged, snips, doublyRobust, verdict, refusal }) =>
      [
        `By what became of the parcels, a decision cost ${of(logged, currency)}. The candidate: ${of(snips, currency)} by inverse propensities, ${of(doublyRobust, currency)} doubly robust.`,
        `${matched} of ${counted(decisions, 'decision')} tell, which weigh as ${effective.toFixed(0)}. ${refusal === 'little-overlap' ? littleOverlap(supported, decisions) : verdicts[verdict]}`,
      ].join('\n'),
    )
    .join('\n');
};

const page = (result: ReplayResult): string =>
  paragraphs(
    reproductionText(result),
    `Compared: ${counted(result.compared, 'decision')} that were followed, ${result.changed} of them made otherwise${
      result.notPriced > 0 ? `; ${result.notPriced} that no rates serve are left out` : ''
    }.`,
    ...result.currencies.map(currencyTable),
    estimateText(result),
    result.locations.length > 0 ? locationTable(result.locations) : undefined,
    result.differences.length > 0 ? differenceTable(result) : undefined,
  );

const run = async (call: Call<Options>): Promise<number> => {
  const { from, to, rates } = call.options;
  const range = replayRange({ from, to });
  if (!range.ok) throw new CommandError(range.error.code, `--${range.error.field} ${range.error.message}.`, exitCodes.usage);
  const candidate = await readCandidate(call);
  return call.withProduct(async ({ platform }) => {
    const { openReplay } = await import('../../lambdas/sourcing/composition.ts');
    const nowMs = (): number => Date.parse(platform.clock.now());
    const began = nowMs();
    const view = createProgressView(call.io, { json: call.options.json === true, nowMs, start: { share: 0 } });
    try {
      const replayed = await openReplay(platform).replay(
        call.tenantId,
        { range: range.value, candidate, rates },
        async ({ found, replayed: done }) => view.show({ share: done / found, orders: done, problem: null }),
      );
      if (!replayed.ok) throw new CommandError(replayed.error.code, refusalText(replayed.error), exitCodes.refused);
      const { value } = replayed;
      view.end();
      const seconds = Math.max(1, nowMs() - began) / 1_000;
      call.print(value, () => page(value));
      // Apart from the result, which is the same to the byte however fast it came.
      call.io.err(
        `${value.reproduction.decisions} decisions in ${seconds.toFixed(1)} s, ${Math.round(value.reproduction.decisions / seconds)} a second.\n`,
      );
      return value.reproduction.reproduced === value.reproduction.decisions ? exitCodes.ok : exitCodes.failed;
    } finally {
      view.end();
    }
  });
};

/** `oms replay-policy`: what another policy would have done with the orders of the past, in money. */
export const registerReplayPolicy = (program: Command, session: Session): void => {
  program
    .command('replay-policy')
    .summary('what a sourcing policy would have cost on the orders of a range')
    .description(
      'Re-runs a policy on the decisions of the log, each with the stock, rates and capacity of its moment. docs/policy-replay.md has the model.',
    )
    .requiredOption('--from <instant>', 'first moment of the decisions', instant)
    .requiredOption('--to <instant>', 'moment before which they were made', instant)
    .option('--policy <file or name>', `file with a policy, or one of ${replayPresets.join(', ')}`, 'live')
    .addOption(
      new Option('--rates <whose>', 'whose rates price both sides: those of each decision, or those of the candidate')
        .choices(['logged', 'candidate'])
        .default('logged'),
    )
    .action(action<Options>(session, run));
};
