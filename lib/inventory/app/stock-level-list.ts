import type { Sku, TenantId } from '../../kernel/ids.ts';
import { type CommitItem, commitPrefix } from '../../platform/event-store/commit.codec.ts';
import type { Item, Platform } from '../../platform/ports.ts';
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
  const levelAt = async (sku: Sku, { SK: location_id, source }: Item): Promise<readonly StockLevelRow[]> => {
    const { items } = await ledger.query({ PK: String(source), prefix: commitPrefix, descending: true, limit: 1 });
    const newest = items[0] as CommitItem | undefined;
    const balance = newest?.events.at(-1)?.payload['balance'] as Omit<StockLevelRow, 'sku' | 'location_id' | 'updated_at'> | undefined;
    return newest && balance ? [{ sku, location_id, ...balance, updated_at: newest.recorded_at }] : [];
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
