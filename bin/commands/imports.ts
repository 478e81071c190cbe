import { Argument, type Command } from 'commander';
import { createImportStock, importLocations, importOutcomes, importProducts, type ImportReport } from '../../lib/catalog/index.ts';
import { createPutLocation } from '../../lambdas/put-location.ts';
import { createStockDocuments } from '../../lib/inventory/index.ts';
import { counted } from './output.ts';
import { action, type Call, exitCodes, type Product, readInput, type Session } from './session.ts';

const kinds = ['products', 'locations', 'stock', 'outcomes'] as const;
type Kind = (typeof kinds)[number];
type Options = { readonly dryRun?: boolean };

const importFile = async (
  { platform, catalog, inventory }: Product,
  { caller, options: { dryRun = false } }: Call<Options>,
  kind: Kind,
  file: Uint8Array,
): Promise<ImportReport> => {
  switch (kind) {
    case 'products':
      return importProducts(catalog)(caller.tenantId, file, { dryRun });
    case 'locations':
      return importLocations({ ...catalog, putLocation: createPutLocation(platform, catalog) })(caller.tenantId, file, { dryRun });
    case 'stock':
      return createImportStock({ catalog, inventory, documents: createStockDocuments(platform), sha256: platform.sha256 })(caller, file, {
        dryRun,
      });
    case 'outcomes': {
      const { createImportOutcomesCsv } = await import('../../lambdas/sourcing/import-outcomes.ts');
      return createImportOutcomesCsv(platform)(caller.tenantId, file, { dryRun });
    }
  }
};

const summaryOf = ({ rows }: ImportReport) => ({
  rows: rows.length,
  refused: rows.filter((row) => !row.ok).length,
  ...Object.fromEntries(importOutcomes.map((outcome) => [outcome, rows.filter((row) => row.outcome === outcome).length])),
});

const problemsShownMax = 50;

const reportText = (report: ImportReport): string => {
  const wrong = report.rows.filter((row) => !row.ok);
  const problems = wrong.flatMap(({ row, problems: found }) => found.map(({ message }) => `  row ${row}: ${message}`));
  const hidden = problems.length - problemsShownMax;
  const outcomes = importOutcomes.flatMap((outcome) => {
    const count = report.rows.filter((row) => row.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${outcome}`];
  });
  const parts = [...outcomes, ...(wrong.length === 0 ? [] : [`${wrong.length} refused`])];
  return [
    ...report.problems.map(({ message }) => `  ${message}`),
    ...problems.slice(0, problemsShownMax),
    ...(hidden > 0 ? [`  … and ${hidden} more; --json shows all`] : []),
    ...(report.ignoredColumns.length === 0 ? [] : [`Ignored columns: ${report.ignoredColumns.join(', ')}`]),
    `${counted(report.rows.length, 'row')}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}.${report.dryRun ? ' Dry run: nothing was written.' : ''}`,
  ].join('\n');
};

/** `oms import`. */
export const registerImports = (program: Command, session: Session): void => {
  program
    .command('import')
    .summary('read products, locations, stock or outcomes of parcels from a CSV file')
    .description(
      'Reads a CSV file in UTF-8 row by row; rows that are refused are named with the reason (exit code 1) and do not hold up the others. Importing the same file again changes nothing.',
    )
    .addArgument(new Argument('<what>', 'what the file holds').choices(kinds))
    .argument('<csv>', 'the file, or - for standard input')
    .option('--dry-run', 'check every row and write nothing')
    .action(
      action<Options, [Kind, string]>(session, async (call, kind, file) => {
        const bytes = await readInput(call.io, file);
        return call.withProduct(async (product) => {
          const report = await importFile(product, call, kind, bytes);
          call.print({ what: kind, ...report, summary: summaryOf(report) }, () => reportText(report));
          return report.ok ? exitCodes.ok : exitCodes.failed;
        });
      }),
    );
};
