import * as z from 'zod';
import { toEpochMs } from '../../../kernel/instant.ts';
import type { Clock, Http } from '../../../platform/ports.ts';
import { createApiCaller } from '../../api/api-caller.ts';
import { ChannelApiError } from '../../api/channel-api-error.ts';
import { createRateLimit } from '../../api/rate-limit.ts';
import { jsonOf, judgeShopifyToken } from './shopify.rules.ts';
import type { ShopifyCredentials } from './shopify.settings.ts';

type TokenParts = {
  readonly http: Http;
  readonly clock: Clock;
  readonly pause: (ms: number) => Promise<void>;
  /** Between 0 and 1. */
  readonly random: () => number;
  /** Such as `https://example.myshopify.com`. */
  readonly baseUrl: string;
  readonly credentials: () => Promise<ShopifyCredentials>;
};

const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

type Token = { readonly value: string; readonly obtainedMs: number; readonly endMs: number };

// A token lives a day ("Client credentials grant": 86,399 seconds); what is under way with it may take a while.
const earlyMs = 5 * 60_000;
// Callers that were refused together renew together: whoever comes second finds a token this young and takes it.
const youngMs = 10_000;

/**
 * Access tokens of a shop. An app of the merchant's own organization gets them by the client credentials grant; an offline
 * token that was granted once is handed out as it is.
 * @returns a function of whether the token given before has been refused; it throws ChannelApiError
 */
export const createShopifyTokens = (parts: TokenParts): ((renew: boolean) => Promise<string>) => {
  const { clock, baseUrl } = parts;
  const caller = createApiCaller({
    channel: 'shopify',
    http: parts.http,
    clock,
    pause: parts.pause,
    random: parts.random,
    limit: createRateLimit({ perSecond: 0.1, burst: 5 }, clock),
    authorize: async () => ({}),
    judge: judgeShopifyToken(clock),
    readRate: () => ({}),
  });

  const fetchToken = async (clientId: string, clientSecret: string): Promise<Token> => {
    const answer = await caller.call({
      name: 'token',
      method: 'POST',
      url: `${baseUrl}/admin/oauth/access_token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }).toString(),
      repeatable: true,
    });
    const read = TokenAnswer.safeParse(jsonOf(answer));
    if (!read.success) {
      throw new ChannelApiError('shopify token: the answer is not what the API documents', {
        problem: 'unavailable',
        status: answer.status,
        code: 'answer-unreadable',
      });
    }
    const obtainedMs = toEpochMs(clock.now());
    return { value: read.data.access_token, obtainedMs, endMs: obtainedMs + read.data.expires_in * 1_000 - earlyMs };
  };

  let token: Token | undefined;
  let underWay: Promise<Token> | undefined;
  return async (renew) => {
    const nowMs = toEpochMs(clock.now());
    const usable = token !== undefined && nowMs < token.endMs && (!renew || nowMs - token.obtainedMs < youngMs);
    if (token !== undefined && usable) return token.value;
    // Read anew each time, so that rotated credentials are taken up.
    const credentials = await parts.credentials();
    if ('accessToken' in credentials) return credentials.accessToken;
    underWay ??= fetchToken(credentials.clientId, credentials.clientSecret).finally(() => {
      underWay = undefined;
    });
    token = await underWay;
    return token.value;
  };
};
