import { err, ok } from '../../../kernel/result.ts';
import type { Result } from '../../../kernel/result.ts';
import type { CsvTable } from './csv-columns.ts';
import { shownCell } from './csv-report.ts';
import type { CsvProblem } from './csv-report.ts';

export type Header = {
  /** Position of each field that the file has. */
  readonly positions: ReadonlyMap<string, number>;
  readonly width: number;
  readonly ignoredColumns: readonly string[];
};

const plain = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .replace(/[()]/g, '')
    .trim();

/** Finds the fields of a table by the headings of a file. */
export const readHeader = (cells: readonly string[], table: CsvTable): Result<Header, readonly CsvProblem[]> => {
  const fieldByHeading = new Map<string, string>();
  for (const { field, aliases } of table.columns) for (const alias of aliases) fieldByHeading.set(plain(alias), field);
  // A field's own name wins over the same word used as an alias of another.
  for (const { field } of table.columns) fieldByHeading.set(plain(field), field);
  const positions = new Map<string, number>();
  const ignoredColumns: string[] = [];
  const problems: CsvProblem[] = [];
  for (const [position, cell] of cells.entries()) {
    const field = fieldByHeading.get(plain(cell));
    if (field === undefined) {
      if (cell.trim() !== '') ignoredColumns.push(cell.trim());
    } else if (positions.has(field)) {
      problems.push({
        field,
        code: 'column-repeated',
        message: `The heading ${shownCell(cell)} means ${field}, which an earlier column gives already`,
      });
    } else {
      positions.set(field, position);
    }
  }
  for (const { field, required } of table.columns) {
    if (required && !positions.has(field)) {
      problems.push({
        field,
        code: 'column-missing',
        message: `A file of ${table.name} needs a column ${field}; found are ${foundColumns(cells)}`,
      });
    }
  }
  return problems.length > 0 ? err(problems) : ok({ positions, width: cells.length, ignoredColumns });
};

const foundColumns = (cells: readonly string[]): string => cells.slice(0, 30).map(shownCell).join(', ');

/** The separator of a file by its heading: comma, semicolon or tab, whichever stands there most often outside quotes. */
export const detectDelimiter = (heading: string): string => {
  const unquoted = heading.replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: unquoted.split(delimiter).length - 1 }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
};
