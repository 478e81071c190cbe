import { workListKeys } from '../../fulfilment/index.ts';
import { OrderId, type TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { InvalidCursorError, type Item, type Platform } from '../../platform/ports.ts';
import { readListed, readView } from '../../platform/projection/listed-views.ts';
import { isSnapshot } from '../../platform/projection/snapshot-rows.ts';
import type { Vault } from '../../platform/vault/vault.ts';
import { type OrderRow, orderListKeys, orderProjection, orderRowOf, orderShards } from './order.projection.ts';
import { orderStream } from './order.stream.ts';

export type OrderFilter = {
  readonly status?: string | undefined;
  /** With a status: only orders that have been in it since then or earlier. */
  readonly inStatusSince?: Instant | undefined;
  readonly sku?: string | undefined;
  readonly channelOrderId?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly trackingNumber?: string | undefined;
};

export type OrderPage = { readonly items: readonly OrderRow[]; readonly cursor?: string };

/** Rows of one list, newest first, and the last one looked at when more are left that were not. */
type FoundRows = { readonly rows: readonly Item[]; readonly stoppedAt?: string };

/** Rows of one list looked at for one page. One that is not full by then is answered with the place to go on from. */
const rowsMax = 5_000;
const rowsPerQuery = 1_000;

/** The filters are alternatives; that by status is the last. */
const isByStatus = ({ status: _last, inStatusSince: _more, ...others }: OrderFilter): boolean =>
  Object.values(others).every((value) => value === undefined);

type StatusFilter = Pick<OrderFilter, 'status' | 'inStatusSince'>;

const isMeant = (row: Item, { status, inStatusSince }: StatusFilter): boolean =>
  (status === undefined || row['status'] === status) &&
  (inStatusSince === undefined || (typeof row['status_since'] === 'string' && row['status_since'] <= inStatusSince));

const placePattern = /^\d{4}-\d{2}-\d{2}T[\d:.]{12}Z#[a-z2-7]{26}$/;

const placeOf = (cursor: string): string => {
  const place = Buffer.from(cursor, 'base64url').toString();
  if (!placePattern.test(place)) throw new InvalidCursorError('The cursor is not one of this list');
  return place;
};

/**
 * Orders newest first: the lists say which, the ledger says how they stand. A list that is spread over shards is merged; the
 * cursor is the place of the last order looked at, which is the same in every shard. An order that has just moved on to
 * another list is left out, so a page may hold fewer than were asked for and still have a cursor.
 */
export const createListOrders = (parts: {
  readonly platform: Pick<Platform, 'ledger' | 'views' | 'sha256'>;
  readonly vault: Pick<Vault, 'find'>;
}) => {
  const { platform, vault } = parts;
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

  /** At least one row more than `limit`, where there are as many. */
  const rowsBefore = async (PK: string, place: string | undefined, limit: number, wanted: StatusFilter): Promise<FoundRows> => {
    const rows: Item[] = [];
    let looked = 0;
    let cursor: string | undefined;
    for (;;) {
      const page = await platform.views.query({
        PK,
        descending: true,
        // Where a page is not enough, others of the list's orders are in the majority.
        limit: looked === 0 ? limit + 1 : rowsPerQuery,
        ...(place === undefined ? {} : { to: place }),
        ...(cursor === undefined ? {} : { cursor }),
      });
      // What was imported of a customer's past counts among their orders, and is none that could be shown.
      rows.push(...page.items.filter((item) => item.SK !== place && !isSnapshot(item) && isMeant(item, wanted)));
      looked += page.items.length;
      cursor = page.cursor;
      if (cursor === undefined || rows.length > limit) return { rows };
      const last = page.items.at(-1);
      if (looked >= rowsMax && last) return { rows, stoppedAt: last.SK };
    }
  };

  return async (
    tenantId: TenantId,
    filter: OrderFilter,
    page: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<OrderPage> => {
    const place = page.cursor === undefined ? undefined : placeOf(page.cursor);
    const partitions = await partitionsOf(tenantId, filter);
    const wanted = isByStatus(filter) ? filter : {};
    const lists = await Promise.all(partitions.map((PK) => rowsBefore(PK, place, page.limit, wanted)));
    // Beyond the place at which one list was left, nobody knows what comes next.
    const end = lists.reduce<string | undefined>((first, { stoppedAt = '' }) => (stoppedAt > (first ?? '') ? stoppedAt : first), undefined);
    const rows = lists.flatMap((list) => list.rows).filter((row) => end === undefined || row.SK >= end);
    rows.sort((left, right) => (left.SK < right.SK ? 1 : left.SK > right.SK ? -1 : 0));
    // One parcel may hold several fulfillment orders of an order, which then stands under its tracking number as often.
    const orders = [...new Map(rows.map((item) => [item['order_id'], item])).values()];
    const shown = orders.slice(0, page.limit);
    // A parcel names its order, whose own rows are others.
    const found =
      filter.trackingNumber === undefined
        ? await readListed(platform, orderProjection, shown)
        : await Promise.all(
            shown.map((row) => readView(platform, orderProjection, orderStream(tenantId, OrderId(String(row['order_id']))))),
          );
    const next = orders.length > page.limit ? shown.at(-1)?.SK : end;
    return {
      items: found.flatMap((one) => (one ? [orderRowOf(one.view)] : [])),
      ...(next === undefined ? {} : { cursor: Buffer.from(next).toString('base64url') }),
    };
  };
};
