import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import { isCommit, lastVersionOf, type CommitItem } from '../../../lib/platform/event-store/commit.codec.ts';
import { createEventStore } from '../../../lib/platform/event-store/event-store.ts';
import type { StreamRecord } from '../../../lib/platform/handlers/stream.handler.ts';
import { ConditionFailedError, type Item, type Table } from '../../../lib/platform/ports.ts';
import { readListed } from '../../../lib/platform/projection/listed-views.ts';
import { createProjector, type Projection } from '../../../lib/platform/projection/projector.ts';
import { type EmbeddedParts, openEmbeddedParts } from '../../contract/engine.ts';
import { counterAggregate } from '../event-store/counter.aggregate.ts';

type View = { readonly total: number; readonly last: number };

/** Three rows: one for good, one that moves to and fro between two lists, one that stays and changes. */
const projection: Projection<View> = {
  kind: 'COUNTER',
  initial: () => ({ total: 0, last: 0 }),
  apply: (view, event) => {
    const last = Number(event.payload['added_amount']);
    return { total: view.total + last, last };
  },
  rows: ({ total, last }, tenantId) => [
    { PK: `${tenantId}#ALL`, SK: 'one' },
    { PK: `${tenantId}#${total % 3 === 0 ? 'THREES' : 'OTHERS'}`, SK: 'one' },
    { PK: `${tenantId}#LAST`, SK: 'one', last },
  ],
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const context = { actor: { kind: 'system', id: 'test' }, correlationId: 'c', causationId: 'c' } as const;
const id = { tenantId: 'main', kind: 'COUNTER', id: 'one' };

let parts: EmbeddedParts;
let ledger: Table;
let views: Table;
beforeEach(() => {
  parts = openEmbeddedParts();
  ledger = openTable(parts.store, { name: 'ledger' }).table;
  views = openTable(parts.store, { name: 'views' }).table;
});
afterEach(() => parts.close());

type Tables = { readonly ledger: Table; readonly views: Table };
const projectorOver = (over: Partial<Tables> = {}, reads: 'whole' | 'beginning' = 'whole') =>
  createProjector({ ledger, views, ...over, sha256 }, { COUNTER: { ...projection, reads } as Projection<unknown> });

const append = async (amounts: readonly number[]): Promise<void> => {
  const store = createEventStore({ ...parts, ledger, sha256 });
  for (const amount of amounts) await store.execute(counterAggregate(), id, { type: 'Add', amount }, context);
};
const recordsOf = async (): Promise<readonly StreamRecord[]> => {
  const { items } = await ledger.query({ PK: 'main#COUNTER#one', prefix: 'E#' });
  return items.filter(isCommit).map((item, index) => ({ sequence: String(index), kind: 'insert', newImage: item, oldImage: undefined }));
};

const rows = async (): Promise<readonly Item[]> => [...(await views.scan()).items].sort((left, right) => left.PK.localeCompare(right.PK));
const clear = async (table: Table): Promise<void> => {
  for (const { PK, SK } of (await table.scan()).items) await table.delete({ PK, SK });
};
const source = 'main#COUNTER#one';

/** A ledger that shows the first so many commits, as it stood when a slow projector looked. */
const asOfVersion = (version: () => number): Table => ({
  ...ledger,
  query: async (query) => {
    const { items } = await ledger.query({ ...query, descending: false, limit: 1_000 });
    const known = items.filter((item) => lastVersionOf(item as CommitItem) <= version());
    return { items: query.descending ? known.reverse().slice(0, query.limit) : known };
  },
});

describe('rows of views', () => {
  it('name their stream and the version that made them as they are', async () => {
    await append([1, 2, 3, 1]);
    await projectorOver()(await recordsOf());
    expect(await rows()).toEqual([
      { PK: 'main#ALL', SK: 'one', source, since: 1 },
      { PK: 'main#LAST', SK: 'one', source, since: 4, last: 1 },
      { PK: 'main#OTHERS', SK: 'one', source, since: 4 },
    ]);
  });

  it('are the same whatever order commits come in, how often, and how much of the stream stands at each time', async () => {
    await append([1, 2, 3, 1, 1, 1, 2]);
    const commits = await recordsOf();
    await projectorOver()(commits);
    const expected = await rows();
    const deliveries = fc.tuple(
      fc.shuffledSubarray([...commits], { minLength: commits.length }),
      fc.array(fc.constantFrom(...commits), { maxLength: 5 }),
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.integer({ min: 0, max: commits.length }), { maxLength: 6 }),
    );
    await fc.assert(
      fc.asyncProperty(deliveries, async ([once, again, batch, seen]) => {
        await clear(views);
        const records = [...again, ...once];
        let step = 0;
        let shown = 0;
        const project = projectorOver({ ledger: asOfVersion(() => shown) });
        for (let start = 0; start < records.length; start += batch) {
          const due = records.slice(start, start + batch);
          // A record is in the ledger before anybody is told of it, and the ledger never forgets.
          const told = Math.max(...due.map((record) => lastVersionOf(record.newImage as CommitItem)));
          shown = Math.max(shown, told, seen[step] ?? 0);
          step += 1;
          await project(due);
        }
        expect(await rows()).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it('are written once for a batch, and not again when it is repeated or has been foreseen', async () => {
    await append([1, 2, 3]);
    const written: string[] = [];
    const counting: Table = {
      ...views,
      put: (item, condition) => {
        written.push(`put ${item.PK}`);
        return views.put(item, condition);
      },
      delete: (key, condition) => {
        written.push(`delete ${key.PK}`);
        return views.delete(key, condition);
      },
    };
    const [first, ...later] = (await recordsOf()) as [StreamRecord, ...StreamRecord[]];
    await projectorOver({ views: counting })([first]);
    expect(written.sort()).toEqual(['put main#ALL', 'put main#LAST', 'put main#THREES']);
    await projectorOver({ views: counting })(later);
    await projectorOver({ views: counting })([first, ...later]);
    expect(written).toHaveLength(3);
  });

  it('of a stream without end follow from its beginning alone', async () => {
    await append([1, 2]);
    let looks = 0;
    const counting: Table = {
      ...ledger,
      query: (query) => {
        looks += 1;
        return ledger.query(query);
      },
    };
    const [first, second] = (await recordsOf()) as [StreamRecord, StreamRecord];
    await projectorOver({ ledger: counting }, 'beginning')([second]);
    expect([looks, await rows()]).toEqual([0, []]);
    await projectorOver({ ledger: counting }, 'beginning')([first]);
    expect(looks).toBe(1);
    expect((await rows()).map(({ PK, since }) => [PK, since])).toEqual([
      ['main#ALL', 1],
      ['main#LAST', 1],
      ['main#OTHERS', 1],
    ]);
  });
});

describe('projectors that meet on one stream', () => {
  /** Interleaves: the slow one stops before each of its writes in turn, until a fast one has handled all that came since. */
  const withPause = async (pauseBefore: number): Promise<number> => {
    await clear(views);
    await clear(ledger);
    await append([1]);
    let shown = 1;
    let writes = 0;
    const meanwhile = async (): Promise<void> => {
      writes += 1;
      if (writes !== pauseBefore) return;
      await append([2, 1, 2]);
      shown = 4;
      const records = await recordsOf();
      await projectorOver()(records.slice(1));
    };
    const slow: Table = {
      ...views,
      put: async (item, condition) => {
        await meanwhile();
        await views.put(item, condition);
      },
      delete: async (key, condition) => {
        await meanwhile();
        await views.delete(key, condition);
      },
    };
    const [first] = await recordsOf();
    await projectorOver({ ledger: asOfVersion(() => shown), views: slow })([first as StreamRecord]);
    return writes;
  };

  it('leave neither a row too many nor one too few, wherever the slower one was held up', async () => {
    for (let pauseBefore = 1; pauseBefore <= 3; pauseBefore += 1) {
      expect(await withPause(pauseBefore)).toBeGreaterThanOrEqual(pauseBefore);
      expect(await rows()).toEqual([
        { PK: 'main#ALL', SK: 'one', source, since: 1 },
        { PK: 'main#LAST', SK: 'one', source, since: 4, last: 2 },
        { PK: 'main#THREES', SK: 'one', source, since: 4 },
      ]);
    }
  });

  it('do not delete a row that has come back meanwhile', async () => {
    await append([3, 1]);
    const records = await recordsOf();
    await projectorOver()(records.slice(0, 1));
    await projectorOver()(records);
    await append([2]);
    let shown = 2;
    // Holds the row of version 1 to be gone, as of version 2; version 3 brings it back before the deletion.
    await views.put({ PK: 'main#THREES', SK: 'one', source, since: 1 });
    const slow: Table = {
      ...views,
      delete: async (key, condition) => {
        if (shown === 2) {
          shown = 3;
          await projectorOver()((await recordsOf()).slice(2));
        }
        await views.delete(key, condition);
      },
    };
    await projectorOver({ ledger: asOfVersion(() => shown), views: slow })(records.slice(1));
    expect((await rows()).map(({ PK, since }) => [PK, since])).toEqual([
      ['main#ALL', 1],
      ['main#LAST', 3],
      ['main#THREES', 3],
    ]);
  });

  it('leave rows alone that are newer than what they have read of the stream', async () => {
    await append([3, 1, 2]);
    const records = await recordsOf();
    // A faster one has put what version 3 brought, and not yet deleted what it ended.
    const others = { PK: 'main#OTHERS', SK: 'one', source, since: 2 };
    const threes = { PK: 'main#THREES', SK: 'one', source, since: 3 };
    const last = { PK: 'main#LAST', SK: 'one', source, since: 3, last: 2 };
    for (const row of [others, threes, last]) await views.put(row);
    await projectorOver({ ledger: asOfVersion(() => 2) })(records.slice(1, 2));
    expect(await rows()).toEqual([last, others, threes]);
  });

  it('may all be told of the same commits at once', async () => {
    await append([1, 2, 3, 1, 1, 2]);
    const commits = await recordsOf();
    await Promise.all([projectorOver()(commits.slice(0, 4)), projectorOver()(commits), projectorOver()(commits.slice(2))]);
    expect((await rows()).map(({ PK, since }) => [PK, since])).toEqual([
      ['main#ALL', 1],
      ['main#LAST', 6],
      ['main#OTHERS', 4],
    ]);
  });
});

describe('a projector that ends in the middle', () => {
  it('leaves it to the repetition of its records to finish, after whichever write it ended', async () => {
    await append([1, 2, 1, 1]);
    const commits = await recordsOf();
    for (let dies = 1; dies <= 5; dies += 1) {
      await clear(views);
      let writes = 0;
      const alive = async (): Promise<void> => {
        writes += 1;
        if (writes === dies) throw new Error('the process ended');
      };
      const dying: Table = {
        ...views,
        put: async (item, condition) => {
          await alive();
          await views.put(item, condition);
        },
        delete: async (key, condition) => {
          await alive();
          await views.delete(key, condition);
        },
      };
      const shown = { version: 2 };
      const old = asOfVersion(() => shown.version);
      await projectorOver({ ledger: old })(commits.slice(0, 1));
      await projectorOver({ ledger: old, views: dying })(commits.slice(1, 2)).catch(() => undefined);
      shown.version = 4;
      await projectorOver({ ledger: old, views: dying })(commits.slice(1)).catch(() => undefined);
      await projectorOver()(commits.slice(1));
      expect((await rows()).map(({ PK, since }) => [PK, since])).toEqual([
        ['main#ALL', 1],
        ['main#LAST', 3],
        ['main#OTHERS', 3],
      ]);
    }
  });

  it('fails once nothing of it is under way any more: a late write would bring back what its repetition has seen gone', async () => {
    await append([1]);
    const commits = await recordsOf();
    let late: (() => void) | undefined;
    const slow: Table = {
      ...views,
      put: async (item, condition) => {
        if (item.PK === 'main#LAST') throw new Error('no answer came');
        if (item.PK === 'main#OTHERS') await new Promise<void>((resolve) => (late = resolve));
        await views.put(item, condition);
      },
    };
    let failed = false;
    const ends = projectorOver({ views: slow })(commits).catch(() => (failed = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect([typeof late, failed]).toEqual(['function', false]);
    // The stream leaves the list that the slow write puts it into.
    await append([2]);
    late?.();
    await ends;
    expect(failed).toBe(true);
    await projectorOver()(await recordsOf());
    expect((await rows()).map(({ PK }) => PK)).toEqual(['main#ALL', 'main#LAST', 'main#THREES']);
  });

  it('reports a store that will not take its rows', async () => {
    await append([1]);
    const stubborn: Table = { ...views, put: (item) => Promise.reject(new ConditionFailedError(item, undefined)) };
    await expect(projectorOver({ views: stubborn })(await recordsOf())).rejects.toThrow('COUNTER one');
  });
});

describe('readers of rows', () => {
  it('get the stream as it stands, and nothing for a row that it has left or never had', async () => {
    await append([3]);
    await projectorOver()(await recordsOf());
    await append([1]);
    const [all, , threes] = await rows();
    const other = { PK: 'main#THREES', SK: 'one', source: 'main#COUNTER#none' };
    expect(await readListed({ ledger, sha256 }, projection, [all as Item, threes as Item, other])).toEqual([
      { version: 2, view: { total: 4, last: 1 } },
      undefined,
      undefined,
    ]);
  });
});
