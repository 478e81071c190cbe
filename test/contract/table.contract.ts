import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ConditionFailedError,
  type Item,
  type Key,
  LimitExceededError,
  type Query,
  type Table,
  TransactionCanceledError,
  type Write,
} from '../../lib/platform/ports.ts';
import type { Engine } from './engine.ts';

export type TableEngine = Engine & { readonly table: Table };

const partition = 'main#ORDER#one';
const key = (SK: string, PK: string = partition): Key => ({ PK, SK });
const item = (SK: string, attributes: Record<string, unknown> = {}, PK: string = partition): Item => ({ PK, SK, ...attributes });

const sortKeys = (items: readonly Item[]): readonly string[] => items.map((each) => each.SK);

const byUtf8 = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));

/** Follows the cursors to the end. */
const queryAll = async (table: Table, query: Query): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query(cursor === undefined ? query : { ...query, cursor });
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
};

const scanAll = async (table: Table, limit: number): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.scan(cursor === undefined ? { limit } : { limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
};

const errorOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('Expected a refusal');
};

/** What every engine's `Table` does. */
export const describeTableContract = (name: string, makeEngine: () => Promise<TableEngine>): void => {
  describe(`Table: ${name}`, () => {
    let engine: TableEngine;
    let table: Table;

    beforeEach(async () => {
      engine = await makeEngine();
      table = engine.table;
    });
    afterEach(async () => engine.close());

    describe('single records', () => {
      it('gives back what was put, nested values and all', async () => {
        const stored = item('A', { text: 'naïve 東京 🙂', zero: 0, negative: -1.5, no: false, nothing: null, list: [1, 'two', { three: 3 }], deep: { a: { b: [] } } });
        await table.put(stored);
        expect(await table.get(key('A'))).toEqual(stored);
      });

      it('answers undefined for a record that is not there', async () => {
        expect(await table.get(key('A'))).toBeUndefined();
      });

      it('replaces the whole record on a second put', async () => {
        await table.put(item('A', { one: 1, two: 2 }));
        await table.put(item('A', { two: 3 }));
        expect(await table.get(key('A'))).toEqual(item('A', { two: 3 }));
      });

      it('deletes a record, and deleting it again succeeds', async () => {
        await table.put(item('A'));
        await table.delete(key('A'));
        await table.delete(key('A'));
        expect(await table.get(key('A'))).toBeUndefined();
      });

      it('keeps a record of 400 KB less a little and refuses one above', async () => {
        await table.put(item('A', { text: 'x'.repeat(400 * 1024 - 200) }));
        expect(((await table.get(key('A'))) as Item)['text']).toHaveLength(400 * 1024 - 200);
        await expect(table.put(item('B', { text: 'x'.repeat(400 * 1024) }))).rejects.toThrow(LimitExceededError);
        expect(await table.get(key('B'))).toBeUndefined();
      });

      it('counts bytes, not characters, against the size of a record', async () => {
        await expect(table.put(item('A', { text: '東'.repeat(200 * 1024) }))).rejects.toThrow(LimitExceededError);
      });

      it.each([
        ['an empty partition key', { PK: '', SK: 'A' }],
        ['an empty sort key', { PK: 'P', SK: '' }],
        ['a partition key above 2,048 bytes', { PK: 'p'.repeat(2_049), SK: 'A' }],
        ['a sort key above 1,024 bytes', { PK: 'P', SK: 's'.repeat(1_025) }],
      ])('refuses %s', async (_what, bad) => {
        await expect(table.put({ ...bad })).rejects.toThrow(LimitExceededError);
        await expect(table.get(bad)).rejects.toThrow(LimitExceededError);
      });

      it('keeps an expired record readable until it is swept', async () => {
        await table.put(item('A', { ttl: 1 }));
        expect(await table.get(key('A'))).toEqual(item('A', { ttl: 1 }));
      });
    });

    describe('getMany', () => {
      it('answers in the order asked, with undefined where there is no record', async () => {
        await table.put(item('A', { n: 1 }));
        await table.put(item('B', { n: 2 }, 'other'));
        expect(await table.getMany([key('B', 'other'), key('missing'), key('A')])).toEqual([item('B', { n: 2 }, 'other'), undefined, item('A', { n: 1 })]);
      });

      it('takes 100 keys and refuses 101', async () => {
        const keys = Array.from({ length: 101 }, (_, index) => key(`K${index}`));
        await table.put(item('K99'));
        expect((await table.getMany(keys.slice(0, 100))).filter((found) => found !== undefined)).toEqual([item('K99')]);
        await expect(table.getMany(keys)).rejects.toThrow(LimitExceededError);
      });
    });

    describe('conditions', () => {
      const stored = item('A', { status: 'open', version: 3, flag: true });

      it.each([
        ['absent, of no record', undefined, { kind: 'absent' }, true],
        ['absent, of a record', stored, { kind: 'absent' }, false],
        ['present, of a record', stored, { kind: 'present' }, true],
        ['present, of no record', undefined, { kind: 'present' }, false],
        ['equals, same text', stored, { kind: 'equals', attribute: 'status', value: 'open' }, true],
        ['equals, other text', stored, { kind: 'equals', attribute: 'status', value: 'shut' }, false],
        ['equals, same number', stored, { kind: 'equals', attribute: 'version', value: 3 }, true],
        ['equals, number as text', stored, { kind: 'equals', attribute: 'version', value: '3' }, false],
        ['equals, boolean', stored, { kind: 'equals', attribute: 'flag', value: true }, true],
        ['equals, missing attribute', stored, { kind: 'equals', attribute: 'nope', value: 1 }, false],
        ['equals, of no record', undefined, { kind: 'equals', attribute: 'status', value: 'open' }, false],
        ['less-than, above', stored, { kind: 'less-than', attribute: 'version', value: 4 }, true],
        ['less-than, equal', stored, { kind: 'less-than', attribute: 'version', value: 3 }, false],
        ['less-than, text', stored, { kind: 'less-than', attribute: 'status', value: 'open2' }, true],
        ['less-than, number against text', stored, { kind: 'less-than', attribute: 'version', value: '9' }, false],
        ['less-than, missing attribute', stored, { kind: 'less-than', attribute: 'nope', value: 9 }, false],
        ['attribute-absent, missing', stored, { kind: 'attribute-absent', attribute: 'nope' }, true],
        ['attribute-absent, there', stored, { kind: 'attribute-absent', attribute: 'flag' }, false],
        ['attribute-absent, of no record', undefined, { kind: 'attribute-absent', attribute: 'flag' }, true],
        ['all, both hold', stored, { kind: 'all', conditions: [{ kind: 'present' }, { kind: 'equals', attribute: 'version', value: 3 }] }, true],
        ['all, one fails', stored, { kind: 'all', conditions: [{ kind: 'present' }, { kind: 'equals', attribute: 'version', value: 4 }] }, false],
        ['any, one holds', undefined, { kind: 'any', conditions: [{ kind: 'absent' }, { kind: 'equals', attribute: 'version', value: 4 }] }, true],
        ['any, none holds', stored, { kind: 'any', conditions: [{ kind: 'absent' }, { kind: 'equals', attribute: 'version', value: 4 }] }, false],
      ] as const)('%s', async (_what, existing, condition, expected) => {
        if (existing !== undefined) await table.put(existing);
        const next = item('A', { status: 'new' });
        if (expected) {
          await table.put(next, condition);
          expect(await table.get(key('A'))).toEqual(next);
          return;
        }
        const error = await errorOf(table.put(next, condition));
        expect(error).toBeInstanceOf(ConditionFailedError);
        expect((error as ConditionFailedError).key).toEqual(key('A'));
        expect((error as ConditionFailedError).existing).toEqual(existing);
        expect(await table.get(key('A'))).toEqual(existing);
      });

      it('compares texts by their UTF-8 bytes', async () => {
        await table.put(item('A', { text: '\uff61' }));
        await table.put(item('A', { text: 'done' }), { kind: 'less-than', attribute: 'text', value: '😀' });
        expect(await table.get(key('A'))).toEqual(item('A', { text: 'done' }));
      });

      it('guards deletes and updates too', async () => {
        await table.put(stored);
        await expect(table.delete(key('A'), { kind: 'equals', attribute: 'version', value: 2 })).rejects.toThrow(ConditionFailedError);
        await expect(table.delete(key('B'), { kind: 'present' })).rejects.toThrow(ConditionFailedError);
        await expect(table.update(key('B'), { set: { n: 1 } }, { kind: 'present' })).rejects.toThrow(ConditionFailedError);
        expect(await table.get(key('A'))).toEqual(stored);
        expect(await table.get(key('B'))).toBeUndefined();
        await table.delete(key('A'), { kind: 'equals', attribute: 'version', value: 3 });
        expect(await table.get(key('A'))).toBeUndefined();
      });
    });

    describe('update', () => {
      it('sets, adds and removes attributes and answers the record after the change', async () => {
        await table.put(item('A', { keep: 'k', count: 5, gone: 1 }));
        const after = await table.update(key('A'), { set: { name: 'n', list: [1] }, add: { count: -2, fresh: 3 }, remove: ['gone', 'never'] });
        expect(after).toEqual(item('A', { keep: 'k', count: 3, fresh: 3, name: 'n', list: [1] }));
        expect(await table.get(key('A'))).toEqual(after);
      });

      it('creates a record that is missing', async () => {
        expect(await table.update(key('A'), { add: { count: 1 } })).toEqual(item('A', { count: 1 }));
      });

      it('refuses to change the key, to name an attribute twice and to add to text', async () => {
        await table.put(item('A', { text: 't' }));
        await expect(table.update(key('A'), { set: { SK: 'B' } })).rejects.toThrow();
        await expect(table.update(key('A'), { set: { n: 1 }, add: { n: 1 } })).rejects.toThrow();
        await expect(table.update(key('A'), { add: { text: 1 } })).rejects.toThrow();
        expect(await table.get(key('A'))).toEqual(item('A', { text: 't' }));
      });

      it('refuses a change that would pass 400 KB, and leaves the record as it was', async () => {
        await table.put(item('A', { text: 'x'.repeat(300 * 1024) }));
        await expect(table.update(key('A'), { set: { more: 'y'.repeat(200 * 1024) } })).rejects.toThrow(LimitExceededError);
        expect(((await table.get(key('A'))) as Item)['more']).toBeUndefined();
      });
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
        const sortKey = fc.string({ unit: fc.constantFrom('a', 'b', '#', '\u0000', 'é', '\ud7ff', '\ue000', '\uff61', '\uffff', '😀', '\u{10ffff}'), minLength: 1, maxLength: 4 });
        let run = 0;
        await fc.assert(
          fc.asyncProperty(fc.uniqueArray(sortKey, { maxLength: 12 }), sortKey, sortKey, async (keys, prefix, bound) => {
            run += 1;
            const PK = `property#${run}`;
            await Promise.all(keys.map((SK) => table.put(item(SK, {}, PK))));
            const ordered = keys.toSorted(byUtf8);
            expect(sortKeys(await queryAll(table, { PK, limit: 3 }))).toEqual(ordered);
            expect(sortKeys(await queryAll(table, { PK, prefix }))).toEqual(ordered.filter((SK) => SK.startsWith(prefix)));
            expect(sortKeys(await queryAll(table, { PK, from: bound, descending: true }))).toEqual(ordered.filter((SK) => byUtf8(SK, bound) >= 0).toReversed());
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

    describe('transactions', () => {
      it('applies puts, updates, deletes and checks together', async () => {
        await table.put(item('stays', { n: 1 }));
        await table.put(item('goes'));
        await table.transact([
          { kind: 'put', item: item('new'), condition: { kind: 'absent' } },
          { kind: 'update', key: key('counter'), change: { add: { n: 2 } } },
          { kind: 'delete', key: key('goes') },
          { kind: 'check', key: key('stays'), condition: { kind: 'equals', attribute: 'n', value: 1 } },
        ]);
        expect(await queryAll(table, { PK: partition })).toEqual([item('counter', { n: 2 }), item('new'), item('stays', { n: 1 })]);
      });

      it('applies nothing when one write fails, and names every failing write with its record', async () => {
        await table.put(item('taken', { by: 'first' }));
        const error = await errorOf(
          table.transact([
            { kind: 'put', item: item('fresh') },
            { kind: 'put', item: item('taken'), condition: { kind: 'absent' } },
            { kind: 'delete', key: key('nobody'), condition: { kind: 'present' } },
            { kind: 'update', key: key('counter'), change: { add: { n: 1 } } },
          ]),
        );
        expect(error).toBeInstanceOf(TransactionCanceledError);
        expect((error as TransactionCanceledError).failures).toEqual([
          { index: 1, existing: item('taken', { by: 'first' }) },
          { index: 2, existing: undefined },
        ]);
        expect(sortKeys(await queryAll(table, { PK: partition }))).toEqual(['taken']);
      });

      it('applies nothing when a change would pass a limit', async () => {
        await table.put(item('big', { text: 'x'.repeat(399 * 1024) }));
        await expect(
          table.transact([
            { kind: 'put', item: item('fresh') },
            { kind: 'update', key: key('big'), change: { set: { more: 'y'.repeat(2 * 1024) } } },
          ]),
        ).rejects.toThrow(LimitExceededError);
        expect(await table.get(key('fresh'))).toBeUndefined();
      });

      it('takes 100 writes, refuses 101, none, more than 4 MB, and two on one record', async () => {
        const puts = (count: number, text = ''): Write[] => Array.from({ length: count }, (_, index) => ({ kind: 'put', item: item(`K${index}`, { text }) }));
        await table.transact(puts(100));
        expect(await queryAll(table, { PK: partition })).toHaveLength(100);
        await expect(table.transact(puts(101))).rejects.toThrow(LimitExceededError);
        await expect(table.transact([])).rejects.toThrow(LimitExceededError);
        await expect(table.transact(puts(12, 'x'.repeat(390 * 1024)))).rejects.toThrow(LimitExceededError);
        await expect(
          table.transact([
            { kind: 'put', item: item('same') },
            { kind: 'check', key: key('same'), condition: { kind: 'absent' } },
          ]),
        ).rejects.toThrow(LimitExceededError);
      });
    });

    describe('at the same time', () => {
      it('lets exactly one of 100 conditional puts on one key win', async () => {
        const results = await Promise.allSettled(Array.from({ length: 100 }, (_, writer) => table.put(item('A', { writer }), { kind: 'absent' })));
        const winners = results.flatMap((result, writer) => (result.status === 'fulfilled' ? [writer] : []));
        expect(winners).toHaveLength(1);
        expect(await table.get(key('A'))).toEqual(item('A', { writer: winners[0] }));
        for (const result of results) {
          if (result.status === 'rejected') expect((result.reason as ConditionFailedError).existing).toEqual(item('A', { writer: winners[0] }));
        }
      });

      it('loses no addition', async () => {
        await Promise.all(Array.from({ length: 100 }, () => table.update(key('counter'), { add: { n: 1 } })));
        expect(await table.get(key('counter'))).toEqual(item('counter', { n: 100 }));
      });

      it('keeps a sum over overlapping transactions, each all or nothing', async () => {
        const accounts = ['a', 'b', 'c', 'd'];
        await Promise.all(accounts.map((account) => table.put(item(account, { balance: 100, version: 0 }))));
        const transfer = async (from: string, to: string, amount: number): Promise<void> => {
          for (let attempt = 0; attempt < 200; attempt += 1) {
            const [source, target] = (await table.getMany([key(from), key(to)])) as [Item, Item];
            const write = (before: Item, by: number): Write => ({
              kind: 'update',
              key: key(before.SK),
              change: { add: { balance: by, version: 1 } },
              condition: { kind: 'equals', attribute: 'version', value: before['version'] as number },
            });
            try {
              await table.transact([write(source, -amount), write(target, amount)]);
              return;
            } catch (error) {
              if (!(error instanceof TransactionCanceledError)) throw error;
            }
          }
          throw new Error('No attempt went through');
        };
        const pairs = Array.from({ length: 40 }, (_, index) => [accounts[index % 4] as string, accounts[(index * 3 + 1 + (index % 2)) % 4] as string] as const);
        const moves = pairs.filter(([from, to]) => from !== to);
        await Promise.all(moves.map(([from, to], index) => transfer(from, to, index + 1)));
        const after = (await table.getMany(accounts.map((account) => key(account)))) as readonly Item[];
        expect(after.reduce((sum, account) => sum + (account['balance'] as number), 0)).toBe(400);
        expect(after.reduce((sum, account) => sum + (account['version'] as number), 0)).toBe(2 * moves.length);
      });
    });
  });
};
