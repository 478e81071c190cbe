import { Argument, type Command } from 'commander';
import { importOutcomes, type ImportReport } from '../../lib/catalog/index.ts';
import { createFeedBook, type FeedKind, feedKinds } from '../../lib/forecasting/index.ts';
import { toWire } from '../../lib/kernel/wire.ts';
import { counted, paragraphs, table } from './output.ts';
import { wholeNumber } from './parsers.ts';
import { action, CommandError, exitCodes, readInput, type Session } from './session.ts';

const problemsShownMax = 50;

const reportText = ({ rows, problems, ignoredColumns, dryRun }: ImportReport): string => {
  const wrong = rows.filter((row) => !row.ok);
  const lines = wrong.flatMap(({ row, problems: found }) => found.map(({ message }) => `  row ${row}: ${message}`));
  const outcomes = importOutcomes.flatMap((outcome) => {
    const count = rows.filter((row) => row.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${outcome}`];
  });
  const parts = [...outcomes, ...(wrong.length === 0 ? [] : [`${wrong.length} refused`])];
  return [
    ...problems.map(({ message }) => `  ${message}`),
    ...lines.slice(0, problemsShownMax),
    ...(lines.length > problemsShownMax ? [`  … and ${lines.length - problemsShownMax} more; --json shows all`] : []),
    ...(ignoredColumns.length === 0 ? [] : [`Ignored columns: ${ignoredColumns.join(', ')}`]),
    `${counted(rows.length, 'row')}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}.${dryRun ? ' Dry run: nothing was written.' : ''}`,
  ].join('\n');
};

type ImportOptions = { readonly dryRun?: boolean; readonly source?: string };

/** `oms import feeds`, below the command that reads other files. */
const registerImport = (program: Command, session: Session): void => {
  const parent = program.commands.find((command) => command.name() === 'import');
  (parent ?? program.command('import'))
    .command('feeds')
    .summary('read promotions, marketing spend, weather, economic indices or holidays from a CSV file')
    .description(
      'Reads a CSV file in UTF-8 row by row; rows that are refused are named with the reason (exit code 1) and do not hold up the others. Importing the same file again changes nothing. Forecasts follow with the next pass of the day.',
    )
    .addArgument(new Argument('<kind>', 'what the file holds').choices(feedKinds))
    .argument('<csv>', 'the file, or - for standard input')
    .option('--source <words>', 'where the rows come from; the name of the file when left out')
    .option('--dry-run', 'check every row and write nothing')
    .action(
      action<ImportOptions, [FeedKind, string]>(session, async (call, kind, file) => {
        const { dryRun = false, source = file } = call.options;
        const bytes = await readInput(call.io, file);
        return call.withProduct(async ({ platform }) => {
          const { importFeed } = await import('../../lib/forecasting/app/feeds/import-feeds.ts');
          const by = call.caller.context.actor;
          const report = await importFeed(createFeedBook(platform), call.tenantId, kind, bytes, { source, by, dryRun });
          call.print({ what: `feeds ${kind}`, ...report }, () => reportText(report));
          return report.ok ? exitCodes.ok : exitCodes.failed;
        });
      }),
    );
};

type ListOptions = { readonly from?: string; readonly to?: string; readonly limit: number; readonly cursor?: string };

/** `oms feeds`: what has been told beside the demand. */
const registerLists = (program: Command, session: Session): void => {
  const group = program
    .command('feeds')
    .summary('what forecasts are told beside the demand: promotions, marketing spend, weather, economy, holidays')
    .description('Each feed is optional. "oms import feeds <kind> <csv>" reads a file.');
  group
    .command('list')
    .summary('the rows of a feed, by day')
    .addArgument(new Argument('<kind>').choices(feedKinds))
    .option('--from <day>', 'rows that say something of this day or a later one')
    .option('--to <day>', 'rows that say something of this day or an earlier one')
    .option('--limit <n>', 'most to show', wholeNumber(1, 200), 50)
    .option('--cursor <cursor>', 'goes on where the page before ended')
    .action(
      action<ListOptions, [FeedKind]>(session, async (call, kind) => {
        const { from, to, limit, cursor } = call.options;
        const page = await call.withProduct(({ platform }) =>
          createFeedBook(platform).list(call.tenantId, kind, { from, to }, { limit, cursor }),
        );
        call.print({ kind, ...page }, () =>
          paragraphs(
            page.items.length === 0
              ? 'Nothing has been told.'
              : table(
                  ['Id', 'What', 'Source', 'Since'],
                  page.items.map(({ rowId, row, provenance }) => [rowId, JSON.stringify(toWire(row)), provenance.source, provenance.at]),
                ),
            page.cursor === undefined ? undefined : `More with --cursor ${page.cursor}`,
          ),
        );
      }),
    );
  group
    .command('remove')
    .summary('take a row back')
    .addArgument(new Argument('<kind>').choices(feedKinds))
    .argument('<row-id>')
    .action(
      action<unknown, [FeedKind, string]>(session, async (call, kind, rowId) => {
        const done = await call.withProduct(({ platform }) => createFeedBook(platform).remove(call.tenantId, kind, rowId));
        if (!done) throw new CommandError('feed-row-not-found', `There is no such row of ${kind}.`, exitCodes.refused);
        call.print({ kind, rowId, removed: true }, () => `${rowId} is taken back.`);
      }),
    );
};

/** `oms feeds` and `oms import feeds`. */
export const registerFeeds = (program: Command, session: Session): void => {
  registerImport(program, session);
  registerLists(program, session);
};
