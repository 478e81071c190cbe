import type { Command } from 'commander';
import type { HistoryImport } from '../../lib/intelligence/app/training/import-history.ts';
import { counted, paragraphs, table } from './output.ts';
import { action, exitCodes, readInput, type Session } from './session.ts';

type Options = { readonly dryRun?: boolean; readonly train?: boolean; readonly accept?: readonly string[] };

const problemsShown = 20;

const importText = (report: HistoryImport): string => {
  const { taken, merged, quarantined, quarantinedRows, reasons, dryRun, from, to, checks } = report;
  const silent = checks.filter(({ state }) => state === 'silent');
  const kinds = Object.entries(taken).map(([kind, count]) => counted(count, kind));
  const kept = dryRun
    ? 'Dry run: nothing was written.'
    : `${merged.added} added, ${merged.changed} changed, ${merged.unchanged} known already.`;
  return paragraphs(
    `${counted(report.rows, 'row')}${from === null ? '' : `, orders from ${from.slice(0, 10)} to ${to?.slice(0, 10)}`}: ${kinds.join(', ') || 'nothing to take'}. ${kept}`,
    quarantinedRows === 0
      ? undefined
      : table(
          ['Set aside because', 'Rows'],
          Object.entries(reasons).map(([reason, count]) => [reason, String(count)]),
          ['Rows'],
        ),
    ...silent.map(
      ({ channel, records, recordsNeeded }) =>
        `The check by what is kept is silent for ${channel}: ${counted(records, 'order')} kept, it speaks from ${recordsNeeded} on.`,
    ),
    'record-unusual' in reasons ? 'Orders that are right although they are unusual are taken with --accept <source id…>.' : undefined,
    quarantined
      .slice(0, problemsShown)
      .map(
        ({ row, sourceId, problems }) =>
          `  row ${row}${sourceId === '' ? '' : ` (${sourceId})`}: ${problems.map(({ field, message }) => `${field === '' ? '' : `${field}: `}${message}`).join('; ')}`,
      )
      .join('\n'),
  );
};

/** `oms import-history`: the past of a retailer, as something to learn from. */
export const registerImportHistory = (program: Command, session: Session): void => {
  program
    .command('import-history')
    .summary('take past orders, parcels, chargebacks and returns as history to learn from')
    .description(
      'Reads JSON lines or a CSV file (docs/training.md names the columns). No order begins and no stock moves. Rows that cannot be are set aside with their reasons (exit code 1) and do not hold up the others; who ordered and from where becomes tokens before anything is stored. The same file again changes nothing.',
    )
    .argument('<file>', 'the file, or - for standard input')
    .option('--dry-run', 'check every row and write nothing')
    .option('--accept <id...>', 'source ids of orders to take although they are unlike those that are kept; rules still hold')
    .option('--train', 'begin a training from it, for each model that can be trained')
    .action(
      action<Options, [string]>(session, async (call, file) => {
        const bytes = await readInput(call.io, file);
        const { dryRun = false, train = false, accept = [] } = call.options;
        return call.withProduct(async ({ platform }) => {
          const { beginTrainingOf, importHistoryOf, trainableModels } = await import('../../lambdas/intelligence/training-parts.ts');
          const report = await importHistoryOf(platform)(call.tenantId, bytes, { dryRun, accept: new Set(accept) });
          const trainings: { readonly model: string; readonly runId: string | null; readonly refused: string | null }[] = [];
          if (train && !dryRun) {
            const training = beginTrainingOf(platform);
            for (const model of trainableModels) {
              const wish = { model, trigger: 'import', reason: 'A history was imported.', requestedBy: 'oms' } as const;
              const begun = await training.begin(call.tenantId, wish);
              trainings.push(
                begun.ok ? { model, runId: begun.value.runId, refused: null } : { model, runId: null, refused: begun.error.code },
              );
            }
          }
          call.print({ ...report, trainings }, () =>
            paragraphs(
              importText(report),
              trainings.map(({ model, runId, refused }) => `Training of ${model}: ${runId ?? `not begun (${refused})`}.`).join('\n'),
            ),
          );
          return report.quarantinedRows > 0 ? exitCodes.failed : exitCodes.ok;
        });
      }),
    );
};
