import type { Clock, Http } from '../../../platform/ports.ts';
import { createApiCaller } from '../../api/api-caller.ts';
import { isObject, type JsonObject, listAt, objectAt, textAt } from '../reading/json.ts';
import { createCostLimit } from './shopify.cost-limit.ts';
import { jsonOf, judgeShopify, readShopifyRate, shopifyRate } from './shopify.rules.ts';
import type { ShopifyCredentials, ShopifySettings } from './shopify.settings.ts';
import { createShopifyTokens } from './shopify.tokens.ts';

/** One document of ours, with one operation in it. */
export type Operation = {
  /** Name of the operation in the document. */
  readonly name: string;
  readonly document: string;
  /** Points that it can cost at most. */
  readonly cost: number;
  /** Doing it twice does no harm: queries, and mutations that carry an idempotency key or set what they set absolutely. */
  readonly repeatable: boolean;
};

type ShopifyApi = {
  /**
   * The `data` of the answer.
   * @throws ChannelApiError
   */
  readonly run: (operation: Operation, variables: JsonObject) => Promise<JsonObject>;
};

type ShopifyApiParts = {
  readonly http: Http;
  readonly clock: Clock;
  readonly pause: (ms: number) => Promise<void>;
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly settings: ShopifySettings;
  /** Such as `https://example.myshopify.com`, without a slash at its end. */
  readonly baseUrl: string;
  readonly credentials: () => Promise<ShopifyCredentials>;
};

/** Parts that every use of the API is made of. */
export type ShopParts = Pick<ShopifyApiParts, 'clock' | 'pause' | 'random' | 'settings'> & { readonly api: ShopifyApi };

/** The GraphQL Admin API of one shop: one address, one bucket of points, whatever is asked. */
export const createShopifyApi = (parts: ShopifyApiParts): ShopifyApi => {
  const { http, clock, pause, random, settings, baseUrl } = parts;
  const tokens = createShopifyTokens(parts);
  const caller = createApiCaller({
    channel: 'shopify',
    http,
    clock,
    pause,
    random,
    limit: createCostLimit(shopifyRate, clock),
    authorize: async (renew) => ({ 'x-shopify-access-token': await tokens(renew) }),
    judge: judgeShopify(clock),
    readRate: readShopifyRate,
  });
  return {
    run: async ({ name, document, cost, repeatable }, variables) => {
      const answer = await caller.call({
        name,
        method: 'POST',
        url: `${baseUrl}/admin/api/${settings.apiVersion}/graphql.json`,
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ query: document, operationName: name, variables }),
        cost,
        repeatable,
      });
      return objectAt(jsonOf(answer) ?? {}, 'data');
    },
  };
};

/** Nodes of the connection at a key, and where its next page begins. */
export const connectionAt = (
  parent: JsonObject,
  key: string,
): { readonly nodes: readonly JsonObject[]; readonly next: string | undefined } => {
  const connection = objectAt(parent, key);
  const pageInfo = objectAt(connection, 'pageInfo');
  const next = pageInfo['hasNextPage'] === true ? textAt(pageInfo, 'endCursor') : null;
  return { nodes: listAt(connection, 'nodes').map(({ value }) => value), next: next ?? undefined };
};

/** The object at a key; undefined when Shopify says that there is none. */
export const nodeAt = (data: JsonObject, key: string): JsonObject | undefined => {
  const node = data[key];
  return isObject(node) ? node : undefined;
};

/** Bounds every walk through pages: Shopify itself ends pagination at 25,000 objects ("Pagination limits"). */
const pagesMax = 1_000;

/** Every node of a connection, page by page. @param read one page; undefined when there is nothing to page through */
export const allNodes = async (
  read: (after: string | null) => Promise<ReturnType<typeof connectionAt> | undefined>,
): Promise<readonly JsonObject[] | undefined> => {
  const found: JsonObject[] = [];
  let after: string | null = null;
  for (let page = 0; page < pagesMax; page += 1) {
    const connection: ReturnType<typeof connectionAt> | undefined = await read(after);
    if (!connection) return undefined;
    found.push(...connection.nodes);
    if (connection.next === undefined) break;
    after = connection.next;
  }
  return found;
};

/** `gid://shopify/Order/123` of a number; what is already such a name is left as it is. */
export const gidOf = (kind: string, id: string): string => (id.startsWith('gid://') ? id : `gid://shopify/${kind}/${id}`);
