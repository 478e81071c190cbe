import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeFeed, ChangeRecord, Item, Table } from '../../lib/platform/ports.ts';
import type { Engine } from './engine.ts';

export type ChangeFeedEngine = Engine & { readonly table: Table; readonly feed: ChangeFeed };

const readAll = async (feed: ChangeFeed, limit = 1_000): Promise<readonly ChangeRecord[]> => {
  const records: ChangeRecord[] = [];
  for (;;) {
    const after = records.at(-1)?.sequence;
    const page = await feed.read(after === undefined ? { limit } : { after, limit });
    if (page.length === 0) return records;
    records.push(...page);
  }
};

/** Replays a feed into the table it must lead to. */
const replay = (records: readonly ChangeRecord[]): Map<string, Item> => {
  const table = new Map<string, Item>();
  for (const { key, kind, newImage, oldImage } of records) {
    const id = JSON.stringify([key.PK, key.SK]);
    expect(table.get(id)).toEqual(oldImage);
    expect(kind).toBe(newImage === undefined ? 'remove' : oldImage === undefined ? 'insert' : 'modify');
    if (newImage === undefined) table.delete(id);
    else table.set(id, newImage);
  }
  return table;
};

/** What every engine's change feed of a streamed table does. */
export const describeChangeFeedContract = (name: string, makeEngine: () => Promise<ChangeFeedEngine>): void => {
  describe(`ChangeFeed: ${name}`, () => {
    let engine: ChangeFeedEngine;
    beforeEach(async () => {
      engine = await makeEngine();
    });
    afterEach(async () => engine.close());

    it('tells each change once, with both images, in order', async () => {
      const { table, feed } = engine;
      await table.put({ PK: 'P', SK: 'A', n: 1 });
      await table.update({ PK: 'P', SK: 'A' }, { add: { n: 1 } });
      await table.delete({ PK: 'P', SK: 'A' });
      const records = await readAll(feed);
      expect(records.map(({ kind, key, oldImage, newImage }) => ({ kind, key, oldImage, newImage }))).toEqual([
        { kind: 'insert', key: { PK: 'P', SK: 'A' }, oldImage: undefined, newImage: { PK: 'P', SK: 'A', n: 1 } },
        { kind: 'modify', key: { PK: 'P', SK: 'A' }, oldImage: { PK: 'P', SK: 'A', n: 1 }, newImage: { PK: 'P', SK: 'A', n: 2 } },
        { kind: 'remove', key: { PK: 'P', SK: 'A' }, oldImage: { PK: 'P', SK: 'A', n: 2 }, newImage: undefined },
      ]);
    });

    it('tells nothing of refused writes, of deletes of nothing and of writes that change nothing', async () => {
      const { table, feed } = engine;
      await table.put({ PK: 'P', SK: 'A', n: 1, deep: { a: 1, b: 2 } });
      await expect(table.put({ PK: 'P', SK: 'A', n: 2 }, { kind: 'absent' })).rejects.toThrow();
      await expect(
        table.transact([
          { kind: 'put', item: { PK: 'P', SK: 'B' } },
          { kind: 'check', key: { PK: 'P', SK: 'A' }, condition: { kind: 'absent' } },
        ]),
      ).rejects.toThrow();
      await table.delete({ PK: 'P', SK: 'nothing' });
      await table.put({ PK: 'P', SK: 'A', deep: { b: 2, a: 1 }, n: 1 });
      expect(await readAll(feed)).toHaveLength(1);
    });

    it('goes on after a sequence, page by page, and sequences sort as text', async () => {
      const { table, feed } = engine;
      for (let index = 0; index < 23; index += 1) await table.put({ PK: 'P', SK: `K${index}` });
      const records = await readAll(feed, 5);
      expect(records.map((record) => record.key.SK)).toEqual(Array.from({ length: 23 }, (_, index) => `K${index}`));
      const sequences = records.map((record) => record.sequence);
      expect(sequences.toSorted()).toEqual(sequences);
      expect(await feed.read({ after: sequences.at(-1) as string, limit: 10 })).toEqual([]);
    });

    it('carries every write of a transaction', async () => {
      const { table, feed } = engine;
      await table.put({ PK: 'P', SK: 'goes' });
      await table.transact([
        { kind: 'put', item: { PK: 'P', SK: 'new' } },
        { kind: 'delete', key: { PK: 'P', SK: 'goes' } },
        { kind: 'update', key: { PK: 'Q', SK: 'counter' }, change: { add: { n: 1 } } },
      ]);
      const records = (await readAll(feed)).slice(1);
      expect(new Set(records.map(({ key, kind }) => `${key.PK} ${key.SK} ${kind}`))).toEqual(
        new Set(['P new insert', 'P goes remove', 'Q counter insert']),
      );
    });

    it('refuses a limit out of range', async () => {
      await expect(engine.feed.read({ limit: 0 })).rejects.toThrow();
      await expect(engine.feed.read({ limit: 1_001 })).rejects.toThrow();
    });

    it('keeps the order of each partition, so that replaying it gives the table, whatever was written at once', async () => {
      const { table, feed } = engine;
      const write = fc.record({
        PK: fc.constantFrom('P', 'Q', 'R'),
        SK: fc.constantFrom('1', '2'),
        action: fc.constantFrom('put', 'raise', 'delete', 'claim'),
        value: fc.integer({ min: 0, max: 3 }),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(write, { maxLength: 30 }), async (writes) => {
          await Promise.allSettled(
            writes.map(({ PK, SK, action, value }) => {
              if (action === 'put') return table.put({ PK, SK, n: value });
              if (action === 'raise') return table.update({ PK, SK }, { add: { n: value } });
              if (action === 'claim') return table.put({ PK, SK, n: value, claimed: true }, { kind: 'absent' });
              return table.delete({ PK, SK });
            }),
          );
          const replayed = replay(await readAll(feed));
          const scanned = (await table.scan()).items;
          expect(replayed).toEqual(new Map(scanned.map((each) => [JSON.stringify([each.PK, each.SK]), each])));
        }),
        { numRuns: 25 },
      );
    });
  });
};
