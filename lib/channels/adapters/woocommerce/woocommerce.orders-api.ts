import * as z from 'zod';
import { fromEpochMs, type Instant, parseInstant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { ChannelApiError } from '../../api/channel-api-error.ts';
import type { ChangedOrders, ChannelPayload, OrderPage } from '../../app/channel-client.ts';
import { type JsonObject, isObject, textAt } from '../reading/json.ts';
import type { WooCommerceApi } from './woocommerce.api.ts';
import { idOf, parseGmt } from './woocommerce.fields.ts';
import { needsRefundDetail } from './woocommerce.refunds.ts';
import { unplacedStatuses } from './woocommerce.webhook.ts';

// After `WC_REST_CRUD_Controller::prepare_objects_query` and the page "Orders" of REST v3.

const orderIdPattern = /^[1-9]\d{0,19}$/;

/** Undefined when the shop has no such order, or has only a draft of it. */
export const fetchOrder = async (api: WooCommerceApi, channelOrderId: string): Promise<JsonObject | undefined> => {
  if (!orderIdPattern.test(channelOrderId)) return undefined;
  try {
    const order = await api.get('orders.get', `wc/v3/orders/${channelOrderId}`);
    return isObject(order) && isPlaced(order) ? withRefunds(api, order) : undefined;
  } catch (error) {
    if (error instanceof ChannelApiError && error.status === 404 && error.code === 'woocommerce_rest_shop_order_invalid_id')
      return undefined;
    throw error;
  }
};

const isPlaced = (order: JsonObject): boolean => !unplacedStatuses.has(textAt(order, 'status') ?? '');

/** An order names of each refund only the total. Where that leaves open which units are still wanted, they are asked for. */
const withRefunds = async (api: WooCommerceApi, order: JsonObject): Promise<JsonObject> => {
  const id = idOf(order);
  if (id === undefined || !needsRefundDetail(order)) return order;
  const refunds = await api.list('refunds.list', `wc/v3/orders/${id}/refunds`);
  // Oldest first, as ids grow, so that the same refunds always make the same document.
  const sorted = [...refunds].sort((left, right) => Number(idOf(left) ?? 0) - Number(idOf(right) ?? 0));
  return { ...order, refunds: sorted };
};

const changedAtOf = (order: JsonObject): Instant | undefined => parseGmt(textAt(order, 'date_modified_gmt') ?? '');

export const payloadOf = (order: JsonObject): ChannelPayload => ({
  channelOrderId: idOf(order) ?? '',
  changedAt: changedAtOf(order) ?? fromEpochMs(0),
  rawBody: new TextEncoder().encode(JSON.stringify(order)),
});

// Pages are not counted: an order that changes meanwhile would leave its page, and the first of the next page would slip
// onto one already read. Each page begins instead at the second where the last one ended, without the orders seen there.
const Cursor = z.strictObject({
  // The trash is not among the orders of `any` status; what lies there has been called off.
  list: z.enum(['any', 'trash']),
  from: z.string(),
  seen: z.array(z.string().regex(orderIdPattern)).max(10_000),
});
type Cursor = z.output<typeof Cursor>;

const readCursor = (text: string): Cursor => {
  try {
    const parsed = Cursor.safeParse(JSON.parse(text));
    if (parsed.success && parseInstant(parsed.data.from) !== undefined) return parsed.data;
  } catch {
    // Said below.
  }
  throw new ChannelApiError('woocommerce orders.list: the cursor is none of ours', {
    problem: 'refused',
    status: 0,
    code: 'cursor-invalid',
  });
};

const second = 1_000;

// `dates_are_gmt` compares the text as it stands with UTC columns; a zone in it would be converted to the shop's own first.
const zoneless = (instant: Instant): string => instant.slice(0, 'yyyy-mm-ddThh:mm:ss'.length);

/**
 * One page of the orders changed in `[from, to)`, the oldest change first, then those of the trash. `modified_after` and
 * `modified_before` leave their own second out and know whole seconds only, so a second more is asked for and left out here.
 * `to` must not lie ahead of the shop's clock.
 */
export const fetchChangedOrders = async (api: WooCommerceApi, query: ChangedOrders, perPage: number): Promise<OrderPage> => {
  const cursor: Cursor = query.cursor === undefined ? { list: 'any', from: query.from, seen: [] } : readCursor(query.cursor);
  const from = cursor.from as Instant;
  const { entries, pages } = await api.page('orders.list', 'wc/v3/orders', {
    status: cursor.list,
    modified_after: zoneless(plusMs(from, -second)),
    modified_before: zoneless(plusMs(query.to, 2 * second - 1)),
    dates_are_gmt: true,
    orderby: 'modified',
    order: 'asc',
    per_page: perPage,
    page: 1,
    ...(cursor.seen.length > 0 ? { exclude: cursor.seen.join(',') } : {}),
  });
  const payloads: ChannelPayload[] = [];
  for (const order of entries) {
    const changedAt = changedAtOf(order);
    const wanted = changedAt !== undefined && changedAt >= query.from && changedAt < query.to;
    if (!wanted || idOf(order) === undefined || !isPlaced(order)) continue;
    const whole = await withRefunds(api, order);
    // Webhooks never tell which units a refund took, so that this form of the order comes by the API alone.
    payloads.push({ ...payloadOf(whole), ...(whole === order ? {} : { onlyByApi: true }) });
  }
  const next = pages > 1 ? cursorAfter(cursor, entries) : undefined;
  if (next) return { payloads, cursor: JSON.stringify(next) };
  return cursor.list === 'any' ? { payloads, cursor: JSON.stringify({ list: 'trash', from: query.from, seen: [] }) } : { payloads };
};

const cursorAfter = (before: Cursor, entries: readonly JsonObject[]): Cursor | undefined => {
  const last = entries
    .map(changedAtOf)
    .filter((at) => at !== undefined)
    .reduce<Instant | undefined>((max, at) => (max === undefined || at > max ? at : max), undefined);
  if (last === undefined) return undefined;
  const ids = entries
    .filter((order) => changedAtOf(order) === last)
    .map(idOf)
    .filter((id) => id !== undefined);
  const sameSecond = toEpochMs(before.from as Instant) === toEpochMs(last);
  return { list: before.list, from: last, seen: sameSecond ? [...before.seen, ...ids] : ids };
};
