import { plusMs } from '../../../../lib/kernel/instant.ts';
import type { Clock } from '../../../../lib/platform/ports.ts';
import type { Random } from '../../../../lib/platform/simulation/random.ts';
import { createTwinBucket, startTwinServer, type TwinAnswer, type TwinPlace, type TwinRequest, type TwinServer } from '../twin-server.ts';
import { changeOrder, type OrderChange } from './shopify-twin.changes.ts';
import { executeGraphql, TwinApiError } from './shopify-twin.execute.ts';
import type { TwinOrder, TwinParcel } from './shopify-twin.model.ts';
import { mutationRoot, mutationScopes } from './shopify-twin.mutations.ts';
import { type OrderDraft, placeOrder } from './shopify-twin.placing.ts';
import { queryRoot, queryScopes } from './shopify-twin.queries.ts';
import { createTwinShop, runJobs, type TwinShop } from './shopify-twin.shop.ts';
import { createTwinWebhooks, type TwinWebhooks } from './shopify-twin.webhooks.ts';

/** Scopes that docs/channels/shopify.md asks the merchant for. */
// Customers and products come with orders and stock; Shopify asks for the right to them all the same.
const twinScopes: readonly string[] = [
  ...new Set([...Object.values(queryScopes), ...Object.values(mutationScopes), 'read_customers', 'read_products'].flat()),
];

export type ShopifyTwinOptions = {
  readonly clock: Clock;
  readonly random: Random;
  readonly port?: TwinPlace;
  /** Number of the order before the first. @default 1000 */
  readonly lastOrderNumber?: number;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly webhookSecret?: string;
  readonly shopDomain?: string;
  readonly apiVersion?: string;
  readonly scopes?: readonly string[];
  readonly locations?: number;
  /** Points: what the standard plan has. */
  readonly bucket?: { readonly perSecond: number; readonly burst: number };
};

/** A Shopify shop on this computer. */
export type ShopifyTwin = Omit<TwinServer, 'url'> & {
  readonly url: string;
  readonly shop: TwinShop;
  readonly orders: ReadonlyMap<string, TwinOrder>;
  readonly webhooks: TwinWebhooks;
  /** Parcels that the shop has been told of, oldest first. */
  readonly shipments: (orderId: string) => readonly TwinParcel[];
  /** Operations run, by name, oldest first. */
  readonly operations: readonly { readonly name: string; readonly requestedCost: number; readonly throttled: boolean }[];
  readonly placeOrder: (draft: OrderDraft) => TwinOrder;
  readonly changeOrder: (orderId: string, change: OrderChange) => TwinOrder;
  /** An article; every place holds so many of it. */
  readonly addItem: (sku: string, available: number) => void;
  /** What a place has for sale of an article. @param location @default the first place */
  readonly stock: (sku: string, location?: number) => number | undefined;
  /** By hand, at the shop's first location. */
  readonly changeStock: (sku: string, units: number) => void;
  /** Every access token given so far is refused from now on. */
  readonly revokeTokens: () => void;
  /** Cursors given so far are refused from now on. */
  readonly expireCursors: () => void;
};

const tokenSeconds = 86_399;
const queryCostMax = 1_000;

const errorAnswer = (status: number, errors: string): TwinAnswer => ({ status, body: { errors } });

type Gate = { readonly tokens: Map<string, string>; generation: number };

const grantToken = (
  gate: Gate,
  request: TwinRequest,
  options: Required<Pick<ShopifyTwinOptions, 'clientId' | 'clientSecret' | 'clock' | 'random' | 'scopes'>>,
): TwinAnswer => {
  const form = new URLSearchParams(request.body);
  if (form.get('grant_type') !== 'client_credentials') return { status: 400, body: { error: 'unsupported_grant_type' } };
  if (form.get('client_id') !== options.clientId || form.get('client_secret') !== options.clientSecret)
    return { status: 400, body: { error: 'invalid_client', error_description: 'Client authentication failed' } };
  const token = `shpat_${Buffer.from(options.random.bytes(16)).toString('hex')}`;
  gate.tokens.set(token, plusMs(options.clock.now(), tokenSeconds * 1_000));
  return { status: 200, body: { access_token: token, scope: options.scopes.join(','), expires_in: tokenSeconds } };
};

type Asked = { readonly query: string; readonly operationName: unknown; readonly variables: Readonly<Record<string, unknown>> };

const readBody = (body: string): Asked | undefined => {
  try {
    const value = JSON.parse(body) as Partial<Record<string, unknown>>;
    if (typeof value['query'] !== 'string') return undefined;
    return { query: value['query'], operationName: value['operationName'], variables: (value['variables'] ?? {}) as Asked['variables'] };
  } catch {
    return undefined;
  }
};

const missingScope = (asked: Asked, scopes: ReadonlySet<string>): string | undefined => {
  const needed = { ...queryScopes, ...mutationScopes };
  const used = Object.keys(needed).filter((name) => new RegExp(`\\{\\s*${name}\\b`).test(asked.query));
  return used.flatMap((name) => needed[name] ?? []).find((scope) => !scopes.has(scope));
};

/** Starts a shop that behaves as the published API does: strict with what it is asked, and careful with what it answers. */
export const startShopifyTwin = async (options: ShopifyTwinOptions): Promise<ShopifyTwin> => {
  const { clock, random } = options;
  const apiVersion = options.apiVersion ?? '2026-10';
  const scopes = options.scopes ?? twinScopes;
  const secrets = { clientId: options.clientId ?? 'twin-client', clientSecret: options.clientSecret ?? 'twin-secret' };
  const webhooks = createTwinWebhooks({
    secret: options.webhookSecret ?? secrets.clientSecret,
    shopDomain: options.shopDomain ?? 'twin.myshopify.com',
    apiVersion,
    clock,
    random: random.fork('webhooks'),
  });
  const shop = createTwinShop({ clock, random, locations: options.locations ?? 1, webhooks });
  const gate: Gate = { tokens: new Map(), generation: 1 };
  const rule = options.bucket ?? { perSecond: 100, burst: 2_000 };
  const bucket = createTwinBucket(rule, clock);
  const operations: { name: string; requestedCost: number; throttled: boolean }[] = [];
  const roots = { query: queryRoot(shop, scopes), mutation: mutationRoot(shop) };

  const costOf = (requestedQueryCost: number, actualQueryCost: number | null, left: number) => ({
    cost: {
      requestedQueryCost,
      actualQueryCost,
      throttleStatus: { maximumAvailable: rule.burst, currentlyAvailable: Math.floor(left), restoreRate: rule.perSecond },
    },
  });

  const admit = (name: string, requested: number): void => {
    if (requested > queryCostMax)
      throw new TwinApiError(
        'MAX_COST_EXCEEDED',
        `Query cost is ${requested}, which exceeds the single query max cost limit (${queryCostMax}).`,
      );
    const taken = bucket.take(requested);
    operations.push({ name, requestedCost: requested, throttled: !taken.allowed });
    if (!taken.allowed) throw Object.assign(new TwinApiError('THROTTLED', 'Throttled'), { cost: costOf(requested, null, taken.left) });
  };

  const graphql = (asked: Asked): TwinAnswer => {
    runJobs(shop);
    try {
      const scope = missingScope(asked, new Set(scopes));
      if (scope !== undefined) throw new TwinApiError('ACCESS_DENIED', `Access denied. Required access: \`${scope}\` access scope.`);
      const name = typeof asked.operationName === 'string' ? asked.operationName : '';
      const done = executeGraphql({ ...asked, generation: gate.generation }, roots, (cost) => admit(name, cost));
      // What the query did not use goes back into the bucket.
      const { left } = bucket.take(done.actualCost - done.requestedCost);
      return { status: 200, body: { data: done.data, extensions: costOf(done.requestedCost, done.actualCost, left) } };
    } catch (error) {
      if (!(error instanceof TwinApiError)) throw error;
      const extensions = (error as { readonly cost?: object }).cost;
      return {
        status: 200,
        body: { errors: [{ message: error.message, extensions: { code: error.code } }], ...(extensions ? { extensions } : {}) },
      };
    }
  };

  const answer = (request: TwinRequest): TwinAnswer => {
    if (request.path === '/admin/oauth/access_token' && request.method === 'POST')
      return grantToken(gate, request, { ...secrets, clock, random, scopes });
    if (request.path !== `/admin/api/${apiVersion}/graphql.json` || request.method !== 'POST') return errorAnswer(404, 'Not Found');
    const endAt = gate.tokens.get(request.headers['x-shopify-access-token'] ?? '');
    if (endAt === undefined || endAt <= clock.now())
      return errorAnswer(401, '[API] Invalid API key or access token (unrecognized login or wrong password)');
    if (!request.headers['content-type']?.startsWith('application/json')) return errorAnswer(415, 'Unsupported Media Type');
    const asked = readBody(request.body);
    return asked ? graphql(asked) : errorAnswer(400, 'Required parameter missing or invalid');
  };

  const server = await startTwinServer({
    answer,
    clock,
    random: random.fork('trouble'),
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  let number = options.lastOrderNumber ?? 1_000;
  return {
    ...server,
    shop,
    orders: shop.orders,
    webhooks,
    shipments: (orderId) => shop.orders.get(orderId)?.parcels ?? [],
    operations,
    placeOrder: (draft) => {
      number += 1;
      const order = placeOrder(draft, { now: clock.now(), number, locations: shop.locations, nextId: shop.nextId });
      shop.orders.set(order.id, order);
      webhooks.announce('orders/create', order);
      return order;
    },
    changeOrder: (orderId, change) => {
      const order = shop.orders.get(orderId);
      if (!order) throw new Error(`the shop has no order ${orderId}`);
      changeOrder(order, change, { now: clock.now(), locations: shop.locations, nextId: shop.nextId });
      webhooks.announce(change.kind === 'cancel' ? 'orders/cancelled' : 'orders/updated', order);
      return order;
    },
    addItem: (sku, available) => {
      shop.items.push({ id: shop.nextId(), sku, available: new Map(shop.locations.map((id) => [id, available])) });
    },
    changeStock: (sku, units) => {
      const item = shop.items.find((one) => one.sku === sku);
      const [first] = shop.locations;
      if (!item || first === undefined) throw new Error(`the shop has no article ${sku}`);
      item.available.set(first, units);
    },
    stock: (sku, location = 0) => shop.items.find((item) => item.sku === sku)?.available.get(shop.locations[location] ?? ''),
    revokeTokens: () => gate.tokens.clear(),
    expireCursors: () => {
      gate.generation += 1;
    },
  };
};
