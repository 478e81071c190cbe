import type { Item, Key } from '../../platform/ports.ts';
import { sameJson } from './same-json.ts';

/** One row of the views table that is not what the events make of it. */
export type ViewDifference = {
  readonly key: Key;
  readonly problem: 'missing' | 'differs' | 'surplus';
  /** Attributes that differ; or why no stream has the row. */
  readonly what: readonly string[];
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const differingNames = (
  left: Readonly<Record<string, unknown>>,
  right: Readonly<Record<string, unknown>>,
  prefix = '',
): readonly string[] =>
  [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((name) => {
    const [one, other] = [left[name], right[name]];
    if (sameJson(one, other)) return [];
    return isRecord(one) && isRecord(other) && prefix === '' ? differingNames(one, other, `${name}.`) : [`${prefix}${name}`];
  });

/** How a stored row differs from the one that should stand there. */
export const rowDifference = (expected: Item, stored: Item | undefined): ViewDifference | undefined => {
  const key = { PK: expected.PK, SK: expected.SK };
  if (!stored) return { key, problem: 'missing', what: [] };
  const what = differingNames(expected, stored);
  return what.length === 0 ? undefined : { key, problem: 'differs', what };
};

/** How the stored rows under these keys differ; both lists are in the same order. */
export const rowDifferences = (expected: readonly Item[], stored: readonly (Item | undefined)[]): readonly ViewDifference[] =>
  expected.flatMap((row, index) => rowDifference(row, stored[index]) ?? []);
