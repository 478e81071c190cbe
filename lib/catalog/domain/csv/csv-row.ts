import { currencyPattern, CurrencyCode, minorDigits, parseMinor } from '../../../kernel/money.ts';
import type { Column, CsvTable } from './csv-columns.ts';
import type { Header } from './csv-header.ts';
import { shownCell } from './csv-report.ts';
import type { CsvProblem } from './csv-report.ts';

type CellValue = string | number | boolean | readonly string[];

export type RowRead = {
  /** Fields with the type that the API has for them. Empty cells are left out. */
  readonly fields: Readonly<Record<string, CellValue>>;
  readonly problems: readonly CsvProblem[];
};

/** Whether every cell of a row is empty, as spreadsheets leave at the end of a file. */
export const isBlankRow = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** Reads the cells of one row by the types of their columns. What a value may be beyond its type is for the caller to check. */
export const readRow = (cells: readonly string[], header: Header, table: CsvTable): RowRead => {
  const fields: Record<string, CellValue> = {};
  const problems: CsvProblem[] = [];
  const textOf = (field: string): string => cells[header.positions.get(field) ?? -1]?.trim() ?? '';
  const surplus = cells.slice(header.width).find((cell) => cell.trim() !== '');
  if (surplus !== undefined) {
    problems.push({
      field: '',
      code: 'too-many-cells',
      message: `The heading has ${header.width} columns, but ${shownCell(surplus)} stands behind them`,
    });
  }
  for (const column of table.columns) {
    const text = textOf(column.field);
    if (text === '') {
      if (column.required) problems.push({ field: column.field, code: 'missing', message: `${column.field} must not be empty` });
      continue;
    }
    const read = column.kind === 'amount' ? readAmount(column.field, text, textOf('currency').toUpperCase()) : readCell(column, text);
    if (isProblem(read)) problems.push(read);
    else fields[column.field] = read;
  }
  return { fields, problems };
};

const isProblem = (read: CellValue | CsvProblem): read is CsvProblem => typeof read === 'object' && 'code' in read;

const namesOf = (text: string): readonly string[] => text.split(/[\s;|]+/).filter((name) => name !== '');

const wholePattern = /^[+-]?\d{1,15}$/;
const decimalPattern = /^[+-]?\d{1,15}(\.\d{1,15})?$/;
const yes = new Set(['true', 'yes', 'y', '1']);
const no = new Set(['false', 'no', 'n', '0']);

const readCell = ({ field, kind }: Column, text: string): CellValue | CsvProblem => {
  switch (kind) {
    case 'whole':
      return wholePattern.test(text)
        ? Number(text)
        : problem(field, 'not-a-whole-number', 'a whole number without separators, such as 1200', text);
    case 'decimal':
      return decimalPattern.test(text) ? Number(text) : problem(field, 'not-a-number', 'a number with a point, such as 52.52', text);
    case 'yes-no': {
      const word = text.toLowerCase();
      if (yes.has(word)) return true;
      return no.has(word) ? false : problem(field, 'not-yes-or-no', 'yes, no, true, false, 1 or 0', text);
    }
    case 'code':
      return text.toUpperCase();
    case 'codes':
      return namesOf(text.toUpperCase());
    case 'names':
      return namesOf(text.toLowerCase());
    default:
      return text;
  }
};

const readAmount = (field: string, text: string, currencyText: string): number | CsvProblem => {
  if (!currencyPattern.test(currencyText)) {
    return {
      field: 'currency',
      code: 'missing',
      message: 'currency must be three letters after ISO 4217, such as EUR, where there is a price',
    };
  }
  const currency = CurrencyCode(currencyText);
  const amount = parseMinor(text, currency);
  return (
    amount ??
    problem(
      field,
      'not-an-amount',
      `an amount of ${currency} with at most ${minorDigits(currency)} decimals and a point, such as ${minorDigits(currency) === 0 ? '1990' : '19.90'}`,
      text,
    )
  );
};

const problem = (field: string, code: string, allowed: string, text: string): CsvProblem => ({
  field,
  code,
  message: `${field} must be ${allowed}, not ${shownCell(text)}`,
});

/** Text under which two rows of a file would say different things about the same thing. */
export const rowKey = (fields: RowRead['fields'], table: CsvTable): string =>
  JSON.stringify(table.key.map((field) => fields[field] ?? null));
