import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import { createLocalObservability } from '../../../lib/platform/embedded/observability.local.ts';
import { isCommit } from '../../../lib/platform/event-store/commit.codec.ts';
import { createEventStore } from '../../../lib/platform/event-store/event-store.ts';
import type { StreamRecord } from '../../../lib/platform/handlers/stream.handler.ts';
import { ConditionFailedError, type Item, type Platform, type Table, TransactionCanceledError } from '../../../lib/platform/ports.ts';
import { createProjector, type Projection } from '../../../lib/platform/projection/projector.ts';
import { type EmbeddedParts, openEmbeddedParts } from '../../contract/engine.ts';
import { counterAggregate } from '../event-store/counter.aggregate.ts';

type Row = { readonly total: number; readonly seen: readonly number[] };

const projection: Projection<Row> = {
  kind: 'COUNTER',
  initial: () => ({ total: 0, seen: [] }),
  apply: (row, event) => ({ total: row.total + Number(event.payload['added_amount']), seen: [...row.seen, event.version] }),
  // One row that moves with the total, as an order moves from one list to another.
  companions: (row, tenantId) => [{ PK: `${tenantId}#TOTALS`, SK: String(row.total).padStart(5, '0'), total: row.total }],
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

const projectorOver = (over: Table) =>
  createProjector({ views: over, sha256, observability: createLocalObservability() } as unknown as Platform, {
    COUNTER: projection as Projection<unknown>,
  });

/** Commits of a stream of this length, as its readers get them. */
const commitsOf = async (length: number): Promise<readonly StreamRecord[]> => {
  const store = createEventStore({ ...parts, ledger, sha256 });
  for (let n = 1; n <= length; n += 1) await store.execute(counterAggregate(), id, { type: 'Add', amount: n }, context);
  const { items } = await ledger.query({ PK: 'main#COUNTER#one', prefix: 'E#' });
  return items.filter(isCommit).map((item, index) => ({ sequence: String(index), kind: 'insert', newImage: item, oldImage: undefined }));
};

const rows = async (): Promise<readonly Item[]> =>
  [...(await views.scan()).items].sort((left, right) => `${left.PK} ${left.SK}`.localeCompare(`${right.PK} ${right.SK}`));
const clear = async (): Promise<void> => {
  for (const { PK, SK } of await rows()) await views.delete({ PK, SK });
};

describe('views', () => {
  it('are the same whatever order commits come in, and however often', async () => {
    const commits = await commitsOf(7);
    await projectorOver(views)(commits);
    const expected = await rows();
    expect(expected.map((row) => row['view'] ?? row['total'])).toEqual([{ total: 28, seen: [1, 2, 3, 4, 5, 6, 7] }, 28]);
    const deliveries = fc
      .tuple(
        fc.shuffledSubarray([...commits], { minLength: commits.length }),
        fc.array(fc.constantFrom(...commits), { maxLength: 5 }),
        fc.integer({ min: 1, max: 4 }),
      )
      .map(([once, again, batch]) => ({ records: [...once, ...again], batch }));
    await fc.assert(
      fc.asyncProperty(deliveries, async ({ records, batch }) => {
        await clear();
        const project = projectorOver(views);
        for (let start = 0; start < records.length; start += batch) await project(records.slice(start, start + batch));
        expect(await rows()).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('wait for the missing commit, and show nothing of what came after it', async () => {
    const [first, second, third] = (await commitsOf(3)) as [StreamRecord, StreamRecord, StreamRecord];
    const project = projectorOver(views);
    await project([first, third]);
    expect((await views.get({ PK: 'main#COUNTER#one', SK: 'VIEW' }))?.['version']).toBe(1);
    await project([second]);
    expect((await views.get({ PK: 'main#COUNTER#one', SK: 'VIEW' }))?.['version']).toBe(3);
    expect((await rows()).filter((row) => row.SK.startsWith('PARKED'))).toEqual([]);
  });

  it('are right when two projectors meet on one stream', async () => {
    const commits = await commitsOf(6);
    await Promise.all([projectorOver(views)(commits.slice(0, 4)), projectorOver(views)(commits), projectorOver(views)(commits.slice(2))]);
    expect(await views.get({ PK: 'main#COUNTER#one', SK: 'VIEW' })).toMatchObject({ version: 6, view: { total: 21 } });
  });

  it('are finished by the next try when writing them broke off', async () => {
    const commits = await commitsOf(4);
    for (let dies = 1; dies <= 6; dies += 1) {
      await clear();
      let writes = 0;
      const alive = (): void => {
        writes += 1;
        if (writes === dies) throw new Error('the process ended');
      };
      const dying: Table = {
        ...views,
        put: (item, condition) =>
          Promise.resolve()
            .then(alive)
            .then(() => views.put(item, condition)),
        delete: (key, condition) =>
          Promise.resolve()
            .then(alive)
            .then(() => views.delete(key, condition)),
      };
      await projectorOver(views)(commits.slice(0, 2));
      await projectorOver(dying)([commits[3] as StreamRecord, commits[2] as StreamRecord]).catch(() => undefined);
      await projectorOver(views)(commits);
      expect((await rows()).map((row) => row['view'] ?? row['total'])).toEqual([{ total: 10, seen: [1, 2, 3, 4] }, 10]);
    }
  });

  it('report a store that will not take them', async () => {
    const commits = await commitsOf(1);
    const stubborn: Table = {
      ...views,
      put: (item, condition) =>
        item.SK === 'VIEW' ? Promise.reject(new ConditionFailedError(item, undefined)) : views.put(item, condition),
      transact: () => Promise.reject(new TransactionCanceledError([{ index: 0, existing: undefined }])),
    };
    await expect(projectorOver(stubborn)(commits)).rejects.toThrow(TransactionCanceledError);
  });
});
