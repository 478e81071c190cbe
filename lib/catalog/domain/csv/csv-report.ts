/** What is wrong with a field of a row (or with the file, when `field` is empty): what stands there and what may stand there. */
export type CsvProblem = { readonly field: string; readonly code: string; readonly message: string };

/** Outcome of one row. `row` counts as spreadsheets do: the heading is row 1. */
export type CsvRowReport = { readonly row: number; readonly ok: boolean; readonly problems: readonly CsvProblem[] };

export type CsvImport<Value> = {
  /** True when the file was readable and every row is. */
  readonly ok: boolean;
  /** What keeps the whole file from being read, or rows from being read further. */
  readonly problems: readonly CsvProblem[];
  /** Headings that mean nothing to this import. */
  readonly ignoredColumns: readonly string[];
  /** One entry for each row that is not blank. */
  readonly rows: readonly CsvRowReport[];
  /** What the readable rows say, in their order. */
  readonly values: readonly { readonly row: number; readonly value: Value }[];
};

/** A value of a cell as it stands in a message: quoted, and shortened to 60 characters. */
export const shownCell = (cell: string): string => JSON.stringify(cell.length > 60 ? `${cell.slice(0, 57)}...` : cell);
