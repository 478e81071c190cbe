import { CsvError, parse } from 'csv-parse/sync';
import type * as z from 'zod';
import { LocationBody, ProductBody, ReceiptLine, StockCount } from '../../contracts/http/catalog-bodies.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { locationsTable, productsTable, stockTable } from '../domain/csv/csv-columns.ts';
import type { CsvTable } from '../domain/csv/csv-columns.ts';
import { detectDelimiter, readHeader } from '../domain/csv/csv-header.ts';
import type { Header } from '../domain/csv/csv-header.ts';
import { shownCell } from '../domain/csv/csv-report.ts';
import type { CsvImport, CsvProblem, CsvRowReport } from '../domain/csv/csv-report.ts';
import { isBlankRow, readRow, rowKey } from '../domain/csv/csv-row.ts';
import type { RowRead } from '../domain/csv/csv-row.ts';

/** Most rows below the heading that one file may have. */
export const maxCsvRows = 1_000_000;

/** A row of a stock file: what a count found, or what has arrived. */
export type StockRow = ({ readonly kind: 'count' } & StockCount) | ({ readonly kind: 'receipt' } & ReceiptLine);

/** Products of a CSV file in UTF-8. Prices are decimals in major units, such as 19.90, and become minor units. */
export const parseProductsCsv = (file: string | Uint8Array): CsvImport<ProductBody> =>
  importCsv(file, productsTable, checkWith(ProductBody));

/** Locations of a CSV file in UTF-8. */
export const parseLocationsCsv = (file: string | Uint8Array): CsvImport<LocationBody> =>
  importCsv(file, locationsTable, checkWith(LocationBody));

/** Stock of a CSV file in UTF-8: each row has either `on_hand` (a count) or `quantity` (a receipt). */
export const parseStockCsv = (file: string | Uint8Array): CsvImport<StockRow> => importCsv(file, stockTable, checkStock);

type Check<Value> = (fields: RowRead['fields']) => Result<Value, readonly CsvProblem[]>;

/** Reads a CSV file in UTF-8 by the columns of a table and checks each row. */
export const importCsv = <Value>(file: string | Uint8Array, table: CsvTable, check: Check<Value>): CsvImport<Value> => {
  const refused = (problems: readonly CsvProblem[]): CsvImport<Value> => ({
    ok: false,
    problems,
    ignoredColumns: [],
    rows: [],
    values: [],
  });
  const text = decode(file);
  if (!text.ok) return refused([text.error]);
  const records = splitRecords(text.value);
  if (!records.ok) return refused([records.error]);
  const [heading, ...body] = records.value;
  if (heading === undefined || isBlankRow(heading)) {
    return refused([
      {
        field: '',
        code: 'heading-missing',
        message: `The first row must name the columns: ${table.columns.map(({ field }) => field).join(', ')}`,
      },
    ]);
  }
  if (body.length > maxCsvRows) {
    return refused([{ field: '', code: 'too-many-rows', message: `A file may have ${maxCsvRows} rows; split it` }]);
  }
  const header = readHeader(heading, table);
  return header.ok ? readRows(body, header.value, table, check) : refused(header.error);
};

const readRows = <Value>(body: readonly (readonly string[])[], header: Header, table: CsvTable, check: Check<Value>): CsvImport<Value> => {
  const rows: CsvRowReport[] = [];
  const values: { row: number; value: Value }[] = [];
  const firstRowByKey = new Map<string, number>();
  for (const [index, cells] of body.entries()) {
    if (isBlankRow(cells)) continue;
    const row = index + 2; // Row 1 is the heading.
    const read = readRow(cells, header, table);
    // Types first: a schema's complaint about a cell that could not even be read would only repeat it.
    const checked = read.problems.length > 0 ? err(read.problems) : check(read.fields);
    const problems = [...(checked.ok ? [] : checked.error), ...repeated(read, row, table, firstRowByKey)];
    rows.push({ row, ok: problems.length === 0, problems });
    if (checked.ok && problems.length === 0) values.push({ row, value: checked.value });
  }
  return { ok: rows.every(({ ok: rowOk }) => rowOk), problems: [], ignoredColumns: header.ignoredColumns, rows, values };
};

const repeated = (read: RowRead, row: number, table: CsvTable, firstRowByKey: Map<string, number>): readonly CsvProblem[] => {
  if (table.key.some((field) => read.fields[field] === undefined)) return [];
  const key = rowKey(read.fields, table);
  const first = firstRowByKey.get(key);
  if (first === undefined) {
    firstRowByKey.set(key, row);
    return [];
  }
  const what = table.key.map((field) => `${field} ${shownCell(String(read.fields[field]))}`).join(' and ');
  return [{ field: table.key[0] ?? '', code: 'repeated', message: `${what} already stands in row ${first}; each may stand once` }];
};

const decode = (file: string | Uint8Array): Result<string, CsvProblem> => {
  if (typeof file === 'string') return ok(file.replace(/^\uFEFF/, ''));
  try {
    // The decoder drops a byte order mark by itself.
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(file));
  } catch {
    return err({ field: '', code: 'not-utf-8', message: 'The file must be saved as UTF-8; in a spreadsheet choose "CSV UTF-8"' });
  }
};

const splitRecords = (text: string): Result<readonly (readonly string[])[], CsvProblem> => {
  try {
    return ok(
      parse(text, {
        delimiter: detectDelimiter(text.slice(0, text.search(/[\r\n]|$/))),
        record_delimiter: ['\r\n', '\n', '\r'],
        relax_column_count: true,
        // One more than allowed, so that too long a file is known without reading it to its end.
        to: maxCsvRows + 2,
        max_record_size: 100_000,
      }),
    );
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? ` near line ${error['lines']}` : '';
    return err({
      field: '',
      code: 'csv-malformed',
      message: `Quotes or separators do not match${line}: put text with quotes in quotes, and double those inside`,
    });
  }
};

/** Checks the fields of a row with a schema; problems name the column and what stands there. */
export const checkWith =
  <Value>(schema: z.ZodType<Value>): Check<Value> =>
  (fields) => {
    const parsed = schema.safeParse(fields);
    return parsed.success ? ok(parsed.data) : err(parsed.error.issues.map((issue) => toProblem(issue, fields)));
  };

const checkStock: Check<StockRow> = (fields) => {
  const counted = fields['on_hand'] !== undefined;
  if (counted === (fields['quantity'] !== undefined)) {
    const found = counted ? 'both are given' : 'both are empty';
    return err([
      {
        field: 'on_hand',
        code: 'count-or-receipt',
        message: `A row must have either on_hand (a count) or quantity (a receipt), but ${found}`,
      },
    ]);
  }
  if (counted) {
    const checked = checkWith(StockCount)(fields);
    return checked.ok ? ok({ kind: 'count', ...checked.value }) : checked;
  }
  const checked = checkWith(ReceiptLine)(fields);
  return checked.ok ? ok({ kind: 'receipt', ...checked.value }) : checked;
};

const codes: Readonly<Record<string, string>> = { too_small: 'out-of-range', too_big: 'out-of-range', invalid_type: 'wrong-type' };

const toProblem = (issue: z.core.$ZodIssue, fields: RowRead['fields']): CsvProblem => {
  // One of several names in a cell is told by its column.
  const [field = ''] = issue.path.map(String);
  const value = fields[field];
  return {
    field,
    code: value === undefined ? 'missing' : (codes[issue.code] ?? 'not-allowed'),
    message: `${field} ${issue.message}${value === undefined ? '' : `, not ${shownCell(String(value))}`}`,
  };
};
