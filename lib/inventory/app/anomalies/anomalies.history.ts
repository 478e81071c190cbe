import type { TenantId } from '../../../kernel/ids.ts';
import type { EventRecord } from '../../../platform/event-store/event-record.ts';
import {
  type CommitItem,
  commitKey,
  decodeEvent,
  expand,
  lastCommitKey,
  lastVersionOf,
  partitionKey,
} from '../../../platform/event-store/commit.codec.ts';
import type { Platform } from '../../../platform/ports.ts';
import { type ItemFact, type ItemFacts, withFact } from '../../domain/anomalies/anomaly.facts.ts';
import { inventoryItemAggregate, inventoryItemStream } from '../inventory-item.aggregate.ts';
import type { ItemRef } from '../inventory.types.ts';

const commitsPerRead = 500;
/** Of an item that nobody has looked at before, so much is read at once; the next look goes on. */
const readsMax = 10;

/** The domain event in a stored or published one. */
export const itemFactOf = ({
  event_id: eventId,
  version,
  recorded_at: at,
  ...stored
}: Pick<EventRecord, 'event_id' | 'version' | 'recorded_at' | 'type' | 'payload' | 'schema_version'>): ItemFact => ({
  eventId,
  version,
  at,
  event: decodeEvent(inventoryItemAggregate, stored),
});

/** Brings the facts of an item up to date by the events that have come since. `isWhole` is false when there are more. */
export const createFactReader =
  ({ ledger, sha256 }: Pick<Platform, 'ledger' | 'sha256'>) =>
  async (tenantId: TenantId, item: ItemRef, known: ItemFacts): Promise<{ readonly facts: ItemFacts; readonly isWhole: boolean }> => {
    const PK = partitionKey(inventoryItemStream(tenantId, item));
    let facts = known;
    let next = known.version + 1;
    for (let read = 0; read < readsMax; read += 1) {
      const { items } = await ledger.query({ PK, from: commitKey(next), to: lastCommitKey, limit: commitsPerRead });
      const commits = items as readonly CommitItem[];
      for (const commit of commits)
        facts = expand(commit, sha256).records.reduce((before, record) => withFact(before, itemFactOf(record)), facts);
      const last = commits.at(-1);
      if (last === undefined || commits.length < commitsPerRead) return { facts, isWhole: true };
      next = lastVersionOf(last) + 1;
    }
    return { facts, isWhole: false };
  };
