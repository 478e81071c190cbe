import type { TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Platform } from '../../platform/ports.ts';
import { readListed } from '../../platform/projection/listed-views.ts';
import { orderListKeys, orderProjection, orderShards, unitsWanted } from './order.projection.ts';

/** What one order wanted, and where to. */
export type OrderedBasket = {
  readonly placedAt: string;
  /** ISO 3166-2 (`US-NY`), the country alone where no region is known, or empty. */
  readonly region: string;
  readonly lines: readonly { readonly sku: string; readonly units: number }[];
};

/**
 * The newest orders as baskets, newest first. Test orders and orders of nothing known are left out.
 * @returns at most `limit` of them, from `since` on
 */
export const createRecentDemand =
  (platform: Pick<Platform, 'ledger' | 'views' | 'sha256'>) =>
  async (tenantId: TenantId, { since, limit }: { readonly since: Instant; readonly limit: number }): Promise<readonly OrderedBasket[]> => {
    const shards = await Promise.all(
      orderShards.map((shard) =>
        platform.views.query({
          PK: orderListKeys.placed(tenantId, shard),
          from: since,
          descending: true,
          // Orders are spread evenly; a shard that has more of the newest than its share gives up the oldest of them.
          limit: Math.min(1_000, Math.ceil((1.2 * limit) / orderShards.length)),
        }),
      ),
    );
    const rows = shards.flatMap(({ items }) => items).sort((left, right) => (left.SK < right.SK ? 1 : -1));
    const orders = await readListed(platform, orderProjection, rows.slice(0, limit));
    return orders.flatMap((found) => {
      if (!found) return [];
      const { view } = found;
      const lines = view.skus.map((sku) => ({ sku, units: unitsWanted(view, sku) })).filter(({ units }) => units > 0);
      return lines.length === 0 ? [] : [{ placedAt: view.placed_at, region: view.demand.region, lines }];
    });
  };

export type RecentDemand = ReturnType<typeof createRecentDemand>;
