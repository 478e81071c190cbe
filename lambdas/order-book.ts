import type { NamedOrder, OrderBook, SlipOrder, SlipOrderLine, WorkOrder } from '../lib/fulfilment/index.ts';
import { OrderId, orderIdPattern, type TenantId } from '../lib/kernel/ids.ts';
import { activeHolds, type ChildFulfillment, lineProgress, type Order, type Orders, type PersonalRecord } from '../lib/orders/index.ts';
import { concurrently } from '../lib/platform/concurrently.ts';

const readsAtOnce = 50;
/** Orders that one channel's id or name may mean, of several shops. */
const matchesMax = 10;

const nameOf = ({ channelOrderName, channelOrderId }: Order): string => channelOrderName ?? channelOrderId;

const workOrderOf = (order: Order): WorkOrder => ({
  name: nameOf(order),
  channel: order.channel,
  placedAt: order.placedAt,
  requestedDeliveryDate: order.purchase?.requestedDeliveryDate ?? null,
  holds: activeHolds(order)
    .filter(({ blocks }) => blocks.includes('release') || blocks.includes('shipping'))
    .map(({ type, blocks }) => ({ type, blocks })),
});

type Address = NonNullable<PersonalRecord['shippingAddress']>;

// Where the town comes before the code, and the code on one line with it.
const townFirst: ReadonlySet<string> = new Set(['US', 'CA', 'AU', 'GB', 'IE', 'IN', 'NZ', 'ZA', 'SG', 'JP', 'TW', 'KR', 'BR']);

const townLines = ({ city, region, postalCode, country }: Address): readonly (string | null)[] => {
  const joined = (...parts: readonly (string | null)[]): string => parts.filter((part) => part !== null && part !== '').join(' ');
  return townFirst.has(country ?? '')
    ? [joined(city && region ? `${city},` : city, region, postalCode)]
    : [joined(postalCode, city), region];
};

const addressLines = (address: Address | null | undefined): readonly string[] =>
  address
    ? [address.name, address.line1, address.line2, ...townLines(address), address.country].filter(
        (line): line is string => line !== null && line.trim() !== '',
      )
    : [];

/** Units of a line in one fulfillment order, as far as they are still meant to go out with it. */
const unitsIn = (child: ChildFulfillment | undefined, lineId: string): { readonly held: number; readonly shipped: number } => {
  const line = child?.lines.find((one) => one.lineId === lineId);
  if (!child || !line || child.status === 'rejected' || child.status === 'cancelled' || child.status === 'withdrawn')
    return { held: 0, shipped: 0 };
  const isShipped = child.status === 'shipped' || child.status === 'delivered';
  return isShipped
    ? { held: line.shippedQuantity, shipped: line.shippedQuantity }
    : { held: line.quantity - line.shortQuantity, shipped: 0 };
};

const slipLinesOf = (order: Order, own: ChildFulfillment | undefined, titles: ReadonlyMap<string, string>): readonly SlipOrderLine[] => {
  const progress = new Map(lineProgress(order).map((line) => [line.lineId, line]));
  return order.lines.map(({ lineId, sku }) => {
    const { wantedQuantity = 0, assignedQuantity = 0, shippedQuantity = 0 } = progress.get(lineId) ?? {};
    const here = unitsIn(own, lineId);
    const sentElsewhere = Math.max(0, shippedQuantity - here.shipped);
    return {
      lineId,
      sku,
      title: titles.get(lineId) ?? null,
      sentElsewhere,
      toFollow: Math.max(0, assignedQuantity - here.held - sentElsewhere),
      backordered: Math.max(0, wantedQuantity - assignedQuantity),
    };
  });
};

/** Orders as warehouses see them. */
export const createOrderBook = (parts: { readonly read: Pick<Orders['read'], 'get'>; readonly list: Orders['list'] }): OrderBook => {
  const { read, list } = parts;

  const named = async (tenantId: TenantId, orderId: OrderId, by: NamedOrder['by']): Promise<readonly NamedOrder[]> => {
    const order = (await read.get(tenantId, orderId))?.order;
    return order ? [{ orderId, name: nameOf(order), by, work: order.fulfillments.map((child) => child.fulfillmentOrderId) }] : [];
  };

  return {
    ordersOf: async (tenantId, orderIds) => {
      const found = new Map<OrderId, WorkOrder>();
      await concurrently(new Set(orderIds), readsAtOnce, async (orderId) => {
        const reading = await read.get(tenantId, orderId);
        if (reading) found.set(orderId, workOrderOf(reading.order));
      });
      return found;
    },

    slipOf: async (tenantId, orderId, fulfillmentOrderId): Promise<SlipOrder | undefined> => {
      const reading = await read.get(tenantId, orderId, { personal: true });
      if (!reading) return undefined;
      const { order, personal } = reading;
      const titles = new Map(personal?.lineTitles.map(({ lineId, title }) => [lineId, title]));
      const own = order.fulfillments.find((child) => child.fulfillmentOrderId === fulfillmentOrderId);
      return {
        name: nameOf(order),
        channel: order.channel,
        placedAt: order.placedAt,
        shipTo: addressLines(personal?.shippingAddress),
        lines: slipLinesOf(order, own, titles),
      };
    },

    find: async (tenantId, code) => {
      const id = code.toLowerCase();
      const [own, { items }] = await Promise.all([
        orderIdPattern.test(id) ? named(tenantId, OrderId(id), 'id') : [],
        list(tenantId, { channelOrderId: code }, { limit: matchesMax }),
      ]);
      const others = await Promise.all(items.map(({ order_id }) => named(tenantId, OrderId(order_id), 'channel_order_id')));
      return [...own, ...others.flat()];
    },
  };
};
