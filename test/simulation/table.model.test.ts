import { describe, expect, it } from 'vitest';
import { createModelTable } from '../../lib/platform/simulation/table.model.ts';
import { dynamoLimits } from '../../lib/platform/simulation/table.capacity.ts';
import { UnavailableError } from '../../lib/platform/ports.ts';
import { describeChangeFeedContract } from '../contract/change-feed.contract.ts';
import { describeTableContract } from '../contract/table.contract.ts';

/** Time goes on by so much with every look at the clock, so that no suite meets a limit by being quick. */
const busyClock = (stepMs: number): (() => number) => {
  let nowMs = 0;
  return () => (nowMs += stepMs);
};

describeTableContract('simulation model with the limits of DynamoDB', async () => ({
  table: createModelTable({ nowMs: busyClock(1_000), limits: dynamoLimits }).table,
  close: async () => undefined,
}));

describeChangeFeedContract('simulation model', async () => {
  const { table, feed } = createModelTable({ nowMs: busyClock(1_000), limits: dynamoLimits });
  return { table, feed, close: async () => undefined };
});

describe('limits of the table model', () => {
  const limits = { writeUnitsPerSecond: 5, readUnitsPerSecond: 5, transactionMs: 10 };

  it('refuses a hot partition, and no other, until time has passed', async () => {
    let nowMs = 0;
    const { table } = createModelTable({ nowMs: () => nowMs, limits });
    for (let count = 0; count < 5; count += 1) await table.put({ PK: 'hot', SK: String(count) });
    await expect(table.put({ PK: 'hot', SK: 'one too many' })).rejects.toThrow(UnavailableError);
    await table.put({ PK: 'cold', SK: '1' });
    nowMs += 1_000;
    await table.put({ PK: 'hot', SK: 'later' });
    expect((await table.query({ PK: 'hot' })).items).toHaveLength(6);
  });

  it('charges large records by the kilobyte', async () => {
    const { table } = createModelTable({ nowMs: () => 0, limits });
    await table.put({ PK: 'hot', SK: '1', text: 'x'.repeat(6_000) });
    await expect(table.put({ PK: 'hot', SK: '2' })).rejects.toThrow(UnavailableError);
  });

  it('turns a write away while a transaction is at work on the same record', async () => {
    let nowMs = 0;
    const { table } = createModelTable({ nowMs: () => nowMs, limits });
    const write = (SK: string) => ({ kind: 'put', item: { PK: SK, SK } }) as const;
    await table.transact([write('a'), write('b')]);
    await expect(table.transact([write('b'), write('c')])).rejects.toThrow(UnavailableError);
    await expect(table.put({ PK: 'a', SK: 'a', n: 2 })).rejects.toThrow(UnavailableError);
    expect(await table.get({ PK: 'c', SK: 'c' })).toBeUndefined();
    nowMs += 10;
    await table.transact([write('b'), write('c')]);
  });

  it('keeps each partition whole within one shard', async () => {
    const { table, feed, shards } = createModelTable({ nowMs: () => 0, shards: 4 });
    for (let count = 0; count < 40; count += 1) await table.put({ PK: `P${count % 10}`, SK: String(count) });
    const read = await Promise.all(shards.map((shard) => shard.read({ limit: 100 })));
    expect(read.flat()).toHaveLength((await feed.read({ limit: 100 })).length);
    expect(read.filter((records) => records.length > 0).length).toBeGreaterThan(1);
    for (const partition of Array.from({ length: 10 }, (_, index) => `P${index}`)) {
      const holding = read.filter((records) => records.some(({ key }) => key.PK === partition));
      expect(holding).toHaveLength(1);
      const numbers = holding
        .flat()
        .filter(({ key }) => key.PK === partition)
        .map(({ key }) => Number(key.SK));
      expect(numbers).toEqual(numbers.toSorted((left, right) => left - right));
    }
  });
});
