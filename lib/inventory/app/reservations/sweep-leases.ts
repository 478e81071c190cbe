import type { TenantId } from '../../../kernel/ids.ts';
import { toEpochMs } from '../../../kernel/instant.ts';
import { systemCaller } from '../../../platform/event-store/caller.ts';
import { type Clock, ConditionFailedError, type Item } from '../../../platform/ports.ts';
import { inventoryItemKind } from '../../domain/inventory-item.id.ts';
import { isSoldFromBuckets } from '../../domain/buckets/lease.decide.ts';
import { type BusyBounds, usualBounds } from '../../domain/reservation-strategy.choice.ts';
import { createBucketLedger } from './bucket-ledger.ts';
import type { GroupLedger } from './group-commit.ts';
import { createLeases, leaseListKey } from './leases.ts';

/** Time over which the rate of an item's buckets is measured before they may be closed, in milliseconds. */
const measuredMs = 50_000;

export type LeasesSwept = { readonly looked: number; readonly recalled: number; readonly ended: number };

/**
 * Looks after the items that have buckets: takes their units back when they have not been wanted much over the last minute,
 * which is also what becomes of buckets whose writers have died, and forgets buckets that hold nothing any more. The rate is
 * that of all writers, by how far the buckets' streams have grown.
 */
export const createSweepLeases = (parts: GroupLedger & { readonly clock: Clock; readonly bounds?: BusyBounds }) => {
  const { ledger: table, clock, bounds = usualBounds } = parts;
  const ledger = createBucketLedger(parts);
  const leases = createLeases({ ledger, clock });

  const sweep = async (row: Item): Promise<'recalled' | 'ended' | 'kept'> => {
    const id = { tenantId: String(row['tenant_id']), kind: inventoryItemKind, id: String(row['item_id']) };
    const { context } = systemCaller(id.tenantId as TenantId, 'lease-sweeper', { correlationId: id.id, causationId: id.id });
    const { state } = await ledger.readItem(id);
    if (!isSoldFromBuckets(state)) {
      if (!(await leases.end(id, context))) return 'kept';
      await forget(row);
      return 'ended';
    }
    const buckets = await ledger.readBuckets(id, state.lease?.selling ?? []);
    const grown = [...buckets.values()].reduce((sum, { version }) => sum + version, 0);
    const nowMs = toEpochMs(clock.now());
    const passedMs = nowMs - Number(row['noted_ms'] ?? Number.NaN);
    if (passedMs >= measuredMs && ((grown - Number(row['grown'])) * 1_000) / passedMs < bounds.belowPerSecond) {
      await leases.recall(id, context);
      return 'recalled';
    }
    if (!(passedMs < measuredMs)) await note({ ...row, grown, noted_ms: nowMs });
    return 'kept';
  };

  /** The row of a spell that has begun since it was read stays as it is. */
  const unlessAnew = async (write: () => Promise<void>): Promise<void> => {
    try {
      await write();
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) throw error;
    }
  };
  const sameSpell = (row: Item) => ({ kind: 'equals', attribute: 'leased_at', value: String(row['leased_at']) }) as const;
  const note = (row: Item): Promise<void> => unlessAnew(() => table.put(row, sameSpell(row)));
  const forget = (row: Item): Promise<void> => unlessAnew(() => table.delete({ PK: row.PK, SK: row.SK }, sameSpell(row)));

  return async (): Promise<LeasesSwept> => {
    const counts = { looked: 0, recalled: 0, ended: 0, kept: 0 };
    let cursor: string | undefined;
    do {
      const page = await table.query({ PK: leaseListKey, limit: 100, ...(cursor === undefined ? {} : { cursor }) });
      for (const row of page.items) {
        counts.looked += 1;
        counts[await sweep(row)] += 1;
      }
      cursor = page.cursor;
    } while (cursor !== undefined);
    const { kept: _kept, ...swept } = counts;
    return swept;
  };
};
