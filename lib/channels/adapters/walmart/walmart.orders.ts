import * as z from 'zod';
import { fromEpochMs, type Instant, parseInstant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import type { Clock } from '../../../platform/ports.ts';
import { ChannelApiError } from '../../api/channel-api-error.ts';
import type { ChangedOrders, ChannelPayload, OrderPage } from '../../app/channel-client.ts';
import { isObject, type JsonObject, objectAt, textAt } from '../reading/json.ts';
import { callForJson, type WalmartApi } from './walmart.api.ts';
import { findOrders } from './walmart.envelope.ts';
import { readMoment } from './walmart.dates.ts';
import { lastChangeOf } from './walmart.normalize.ts';
import type { WalmartSettings } from './walmart.settings.ts';
import { wrappedList } from './walmart.shape.ts';

export type OrdersParts = { readonly api: WalmartApi; readonly clock: Clock; readonly settings: WalmartSettings };

const pageSize = 200; // The most that "All orders" gives at once.
const ordersMax = 10_000; // "All orders": a query that finds more is an error, so the window is halved before.
const createdDaysMax = 180; // "All orders": older ones are not given; without a date only the last seven days are.
const dayMs = 86_400_000;
const restartsMax = 3;

/** What is still to be read: windows of one kind of ship node each, the first of them at `next`. */
const Cursor = z.strictObject({
  windows: z.array(z.strictObject({ node: z.string().max(40), from: z.string().max(40), to: z.string().max(40) })).max(200),
  next: z.string().max(4_000).optional(),
  restarts: z.int().min(0).max(restartsMax).default(0),
});
type Cursor = z.infer<typeof Cursor>;
type Window = Cursor['windows'][number];

const packCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor), 'utf8').toString('base64url');

const unpackCursor = (text: string): Cursor => {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    value = undefined;
  }
  const read = Cursor.safeParse(value);
  if (read.success) return read.data;
  throw new ChannelApiError('walmart orders.list: the cursor is not one of ours', {
    problem: 'refused',
    status: 0,
    code: 'cursor-invalid',
  });
};

/** One order as the body of a payload: what `GET /v3/orders/{purchaseOrderId}` answers. */
const payloadOf = (order: JsonObject, node: string | null, clock: Clock): ChannelPayload | undefined => {
  const channelOrderId = textAt(order, 'purchaseOrderId');
  if (channelOrderId === null) return undefined;
  // The page was asked for by kind of ship node; an order that does not say it again is of that kind all the same.
  const known = node === null || textAt(objectAt(order, 'shipNode'), 'type') !== null;
  const complete = known || node === 'SellerFulfilled' ? order : { ...order, shipNode: { ...objectAt(order, 'shipNode'), type: node } };
  const lines = wrappedList(order, 'orderLines', 'orderLine', '').entries.map(({ value, path }) => ({ source: value, path }));
  const changedAt = lastChangeOf(lines) ?? readMoment(order['orderDate']) ?? clock.now();
  return { channelOrderId, changedAt, rawBody: new TextEncoder().encode(JSON.stringify({ order: complete })) };
};

// `2020-03-16T10:30:15Z`: Walmart documents whole seconds, so the window is widened to them.
const wholeSecond = (instant: Instant, round: (value: number) => number): string =>
  fromEpochMs(round(toEpochMs(instant) / 1_000) * 1_000).replace('.000Z', 'Z');

const queryOf = (window: Window, clock: Clock): string => {
  const [from, to] = [window.from, window.to].map((text) => parseInstant(text) ?? clock.now()) as [Instant, Instant];
  return `?${new URLSearchParams({
    lastModifiedStartDate: wholeSecond(from, Math.floor),
    lastModifiedEndDate: wholeSecond(to, Math.ceil),
    createdStartDate: wholeSecond(plusMs(clock.now(), -createdDaysMax * dayMs + 60_000), Math.ceil),
    limit: String(pageSize),
    shipNodeType: window.node,
    productInfo: 'false',
    replacementInfo: 'true',
  }).toString()}`;
};

const halves = ({ node, from, to }: Window): readonly Window[] | undefined => {
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  const middleMs = Math.floor((fromMs + toMs) / 2_000) * 1_000;
  if (!(middleMs > fromMs && middleMs < toMs)) return undefined;
  const middle = fromEpochMs(middleMs);
  return [
    { node, from, to: middle },
    { node, from: middle, to },
  ];
};

const ordersUrl = ({ settings }: OrdersParts, query: string): string =>
  `${settings.baseUrl}/v3/orders${query.startsWith('?') ? query : `?${query}`}`;

/** Orders modified within the window, one page; windows of several kinds of ship node one after the other. */
export const readChangedOrders = async (parts: OrdersParts, query: ChangedOrders): Promise<OrderPage> => {
  const { settings, clock } = parts;
  const cursor =
    query.cursor === undefined
      ? { windows: settings.shipNodeTypes.map((node) => ({ node, from: query.from, to: query.to })), restarts: 0 }
      : unpackCursor(query.cursor);
  const [window, ...others] = cursor.windows;
  if (window === undefined) return { payloads: [] };
  const page = await readPage(parts, window, cursor);
  const restarts = page.restarted ? cursor.restarts + 1 : cursor.restarts;
  const meta = objectAt(page.list, 'meta');
  const count = Number(textAt(meta, 'totalCount') ?? '0');
  const split = cursor.next === undefined && count > ordersMax ? halves(window) : undefined;
  if (split) return { payloads: [], cursor: packCursor({ windows: [...split, ...others], restarts }) };

  const found = findOrders({ list: page.list });
  // An order that is not one is left to the intake, which refuses it by name; a page that is none is the API's fault.
  const elements = found.ok ? found.value.map(({ order }) => order) : rawOrders(page.list);
  const payloads = elements.map((order) => payloadOf(order, window.node, clock)).filter((payload) => payload !== undefined);
  const next = textAt(meta, 'nextCursor');
  const left: Cursor | undefined =
    next !== null ? { windows: [window, ...others], next, restarts } : others.length > 0 ? { windows: others, restarts: 0 } : undefined;
  return left === undefined ? { payloads } : { payloads, cursor: packCursor(left) };
};

const rawOrders = (list: JsonObject): readonly JsonObject[] => {
  const orders = objectAt(list, 'elements')['order'];
  return Array.isArray(orders) ? orders.filter(isObject) : [];
};

/**
 * A cursor of Walmart is good for a while only (two minutes where it documents it). When it is refused the window is read
 * from its beginning: orders come twice, which does no harm, and none is left out.
 */
const readPage = async (
  parts: OrdersParts,
  window: Window,
  { next, restarts }: Cursor,
): Promise<{ readonly list: JsonObject; readonly restarted: boolean }> => {
  const read = async (query: string): Promise<JsonObject> =>
    objectAt(await callForJson(parts.api.reading, { name: 'orders.list', method: 'GET', url: ordersUrl(parts, query) }), 'list');
  try {
    return { list: await read(next ?? queryOf(window, parts.clock)), restarted: false };
  } catch (error) {
    if (!(error instanceof ChannelApiError) || (error.status !== 400 && error.status !== 404)) throw error;
    // "Error codes": CONTENT_NOT_FOUND is information, here that the window is empty.
    if (next === undefined && error.status === 404) return { list: { meta: {}, elements: {} }, restarted: false };
    if (next === undefined || restarts >= restartsMax) throw error;
    return { list: await read(queryOf(window, parts.clock)), restarted: true };
  }
};

/** The order as the API gives it; undefined when the account has none of this id. */
export const readOrderJson = async (parts: OrdersParts, channelOrderId: string): Promise<JsonObject | undefined> => {
  const url = `${parts.settings.baseUrl}/v3/orders/${encodeURIComponent(channelOrderId)}?productInfo=false&replacementInfo=true`;
  try {
    const json = await callForJson(parts.api.reading, { name: 'orders.get', method: 'GET', url });
    const order = json['order'];
    return isObject(order) ? order : json;
  } catch (error) {
    if (error instanceof ChannelApiError && error.status === 404) return undefined;
    throw error;
  }
};

/** One order by its id, in the form in which pages give it. */
export const readOrder = async (parts: OrdersParts, channelOrderId: string): Promise<ChannelPayload | undefined> => {
  const order = await readOrderJson(parts, channelOrderId);
  return order && payloadOf(order, null, parts.clock);
};
