import { type Command, InvalidArgumentError } from 'commander';
import { fromEpochMs, Instant, parseInstant, plusMs, toEpochMs } from '../../lib/kernel/instant.ts';
import type { HindsightDay, HindsightOfCurrency } from '../../lib/sourcing/index.ts';
import { amount, counted, paragraphs, table } from './output.ts';
import { action, type Call, CommandError, exitCodes, type Session } from './session.ts';

type Options = { readonly from?: string; readonly to?: string; readonly refresh?: boolean };

const dayMs = 86_400_000;
const daysShown = 14;
const daysMax = 366;

const day = (text: string): string => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || parseInstant(`${text}T00:00:00Z`) === undefined)
    throw new InvalidArgumentError('It must be a day, such as 2026-11-22.');
  return text;
};
const startOf = (text: string): Instant => Instant(`${text}T00:00:00.000Z`);

const share = ({ lossMinor, chosenMinor }: HindsightOfCurrency): string =>
  chosenMinor === 0 ? '–' : `${((lossMinor / chosenMinor) * 100).toFixed(1)} %`;
const shown = (value: number | null, unit: string): string => (value === null ? '–' : `${value}${unit}`);

const lossTable = (days: readonly HindsightDay[]): string => {
  const headings = ['Day', 'Decisions', 'Cost', 'Lost', 'Share', 'Exploration', 'Rates', 'Forecast', 'Stock', 'Weights', 'Constraints'];
  return table(
    headings,
    days.flatMap(({ day: of, currencies }) =>
      currencies.map((one) => [
        of,
        `${one.withLoss} of ${one.decisions}`,
        amount(one.chosenMinor, one.currency),
        amount(one.lossMinor, one.currency),
        share(one),
        ...(['exploration', 'rate', 'forecast', 'stock', 'weights', 'constraint'] as const).map((cause) =>
          amount(one.by[cause], one.currency),
        ),
      ]),
    ),
    headings.slice(1),
  );
};

const accuracyTable = (days: readonly HindsightDay[]): string => {
  const headings = ['Day', 'Parcels', 'Price off by', 'Days off by', 'Bias'];
  return table(
    headings,
    days.map(({ day: of, accuracy: { parcels, costErrorPercent, daysError, daysBias } }) => [
      of,
      String(parcels),
      shown(costErrorPercent, ' %'),
      shown(daysError, ' days'),
      shown(daysBias, ' days'),
    ]),
    headings.slice(1),
  );
};

const armText = (days: readonly HindsightDay[]): string | undefined => {
  const lines = days.flatMap(({ day: of, currencies }) =>
    currencies.flatMap(({ currency, arms }) =>
      arms.map(
        ({ arm, decisions, meanMinor }) => `${of} ${arm}: ${amount(meanMinor, currency)} for each of ${counted(decisions, 'decision')}`,
      ),
    ),
  );
  return lines.length === 0 ? undefined : lines.join('\n');
};

const page = (days: readonly HindsightDay[], differences: readonly string[]): string =>
  days.length === 0
    ? 'No day of the range was looked back at. The schedule looks at each day in the night after it; --refresh looks now.'
    : paragraphs(
        days.some(({ currencies }) => currencies.length > 0) ? lossTable(days) : 'No order was routed on these days.',
        armText(days),
        differences.length === 0 ? undefined : differences.join('\n'),
        accuracyTable(days),
      );

const daysOf = (from: string, to: string): readonly string[] => {
  const days: string[] = [];
  for (let at = toEpochMs(startOf(from)); at <= toEpochMs(startOf(to)); at += dayMs) days.push(fromEpochMs(at).slice(0, 10));
  return days;
};

const run = (call: Call<Options>): Promise<void> =>
  call.withProduct(async ({ platform }) => {
    const now = platform.clock.now();
    const { to = plusMs(now, -dayMs).slice(0, 10), refresh = false } = call.options;
    const { from = plusMs(startOf(to), -(daysShown - 1) * dayMs).slice(0, 10) } = call.options;
    if (from > to) throw new CommandError('range-invalid', '--to must not lie before --from.', exitCodes.usage);
    const wanted = daysOf(from, to);
    if (wanted.length > daysMax) throw new CommandError('range-too-long', `A range has ${daysMax} days at most.`, exitCodes.usage);
    const [{ openLookBack }, { armDifferences }] = await Promise.all([
      import('../../lambdas/sourcing/hindsight.ts'),
      import('../../lib/sourcing/index.ts'),
    ]);
    const { look, days } = openLookBack(platform);
    if (refresh) for (const one of wanted) await look(call.tenantId, one);
    const found = await days(call.tenantId, from, to);
    const differences = armDifferences(found);
    call.print({ items: found, differences }, () =>
      page(
        found,
        differences.map(({ difference }) => difference.sentence),
      ),
    );
  });

/** `oms hindsight`: what routing decisions have lost against the best ones, and why. */
export const registerHindsight = (program: Command, session: Session): void => {
  program
    .command('hindsight')
    .summary('what routing has lost against the best choices by what is known since, and why; how good predictions were')
    .option('--from <day>', 'first day; two weeks before the last by default', day)
    .option('--to <day>', 'last day; yesterday by default', day)
    .option('--refresh', 'look back at each day of the range anew')
    .action(action<Options>(session, run));
};
