import { parseInstant, toEpochMs } from '../../../../lib/kernel/instant.ts';
import type { Clock } from '../../../../lib/platform/ports.ts';
import type { Random } from '../../../../lib/platform/simulation/random.ts';
import type { TwinAnswer, TwinRequest } from '../twin-server.ts';
import { invalid, itemV0, refusal, showNow, showV0, statusNamesV0, type TwinOrder } from './amazon-twin.model.ts';

export type TwinOrders = {
  readonly search: (request: TwinRequest) => TwinAnswer;
  readonly get: (request: TwinRequest, id: string) => TwinAnswer;
  readonly listV0: (request: TwinRequest, restricted: boolean) => TwinAnswer;
  readonly getV0: (request: TwinRequest, id: string, restricted: boolean) => TwinAnswer;
  readonly itemsV0: (request: TwinRequest, id: string) => TwinAnswer;
  readonly confirm: (request: TwinRequest, id: string) => TwinAnswer;
};

type Parts = {
  readonly orders: ReadonlyMap<string, TwinOrder>;
  readonly clock: Clock;
  readonly random: Random;
  /** Orders on a page at most, whatever is asked for. */
  readonly pageSizeMax: number;
  /** Called when an order has changed. */
  readonly touch: (order: TwinOrder) => void;
};

const dataSets = new Set(
  'BUYER RECIPIENT PROCEEDS EXPENSE PROMOTION CANCELLATION FULFILLMENT PACKAGES TAX PAYMENT FULFILLMENT_ORDERS'.split(' '),
);
const tokenMs = 24 * 3_600_000;
const endLagMs = 120_000;

const unknownOf = (query: URLSearchParams, known: readonly string[]): string | undefined =>
  [...query.keys()].find((key) => !known.includes(key));

const listOf = (query: URLSearchParams, key: string): readonly string[] => (query.get(key) ?? '').split(',').filter((part) => part !== '');

const includedIn = (query: URLSearchParams): ReadonlySet<string> | undefined => {
  const included = new Set(listOf(query, 'includedData'));
  return [...included].every((name) => dataSets.has(name)) ? included : undefined;
};

type Pages = { readonly key: string; readonly ids: readonly string[]; readonly untilMs: number };

/** Pages of one query: the token of the next page is good for a day and for the same query alone. */
const createPages = ({ clock, random }: Parts) => {
  const tokens = new Map<string, Pages>();
  return {
    take: (
      key: string,
      token: string | null,
      all: () => readonly string[],
      size: number,
    ): { ids: readonly string[]; next?: string } | undefined => {
      const pages = token === null ? { key, ids: all(), untilMs: Number.POSITIVE_INFINITY } : tokens.get(token);
      if (!pages || pages.key !== key || pages.untilMs < toEpochMs(clock.now())) return undefined;
      const rest = pages.ids.slice(size);
      if (rest.length === 0) return { ids: pages.ids };
      const next = Buffer.from(random.bytes(12)).toString('base64url');
      tokens.set(next, { key, ids: rest, untilMs: toEpochMs(clock.now()) + tokenMs });
      return { ids: pages.ids.slice(0, size), next };
    },
  };
};

type Range = { readonly after: string; readonly before: string };

/** The range of a query, or what is wrong with it. */
const rangeOf = (query: URLSearchParams, names: { readonly after: string; readonly before: string }, clock: Clock): Range | string => {
  const after = parseInstant(query.get(names.after) ?? '');
  if (after === undefined) return `${names.after} must be a date in ISO 8601 format`;
  const latest = toEpochMs(clock.now()) - endLagMs;
  const text = query.get(names.before);
  const before = text === null ? undefined : parseInstant(text);
  if (text !== null && before === undefined) return `${names.before} must be a date in ISO 8601 format`;
  if (before !== undefined && (before < after || toEpochMs(before) > latest))
    return `${names.before} must be after ${names.after} and at least two minutes before the time of the request`;
  return { after, before: before ?? new Date(latest).toISOString() };
};

export const createTwinOrders = (parts: Parts): TwinOrders => {
  const { orders, clock } = parts;
  const pages = createPages(parts);
  const within = (range: Range, marketplaces: readonly string[], fits: (order: TwinOrder) => boolean): readonly string[] =>
    [...orders.values()]
      .filter((order) => order.lastUpdatedTime >= range.after && order.lastUpdatedTime <= range.before)
      .filter((order) => marketplaces.length === 0 || marketplaces.includes(order.marketplaceId))
      .filter(fits)
      .toSorted((left, right) => (left.lastUpdatedTime < right.lastUpdatedTime ? -1 : 1))
      .map(({ orderId }) => orderId);
  const found = (ids: readonly string[]): readonly TwinOrder[] => ids.map((id) => orders.get(id)).filter((order) => order !== undefined);
  const sizeOf = (text: string | null): number | undefined => {
    const size = Number(text ?? '100');
    return Number.isInteger(size) && size >= 1 && size <= 100 ? Math.min(size, parts.pageSizeMax) : undefined;
  };

  const search = ({ query }: TwinRequest): TwinAnswer => {
    const known =
      'lastUpdatedAfter lastUpdatedBefore marketplaceIds fulfillmentStatuses includedData maxResultsPerPage paginationToken'.split(' ');
    const unknown = unknownOf(query, known);
    if (unknown !== undefined) return invalid(`Unknown parameter ${unknown}`);
    const range = rangeOf(query, { after: 'lastUpdatedAfter', before: 'lastUpdatedBefore' }, clock);
    const included = includedIn(query);
    const size = sizeOf(query.get('maxResultsPerPage'));
    if (typeof range === 'string') return invalid(range);
    if (included === undefined || size === undefined) return invalid('includedData or maxResultsPerPage');
    const statuses = listOf(query, 'fulfillmentStatuses');
    const all = () => within(range, listOf(query, 'marketplaceIds'), ({ status }) => statuses.length === 0 || statuses.includes(status));
    const page = pages.take(keyOf(query, 'paginationToken'), query.get('paginationToken'), all, size);
    if (!page) return invalid('paginationToken');
    return {
      status: 200,
      body: {
        orders: found(page.ids).map((order) => showNow(order, included)),
        ...(page.next === undefined ? {} : { pagination: { nextToken: page.next } }),
        lastUpdatedBefore: range.before,
      },
    };
  };

  const get = ({ query }: TwinRequest, id: string): TwinAnswer => {
    const included = includedIn(query);
    if (unknownOf(query, ['includedData']) !== undefined || included === undefined) return invalid('includedData');
    const order = orders.get(id);
    return order
      ? { status: 200, body: { order: showNow(order, included) } }
      : refusal(404, 'NotFound', 'The requested order was not found.');
  };

  const listV0 = ({ query }: TwinRequest, restricted: boolean): TwinAnswer => {
    const known = ['LastUpdatedAfter', 'LastUpdatedBefore', 'MarketplaceIds', 'OrderStatuses', 'MaxResultsPerPage', 'NextToken'];
    const unknown = unknownOf(query, known);
    if (unknown !== undefined) return invalid(`Unknown parameter ${unknown}`);
    const range = rangeOf(query, { after: 'LastUpdatedAfter', before: 'LastUpdatedBefore' }, clock);
    const size = sizeOf(query.get('MaxResultsPerPage'));
    const marketplaces = listOf(query, 'MarketplaceIds');
    if (typeof range === 'string') return invalid(range);
    if (size === undefined || marketplaces.length === 0) return invalid('MaxResultsPerPage or MarketplaceIds');
    const statuses = listOf(query, 'OrderStatuses');
    const all = () => within(range, marketplaces, ({ status }) => statuses.length === 0 || statuses.includes(statusNamesV0[status]));
    const page = pages.take(keyOf(query, 'NextToken'), query.get('NextToken'), all, size);
    if (!page) return invalid('NextToken');
    const payload = { Orders: found(page.ids).map((order) => showV0(order, restricted)), LastUpdatedBefore: range.before };
    return { status: 200, body: { payload: page.next === undefined ? payload : { ...payload, NextToken: page.next } } };
  };

  const withOrder = (id: string, show: (order: TwinOrder) => TwinAnswer): TwinAnswer => {
    const order = orders.get(id);
    return order ? show(order) : refusal(404, 'NotFound', 'The requested order was not found.');
  };

  return {
    search,
    get,
    listV0,
    getV0: ({ query }, id, restricted) =>
      query.size > 0
        ? invalid('Unknown parameter')
        : withOrder(id, (order) => ({ status: 200, body: { payload: showV0(order, restricted) } })),
    itemsV0: ({ query }, id) =>
      unknownOf(query, ['NextToken']) === undefined
        ? withOrder(id, (order) => ({
            status: 200,
            body: { payload: { AmazonOrderId: id, OrderItems: order.items.map((item) => itemV0(order, item)) } },
          }))
        : invalid('Unknown parameter'),
    confirm: (request, id) => withOrder(id, (order) => confirm(request, order, parts.touch)),
  };
};

const keyOf = (query: URLSearchParams, tokenName: string): string =>
  [...query]
    .filter(([name]) => name !== tokenName)
    .map(([name, value]) => `${name}=${value}`)
    .toSorted()
    .join('&');

type Confirmation = {
  marketplaceId?: unknown;
  packageDetail?: Record<string, unknown> & { orderItems?: { orderItemId?: unknown; quantity?: unknown }[] };
};

const bodyKeys = ['marketplaceId', 'packageDetail', 'codCollectionMethod'];
const detailKeys =
  'packageReferenceId carrierCode carrierName shippingMethod trackingNumber shipDate shipFromSupplySourceId orderItems'.split(' ');

/** What is wrong with a confirmation; undefined when it can be taken. */
const whyInvalid = ({ marketplaceId, packageDetail = {}, ...rest }: Confirmation, order: TwinOrder): string | undefined => {
  const unknown = [
    ...Object.keys(rest).filter((key) => !bodyKeys.includes(key)),
    ...Object.keys(packageDetail).filter((key) => !detailKeys.includes(key)),
  ];
  if (unknown.length > 0) return `Unknown members ${unknown.join(', ')}`;
  if (marketplaceId !== order.marketplaceId) return 'Please check the fields with invalid type [marketplaceId].';
  if (typeof packageDetail['packageReferenceId'] !== 'string' || !/^[1-9]\d*$/.test(packageDetail['packageReferenceId']))
    return 'Please check the fields with invalid type [packageDetail.packageReferenceId].';
  const missing = ['carrierCode', 'trackingNumber', 'shipDate'].find(
    (key) => typeof packageDetail[key] !== 'string' || packageDetail[key] === '',
  );
  if (missing !== undefined) return `Missing packageDetail.${missing}`;
  if (packageDetail['carrierCode'] === 'Other' && typeof packageDetail['carrierName'] !== 'string')
    return 'Missing packageDetail.carrierName';
  const items = packageDetail.orderItems ?? [];
  if (items.length === 0) return 'Missing packageDetail.orderItems';
  const fits = items.every(({ orderItemId, quantity }) => {
    const item = order.items.find((known) => known.orderItemId === orderItemId);
    return (
      item !== undefined &&
      typeof quantity === 'number' &&
      Number.isInteger(quantity) &&
      quantity >= 1 &&
      item.shipped + quantity <= item.quantity
    );
  });
  return fits ? undefined : 'Failed to create package due to not finding a matching package or order already fulfilled.';
};

const confirm = (request: TwinRequest, order: TwinOrder, touch: (order: TwinOrder) => void): TwinAnswer => {
  let body: Confirmation;
  try {
    body = JSON.parse(request.body) as Confirmation;
  } catch {
    return invalid('The body is no JSON document');
  }
  if (order.fulfilledBy === 'AMAZON' || !['UNSHIPPED', 'PARTIALLY_SHIPPED'].includes(order.status))
    return invalid('The order cannot be confirmed');
  const why = whyInvalid(body, order);
  if (why !== undefined) return invalid(why);
  const detail = body.packageDetail ?? {};
  const items = (detail.orderItems ?? []).map(({ orderItemId, quantity }) => ({
    orderItemId: String(orderItemId),
    quantity: Number(quantity),
  }));
  for (const { orderItemId, quantity } of items) {
    const item = order.items.find((known) => known.orderItemId === orderItemId);
    if (item) item.shipped += quantity;
  }
  order.packages.push({
    packageReferenceId: String(detail['packageReferenceId']),
    carrier: String(detail['carrierName'] ?? detail['carrierCode']),
    trackingNumber: String(detail['trackingNumber']),
    shipTime: String(detail['shipDate']),
    items,
  });
  order.status = order.items.every(({ quantity, shipped }) => shipped === quantity) ? 'SHIPPED' : 'PARTIALLY_SHIPPED';
  touch(order);
  return { status: 204 };
};
