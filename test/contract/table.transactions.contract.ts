import { beforeEach, describe, expect, it } from 'vitest';
import {
  type ConditionFailedError,
  type Item,
  LimitExceededError,
  type Table,
  TransactionCanceledError,
  type Write,
} from '../../lib/platform/ports.ts';
import { errorOf, item, key, partition, queryAll, sortKeys } from './table.support.ts';

/** Several writes together, and many writers at once. */
export const describeTransactions = (current: () => Table): void => {
  let table: Table;
  beforeEach(() => {
    table = current();
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
      const puts = (count: number, text = ''): Write[] =>
        Array.from({ length: count }, (_, index) => ({ kind: 'put', item: item(`K${index}`, { text }) }));
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
      const results = await Promise.allSettled(
        Array.from({ length: 100 }, (_, writer) => table.put(item('A', { writer }), { kind: 'absent' })),
      );
      const winners = results.flatMap((result, writer) => (result.status === 'fulfilled' ? [writer] : []));
      expect(winners).toHaveLength(1);
      expect(await table.get(key('A'))).toEqual(item('A', { writer: winners[0] }));
      for (const result of results) {
        if (result.status === 'rejected')
          expect((result.reason as ConditionFailedError).existing).toEqual(item('A', { writer: winners[0] }));
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
      const pairs = Array.from(
        { length: 40 },
        (_, index) => [accounts[index % 4] as string, accounts[(index * 3 + 1 + (index % 2)) % 4] as string] as const,
      );
      const moves = pairs.filter(([from, to]) => from !== to);
      await Promise.all(moves.map(([from, to], index) => transfer(from, to, index + 1)));
      const after = (await table.getMany(accounts.map((account) => key(account)))) as readonly Item[];
      expect(after.reduce((sum, account) => sum + (account['balance'] as number), 0)).toBe(400);
      expect(after.reduce((sum, account) => sum + (account['version'] as number), 0)).toBe(2 * moves.length);
    });
  });
};
