import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortKeyRange, type SortKeyRange } from '../../../../lib/platform/aws/dynamo-key-range.ts';
import { byUtf8 } from '../../../contract/table.support.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', '#', '\u007f', 'é', '\ud7ff', '\ue000', '😀', '\u{10ffff}'), maxLength: 3 });
const bound = fc.option(text, { nil: undefined });

/** What the service would give for the condition, and the adapter would keep of it. */
const gives = (range: SortKeyRange | 'empty', sortKey: string): boolean => {
  if (range === 'empty') return false;
  const { prefix, from, to } = range;
  const answered =
    (prefix === undefined || sortKey.startsWith(prefix)) &&
    (from === undefined || byUtf8(sortKey, from) >= 0) &&
    (to === undefined || byUtf8(sortKey, to) <= 0);
  return answered && range.includes(sortKey);
};

const asked = (query: Parameters<typeof sortKeyRange>[0], sortKey: string): boolean =>
  sortKey.startsWith(query.prefix ?? '') &&
  (query.from === undefined || byUtf8(sortKey, query.from) >= 0) &&
  (query.to === undefined || byUtf8(sortKey, query.to) <= 0);

const queryOf = (prefix: string | undefined, from: string | undefined, to: string | undefined) => ({
  ...(prefix === undefined ? {} : { prefix }),
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

describe('the range of a query', () => {
  it('takes in exactly the keys asked for, whatever bounds are put together', () => {
    fc.assert(
      fc.property(bound, bound, bound, fc.array(text.filter((key) => key !== '')), (prefix, from, to, keys) => {
        const query = queryOf(prefix, from, to);
        const range = sortKeyRange(query);
        for (const key of keys) expect(gives(range, key)).toBe(asked(query, key));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is one condition that the service takes: no empty bound, none above its limit, none upside down', () => {
    const long = text.map((start) => start + 'x'.repeat(1_021));
    fc.assert(
      fc.property(fc.option(fc.oneof(text, long), { nil: undefined }), bound, bound, (prefix, from, to) => {
        const range = sortKeyRange(queryOf(prefix, from, to));
        if (range === 'empty') return;
        const bounds = [range.prefix, range.from, range.to].filter((each) => each !== undefined);
        for (const each of bounds) {
          expect(Buffer.byteLength(each)).toBeGreaterThan(0);
          expect(Buffer.byteLength(each)).toBeLessThanOrEqual(1_024);
        }
        expect(range.prefix !== undefined && (range.from ?? range.to) !== undefined).toBe(false);
        if (range.from !== undefined && range.to !== undefined) expect(byUtf8(range.from, range.to)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 1_000 },
    );
  });
});
