import type { TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Platform } from '../../platform/ports.ts';
import { readListed } from '../../platform/projection/listed-views.ts';
import { type FoldedOrder, orderListKeys, orderProjection, orderShards, unitsWanted } from './order.projection.ts';

/** What one order wanted, and where to. */
export type OrderedBasket = {
  readonly placedAt: string;
  /** Null where nobody is known. */
  readonly personId: string | null;
  /** ISO 3166-2 (`US-NY`), the country alone where no region is known, or empty. */
  readonly region: string;
  readonly lines: readonly { readonly sku: string; readonly units: number }[];
};

const rowsPerShardLeast = 5;
const rowsAgainLeast = 20;

const basketOf = (view: FoldedOrder): readonly OrderedBasket[] => {
  const lines = view.skus.map((sku) => ({ sku, units: unitsWanted(view, sku) })).filter(({ units }) => units > 0);
  return lines.length === 0 ? [] : [{ placedAt: view.placed_at, personId: view.person_id, region: view.demand.region, lines }];
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
          limit: Math.min(1_000, Math.max(rowsPerShardLeast, Math.ceil((1.2 * limit) / orderShards.length))),
        }),
      ),
    );
    const rows = shards.flatMap(({ items }) => items).sort((left, right) => (left.SK < right.SK ? 1 : -1));
    const baskets: OrderedBasket[] = [];
    // An order that is left out makes room for the next one, so that a few test orders do not hide what was sold.
    for (let from = 0; from < rows.length && baskets.length < limit; ) {
      const upTo = from + (from === 0 ? limit : Math.max(limit - baskets.length, rowsAgainLeast));
      const orders = await readListed(platform, orderProjection, rows.slice(from, upTo));
      baskets.push(...orders.flatMap((found) => (found ? basketOf(found.view) : [])));
      from = upTo;
    }
    return baskets.slice(0, limit);
  };

export type RecentDemand = ReturnType<typeof createRecentDemand>;
