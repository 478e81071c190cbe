import type { Clock, Http, HttpResponse } from '../../../platform/ports.ts';
import { type ApiCaller, createApiCaller, judgeByStatus, type Refusal } from '../../api/api-caller.ts';
import { ChannelApiError } from '../../api/channel-api-error.ts';
import { createRateLimit, type RateReport, type RateRule } from '../../api/rate-limit.ts';
import { isObject, type JsonObject, listAt, parseExactJson, textAt } from '../reading/json.ts';
import { amazonEndpoints } from './amazon.marketplaces.ts';
import type { AmazonCredentials, AmazonSettings } from './amazon.settings.ts';
import { createLwaTokens, createTokenStore, type Tokens } from './amazon.tokens.ts';

type Access = 'seller' | 'notifications' | 'restricted' | 'none';
type Operation = { readonly rate: RateRule; readonly access: Access };

const operation = (perSecond: number, burst: number, access: Access = 'seller'): Operation => ({ rate: { perSecond, burst }, access });

/**
 * Operations and their default usage plans, each with a bucket of its own (the models of amzn/selling-partner-api-models,
 * "Usage Plan"; Amazon tells an account's own rate in `x-amzn-RateLimit-Limit`).
 */
const amazonOperations = {
  searchOrders: operation(0.0056, 20),
  getOrder: operation(0.5, 30),
  'v0.getOrders': operation(0.0167, 20),
  'v0.getOrder': operation(0.5, 30),
  'v0.getOrderItems': operation(0.5, 30),
  'v0.getOrders.restricted': operation(0.0167, 20, 'restricted'),
  'v0.getOrder.restricted': operation(0.5, 30, 'restricted'),
  'v0.getOrderItems.restricted': operation(0.5, 30, 'restricted'),
  confirmShipment: operation(2, 10),
  createRestrictedDataToken: operation(1, 10),
  patchListingsItem: operation(5, 5),
  getListingsItem: operation(5, 5),
  searchListingsItems: operation(5, 5),
  createFeedDocument: operation(0.5, 15),
  createFeed: operation(0.0083, 15),
  getFeed: operation(2, 15),
  getFeeds: operation(0.0222, 10),
  getFeedDocument: operation(0.0222, 10),
  // The documents lie behind addresses that carry their own right to them.
  uploadDocument: operation(10, 10, 'none'),
  downloadDocument: operation(10, 10, 'none'),
  getSubscription: operation(1, 5),
  createSubscription: operation(1, 5),
  deleteSubscriptionById: operation(1, 5, 'notifications'),
  getDestinations: operation(1, 5, 'notifications'),
  createDestination: operation(1, 5, 'notifications'),
} satisfies Readonly<Record<string, Operation>>;

export type AmazonOperation = keyof typeof amazonOperations;

type AmazonCall = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path beneath the endpoint, or a whole address for documents. Parts that come from elsewhere are encoded. */
  readonly path: string;
  /** Lists are joined with commas; undefined is left out. */
  readonly query?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Sent as JSON; text goes as it is, with `contentType`. */
  readonly body?: unknown;
  readonly contentType?: string;
  readonly repeatable?: boolean;
};

export type AmazonApi = {
  /** @throws ChannelApiError */
  readonly call: (operation: AmazonOperation, call: AmazonCall) => Promise<HttpResponse>;
  /** The answer as JSON; an empty object when there is no body. @throws ChannelApiError also when it is no JSON object */
  readonly json: (operation: AmazonOperation, call: AmazonCall) => Promise<JsonObject>;
};

export type AmazonApiParts = {
  readonly http: Http;
  readonly clock: Clock;
  readonly pause: (ms: number) => Promise<void>;
  readonly random: () => number;
  readonly settings: AmazonSettings;
  readonly credentials: () => Promise<AmazonCredentials>;
};

const lwaUrl = 'https://api.amazon.com/auth/o2/token';
const userAgent = 'Waybill/1.0 (Language=TypeScript)';

const bodyOf = (answer: HttpResponse): unknown => {
  const parsed = parseExactJson(new TextDecoder().decode(answer.body));
  return parsed.ok ? parsed.value : undefined;
};

/** Amazon's own code for an error, such as `InvalidInput` or `QuotaExceeded`; null when it gives none. */
const errorCodeOf = (answer: HttpResponse): string | null => {
  const body = bodyOf(answer);
  const [first] = isObject(body) ? listAt(body, 'errors') : [];
  const code = first === undefined ? null : textAt(first.value, 'code');
  return code !== null && /^[A-Za-z0-9_.-]{1,80}$/.test(code) ? code : null;
};

const judge = (answer: HttpResponse, clock: Clock): Refusal | undefined => {
  const refusal = judgeByStatus(answer, clock);
  return refusal && { ...refusal, code: errorCodeOf(answer) };
};

const readRate = (answer: HttpResponse): RateReport => {
  const perSecond = Number(answer.headers['x-amzn-ratelimit-limit']);
  return Number.isFinite(perSecond) && perSecond > 0 ? { perSecond } : {};
};

const restrictedResources = [
  { method: 'GET', path: '/orders/v0/orders', dataElements: ['buyerInfo', 'shippingAddress'] },
  { method: 'GET', path: '/orders/v0/orders/{orderId}', dataElements: ['buyerInfo', 'shippingAddress'] },
  { method: 'GET', path: '/orders/v0/orders/{orderId}/orderItems', dataElements: ['buyerInfo'] },
];

const addressOf = (base: string, { path, query = {} }: AmazonCall): string => {
  const url = new URL(path, base);
  // Addresses of documents come in answers. What is in them is personal, so it goes nowhere unencrypted.
  if (url.origin !== new URL(base).origin && url.protocol !== 'https:')
    throw new ChannelApiError('amazon document: refused (0, address-invalid)', { problem: 'refused', status: 0, code: 'address-invalid' });
  for (const [key, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(key, typeof value === 'string' ? value : value.join(','));
  return url.href;
};

/** Calls the Selling Partner API for one seller: tokens, rates and errors are Amazon's, the rest is common to all channels. */
export const createAmazonApi = (parts: AmazonApiParts): AmazonApi => {
  const { settings, clock } = parts;
  const base = settings.baseUrl ?? amazonEndpoints[settings.region];
  const lwa = createLwaTokens({ ...parts, tokenUrl: settings.tokenUrl ?? lwaUrl });
  const callers = new Map<AmazonOperation, ApiCaller>();

  // Restricted data tokens are for v0 alone: 2026-01-01 goes by the application's roles ("Access Orders PII").
  const restricted = createTokenStore<'orders'>(clock, async () => {
    const answer = await json('createRestrictedDataToken', {
      method: 'POST',
      path: '/tokens/2021-03-01/restrictedDataToken',
      body: { restrictedResources },
      repeatable: true,
    });
    const token = textAt(answer, 'restrictedDataToken');
    const seconds = Number(answer['expiresIn']);
    if (token !== null && seconds > 0) return { token, seconds };
    throw new ChannelApiError('amazon createRestrictedDataToken: unavailable (200, no token)', { problem: 'unavailable', status: 200 });
  });

  const authorizeWith = <Use extends string>(tokens: Tokens<Use>, use: Use) => {
    let last: string | undefined;
    return async (renew: boolean): Promise<Readonly<Record<string, string>>> => {
      last = await tokens.get(use, renew ? last : undefined);
      return { 'x-amz-access-token': last };
    };
  };
  const authorize = (access: Access): ((renew: boolean) => Promise<Readonly<Record<string, string>>>) => {
    if (access === 'none') return async () => ({});
    return access === 'restricted' ? authorizeWith(restricted, 'orders') : authorizeWith(lwa, access);
  };

  const callerOf = (name: AmazonOperation): ApiCaller => {
    const known = callers.get(name);
    if (known) return known;
    const { rate, access } = amazonOperations[name];
    const rules = { channel: 'amazon', authorize: authorize(access), judge: (answer: HttpResponse) => judge(answer, clock), readRate };
    const caller = createApiCaller({ ...parts, ...rules, limit: createRateLimit(rate, clock) });
    callers.set(name, caller);
    return caller;
  };

  const call: AmazonApi['call'] = (name, request) => {
    const { method = 'GET', body, contentType = 'application/json', repeatable } = request;
    return callerOf(name).call({
      name,
      method,
      url: addressOf(base, request),
      headers: { accept: 'application/json', 'user-agent': userAgent, ...(body === undefined ? {} : { 'content-type': contentType }) },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(repeatable === undefined ? {} : { repeatable }),
    });
  };

  const json: AmazonApi['json'] = async (name, request) => {
    const answer = await call(name, request);
    if (answer.body.length === 0) return {};
    const body = bodyOf(answer);
    if (isObject(body)) return body;
    throw new ChannelApiError(`amazon ${name}: unavailable (${answer.status}, not JSON)`, {
      problem: 'unavailable',
      status: answer.status,
    });
  };
  return { call, json };
};

/** Runs a call whose object may not exist. */
export const orUndefined = async <T>(run: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ChannelApiError && error.status === 404) return undefined;
    throw error;
  }
};
