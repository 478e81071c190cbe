import * as z from 'zod';
import { toEpochMs } from '../../../kernel/instant.ts';
import type { Clock, Http, HttpResponse } from '../../../platform/ports.ts';
import { type ApiCall, type ApiCaller, createApiCaller } from '../../api/api-caller.ts';
import { ChannelApiError } from '../../api/channel-api-error.ts';
import { createRateLimit } from '../../api/rate-limit.ts';
import { isObject, type JsonObject, parseExactJson } from '../reading/json.ts';
import { judgeToken, judgeWalmart, readWalmartRate, walmartRates } from './walmart.rules.ts';
import type { WalmartCredentials, WalmartSettings } from './walmart.settings.ts';

export type WalmartApiParts = {
  readonly http: Http;
  readonly clock: Clock;
  readonly pause: (ms: number) => Promise<void>;
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly settings: WalmartSettings;
  readonly credentials: () => Promise<WalmartCredentials>;
};

/** One bucket of Walmart's per group of endpoints, so that a flood of stock does not hold up shipments. */
export type WalmartApi = {
  readonly reading: ApiCaller;
  readonly writing: ApiCaller;
  readonly inventory: ApiCaller;
  readonly webhooks: ApiCaller;
};

const hex = '0123456789abcdef';

/** A version 4 UUID, as Walmart wants for `WM_QOS.CORRELATION_ID`; it names a call in tickets and protects nothing. */
export const correlationId = (random: () => number): string =>
  'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) => {
    const digit = Math.floor(random() * 16);
    return hex[place === 'x' ? digit : (digit & 3) | 8] ?? '0';
  });

const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

type Token = { readonly value: string; readonly obtainedMs: number; readonly endMs: number };

const earlyMs = 60_000;
// Callers that were refused together renew together: whoever comes second finds a token this young and takes it.
const youngMs = 10_000;

const commonHeaders = ({ random, settings }: WalmartApiParts): Readonly<Record<string, string>> => ({
  'WM_QOS.CORRELATION_ID': correlationId(random),
  'WM_SVC.NAME': 'Walmart Marketplace',
  accept: 'application/json',
  ...(settings.channelType === undefined ? {} : { 'WM_CONSUMER.CHANNEL.TYPE': settings.channelType }),
  // Canada, Mexico and Chile are served by the global API, which tells markets apart by headers; the US API knows neither.
  ...(settings.market === 'us' ? {} : { WM_MARKET: settings.market, WM_GLOBAL_VERSION: '3.1' }),
});

/**
 * Access tokens by OAuth client credentials (Token API): good for 15 minutes, shared by all callers, renewed a minute early.
 */
const createTokens = (parts: WalmartApiParts) => {
  const { http, clock, pause, random, settings } = parts;
  const caller = createApiCaller({
    channel: 'walmart',
    http,
    clock,
    pause,
    random,
    limit: createRateLimit(walmartRates.token, clock),
    authorize: async () => {
      // Read anew each time, so that rotated credentials are taken up.
      const { clientId, clientSecret } = await parts.credentials();
      const basic = Buffer.from(`${clientId}:${clientSecret}`, 'utf8').toString('base64');
      return { ...commonHeaders(parts), authorization: `Basic ${basic}` };
    },
    judge: judgeToken(clock),
    readRate: readWalmartRate,
  });

  const fetchToken = async (): Promise<Token> => {
    const answer = await caller.call({
      name: 'token',
      method: 'POST',
      url: `${settings.baseUrl}/v3/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
      repeatable: true,
    });
    const read = TokenAnswer.safeParse(jsonOf(answer));
    if (!read.success) throw unreadable('token', answer.status);
    const obtainedMs = toEpochMs(clock.now());
    return { value: read.data.access_token, obtainedMs, endMs: obtainedMs + read.data.expires_in * 1_000 - earlyMs };
  };

  let token: Token | undefined;
  let underWay: Promise<Token> | undefined;
  return async (renew: boolean): Promise<string> => {
    const nowMs = toEpochMs(clock.now());
    const usable = token !== undefined && nowMs < token.endMs && (!renew || nowMs - token.obtainedMs < youngMs);
    if (token !== undefined && usable) return token.value;
    underWay ??= fetchToken().finally(() => {
      underWay = undefined;
    });
    token = await underWay;
    return token.value;
  };
};

export const createWalmartApi = (parts: WalmartApiParts): WalmartApi => {
  const { http, clock, pause, random } = parts;
  const tokens = createTokens(parts);
  const callerOf = (group: keyof WalmartApi): ApiCaller =>
    createApiCaller({
      channel: 'walmart',
      http,
      clock,
      pause,
      random,
      limit: createRateLimit(walmartRates[group], clock),
      authorize: async (renew) => ({ 'WM_SEC.ACCESS_TOKEN': await tokens(renew), ...commonHeaders(parts) }),
      judge: judgeWalmart(clock),
      readRate: readWalmartRate,
    });
  return { reading: callerOf('reading'), writing: callerOf('writing'), inventory: callerOf('inventory'), webhooks: callerOf('webhooks') };
};

const unreadable = (name: string, status: number): ChannelApiError =>
  new ChannelApiError(`walmart ${name}: the answer is not what the API documents`, {
    problem: 'unavailable',
    status,
    code: 'answer-unreadable',
  });

/** The JSON object of an answer; undefined when it is none. Integers beyond 2^53 are text. */
export const jsonOf = (answer: HttpResponse): JsonObject | undefined => {
  const parsed = parseExactJson(new TextDecoder().decode(answer.body));
  return parsed.ok && isObject(parsed.value) ? parsed.value : undefined;
};

/** @throws ChannelApiError, `unavailable` when the answer is no JSON object: a gateway in between may have answered */
export const callForJson = async (caller: ApiCaller, call: ApiCall): Promise<JsonObject> => {
  const answer = await caller.call(call);
  const json = jsonOf(answer);
  if (json === undefined) throw unreadable(call.name, answer.status);
  return json;
};

/** The same call with a JSON body. */
export const withJson = (call: ApiCall, body: unknown): ApiCall => ({
  ...call,
  headers: { ...call.headers, 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
