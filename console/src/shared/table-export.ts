import type { ReactNode } from 'react';
import { saveCsv, toCsv } from './csv.ts';

export type Column<Row> = {
  readonly header: string;
  /** Without it the column is part of the file alone. */
  readonly cell?: (row: Row) => ReactNode;
  /** As a file has it: amounts and instants as they came, not as they are shown. */
  readonly csv: (row: Row) => string | number | boolean | null | undefined;
  readonly align?: 'left' | 'right';
  /** Left out on a phone. */
  readonly wideOnly?: boolean;
  /** Sentences: on a phone they stand below their header, as wide as the card. */
  readonly prose?: boolean;
};

/** Saves rows under the name of their table and the day. */
export const exportTable = <Row>(label: string, columns: readonly Column<Row>[], rows: readonly Row[]): void => {
  const name = `${label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${new Date().toISOString().slice(0, 10)}`;
  const header = columns.map((column) => column.header);
  saveCsv(
    name,
    toCsv(
      header,
      rows.map((row) => columns.map((column) => column.csv(row))),
    ),
  );
};
