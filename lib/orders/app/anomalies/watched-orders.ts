import type { TenantId } from '../../../kernel/ids.ts';
import { Instant } from '../../../kernel/instant.ts';
import type { Item, Platform } from '../../../platform/ports.ts';
import { readListed } from '../../../platform/projection/listed-views.ts';
import type { WatchedOrder } from '../../domain/anomalies/order-hours.ts';
import { type FoldedOrder, orderListKeys, orderProjection, orderShards } from '../order.projection.ts';

const rowsPerQuery = 1_000;

/** An order as its anomalies are seen by; undefined for one that is a test. */
export const watchedOrder = (view: FoldedOrder): WatchedOrder | undefined => {
  if (!view.traces.listed) return undefined;
  const { order_id: orderId, placed_at, channel, skus, status, person_id: personId, demand, traces } = view;
  const { device, network } = traces;
  return { orderId, placedAt: Instant(placed_at), channel, region: demand.region, skus, status, personId, device, network };
};

export type WatchedWindow = { readonly from: Instant /** Exclusive. */; readonly to: Instant };

/** Orders of a window, and how many each of them stands for where there were more than are read. */
export type WatchedOrders = { readonly orders: readonly WatchedOrder[]; readonly scale: number };

/** Orders by when they were placed, whoever placed them, from the lists that the projector keeps. */
export const createWatchedOrders = (platform: Pick<Platform, 'ledger' | 'views' | 'sha256'>) => {
  const rowsOf = async (PK: string, { from, to }: WatchedWindow, rowsMax: number): Promise<readonly Item[]> => {
    const rows: Item[] = [];
    let cursor: string | undefined;
    do {
      const limit = Math.min(rowsPerQuery, rowsMax - rows.length);
      const page = await platform.views.query({ PK, from, to, descending: true, limit, ...(cursor === undefined ? {} : { cursor }) });
      rows.push(...page.items);
      cursor = page.cursor;
    } while (cursor !== undefined && rows.length < rowsMax);
    return rows;
  };

  /** @param bounds `rowsMax` counted, `ordersMax` of them read, the newest */
  return async (
    tenantId: TenantId,
    window: WatchedWindow,
    { rowsMax, ordersMax }: { readonly rowsMax: number; readonly ordersMax: number },
  ): Promise<WatchedOrders> => {
    const perShard = Math.ceil(rowsMax / orderShards.length);
    const shards = await Promise.all(orderShards.map((shard) => rowsOf(orderListKeys.placed(tenantId, shard), window, perShard)));
    const rows = shards.flat().toSorted((left, right) => (left.SK < right.SK ? 1 : -1));
    const read = rows.slice(0, ordersMax);
    const views = await readListed(platform, orderProjection, read);
    const orders = views.flatMap((found) => (found ? (watchedOrder(found.view) ?? []) : []));
    return { orders, scale: read.length === 0 ? 1 : rows.length / read.length };
  };
};

export type ReadWatchedOrders = ReturnType<typeof createWatchedOrders>;
