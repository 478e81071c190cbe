import { fromEpochMs, type Instant, parseInstant, toEpochMs } from '../../../kernel/instant.ts';
import { ChannelApiError, OrderUnreadableError } from '../../api/channel-api-error.ts';
import type { ChangedOrders, ChannelPayload, OrderPage, UnreadableOrder } from '../../app/channel-client.ts';
import { type JsonObject, listAt, objectAt, textAt } from '../reading/json.ts';
import { allNodes, connectionAt, gidOf, nodeAt, type Operation, type ShopParts } from './shopify.api.ts';
import { type GraphqlOrder, toRestOrder } from './shopify.graphql-order.ts';
import { readGid } from './shopify.ids.ts';
import {
  changedOrdersOperation,
  orderLimits,
  orderLinesOperation,
  orderOperation,
  orderRefundsOperation,
  orderShippingOperation,
  refundOperation,
} from './shopify.order-documents.ts';
import { tryAgain } from './shopify.outcomes.ts';

/** The order has changed between two of its parts. */
const changedMeanwhile = Symbol('changed-meanwhile');

const readsMax = 4;

/** Reads what the first answer left out. Gives `changedMeanwhile` when the parts belong to different states of the order. */
const createPartsReader = ({ api }: ShopParts, order: JsonObject) => {
  const id = String(order['id']);
  let torn = false;
  const sameState = (part: JsonObject): boolean => {
    torn ||= part['updatedAt'] !== order['updatedAt'];
    return !torn;
  };

  /** All nodes of a connection of the order, of which the first page is there. */
  const rest = async (key: string, operation: Operation): Promise<readonly JsonObject[]> => {
    const first = connectionAt(order, key);
    if (first.next === undefined) return first.nodes;
    const others = await allNodes(async (after) => {
      const part = nodeAt(await api.run(operation, { id, after: after ?? first.next }), 'order');
      return part && sameState(part) ? connectionAt(part, key) : undefined;
    });
    torn ||= others === undefined;
    return [...first.nodes, ...(others ?? [])];
  };

  const refundIds = async (): Promise<readonly string[]> => {
    const idsOf = (part: JsonObject): readonly string[] => listAt(part, 'refunds').map(({ value }) => String(value['id']));
    if (idsOf(order).length < orderLimits.refundsAtOnce) return idsOf(order);
    const part = nodeAt(await api.run(orderRefundsOperation, { id }), 'order');
    torn ||= part === undefined || !sameState(part);
    const ids = idsOf(part ?? {});
    if (ids.length < orderLimits.refundsMax) return ids;
    const message = `shopify ${orderRefundsOperation.name}: the order has more refunds than are read`;
    throw new OrderUnreadableError(message, { status: 200, code: 'too-many-refunds' });
  };

  const refund = async (refundId: string): Promise<GraphqlOrder['refunds'][number]> => {
    let shippingLines: readonly JsonObject[] = [];
    const lines = await allNodes(async (after) => {
      const part = nodeAt(await api.run(refundOperation, { id: refundId, after }), 'refund');
      if (!part || !sameState(objectAt(part, 'order'))) return undefined;
      shippingLines = connectionAt(part, 'refundShippingLines').nodes;
      return connectionAt(part, 'refundLineItems');
    });
    torn ||= lines === undefined;
    return { lines: lines ?? [], shippingLines };
  };

  return async (): Promise<GraphqlOrder | typeof changedMeanwhile> => {
    const lines = await rest('lineItems', orderLinesOperation);
    const shippingLines = await rest('shippingLines', orderShippingOperation);
    const refunds: GraphqlOrder['refunds'][number][] = [];
    for (const refundId of await refundIds()) refunds.push(await refund(refundId));
    return torn ? changedMeanwhile : { order, lines, shippingLines, refunds };
  };
};

const changeOf = (order: JsonObject): Pick<ChannelPayload, 'channelOrderId' | 'changedAt'> => {
  const channelOrderId = readGid(order['id'])?.id;
  const changedAt = parseInstant(textAt(order, 'updatedAt') ?? '');
  if (channelOrderId === undefined || changedAt === undefined) throw tryAgain('order', 'answer-unreadable');
  return { channelOrderId, changedAt };
};

const payloadOf = (whole: GraphqlOrder): ChannelPayload => ({
  ...changeOf(whole.order),
  rawBody: new TextEncoder().encode(JSON.stringify(toRestOrder(whole))),
});

/** The order with all of its parts in one state; undefined when it is gone meanwhile. */
const complete = async (parts: ShopParts, first: JsonObject): Promise<ChannelPayload | undefined> => {
  let order: JsonObject | undefined = first;
  for (let read = 1; read <= readsMax && order; read += 1) {
    const whole = await createPartsReader(parts, order)();
    if (whole !== changedMeanwhile) return payloadOf(whole);
    order = nodeAt(await parts.api.run(orderOperation, { id: String(order['id']) }), 'order');
  }
  // An order that changes faster than it can be read is read when it has come to rest.
  if (order) throw tryAgain(orderOperation.name, 'order-changes-while-read');
  return undefined;
};

// Shopify keeps whole seconds, so the window is widened to them.
const wholeSecond = (instant: Instant, round: (value: number) => number): string =>
  fromEpochMs(round(toEpochMs(instant) / 1_000) * 1_000).replace('.000Z', 'Z');

const restartsMax = 3;
const cursorPattern = /^(\d):(.{1,2000})$/s;

/** Our cursor is Shopify's, and how often the window has been begun anew. */
const unpackCursor = (cursor: string | undefined): { readonly after: string | null; readonly restarts: number } => {
  const match = cursor === undefined ? null : cursorPattern.exec(cursor);
  return match ? { after: match[2] as string, restarts: Number(match[1]) } : { after: null, restarts: 0 };
};

/** Orders updated within the window, one page. A cursor that Shopify no longer takes begins the window anew: twice does no harm. */
export const readChangedOrders = async (parts: ShopParts, query: ChangedOrders): Promise<OrderPage> => {
  const { after, restarts } = unpackCursor(query.cursor);
  const filter = `updated_at:>='${wholeSecond(query.from, Math.floor)}' AND updated_at:<'${wholeSecond(query.to, Math.ceil)}'`;
  const read = (from: string | null): Promise<JsonObject> => parts.api.run(changedOrdersOperation, { query: filter, after: from });
  let again = restarts;
  const data = await read(after).catch((error: unknown) => {
    const stale = after !== null && restarts < restartsMax && error instanceof ChannelApiError && error.problem === 'refused';
    if (!stale) throw error;
    again += 1;
    return read(null);
  });
  const { nodes, next } = connectionAt(data, 'orders');
  const payloads: ChannelPayload[] = [];
  const unreadable: UnreadableOrder[] = [];
  for (const node of nodes) {
    try {
      const payload = await complete(parts, node);
      if (payload) payloads.push(payload);
    } catch (error) {
      if (!(error instanceof OrderUnreadableError)) throw error;
      unreadable.push({ ...changeOf(node), code: error.code });
    }
  }
  return { payloads, unreadable, ...(next === undefined ? {} : { cursor: `${again}:${next}` }) };
};

/** One order by its number; undefined when the shop has none of it, or it is older than the app may see. */
export const readOrder = async (parts: ShopParts, channelOrderId: string): Promise<ChannelPayload | undefined> => {
  const order = nodeAt(await parts.api.run(orderOperation, { id: gidOf('Order', channelOrderId) }), 'order');
  return order && complete(parts, order);
};
