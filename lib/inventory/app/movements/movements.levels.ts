import type { Sku, TenantId } from '../../../kernel/ids.ts';
import { type Instant, toEpochMs } from '../../../kernel/instant.ts';
import type { Platform } from '../../../platform/ports.ts';
import { concurrently } from '../../../platform/concurrently.ts';
import { commitAsOf } from './movements.history.ts';
import { stockListKeys } from '../stock-level.projection.ts';
import type { StockLevelRow } from '../stock-level-list.ts';

const placesAtOnce = 20;

/**
 * Stock of a SKU at every location as the ledger had it at an instant: every event carries the balance after it, so the last
 * one recorded by then is the answer. Locations that had never had any by then are left out.
 */
export const createStockLevelsAsOf =
  (platform: Pick<Platform, 'ledger' | 'views' | 'sha256'>) =>
  async (tenantId: TenantId, sku: Sku, asOf: Instant, mayShow: (locationId: string) => boolean): Promise<readonly StockLevelRow[]> => {
    const places: { readonly locationId: string; readonly source: string }[] = [];
    let cursor: string | undefined;
    do {
      const page = await platform.views.query({ PK: stockListKeys.sku(tenantId, sku), ...(cursor === undefined ? {} : { cursor }) });
      places.push(...page.items.map((row) => ({ locationId: row.SK, source: String(row['source']) })));
      cursor = page.cursor;
    } while (cursor !== undefined);
    const rows = new Map<string, StockLevelRow>();
    await concurrently(
      places.filter(({ locationId }) => mayShow(locationId)),
      placesAtOnce,
      async ({ locationId, source }) => {
        const commit = await commitAsOf(platform, source, asOf);
        const balance = commit?.events.at(-1)?.payload['balance'] as StockLevelRow | undefined;
        if (commit && balance && toEpochMs(commit.recorded_at) <= toEpochMs(asOf)) {
          const { on_hand, allocated, available, incoming, damaged, quality_control } = balance;
          const units = { on_hand, allocated, available, incoming, damaged, quality_control };
          rows.set(locationId, { sku, location_id: locationId, ...units, updated_at: commit.recorded_at });
        }
      },
    );
    return [...rows.values()].sort((left, right) => (left.location_id < right.location_id ? -1 : 1));
  };
