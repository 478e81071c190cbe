import type { Sku, TenantId } from '../../kernel/ids.ts';
import { type CommitItem, commitPrefix, partitionKey, streamIdOf } from '../../platform/event-store/commit.codec.ts';
import type { Item, Platform } from '../../platform/ports.ts';
import type { Lease } from '../domain/inventory-item.state.ts';
import { inventoryBucketStream } from './reservations/inventory-bucket.aggregate.ts';
import { stockListKeys } from './stock-level.projection.ts';

/** Stock of one SKU at one location, in wire form. */
export type StockLevelRow = {
  readonly sku: string;
  readonly location_id: string;
  readonly on_hand: number;
  readonly allocated: number;
  readonly available: number;
  readonly incoming: number;
  readonly damaged: number;
  readonly quality_control: number;
  readonly updated_at: string;
};

const rowsPerPage = 100;

/**
 * Stock of a SKU at every location at which it has or has had any, by location. The places come from the views, the
 * levels from the ledger: the newest event of an item carries its whole balance.
 */
export const createStockLevelList = ({ ledger, views }: Pick<Platform, 'ledger' | 'views'>) => {
  /** What the buckets of an item have free, which are read only when it is sold from them. */
  const freeInBuckets = async (source: string, state: unknown): Promise<number> => {
    const lease = (state as { readonly lease?: Lease } | undefined)?.lease;
    const item = streamIdOf(source);
    if (!item || !lease || lease.selling.length === 0) return 0;
    const free = await Promise.all(
      lease.selling.map(async (slot) => {
        const PK = partitionKey(inventoryBucketStream(item, slot));
        const { items } = await ledger.query({ PK, prefix: commitPrefix, descending: true, limit: 1 });
        const balance = (items[0] as CommitItem | undefined)?.events.at(-1)?.payload['balance'];
        return (balance as { readonly available: number } | undefined)?.available ?? 0;
      }),
    );
    return Math.min(
      lease.quantity,
      free.reduce((sum, units) => sum + units, 0),
    );
  };

  const levelAt = async (sku: Sku, { SK: location_id, source }: Item): Promise<readonly StockLevelRow[]> => {
    const { items } = await ledger.query({ PK: String(source), prefix: commitPrefix, descending: true, limit: 1 });
    const newest = items[0] as CommitItem | undefined;
    const balance = newest?.events.at(-1)?.payload['balance'] as Omit<StockLevelRow, 'sku' | 'location_id' | 'updated_at'> | undefined;
    if (!newest || !balance) return [];
    const free = await freeInBuckets(String(source), newest.state);
    const standing = { ...balance, allocated: balance.allocated - free, available: balance.available + free };
    return [{ sku, location_id, ...standing, updated_at: newest.recorded_at }];
  };

  return async (tenantId: TenantId, sku: Sku, mayShow: (locationId: string) => boolean): Promise<readonly StockLevelRow[]> => {
    const levels: StockLevelRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await views.query({
        PK: stockListKeys.sku(tenantId, sku),
        limit: rowsPerPage,
        ...(cursor === undefined ? {} : { cursor }),
      });
      const shown = page.items.filter(({ SK }) => mayShow(SK));
      levels.push(...(await Promise.all(shown.map((place) => levelAt(sku, place)))).flat());
      cursor = page.cursor;
    } while (cursor !== undefined);
    return levels;
  };
};
