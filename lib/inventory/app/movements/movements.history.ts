import type { TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import {
  type CommitItem,
  commitKey,
  commitPrefix,
  expand,
  lastCommitKey,
  lastVersionOf,
  partitionKey,
} from '../../../platform/event-store/commit.codec.ts';
import type { EventRecord } from '../../../platform/event-store/event-record.ts';
import type { Platform } from '../../../platform/ports.ts';
import { inventoryItemStream } from '../inventory-item.aggregate.ts';
import type { ItemRef } from '../inventory.types.ts';

type Source = Pick<Platform, 'ledger' | 'sha256'>;

/** The newest commit of a partition whose first version is at most this one. */
const commitUpTo = async ({ ledger }: Source, PK: string, version: number): Promise<CommitItem | undefined> => {
  const range = { from: commitPrefix, to: Number.isFinite(version) ? commitKey(version) : lastCommitKey };
  return (await ledger.query({ PK, ...range, descending: true, limit: 1 })).items[0] as CommitItem | undefined;
};

/**
 * The newest commit of a stream that was recorded by an instant; undefined when there was none yet. Commits stand in the order
 * of their time, so it is found by halving: about as many reads as the length of the stream has binary digits.
 */
export const commitAsOf = async (source: Source, PK: string, asOf: Instant): Promise<CommitItem | undefined> => {
  const newest = await commitUpTo(source, PK, Number.POSITIVE_INFINITY);
  if (!newest || newest.recorded_at <= asOf) return newest;
  let found: CommitItem | undefined;
  let low = 1;
  let high = lastVersionOf(newest);
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const commit = await commitUpTo(source, PK, middle);
    if (!commit) return found;
    if (commit.recorded_at <= asOf) {
      found = commit;
      low = lastVersionOf(commit) + 1;
    } else high = Number(commit.SK.slice(commitPrefix.length)) - 1;
  }
  return found;
};

/** One change of an item, newest event first. */
export type HistoryPage = { readonly events: readonly EventRecord[]; readonly before?: number };

/** Events read at once for a page. */
const commitsPerRead = 100;

/** The events of an item before a version, newest first. */
export const createItemHistory =
  (source: Source) =>
  async (
    tenantId: TenantId,
    item: ItemRef,
    page: { readonly limit: number; readonly before?: number | undefined },
  ): Promise<HistoryPage> => {
    const PK = partitionKey(inventoryItemStream(tenantId, item));
    const events: EventRecord[] = [];
    let before = page.before ?? Number.POSITIVE_INFINITY;
    while (events.length < page.limit && before > 1) {
      const to = Number.isFinite(before) ? commitKey(before - 1) : lastCommitKey;
      const { items } = await source.ledger.query({ PK, from: commitPrefix, to, descending: true, limit: commitsPerRead });
      if (items.length === 0) break;
      const records = (items as readonly CommitItem[]).flatMap((commit) => expand(commit, source.sha256).records.toReversed());
      events.push(...records.filter(({ version }) => version < before));
      before = records.at(-1)?.version ?? 1;
    }
    const shown = events.slice(0, page.limit);
    const last = shown.at(-1)?.version ?? 1;
    return { events: shown, ...(last > 1 ? { before: last } : {}) };
  };
