import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { LimitExceededError, type Table } from '../../lib/platform/ports.ts';
import { byUtf8, item, partition, queryAll, scanAll, sortKeys } from './table.support.ts';

/** Queries and scans: order, ranges, pages. */
export const describeQueries = (current: () => Table): void => {
  let table: Table;
  beforeEach(() => {
    table = current();
  });

  describe('query', () => {
    const put = async (keys: readonly string[]): Promise<void> => {
      await Promise.all(keys.map((SK) => table.put(item(SK))));
    };

    it('gives the records of one partition in the order of their sort keys', async () => {
      await put(['E#0003', 'E#0001', 'A', 'E#0002']);
      await table.put(item('E#0000', {}, `${partition}x`));
      expect(sortKeys(await queryAll(table, { PK: partition }))).toEqual(['A', 'E#0001', 'E#0002', 'E#0003']);
      expect(sortKeys(await queryAll(table, { PK: partition, descending: true }))).toEqual(['E#0003', 'E#0002', 'E#0001', 'A']);
    });

    it('narrows by prefix and by inclusive bounds', async () => {
      await put(['A', 'E', 'E#1', 'E#2', 'E#3', 'F']);
      expect(sortKeys(await queryAll(table, { PK: partition, prefix: 'E#' }))).toEqual(['E#1', 'E#2', 'E#3']);
      expect(sortKeys(await queryAll(table, { PK: partition, from: 'E#2' }))).toEqual(['E#2', 'E#3', 'F']);
      expect(sortKeys(await queryAll(table, { PK: partition, to: 'E#1' }))).toEqual(['A', 'E', 'E#1']);
      expect(sortKeys(await queryAll(table, { PK: partition, from: 'E', to: 'E#2' }))).toEqual(['E', 'E#1', 'E#2']);
      expect(sortKeys(await queryAll(table, { PK: partition, prefix: 'E#', from: 'E#2', descending: true }))).toEqual(['E#3', 'E#2']);
    });

    it('takes every character of a prefix literally', async () => {
      await put(['100%', '100x', '10_', '10a']);
      expect(sortKeys(await queryAll(table, { PK: partition, prefix: '100%' }))).toEqual(['100%']);
      expect(sortKeys(await queryAll(table, { PK: partition, prefix: '10_' }))).toEqual(['10_']);
    });

    it('answers an empty page for an unknown partition', async () => {
      expect(await queryAll(table, { PK: 'nobody' })).toEqual([]);
    });

    it('pages with a cursor, in both directions, without repeating or leaving out', async () => {
      const keys = Array.from({ length: 25 }, (_, index) => `K${String(index).padStart(2, '0')}`);
      await put(keys);
      const first = await table.query({ PK: partition, limit: 10 });
      expect(sortKeys(first.items)).toEqual(keys.slice(0, 10));
      expect(first.cursor).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(sortKeys(await queryAll(table, { PK: partition, limit: 10 }))).toEqual(keys);
      expect(sortKeys(await queryAll(table, { PK: partition, limit: 7, descending: true }))).toEqual(keys.toReversed());
      expect(sortKeys(await queryAll(table, { PK: partition, limit: 3, from: 'K05', to: 'K14' }))).toEqual(keys.slice(5, 15));
    });

    it('is not misled by records written between two pages', async () => {
      await put(['B', 'D', 'F']);
      const first = await table.query({ PK: partition, limit: 2 });
      await put(['A', 'E']);
      const rest = await queryAll(table, { PK: partition, limit: 2, cursor: first.cursor as string });
      expect(sortKeys(rest)).toEqual(['E', 'F']);
    });

    it('bounds a page to about 1 MB and goes on by cursor', async () => {
      await Promise.all(Array.from({ length: 6 }, (_, index) => table.put(item(`K${index}`, { text: 'x'.repeat(300 * 1024) }))));
      const first = await table.query({ PK: partition });
      expect(first.items.length).toBeLessThan(6);
      expect(sortKeys(await queryAll(table, { PK: partition }))).toEqual(['K0', 'K1', 'K2', 'K3', 'K4', 'K5']);
    });

    it('refuses a foreign cursor, a broken one and a limit out of range', async () => {
      await put(['A', 'B']);
      const { cursor } = await table.query({ PK: partition, limit: 1 });
      await expect(table.query({ PK: 'other', cursor: cursor as string })).rejects.toThrow();
      await expect(table.query({ PK: partition, cursor: '!' })).rejects.toThrow();
      await expect(table.query({ PK: partition, limit: 0 })).rejects.toThrow(LimitExceededError);
      await expect(table.query({ PK: partition, limit: 1_001 })).rejects.toThrow(LimitExceededError);
    });

    it('sorts and ranges by UTF-8 bytes, for any keys', async () => {
      const sortKey = fc.string({
        unit: fc.constantFrom('a', 'b', '#', '\u0000', 'é', '\ud7ff', '\ue000', '\uff61', '\uffff', '😀', '\u{10ffff}'),
        minLength: 1,
        maxLength: 4,
      });
      let run = 0;
      await fc.assert(
        fc.asyncProperty(fc.uniqueArray(sortKey, { maxLength: 12 }), sortKey, sortKey, async (keys, prefix, bound) => {
          run += 1;
          const PK = `property#${run}`;
          await Promise.all(keys.map((SK) => table.put(item(SK, {}, PK))));
          const ordered = keys.toSorted(byUtf8);
          expect(sortKeys(await queryAll(table, { PK, limit: 3 }))).toEqual(ordered);
          expect(sortKeys(await queryAll(table, { PK, prefix }))).toEqual(ordered.filter((SK) => SK.startsWith(prefix)));
          expect(sortKeys(await queryAll(table, { PK, from: bound, descending: true }))).toEqual(
            ordered.filter((SK) => byUtf8(SK, bound) >= 0).toReversed(),
          );
          expect(sortKeys(await queryAll(table, { PK, to: bound }))).toEqual(ordered.filter((SK) => byUtf8(SK, bound) <= 0));
        }),
        { numRuns: 60 },
      );
    });
  });

  describe('scan', () => {
    it('gives every record once', async () => {
      const written = Array.from({ length: 37 }, (_, index) => item(`S${index % 5}`, { index }, `P${index}`));
      await Promise.all(written.map((each) => table.put(each)));
      const found = await scanAll(table, 10);
      expect(found).toHaveLength(37);
      expect(new Set(found.map((each) => each['index']))).toEqual(new Set(written.map((each) => each['index'])));
    });
  });
};
