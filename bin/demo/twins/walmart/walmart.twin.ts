import { toEpochMs } from '../../../../lib/kernel/instant.ts';
import type { Clock } from '../../../../lib/platform/ports.ts';
import type { Random } from '../../../../lib/platform/simulation/random.ts';
import { createTwinBucket, startTwinServer, type TwinAnswer, type TwinPlace, type TwinRequest, type TwinServer } from '../twin-server.ts';
import { acknowledge, cancel, refund, ship } from './walmart.twin-changes.ts';
import { createTwinNotifications, type TwinNotifications } from './walmart.twin-notifications.ts';
import {
  applyChange,
  createTwinOrders,
  modifiedWithin,
  orderJson,
  shipmentsOf,
  type TwinNewOrder,
  type TwinOrder,
  type TwinOrderChange,
  type TwinOrders,
  type TwinShipment,
} from './walmart.twin-orders.ts';
import { failure, InventoryBody, readBody } from './walmart.twin-requests.ts';

export type WalmartTwinOptions = {
  readonly clock: Clock;
  readonly random: Random;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly market?: 'us' | 'ca' | 'mx' | 'cl';
  readonly port?: TwinPlace;
  /** SKUs of the seller's catalogue. */
  readonly skus?: readonly string[];
  /** Bucket of each endpoint group. @default 600 calls a second, so that only tests of throttling meet it */
  readonly limit?: { readonly perSecond: number; readonly burst: number };
};

export type WalmartTwin = TwinServer & {
  readonly placeOrder: (order: TwinNewOrder) => TwinOrder;
  readonly changeOrder: (purchaseOrderId: string, change: TwinOrderChange) => TwinOrder | undefined;
  readonly orders: ReadonlyMap<string, TwinOrder>;
  /** Units for sale by `sku`, or `sku@shipNode`. */
  readonly stock: ReadonlyMap<string, number>;
  /** By hand, at the default ship node. */
  readonly changeStock: (sku: string, units: number) => void;
  /** Units shipped so far, by line and parcel. */
  readonly shipments: () => readonly TwinShipment[];
  readonly webhooks: TwinNotifications;
  /** Tokens given out so far. */
  readonly tokensGiven: () => number;
  /** Every token given out is refused from now on. */
  readonly revokeTokens: () => void;
};

const tokenSeconds = 900;
const cursorMs = 120_000;
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

type World = {
  readonly options: WalmartTwinOptions;
  readonly nowMs: () => number;
  readonly sellers: TwinOrders;
  readonly stock: Map<string, number>;
  readonly webhooks: TwinNotifications;
  readonly nextId: () => string;
};

const createTokens = ({ clientId, clientSecret, random, clock }: WalmartTwinOptions) => {
  const endsAt = new Map<string, number>();
  const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  let given = 0;
  return {
    given: () => given,
    revoke: () => endsAt.clear(),
    valid: (token: string | undefined): boolean => (endsAt.get(token ?? '') ?? 0) > toEpochMs(clock.now()),
    give: ({ headers, body }: TwinRequest): TwinAnswer => {
      if (headers['authorization'] !== basic) return failure(401, 'UNAUTHORIZED.GMP_GATEWAY_API');
      if (headers['content-type'] !== 'application/x-www-form-urlencoded' || body !== 'grant_type=client_credentials')
        return failure(400, 'INVALID_REQUEST_CONTENT', 'grant_type');
      given += 1;
      const token = `twin.${given}.${Buffer.from(random.bytes(12)).toString('hex')}`;
      endsAt.set(token, toEpochMs(clock.now()) + tokenSeconds * 1_000);
      return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: tokenSeconds } };
    },
  };
};

const checkHeaders = ({ headers, method, body }: TwinRequest, market: string): TwinAnswer | undefined => {
  if (!uuidPattern.test(headers['wm_qos.correlation_id'] ?? '')) return failure(400, 'INVALID_REQUEST_HEADER', 'WM_QOS.CORRELATION_ID');
  if (!headers['wm_svc.name']) return failure(400, 'MISSING_REQUEST_HEADER', 'WM_SVC.NAME');
  if (headers['accept'] !== 'application/json') return failure(406, 'INVALID_ACCEPT_TYPE');
  if (method !== 'GET' && body !== '' && !['application/json', 'application/x-www-form-urlencoded'].includes(headers['content-type'] ?? ''))
    return failure(415, 'UNSUPPORTED_MEDIA_TYPE');
  const global = headers['wm_market'] === market && headers['wm_global_version'] === '3.1';
  const us = headers['wm_market'] === undefined && headers['wm_global_version'] === undefined;
  return (market === 'us' ? us || global : global) ? undefined : failure(400, 'INVALID_REQUEST_HEADER', 'WM_MARKET');
};

const listParameters = new Set(
  (
    'lastModifiedStartDate lastModifiedEndDate createdStartDate createdEndDate limit shipNodeType productInfo replacementInfo ' +
    'hasMoreElements soIndex poIndex partnerId sellerId issuedAt'
  ).split(' '),
);

const momentOf = (text: string | null, otherwise: number): number => (text === null ? otherwise : Date.parse(text));

/** GET /v3/orders: pages by a query string that Walmart gives as `nextCursor`, good for two minutes. */
const listOrders = ({ sellers, nowMs }: World, query: URLSearchParams): TwinAnswer => {
  const unknown = [...query.keys()].find((name) => !listParameters.has(name));
  if (unknown !== undefined) return failure(400, 'INVALID_REQUEST_PARAM', unknown);
  const limit = Number(query.get('limit') ?? '100');
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) return failure(400, 'INVALID_REQUEST_PARAM', 'limit');
  const issuedAt = query.get('issuedAt');
  if (issuedAt !== null && nowMs() - Number(issuedAt) > cursorMs) return failure(400, 'INVALID_REQUEST_PARAM', 'nextCursor');
  const window = {
    node: query.get('shipNodeType') ?? 'SellerFulfilled',
    fromMs: momentOf(query.get('lastModifiedStartDate'), 0),
    toMs: momentOf(query.get('lastModifiedEndDate'), nowMs()),
    // Without a date Walmart gives the last seven days.
    createdFromMs: momentOf(query.get('createdStartDate'), nowMs() - 7 * 86_400_000),
  };
  const wrong = Object.entries(window).find(([, value]) => typeof value === 'number' && Number.isNaN(value));
  if (wrong) return failure(400, 'INVALID_REQUEST_PARAM', wrong[0]);
  if (nowMs() - window.createdFromMs > 180 * 86_400_000) return failure(400, 'INVALID_REQUEST_PARAM', 'createdStartDate');
  const all = modifiedWithin(sellers, window);
  const begin = Number(query.get('soIndex') ?? '0');
  const end = begin + limit;
  const next = new URLSearchParams(query);
  next.set('hasMoreElements', 'true');
  next.set('soIndex', String(end));
  next.set('issuedAt', String(nowMs()));
  const orders = all.slice(begin, end).map((order) => orderJson(order, query.get('replacementInfo') === 'true'));
  const meta = { totalCount: all.length, limit, ...(end < all.length ? { nextCursor: `?${next.toString()}` } : {}) };
  return { status: 200, body: { list: { meta, elements: { order: orders } } } };
};

const orderPath = /^\/v3\/orders\/([^/]+)(?:\/(acknowledge|shipping|cancel|refund))?$/;

const answerOrder = (world: World, request: TwinRequest, id: string, verb: string | undefined): TwinAnswer => {
  const { sellers, options, nextId } = world;
  const order = sellers.orders.get(decodeURIComponent(id));
  if (!order) return failure(404, 'CONTENT_NOT_FOUND', 'purchaseOrderId');
  if (verb === undefined)
    return request.method === 'GET'
      ? { status: 200, body: { order: orderJson(order, request.query.get('replacementInfo') === 'true') } }
      : failure(405, 'METHOD_NOT_ALLOWED');
  if (request.method !== 'POST') return failure(405, 'METHOD_NOT_ALLOWED');
  if (verb === 'acknowledge') return acknowledge(sellers, order, request.body, (options.market ?? 'us') !== 'us');
  if (verb === 'shipping') return ship(sellers, order, request.body);
  return verb === 'cancel' ? cancel(sellers, order, request.body) : refund(sellers, order, request.body, nextId);
};

const answerInventory = ({ stock, options }: World, { method, query, body }: TwinRequest): TwinAnswer => {
  const sku = query.get('sku') ?? '';
  if (!(options.skus ?? []).includes(sku)) return failure(404, 'CONTENT_NOT_FOUND', 'sku');
  const key = query.has('shipNode') ? `${sku}@${query.get('shipNode') ?? ''}` : sku;
  if (method === 'PUT') {
    const read = readBody(InventoryBody, body);
    if ('answer' in read) return read.answer;
    if (read.body.sku !== sku) return failure(400, 'INVALID_REQUEST_CONTENT', 'sku');
    stock.set(key, read.body.quantity.amount);
  } else if (method !== 'GET') return failure(405, 'METHOD_NOT_ALLOWED');
  return { status: 200, body: { sku, quantity: { unit: 'EACH', amount: stock.get(key) ?? 0 } } };
};

const route = (world: World, request: TwinRequest): TwinAnswer => {
  const { path, method } = request;
  if (path === '/v3/orders') return method === 'GET' ? listOrders(world, request.query) : failure(405, 'METHOD_NOT_ALLOWED');
  const order = orderPath.exec(path);
  if (order) return answerOrder(world, request, order[1] ?? '', order[2]);
  if (path === '/v3/inventory') return answerInventory(world, request);
  return world.webhooks.answer(request) ?? failure(404, 'URI_NOT_FOUND');
};

/**
 * A server that behaves like Walmart's Marketplace API: tokens that end after 15 minutes, required headers, cursors that end,
 * token buckets with Walmart's headers, strict bodies, and errors in Walmart's shape. Ids, dates and chance depend on the seed
 * and the clock.
 */
export const startWalmartTwin = async (options: WalmartTwinOptions): Promise<WalmartTwin> => {
  const { clock, random, market = 'us', limit = { perSecond: 600, burst: 600 } } = options;
  const sellers = createTwinOrders({ clock, random: random.fork('orders') });
  const ids = random.fork('ids');
  const world: World = {
    options,
    sellers,
    nowMs: () => toEpochMs(clock.now()),
    stock: new Map(),
    webhooks: createTwinNotifications({ clock, random: random.fork('notifications') }),
    nextId: () => Buffer.from(ids.bytes(8)).toString('hex'),
  };
  const tokens = createTokens({ ...options, random: random.fork('tokens') });
  const buckets = new Map<string, ReturnType<typeof createTwinBucket>>();

  const answer = (request: TwinRequest): TwinAnswer => {
    const wrong = checkHeaders(request, market);
    if (wrong) return wrong;
    if (request.path === '/v3/token') return request.method === 'POST' ? tokens.give(request) : failure(405, 'METHOD_NOT_ALLOWED');
    if (!tokens.valid(request.headers['wm_sec.access_token'])) return failure(401, 'UNAUTHORIZED');
    const group = `${request.method} ${request.path.split('/').slice(0, 3).join('/')}`;
    const bucket = buckets.get(group) ?? createTwinBucket(limit, clock);
    buckets.set(group, bucket);
    const { allowed, left, retryAfterSeconds } = bucket.take();
    const rate = {
      'x-current-token-count': String(Math.max(0, Math.floor(left))),
      'x-next-replenishment-time': String(world.nowMs() + Math.ceil(retryAfterSeconds * 1_000)),
    };
    if (!allowed) return { ...failure(429, 'REQUEST_THRESHOLD_VIOLATED'), headers: rate };
    const answered = route(world, request);
    return { ...answered, headers: { ...rate, ...answered.headers } };
  };

  const server = await startTwinServer({
    answer,
    clock,
    random: random.fork('trouble'),
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  return {
    ...server,
    placeOrder: (wanted) => {
      const order = sellers.place(wanted);
      world.webhooks.note('PO_CREATED', order);
      return order;
    },
    changeOrder: (purchaseOrderId, change) => {
      const order = applyChange(sellers, purchaseOrderId, change);
      if (order) world.webhooks.note(change.change === 'customer-wants-to-cancel' ? 'INTENT_TO_CANCEL' : 'PO_LINE_AUTOCANCELLED', order);
      return order;
    },
    orders: sellers.orders,
    stock: world.stock,
    changeStock: (sku, units) => void world.stock.set(sku, units),
    shipments: () => shipmentsOf(sellers),
    webhooks: world.webhooks,
    tokensGiven: tokens.given,
    revokeTokens: tokens.revoke,
  };
};
