import { toEpochMs } from '../../../../lib/kernel/instant.ts';
import type { Clock } from '../../../../lib/platform/ports.ts';
import type { Random } from '../../../../lib/platform/simulation/random.ts';
import { createTwinBucket, type TwinAnswer, type TwinRequest } from '../twin-server.ts';
import { refusal } from './amazon-twin.model.ts';

export type TwinCredentials = { readonly clientId: string; readonly clientSecret: string; readonly refreshToken: string };

type Grant = { readonly kind: 'seller' | 'notifications' | 'restricted'; readonly resources: readonly string[]; readonly untilMs: number };

export type TwinAccess = {
  /** Login with Amazon: `POST /auth/o2/token`. */
  readonly login: (request: TwinRequest) => TwinAnswer;
  /** The grant of a call, or why there is none. */
  readonly grantOf: (request: TwinRequest) => Grant | TwinAnswer;
  readonly restrict: (request: TwinRequest) => TwinAnswer;
  /** From now on no token given so far is good. */
  readonly expireAll: () => void;
  /** Undefined when the call is within the operation's limit. */
  readonly limit: (operation: string) => TwinAnswer | undefined;
  readonly rateHeader: (operation: string) => Readonly<Record<string, string>>;
};

const tokenSeconds = 3_600;
const restrictable = ['/orders/v0/orders', '/orders/v0/orders/{orderId}', '/orders/v0/orders/{orderId}/orderItems'];

/** Usage plans by operation: requests a second and burst, as the published models have them. */
export const twinUsagePlans: Readonly<Record<string, { readonly perSecond: number; readonly burst: number }>> = {
  searchOrders: { perSecond: 0.0056, burst: 20 },
  getOrder: { perSecond: 0.5, burst: 30 },
  getOrdersV0: { perSecond: 0.0167, burst: 20 },
  getOrderV0: { perSecond: 0.5, burst: 30 },
  getOrderItems: { perSecond: 0.5, burst: 30 },
  confirmShipment: { perSecond: 2, burst: 10 },
  createRestrictedDataToken: { perSecond: 1, burst: 10 },
  listings: { perSecond: 5, burst: 5 },
  searchListingsItems: { perSecond: 5, burst: 5 },
  createFeedDocument: { perSecond: 0.5, burst: 15 },
  createFeed: { perSecond: 0.0083, burst: 15 },
  getFeed: { perSecond: 2, burst: 15 },
  getFeeds: { perSecond: 0.0222, burst: 10 },
  getFeedDocument: { perSecond: 0.0222, burst: 10 },
  notifications: { perSecond: 1, burst: 5 },
};

const loginRefusal = (status: number, error: string, description: string): TwinAnswer => ({
  status,
  body: { error, error_description: description },
});

const denied = (details: string): TwinAnswer => refusal(403, 'Unauthorized', 'Access to requested resource is denied.', details);

/** Tokens and limits of the twin. */
export const createTwinAccess = (parts: {
  readonly clock: Clock;
  readonly random: Random;
  readonly credentials: TwinCredentials;
  readonly plans: typeof twinUsagePlans;
}): TwinAccess => {
  const { clock, random, credentials, plans } = parts;
  const grants = new Map<string, Grant>();
  const buckets = new Map(Object.entries(plans).map(([name, rule]) => [name, createTwinBucket(rule, clock)]));
  const nowMs = (): number => toEpochMs(clock.now());

  const issue = (prefix: string, kind: Grant['kind'], resources: readonly string[] = []): string => {
    const token = `${prefix}|${Buffer.from(random.bytes(24)).toString('base64url')}`;
    grants.set(token, { kind, resources, untilMs: nowMs() + tokenSeconds * 1_000 });
    return token;
  };

  const login = ({ method, headers, body }: TwinRequest): TwinAnswer => {
    if (method !== 'POST') return loginRefusal(405, 'invalid_request', 'The method is not allowed');
    if (!headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
      return loginRefusal(400, 'invalid_request', 'The content type must be application/x-www-form-urlencoded');
    const form = new URLSearchParams(body);
    if (form.get('client_id') !== credentials.clientId || form.get('client_secret') !== credentials.clientSecret)
      return loginRefusal(401, 'invalid_client', 'Client authentication failed');
    const answer = (token: string, extra: object): TwinAnswer => ({
      status: 200,
      body: { access_token: token, token_type: 'bearer', expires_in: tokenSeconds, ...extra },
    });
    if (form.get('grant_type') === 'client_credentials')
      return form.get('scope') === 'sellingpartnerapi::notifications'
        ? answer(issue('Atc', 'notifications'), {})
        : loginRefusal(400, 'invalid_scope', 'The scope is not known');
    if (form.get('grant_type') !== 'refresh_token') return loginRefusal(400, 'unsupported_grant_type', 'The grant type is not supported');
    if (form.get('refresh_token') !== credentials.refreshToken)
      return loginRefusal(400, 'invalid_grant', 'The request has an invalid grant parameter : refresh_token');
    return answer(issue('Atza', 'seller'), { refresh_token: credentials.refreshToken });
  };

  const grantOf = (request: TwinRequest): Grant | TwinAnswer => {
    const token = request.headers['x-amz-access-token'];
    if (request.headers['user-agent'] === undefined) return refusal(400, 'InvalidInput', 'The header user-agent is missing');
    if (token === undefined) return denied('Access token is missing in the request header.');
    const grant = grants.get(token);
    if (!grant) return denied('The access token you provided is revoked, malformed or invalid.');
    return grant.untilMs > nowMs() ? grant : denied('The access token you provided has expired.');
  };

  const restrict = (request: TwinRequest): TwinAnswer => {
    const parsed = JSON.parse(request.body || '{}') as {
      restrictedResources?: { method?: string; path?: string; dataElements?: string[] }[];
    };
    const resources = parsed.restrictedResources ?? [];
    const fine =
      resources.length > 0 &&
      resources.length <= 50 &&
      resources.every(({ method, path }) => method === 'GET' && restrictable.includes(path ?? ''));
    if (!fine) return refusal(400, 'InvalidRequest', 'Request is missing or has invalid parameters', 'Resource not provided.');
    return {
      status: 200,
      body: {
        restrictedDataToken: issue(
          'Atz.sprdt',
          'restricted',
          resources.map(({ path }) => path ?? ''),
        ),
        expiresIn: tokenSeconds,
      },
    };
  };

  return {
    login,
    grantOf,
    restrict,
    expireAll: () => {
      for (const [token, grant] of grants) grants.set(token, { ...grant, untilMs: 0 });
    },
    limit: (operation) =>
      (buckets.get(operation)?.take().allowed ?? true)
        ? undefined
        : { ...refusal(429, 'QuotaExceeded', 'You exceeded your quota for the requested resource.') },
    rateHeader: (operation) => {
      const plan = plans[operation];
      return plan === undefined ? {} : { 'x-amzn-ratelimit-limit': String(plan.perSecond) };
    },
  };
};
