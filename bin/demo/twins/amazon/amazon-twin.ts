// Stands for Amazon's Selling Partner API on this computer: the operations that Waybill uses, as the published models describe
// them (amzn/selling-partner-api-models), for one seller in one marketplace.
import { createClockOrders } from './amazon-twin.placing.ts';
import type { Clock } from '../../../../lib/platform/ports.ts';
import type { Random } from '../../../../lib/platform/simulation/random.ts';
import {
  startTwinServer,
  type TwinAnswer,
  type TwinCall,
  type TwinPlace,
  type TwinRequest,
  type TwinServer,
  type TwinTrouble,
} from '../twin-server.ts';
import { createTwinAccess, type TwinAccess, type TwinCredentials, twinUsagePlans } from './amazon-twin.access.ts';
import { createTwinFeeds, type TwinFeeds } from './amazon-twin.feeds.ts';
import { createTwinListings, type TwinListing, type TwinListings } from './amazon-twin.listings.ts';
import { refusal, type TwinOrder } from './amazon-twin.model.ts';
import { createTwinNotifications, type TwinNotifications } from './amazon-twin.notifications.ts';
import { createTwinOrders, type TwinOrders } from './amazon-twin.orders.ts';
import type { TwinPlacing } from './amazon-twin.placing.ts';

export type AmazonTwinOptions = {
  readonly clock: Clock;
  readonly random: Random;
  readonly port?: TwinPlace;
  readonly sellerId?: string;
  readonly marketplaceId?: string;
  /** Listings by SKU. */
  readonly listings?: ReadonlyMap<string, TwinListing>;
  /** Orders on a page at most; 100 as at Amazon. */
  readonly pageSizeMax?: number;
  /** Seconds that a feed takes; 60 unless said otherwise. */
  readonly feedSeconds?: number;
  /** Instead of the published usage plans, by operation. */
  readonly plans?: typeof twinUsagePlans;
};

export type AmazonTwin = TwinPlacing & {
  readonly url: string;
  readonly tokenUrl: string;
  readonly sellerId: string;
  readonly marketplaceId: string;
  readonly credentials: TwinCredentials;
  readonly trouble: TwinTrouble;
  readonly calls: readonly TwinCall[];
  readonly send: TwinServer['send'];
  readonly orders: ReadonlyMap<string, TwinOrder>;
  readonly listings: ReadonlyMap<string, TwinListing>;
  readonly feeds: TwinFeeds['feeds'];
  readonly refunds: TwinFeeds['refunds'];
  readonly takeEvents: TwinNotifications['take'];
  /** No token given so far is good any more. */
  readonly expireTokens: () => void;
  readonly close: () => Promise<void>;
};

type World = {
  readonly access: TwinAccess;
  readonly orders: TwinOrders;
  readonly feeds: TwinFeeds;
  readonly listings: TwinListings;
  readonly notifications: TwinNotifications;
  readonly sellerId: string;
  readonly baseUrl: () => string;
};

type Handler = (world: World, request: TwinRequest, parts: readonly string[], restricted: boolean) => TwinAnswer;
type Route = {
  readonly operation: string;
  readonly method: string;
  readonly path: RegExp;
  readonly grant: 'seller' | 'notifications' | 'either';
  readonly resource?: string;
  readonly run: Handler;
};

const route = (
  operation: string,
  method: string,
  path: RegExp,
  run: Handler,
  more: Partial<Pick<Route, 'grant' | 'resource'>> = {},
): Route => ({
  operation,
  method,
  path,
  grant: 'seller',
  ...more,
  run,
});

const v0 = '/orders/v0/orders';

const routes: readonly Route[] = [
  route('searchOrders', 'GET', /^\/orders\/2026-01-01\/orders$/, ({ orders }, request) => orders.search(request)),
  route('getOrder', 'GET', /^\/orders\/2026-01-01\/orders\/([^/]+)$/, ({ orders }, request, [id = '']) => orders.get(request, id)),
  route('getOrdersV0', 'GET', /^\/orders\/v0\/orders$/, ({ orders }, request, _ids, restricted) => orders.listV0(request, restricted), {
    resource: v0,
  }),
  route(
    'getOrderV0',
    'GET',
    /^\/orders\/v0\/orders\/([^/]+)$/,
    ({ orders }, request, [id = ''], restricted) => orders.getV0(request, id, restricted),
    {
      resource: `${v0}/{orderId}`,
    },
  ),
  route(
    'getOrderItems',
    'GET',
    /^\/orders\/v0\/orders\/([^/]+)\/orderItems$/,
    ({ orders }, request, [id = '']) => orders.itemsV0(request, id),
    {
      resource: `${v0}/{orderId}/orderItems`,
    },
  ),
  route('confirmShipment', 'POST', /^\/orders\/v0\/orders\/([^/]+)\/shipmentConfirmation$/, ({ orders }, request, [id = '']) =>
    orders.confirm(request, id),
  ),
  route('createRestrictedDataToken', 'POST', /^\/tokens\/2021-03-01\/restrictedDataToken$/, ({ access }, request) =>
    access.restrict(request),
  ),
  route('listings', 'PATCH', /^\/listings\/2021-08-01\/items\/([^/]+)\/([^/]+)$/, ({ listings }, request, [, sku = '']) =>
    listings.patch(request, sku),
  ),
  route('listings', 'GET', /^\/listings\/2021-08-01\/items\/([^/]+)\/([^/]+)$/, ({ listings }, request, [, sku = '']) =>
    listings.get(request, sku),
  ),
  route('searchListingsItems', 'GET', /^\/listings\/2021-08-01\/items\/([^/]+)$/, ({ listings }, request) => listings.search(request)),
  route('createFeedDocument', 'POST', /^\/feeds\/2021-06-30\/documents$/, ({ feeds, baseUrl }, request) =>
    feeds.createDocument(request, baseUrl()),
  ),
  route('getFeedDocument', 'GET', /^\/feeds\/2021-06-30\/documents\/([^/]+)$/, ({ feeds, baseUrl }, _request, [id = '']) =>
    feeds.document(id, baseUrl()),
  ),
  route('createFeed', 'POST', /^\/feeds\/2021-06-30\/feeds$/, ({ feeds }, request) => feeds.create(request)),
  route('getFeeds', 'GET', /^\/feeds\/2021-06-30\/feeds$/, ({ feeds }, request) => feeds.list(request)),
  route('getFeed', 'GET', /^\/feeds\/2021-06-30\/feeds\/([^/]+)$/, ({ feeds }, _request, [id = '']) => feeds.get(id)),
  route(
    'notifications',
    'GET',
    /^\/notifications\/v1\/destinations$/,
    ({ notifications }, request) => notifications.destinations(request),
    { grant: 'notifications' },
  ),
  route(
    'notifications',
    'POST',
    /^\/notifications\/v1\/destinations$/,
    ({ notifications }, request) => notifications.destinations(request),
    { grant: 'notifications' },
  ),
  route('notifications', 'GET', /^\/notifications\/v1\/subscriptions\/ORDER_CHANGE$/, ({ notifications }, request) =>
    notifications.subscription(request),
  ),
  route('notifications', 'POST', /^\/notifications\/v1\/subscriptions\/ORDER_CHANGE$/, ({ notifications }, request) =>
    notifications.subscription(request),
  ),
  route(
    'notifications',
    'DELETE',
    /^\/notifications\/v1\/subscriptions\/ORDER_CHANGE\/([^/]+)$/,
    ({ notifications }, _request, [id = '']) => notifications.unsubscribe(id),
    {
      grant: 'notifications',
    },
  ),
];

const answer = (world: World, request: TwinRequest): TwinAnswer => {
  if (request.path === '/auth/o2/token') return world.access.login(request);
  const stored = /^\/storage\/([^/]+)$/.exec(request.path);
  if (stored) return world.feeds.storage(request, stored[1] ?? '');
  const matching = routes
    .map((each) => ({ each, match: each.method === request.method ? each.path.exec(request.path) : null }))
    .find(({ match }) => match !== null);
  if (!matching) return refusal(404, 'NotFound', 'Resource not found');
  const { each, match } = matching;
  const grant = world.access.grantOf(request);
  if ('status' in grant) return grant;
  const restricted = grant.kind === 'restricted';
  const may = restricted ? each.resource !== undefined && grant.resources.includes(each.resource) : grant.kind === each.grant;
  if (!may) return refusal(403, 'Unauthorized', 'Access to requested resource is denied.');
  const ids = (match?.slice(1) ?? []).map((part) => decodeURIComponent(part));
  if (request.path.startsWith('/listings/') && ids[0] !== world.sellerId)
    return refusal(403, 'Unauthorized', 'Access to requested resource is denied.');
  const limited = world.access.limit(each.operation);
  if (limited) return limited;
  const given = each.run(world, request, ids, restricted);
  return { ...given, headers: { ...world.access.rateHeader(each.operation), ...given.headers } };
};

/** Starts the twin on a free port. */
export const startAmazonTwin = async (options: AmazonTwinOptions): Promise<AmazonTwin> => {
  const { clock, random, sellerId = 'A2TWINSELLER', marketplaceId = 'ATVPDKIKX0DER' } = options;
  const credentials: TwinCredentials = {
    clientId: 'amzn1.application-oa2-client.twin',
    clientSecret: 'twin-secret',
    refreshToken: 'Atzr|twin',
  };
  const notifications = createTwinNotifications({ clock, random: random.fork('notifications'), sellerId });
  const placing = createClockOrders({ clock, random: random.fork('orders'), marketplaceId, tell: notifications.tell });
  const { orders, touch } = placing;
  const feeds = createTwinFeeds({ orders, clock, sellerId, feedSeconds: options.feedSeconds ?? 60, touch });
  const ids = random.fork('submissions');
  const listings = createTwinListings({
    marketplaceId,
    listings: options.listings ?? new Map(),
    submissionId: () => Buffer.from(ids.bytes(16)).toString('hex'),
  });
  const access = createTwinAccess({ clock, random: random.fork('tokens'), credentials, plans: options.plans ?? twinUsagePlans });
  const twinOrders = createTwinOrders({ orders, clock, random: random.fork('pages'), pageSizeMax: options.pageSizeMax ?? 100, touch });
  let url = '';
  const world: World = { access, orders: twinOrders, feeds, listings, notifications, sellerId, baseUrl: () => url };
  const server = await startTwinServer({
    answer: (request) => answer(world, request),
    clock,
    random: random.fork('trouble'),
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  url = server.url;
  return {
    ...placing,
    url,
    tokenUrl: `${url}/auth/o2/token`,
    sellerId,
    marketplaceId,
    credentials,
    trouble: server.trouble,
    calls: server.calls,
    send: server.send,
    listings: listings.listings,
    feeds: feeds.feeds,
    refunds: feeds.refunds,
    takeEvents: notifications.take,
    expireTokens: access.expireAll,
    close: server.close,
  };
};
