import { describe, expect, it } from 'vitest';
import { inventoryBucketAggregate, inventoryBucketStream, inventoryItemAggregate } from '../../lib/inventory/index.ts';
import { bucketLedgerCheck, checkLease, stockLedgerCheck } from '../../lib/operations/app/audit/check-stock-ledger.ts';
import { type CommitItem, decodeEvent, partitionKey } from '../../lib/platform/event-store/commit.codec.ts';
import { buy, callerNamed, itemOf, openProcess, stock, streamOf } from '../inventory/app/strategy.fixtures.ts';
import { openMemoryTable } from '../platform/embedded/workflows/support/memory-table.ts';

/** Twenty units in two buckets, some sold, some shipped, and the buckets closed in the end. */
const playedOut = async () => {
  const table = openMemoryTable(new Map());
  const shop = openProcess(table, 'buckets');
  await stock(shop, 'A', 20);
  await shop.openBuckets('A');
  const names = Array.from({ length: 12 }, (_, index) => `buyer-${index}`);
  for (const name of names) await buy(shop, name, 'A');
  await shop.ship(callerNamed('dock'), { movementId: 'parcel', lines: [{ ...itemOf('A'), reservationId: 'buyer-3', quantity: 1 }] });
  await shop.recall('A');
  const commits = async (id: Parameters<typeof partitionKey>[0]) =>
    (await table.query({ PK: partitionKey(id) })).items as readonly CommitItem[];
  return { commits };
};

const bucketFindings = (commits: readonly CommitItem[], slot: number) => {
  const check = bucketLedgerCheck(inventoryBucketStream(streamOf('A'), slot));
  for (const commit of commits)
    check.next(
      commit,
      commit.events.map((event) => decodeEvent(inventoryBucketAggregate, event)),
    );
  return check.findings().map(({ code }) => code);
};

describe('an audit of an article that was sold from buckets', () => {
  it('adds item and buckets up and finds nothing', async () => {
    const { commits } = await playedOut();
    const item = stockLedgerCheck(streamOf('A'));
    for (const commit of await commits(streamOf('A')))
      item.next(
        commit,
        commit.events.map((event) => decodeEvent(inventoryItemAggregate, event)),
      );
    expect(item.findings()).toEqual([]);
    for (const slot of [0, 1]) {
      const own = await commits(inventoryBucketStream(streamOf('A'), slot));
      expect(own.length).toBeGreaterThan(2);
      expect(bucketFindings(own, slot)).toEqual([]);
    }
  });

  it('finds a bucket that has promised more than it was told to hold', async () => {
    const { commits } = await playedOut();
    const own = await commits(inventoryBucketStream(streamOf('A'), 0));
    const forged = own.map((commit, index) => {
      if (index !== 1) return commit;
      const events = commit.events.map((event) => ({
        ...event,
        payload: { ...event.payload, balance: { ...(event.payload['balance'] as object), allocated: 30, available: -20 } },
      }));
      return { ...commit, events };
    });
    expect(bucketFindings(forged, 0)).toEqual(expect.arrayContaining(['movement-does-not-add-up', 'oversold', 'allocated-differs']));
  });

  it('finds a lease that is not what the buckets hold', () => {
    expect(checkLease(streamOf('A'), 5, 5)).toEqual([]);
    expect(checkLease(streamOf('A'), 5, 4).map(({ code }) => code)).toEqual(['lease-differs']);
  });
});
