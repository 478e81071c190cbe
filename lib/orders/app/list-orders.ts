import { workListKeys } from '../../fulfilment/index.ts';
import type { TenantId } from '../../kernel/ids.ts';
import { InvalidCursorError, type Item, type Table } from '../../platform/ports.ts';
import type { Vault } from '../../platform/vault/vault.ts';
import { type OrderRow, orderListKeys, orderShards } from './order.projection.ts';

export type OrderFilter = {
  readonly status?: string | undefined;
  readonly sku?: string | undefined;
  readonly channelOrderId?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly trackingNumber?: string | undefined;
};

export type OrderPage = { readonly items: readonly OrderRow[]; readonly cursor?: string };

const placePattern = /^\d{4}-\d{2}-\d{2}T[\d:.]{12}Z#[a-z2-7]{26}$/;

const placeOf = (cursor: string): string => {
  const place = Buffer.from(cursor, 'base64url').toString();
  if (!placePattern.test(place)) throw new InvalidCursorError('The cursor is not one of this list');
  return place;
};

/**
 * Orders newest first, from the views. A list that is spread over shards is merged; the cursor is the place of the last
 * order shown, which is the same in every shard.
 */
export const createListOrders = ({ views, vault }: { readonly views: Table; readonly vault: Vault }) => {
  const partitionsOf = async (tenantId: TenantId, filter: OrderFilter): Promise<readonly string[]> => {
    const { status, sku, channelOrderId, trackingNumber } = filter;
    if (sku !== undefined) return [orderListKeys.sku(tenantId, sku)];
    if (channelOrderId !== undefined) return [orderListKeys.channelOrder(tenantId, channelOrderId)];
    if (trackingNumber !== undefined) return [workListKeys.tracking(tenantId, trackingNumber)];
    if (filter.email !== undefined || filter.phone !== undefined) {
      const persons = await vault.find(tenantId, { email: filter.email, phone: filter.phone });
      return persons.map((personId) => orderListKeys.person(tenantId, personId));
    }
    if (status !== undefined) return orderShards.map((shard) => orderListKeys.status(tenantId, status, shard));
    return orderShards.map((shard) => orderListKeys.placed(tenantId, shard));
  };

  const rowsBefore = async (PK: string, place: string | undefined, limit: number): Promise<readonly Item[]> => {
    const { items } = await views.query({ PK, descending: true, limit: limit + 1, ...(place === undefined ? {} : { to: place }) });
    return items.filter((item) => item.SK !== place);
  };

  return async (
    tenantId: TenantId,
    filter: OrderFilter,
    page: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<OrderPage> => {
    const place = page.cursor === undefined ? undefined : placeOf(page.cursor);
    const partitions = await partitionsOf(tenantId, filter);
    const found = (await Promise.all(partitions.map((PK) => rowsBefore(PK, place, page.limit)))).flat();
    found.sort((left, right) => (left.SK < right.SK ? 1 : left.SK > right.SK ? -1 : 0));
    // One parcel may hold several fulfillment orders of an order, which then stands under its tracking number as often.
    const orders = [...new Map(found.map((item) => [item['order_id'], item])).values()];
    const shown = orders.slice(0, page.limit);
    const keys = shown.map((item) => ({ PK: `${tenantId}#ORDER#${String(item['order_id'])}`, SK: 'VIEW' }));
    const rows: (Item | undefined)[] = [];
    for (let start = 0; start < keys.length; start += 100) rows.push(...(await views.getMany(keys.slice(start, start + 100))));
    const last = shown.at(-1);
    return {
      items: rows.flatMap((row) => (row ? [row['view'] as OrderRow] : [])),
      ...(orders.length > page.limit && last ? { cursor: Buffer.from(last.SK).toString('base64url') } : {}),
    };
  };
};
