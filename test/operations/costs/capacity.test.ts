import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunksOf, itemBytes, readUnits, writeUnits } from '../../../lib/operations/domain/costs/capacity.ts';

// The figures follow the rules of "DynamoDB item sizes and formats" in the developer guide, worked out by hand.
describe('the size of an item', () => {
  it.each([
    ['a string by its UTF-8 bytes and the name', { PK: 'a', name: 'Zoë' }, 2 + 1 + 4 + 4],
    ['a number by pairs of its significant digits', { PK: 'a', n: 12_345 }, 3 + 1 + 3 + 1],
    ['a number without its trailing zeros', { PK: 'a', n: 120_000 }, 3 + 1 + 1 + 1],
    ['a negative number with its sign', { PK: 'a', n: -7 }, 3 + 1 + 1 + 1 + 1],
    ['null and booleans as one byte', { PK: 'a', x: null, y: true }, 3 + 2 + 2],
    ['an empty list as three bytes', { PK: 'a', list: [] }, 3 + 4 + 3],
    ['a list with a byte for each element', { PK: 'a', list: ['ab', 'c'] }, 3 + 4 + 3 + (1 + 2) + (1 + 1)],
    ['a map with names, values and a byte for each element', { PK: 'a', map: { k: 'v', w: 1 } }, 3 + 3 + 3 + (1 + 1 + 1) + (1 + 2 + 1)],
    ['nothing for what is undefined', { PK: 'a', gone: undefined }, 3],
  ])('counts %s', (_, item, bytes) => {
    expect(itemBytes(item)).toBe(bytes);
  });

  it('is never smaller than its text', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (text, list) => {
        const letters = [text, ...list].reduce((sum, one) => sum + Buffer.byteLength(one), 0);
        expect(itemBytes({ PK: text, list })).toBe('PKlist'.length + 3 + list.length + letters);
      }),
    );
  });
});

describe('request units', () => {
  it.each([
    [0, 1],
    [1, 1],
    [1_024, 1],
    [1_025, 2],
    [3_072, 3],
  ])('writing %d bytes takes %d, and twice that in a transaction', (bytes, units) => {
    expect(writeUnits(bytes, { transactional: false })).toBe(units);
    expect(writeUnits(bytes, { transactional: true })).toBe(2 * units);
  });

  it.each([
    [0, 1],
    [4_096, 1],
    [4_097, 2],
    [8_192, 2],
  ])('reading %d bytes takes %d', (bytes, units) => {
    expect(readUnits(bytes)).toBe(units);
  });

  it.each([
    [0, 1],
    [65_536, 1],
    [65_537, 2],
    [256 * 1_024, 4],
  ])('a payload of %d bytes is billed as %d', (bytes, chunks) => {
    expect(chunksOf(bytes)).toBe(chunks);
  });
});
