import { fulfillmentOrderProjection, fulfillmentOrderStream } from '../../fulfilment/index.ts';
import { FulfillmentOrderId, OrderId, type TenantId } from '../../kernel/ids.ts';
import type { Platform } from '../../platform/ports.ts';
import { readView } from '../../platform/projection/listed-views.ts';
import { kindsOf, personalKinds, type SearchKind, statusNamed } from '../domain/order.search.ts';
import type { OrderFilter, OrderPage } from './list-orders.ts';
import { type OrderRow, orderProjection, orderRowOf } from './order.projection.ts';
import { orderStream } from './order.stream.ts';

export type SearchMatch = { readonly order: OrderRow; readonly matchedBy: readonly SearchKind[] };

export type SearchAnswer = {
  /** Newest first. */
  readonly items: readonly SearchMatch[];
  /** What the text was taken for. */
  readonly kinds: readonly SearchKind[];
  /** What it may be beside that, and was not taken for, because whoever asks may not know whose an order is. */
  readonly withheld: readonly SearchKind[];
  /** More orders match than are shown. */
  readonly more: boolean;
};

/** Carriers print tracking numbers in groups, and people type them in small letters. */
const trackingNumbersOf = (text: string): readonly string[] => {
  const joined = text.replaceAll(/\s+/g, '');
  return [...new Set([text, joined, joined.toUpperCase()])];
};

type List = (tenantId: TenantId, filter: OrderFilter, page: { readonly limit: number }) => Promise<OrderPage>;

type Parts = {
  readonly platform: Pick<Platform, 'ledger' | 'sha256'>;
  readonly list: List;
};

/**
 * One box for everything by which people know an order. The text is tried as every kind of thing that it can be by its form;
 * all of them are looked up by key. What was written is found as soon as the projector has seen it, ids at once.
 */
export const createSearchOrders = ({ platform, list }: Parts) => {
  const byId = async (tenantId: TenantId, orderId: OrderId): Promise<readonly OrderRow[]> => {
    const found = await readView(platform, orderProjection, orderStream(tenantId, orderId));
    return found ? [orderRowOf(found.view)] : [];
  };

  const byWork = async (tenantId: TenantId, id: FulfillmentOrderId): Promise<readonly OrderRow[]> => {
    const work = await readView(platform, fulfillmentOrderProjection, fulfillmentOrderStream(tenantId, id));
    return work ? byId(tenantId, OrderId(work.view.order_id)) : [];
  };

  const listed =
    (tenantId: TenantId, limit: number) =>
    async (...filters: readonly OrderFilter[]): Promise<readonly OrderRow[]> =>
      (await Promise.all(filters.map((filter) => list(tenantId, filter, { limit })))).flatMap(({ items }) => items);

  const find = (tenantId: TenantId, text: string, kind: SearchKind, limit: number): Promise<readonly OrderRow[]> => {
    const by = listed(tenantId, limit);
    switch (kind) {
      case 'order_id':
        return byId(tenantId, OrderId(text));
      case 'fulfillment_order_id':
        return byWork(tenantId, FulfillmentOrderId(text));
      case 'channel_order':
        return by({ channelOrderId: text });
      case 'sku':
        return by({ sku: text });
      case 'tracking_number':
        return by(...trackingNumbersOf(text).map((trackingNumber) => ({ trackingNumber })));
      case 'email':
        return by({ email: text });
      case 'phone':
        return by({ phone: text });
      case 'status':
        return by({ status: statusNamed(text) });
    }
  };

  /** @param options.personal whether whoever asks may know whose an order is */
  return async (
    tenantId: TenantId,
    query: string,
    options: { readonly limit: number; readonly personal: boolean },
  ): Promise<SearchAnswer> => {
    const text = query.trim();
    const possible = kindsOf(text);
    const withheld = options.personal ? [] : possible.filter((kind) => personalKinds.has(kind));
    const kinds = possible.filter((kind) => !withheld.includes(kind));
    // One more than are shown says whether there are more.
    const found = await Promise.all(kinds.map((kind) => find(tenantId, text, kind, options.limit + 1)));
    const matches = new Map<string, { readonly order: OrderRow; readonly matchedBy: Set<SearchKind> }>();
    kinds.forEach((kind, index) => {
      for (const order of found[index] ?? []) {
        const match = matches.get(order.order_id) ?? { order, matchedBy: new Set() };
        match.matchedBy.add(kind);
        matches.set(order.order_id, match);
      }
    });
    const newestFirst = [...matches.values()].sort((left, right) => (placeOf(left.order) < placeOf(right.order) ? 1 : -1));
    const items = newestFirst.slice(0, options.limit).map(({ order, matchedBy }) => ({ order, matchedBy: [...matchedBy] }));
    return { items, kinds, withheld, more: newestFirst.length > options.limit };
  };
};

const placeOf = ({ placed_at, order_id }: OrderRow): string => `${placed_at} ${order_id}`;

export type SearchOrders = ReturnType<typeof createSearchOrders>;
