import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../lib/kernel/canonical-json.ts';
import { sameJson } from '../../lib/operations/app/same-json.ts';

const json = fc.jsonValue({ maxDepth: 3 });

describe('whether two values are the same JSON', () => {
  it('agrees with their canonical text', () => {
    // Two values of chance are hardly ever the same; two of these few often are.
    const few = fc.constantFrom<unknown>(
      null,
      0,
      1,
      '1',
      [],
      {},
      [1],
      { a: 1 },
      { a: 1, b: [1] },
      { b: [1], a: 1 },
      { a: undefined },
      { a: null },
    );
    const pair = fc.oneof(fc.tuple(json, json), fc.tuple(few, few), fc.tuple(fc.array(few), fc.array(few)));
    fc.assert(
      fc.property(pair, ([left, right]) => {
        expect(sameJson(left, right)).toBe(canonicalJson(left) === canonicalJson(right));
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds a value the same after it has been stored and read', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(sameJson(JSON.parse(JSON.stringify(value)), value)).toBe(true);
      }),
    );
  });
});
