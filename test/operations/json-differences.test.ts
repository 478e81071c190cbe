import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonDifferences } from '../../lib/operations/app/json-differences.ts';

describe('the differences of two JSON values', () => {
  it('are named by their innermost path, each with its sides', () => {
    const left = { a: 1, lines: [{ sku: 'A' }, { sku: 'B' }], gone: null };
    const right = { a: 2, lines: [{ sku: 'A' }], come: [] };
    expect(jsonDifferences(left, right)).toEqual([
      { path: 'a', left: 1, right: 2 },
      { path: 'lines.1', left: { sku: 'B' } },
      { path: 'gone', left: null },
      { path: 'come', right: [] },
    ]);
  });

  it('of values of different kinds are the whole', () => {
    expect(jsonDifferences({ a: 1 }, [1])).toEqual([{ path: '', left: { a: 1 }, right: [1] }]);
    expect(jsonDifferences(null, {})).toEqual([{ path: '', left: null, right: {} }]);
    expect(jsonDifferences({ toString: [] }, {})).toEqual([{ path: 'toString', left: [] }]);
  });

  it('are none of a value with itself, and some of any two that are written differently', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
        const copy = JSON.parse(JSON.stringify(left)) as unknown;
        expect(jsonDifferences(JSON.parse(JSON.stringify(left)), copy)).toEqual([]);
        const other = JSON.parse(JSON.stringify(right)) as unknown;
        const same = JSON.stringify(sorted(copy)) === JSON.stringify(sorted(other));
        expect(jsonDifferences(copy, other).length === 0).toBe(same);
      }),
    );
  });
});

/** The same value with names in one order. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted((value as Readonly<Record<string, unknown>>)[name])]));
};
