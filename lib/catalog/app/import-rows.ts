import { ok, type Result } from '../../kernel/result.ts';
import { concurrently } from '../../platform/concurrently.ts';
import type { CsvImport, CsvProblem } from '../domain/csv/csv-report.ts';

/** What became of a row that is right. `known`: an earlier import has recorded it. `valid`: a dry run would record it. */
export const importOutcomes = ['created', 'replaced', 'recorded', 'known', 'valid'] as const;
export type ImportOutcome = (typeof importOutcomes)[number];

export type ImportedRow = {
  /** As spreadsheets count: the heading is row 1. */
  readonly row: number;
  readonly ok: boolean;
  /** Absent when the row was refused. */
  readonly outcome?: ImportOutcome;
  readonly problems: readonly CsvProblem[];
};

export type ImportReport = {
  /** True when the file was readable and every row was right. */
  readonly ok: boolean;
  readonly dryRun: boolean;
  /** What keeps the whole file from being read. */
  readonly problems: readonly CsvProblem[];
  readonly ignoredColumns: readonly string[];
  readonly rows: readonly ImportedRow[];
};

/** Writes one row, or in a dry run only looks whether it could. */
export type WriteRow<Value> = (value: Value, row: number) => Promise<Result<ImportOutcome, readonly CsvProblem[]>>;

// Enough to fill the commits that writers of one moment share, few enough to be kind to a server beside us.
const rowsAtOnce = 64;

/** Takes the rows of a file that are right one by one; a row that is refused does not hold up the others. */
export const importRows = async <Value>(parsed: CsvImport<Value>, dryRun: boolean, write: WriteRow<Value>): Promise<ImportReport> => {
  const outcomes = new Map<number, Result<ImportOutcome, readonly CsvProblem[]>>();
  await concurrently(parsed.values, rowsAtOnce, async ({ row, value }) => {
    outcomes.set(row, await write(value, row));
  });
  const rows = parsed.rows.map(({ row, problems }): ImportedRow => {
    const outcome = outcomes.get(row);
    if (!outcome) return { row, ok: false, problems };
    return outcome.ok ? { row, ok: true, outcome: outcome.value, problems: [] } : { row, ok: false, problems: outcome.error };
  });
  const { problems, ignoredColumns } = parsed;
  return { ok: problems.length === 0 && rows.every((row) => row.ok), dryRun, problems, ignoredColumns, rows };
};

export const replacedOrCreated = ({ created }: { readonly created: boolean }): Result<ImportOutcome, never> =>
  ok(created ? 'created' : 'replaced');
export const valid = (): Promise<Result<ImportOutcome, never>> => Promise.resolve(ok('valid'));
