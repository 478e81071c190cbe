import { fromEpochMs, type Instant, toEpochMs } from '../../../kernel/instant.ts';
import type { Clock } from '../../../platform/ports.ts';
import { ChannelApiError, OrderUnreadableError } from '../../api/channel-api-error.ts';
import type { ChangedOrders, ChannelPayload, OrderPage, UnreadableOrder } from '../../app/channel-client.ts';
import { isObject, type JsonObject, listAt, objectAt, textAt } from '../reading/json.ts';
import { type AmazonApi, type AmazonOperation, orUndefined } from './amazon.api.ts';
import { whyNotTaken } from './amazon.envelope.ts';
import { instantAt } from './amazon.reading.ts';
import type { AmazonSettings } from './amazon.settings.ts';

export type OrdersClient = {
  readonly changedOrders: (query: ChangedOrders) => Promise<OrderPage>;
  readonly order: (channelOrderId: string) => Promise<ChannelPayload | undefined>;
};

// "At least two minutes before the time of the request" for the end of a time range (both versions); a little more, because
// our clock and Amazon's differ.
const endLagMs = 125_000;
const pageSizes = { '2026-01-01': 100, v0: 20 } as const;

const statuses = ['UNSHIPPED', 'PARTIALLY_SHIPPED', 'SHIPPED', 'CANCELLED', 'UNFULFILLABLE'];
const statusesV0 = ['Unshipped', 'PartiallyShipped', 'Shipped', 'InvoiceUnconfirmed', 'Canceled', 'Unfulfillable'];
const dataSets = ['PROCEEDS', 'PROMOTION', 'CANCELLATION', 'FULFILLMENT'];

/** Where the next page begins. Amazon wants the other parameters unchanged, so the end of the range is kept with its token. */
type Cursor = { readonly token: string; readonly before: Instant };

const writeCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');

const readCursor = (text: string): Cursor => {
  try {
    const cursor: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const token = isObject(cursor) ? textAt(cursor, 'token') : null;
    const before = isObject(cursor) ? instantAt(cursor, 'before') : null;
    if (token !== null && before) return { token, before };
  } catch {
    // Falls through to the same answer as any other text that is no cursor of ours.
  }
  throw new ChannelApiError('amazon orders: refused (0, cursor-invalid)', { problem: 'refused', status: 0, code: 'cursor-invalid' });
};

/** Orders by the version of the Orders API that the settings name. */
export const createOrdersClient = (api: AmazonApi, settings: AmazonSettings, clock: Clock): OrdersClient => {
  const read = settings.ordersApi === 'v0' ? readV0(api, settings) : read2026(api, settings);
  return {
    changedOrders: async (query) => {
      const latest = toEpochMs(clock.now()) - endLagMs;
      const given = query.cursor === undefined ? undefined : readCursor(query.cursor);
      const before = given?.before ?? fromEpochMs(Math.min(toEpochMs(query.to), latest));
      // The port's ranges end before `to`, Amazon's contain their end.
      const coversAll = toEpochMs(before) >= toEpochMs(query.to);
      if (toEpochMs(before) <= toEpochMs(query.from)) return { payloads: [], coveredTo: query.from };
      const { payloads, unreadable, token } = await read.page({ from: query.from, before, token: given?.token });
      const isWithin = ({ changedAt }: Pick<ChannelPayload, 'changedAt'>): boolean => changedAt < before;
      return {
        payloads: payloads.filter(isWithin),
        unreadable: unreadable.filter(isWithin),
        ...(token === null ? {} : { cursor: writeCursor({ token, before }) }),
        ...(coversAll ? {} : { coveredTo: before }),
      };
    },
    order: read.order,
  };
};

type Page = Required<Pick<OrderPage, 'payloads' | 'unreadable'>> & { readonly token: string | null };
type PageQuery = { readonly from: Instant; readonly before: Instant; readonly token: string | undefined };
type Reader = { readonly page: (query: PageQuery) => Promise<Page>; readonly order: OrdersClient['order'] };

/** One order as a document that the adapter reads; undefined for one that is not to be taken, or that has no id or date. */
const toPayload = (
  order: JsonObject,
  document: JsonObject,
  keys: { readonly id: string; readonly updated: string },
): ChannelPayload | undefined => {
  const channelOrderId = textAt(order, keys.id);
  const changedAt = instantAt(order, keys.updated);
  if (channelOrderId === null || !changedAt || whyNotTaken(order) !== undefined) return undefined;
  return { channelOrderId, changedAt, rawBody: Buffer.from(JSON.stringify(document)) };
};

const orderPath = (version: '2026-01-01' | 'v0', id: string): string => `/orders/${version}/orders/${encodeURIComponent(id)}`;

const read2026 = (api: AmazonApi, settings: AmazonSettings): Reader => {
  // The webhook path and the poll ask for the same sets of data, or one revision would have two contents.
  const includedData = settings.personalData ? ['BUYER', 'RECIPIENT', ...dataSets] : dataSets;
  const payloadOf = (order: JsonObject): ChannelPayload | undefined =>
    toPayload(order, { order }, { id: 'orderId', updated: 'lastUpdatedTime' });
  return {
    page: async ({ from, before, token }) => {
      const answer = await api.json('searchOrders', {
        path: '/orders/2026-01-01/orders',
        query: {
          lastUpdatedAfter: from,
          lastUpdatedBefore: before,
          marketplaceIds: settings.marketplaceIds,
          fulfillmentStatuses: statuses,
          includedData,
          maxResultsPerPage: String(pageSizes['2026-01-01']),
          paginationToken: token,
        },
      });
      const payloads = listAt(answer, 'orders').map(({ value }) => payloadOf(value));
      return {
        payloads: payloads.filter((payload) => payload !== undefined),
        unreadable: [],
        token: textAt(objectAt(answer, 'pagination'), 'nextToken'),
      };
    },
    order: (id) =>
      orUndefined(async () => {
        const answer = await api.json('getOrder', { path: orderPath('2026-01-01', id), query: { includedData } });
        return payloadOf(objectAt(answer, 'order'));
      }),
  };
};

const itemPagesMax = 20;
const keysV0 = { id: 'AmazonOrderId', updated: 'LastUpdateDate' } as const;

const readV0 = (api: AmazonApi, settings: AmazonSettings): Reader => {
  const named = (name: 'v0.getOrders' | 'v0.getOrder' | 'v0.getOrderItems'): AmazonOperation =>
    settings.personalData ? `${name}.restricted` : name;

  const itemsOf = async (id: string): Promise<readonly JsonObject[]> => {
    const items: JsonObject[] = [];
    let token: string | undefined;
    for (let page = 0; page < itemPagesMax; page += 1) {
      const answer = await api.json(named('v0.getOrderItems'), { path: `${orderPath('v0', id)}/orderItems`, query: { NextToken: token } });
      const payload = objectAt(answer, 'payload');
      items.push(...listAt(payload, 'OrderItems').map(({ value }) => value));
      token = textAt(payload, 'NextToken') ?? undefined;
      if (token === undefined) return items;
    }
    const code = 'too-many-items';
    throw new OrderUnreadableError(`amazon v0.getOrderItems: refused (0, ${code})`, { status: 0, code });
  };

  const withItems = async (order: JsonObject): Promise<ChannelPayload | undefined> => {
    const id = textAt(order, 'AmazonOrderId');
    if (id === null || whyNotTaken(order) !== undefined) return undefined;
    const payload = { ...order, OrderItems: await itemsOf(id) };
    return toPayload(order, { payload }, keysV0);
  };

  return {
    page: async ({ from, before, token }) => {
      const answer = await api.json(named('v0.getOrders'), {
        path: '/orders/v0/orders',
        query: {
          LastUpdatedAfter: from,
          LastUpdatedBefore: before,
          MarketplaceIds: settings.marketplaceIds,
          OrderStatuses: statusesV0,
          MaxResultsPerPage: String(pageSizes.v0),
          NextToken: token,
        },
      });
      const payload = objectAt(answer, 'payload');
      const payloads: ChannelPayload[] = [];
      const unreadable: UnreadableOrder[] = [];
      // One after the other: side by side they would only wait for the same limit.
      for (const { value } of listAt(payload, 'Orders')) {
        try {
          const read = await withItems(value);
          if (read) payloads.push(read);
        } catch (error) {
          if (!(error instanceof OrderUnreadableError)) throw error;
          const change = toPayload(value, value, keysV0);
          if (change) unreadable.push({ channelOrderId: change.channelOrderId, changedAt: change.changedAt, code: error.code });
        }
      }
      return { payloads, unreadable, token: textAt(payload, 'NextToken') };
    },
    order: (id) =>
      orUndefined(async () => {
        const answer = await api.json(named('v0.getOrder'), { path: orderPath('v0', id) });
        return withItems(objectAt(answer, 'payload'));
      }),
  };
};

/** What notices look at before they do anything: state, quantities, amounts and parcels, and nothing personal. */
export const lookAtOrder = (api: AmazonApi, id: string): Promise<JsonObject | undefined> =>
  orUndefined(async () => {
    const query = { includedData: ['PROCEEDS', 'FULFILLMENT', 'CANCELLATION', 'PACKAGES'] };
    return objectAt(await api.json('getOrder', { path: orderPath('2026-01-01', id), query }), 'order');
  });
