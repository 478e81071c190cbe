import type { Discrepancy, Problem } from '../../domain/canonical-order.ts';
import { minorDigits, parseMinor } from '../../../kernel/money.ts';
import type { CurrencyCode } from '../../../kernel/money.ts';
import { type JsonObject, scalarText } from './json.ts';

/** What reading one order has found out so far. Parts of the order add to it; any problem refuses the order. */
export type Reading = {
  /** Where the order stands in the payload, empty or such as `orders.3`. */
  readonly path: string;
  readonly currency: CurrencyCode;
  readonly problems: Problem[];
  readonly discrepancies: Discrepancy[];
};

export const inputPath = (reading: Pick<Reading, 'path'>, field: string): string =>
  reading.path === '' ? field : `${reading.path}.${field}`;

export const refuse = (reading: Reading, field: string, code: string, message: string): void => {
  reading.problems.push({ field: inputPath(reading, field), code, message });
};

const numberPattern = /^[-+]?\d{1,15}([.,]\d{1,20})?$/;

// Problems are logged, queued and answered. A number may be shown there; where any other text stands, it may be a person's.
const shown = (value: unknown): string => {
  if (typeof value === 'string')
    return numberPattern.test(value.trim()) ? JSON.stringify(value.trim()) : `A text of ${value.length} characters`;
  return typeof value === 'number' || typeof value === 'boolean' ? `${value}` : 'A JSON object or list';
};

/**
 * Amount in minor units of the order's currency from a decimal text; null when there is none.
 * An amount that cannot be read exactly is a problem, because rounding it would hide that it is wrong.
 */
export const readMinor = (reading: Reading, value: unknown, field: string): number | null => {
  if (value === null || value === undefined) return null;
  const text = scalarText(value);
  const amount = text === null ? undefined : parseMinor(text, reading.currency);
  if (amount !== undefined) return amount;
  refuse(
    reading,
    field,
    'not-an-amount',
    `${shown(value)} is not an amount of ${reading.currency} with at most ${minorDigits(reading.currency)} decimals`,
  );
  return null;
};

const wholePattern = /^\d{1,9}$/;

/** A whole number of units from 0 to 999,999,999; null when there is none. Anything else is a problem. */
export const quantityAt = (reading: Reading, parent: JsonObject, key: string, path: string): number | null => {
  const value = parent[key];
  if (value === null || value === undefined) return null;
  const text = scalarText(value);
  if (text !== null && wholePattern.test(text)) return Number(text);
  refuse(reading, `${path}.${key}`, 'not-a-quantity', `${shown(value)} is not a whole number of units`);
  return null;
};

/** Σ of the non-null amounts. */
export const total = (amounts: readonly (number | null)[]): number => amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
