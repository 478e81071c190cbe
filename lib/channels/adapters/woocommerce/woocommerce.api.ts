import { toEpochMs } from '../../../kernel/instant.ts';
import type { Clock, Http, HttpRequest, HttpResponse } from '../../../platform/ports.ts';
import { createApiCaller, judgeByStatus, type Refusal } from '../../api/api-caller.ts';
import { ChannelApiError } from '../../api/channel-api-error.ts';
import { readCredentials } from '../../api/read-credentials.ts';
import { createRateLimit } from '../../api/rate-limit.ts';
import { type JsonObject, isObject, parsePayload } from '../reading/json.ts';
import { WooCommerceCredentials, type WooCommerceSettings } from './woocommerce.settings.ts';

// After the pages "Authentication" and "Introduction" of REST v3 (developer.woocommerce.com) and `WC_REST_Authentication`.

export type WooCommerceApiParts = {
  readonly http: Http;
  readonly clock: Clock;
  readonly pause: (ms: number) => Promise<void>;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly settings: WooCommerceSettings;
  /** The secret's JSON; read again when the shop refuses what it gave before. */
  readonly credentials: () => Promise<unknown>;
  /** Another address than the shop's, for a stand-in on this computer. */
  readonly baseUrl?: string;
};

export type Query = Readonly<Record<string, string | number | boolean>>;

export type WooCommerceApi = {
  readonly get: (name: string, path: string, query?: Query) => Promise<unknown>;
  /** Every entry of a list, page by page. */
  readonly list: (name: string, path: string, query?: Query) => Promise<readonly JsonObject[]>;
  /** One page of a list, and how many pages there are. */
  readonly page: (name: string, path: string, query: Query) => Promise<{ readonly entries: readonly JsonObject[]; readonly pages: number }>;
  /** @param call.repeatable doing it twice does no harm */
  readonly write: (
    name: string,
    method: 'POST' | 'PUT',
    path: string,
    body: unknown,
    call: { readonly repeatable: boolean },
  ) => Promise<JsonObject>;
};

/** Paths are under `/wp-json/`, such as `wc/v3/orders`. */
export const createWooCommerceApi = (parts: WooCommerceApiParts): WooCommerceApi => {
  const { clock, settings } = parts;
  const base = addressOf(parts);
  const caller = createApiCaller({
    ...parts,
    channel: 'woocommerce',
    limit: createRateLimit({ perSecond: settings.calls_per_second, burst: settings.burst }, clock),
    authorize: createAuthorize(parts.credentials, clock),
    judge: (answer) => judge(answer, clock),
    readRate: () => ({}),
  });

  const call = (name: string, method: HttpRequest['method'], path: string, query: Query = {}): Promise<HttpResponse> => {
    const search = new URLSearchParams(Object.entries(query).map(([key, value]): [string, string] => [key, String(value)])).toString();
    return caller.call({ name, method, url: `${base}/wp-json/${path}${search === '' ? '' : `?${search}`}` });
  };
  const page: WooCommerceApi['page'] = async (name, path, query) => {
    const answer = await call(name, 'GET', path, query);
    const pages = Number(answer.headers['x-wp-totalpages'] ?? '1');
    return { entries: entriesOf(parse(answer), name), pages: Number.isSafeInteger(pages) ? pages : 1 };
  };

  return {
    page,
    get: async (name, path, query) => parse(await call(name, 'GET', path, query)),
    list: async (name, path, query = {}) => {
      const all: JsonObject[] = [];
      for (let at = 1; ; at += 1) {
        const { entries, pages } = await page(name, path, { ...query, per_page: pageSizeMax, page: at });
        all.push(...entries);
        if (at >= pages || at >= pagesMax) return all;
      }
    },
    write: async (name, method, path, body, { repeatable }) => {
      const headers = { 'content-type': 'application/json' };
      const url = `${base}/wp-json/${path}`;
      const value = parse(await caller.call({ name, method, url, headers, body: JSON.stringify(body), repeatable }));
      if (!isObject(value)) throw unexpected(name);
      return value;
    },
  };
};

const pageSizeMax = 100; // `per_page` of every collection ends at 100.
const pagesMax = 100;

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** @throws ChannelApiError when a key would travel readable */
const addressOf = ({ settings, baseUrl }: WooCommerceApiParts): string => {
  const url = new URL(baseUrl ?? settings.site_url);
  if (url.protocol === 'https:' || loopback.has(url.hostname)) return url.href.replace(/\/$/, '');
  throw new ChannelApiError('woocommerce: plain HTTP is refused, because the key of the shop would be readable on the way', {
    problem: 'refused',
    status: 0,
    code: 'plain-http',
  });
};

const renewedMs = 5_000;

// HTTP basic authentication with the consumer key and secret. There is nothing to renew: a key holds until somebody revokes
// it. When it is refused the secret is read again, because a new one may have been put there; once for all callers whose
// calls were under way with the old one.
const createAuthorize = (credentials: () => Promise<unknown>, clock: Clock) => {
  let held: Promise<WooCommerceCredentials> | undefined;
  let renewedAtMs: number | undefined;
  const read = async (): Promise<WooCommerceCredentials> => {
    try {
      return await readCredentials('woocommerce', WooCommerceCredentials, credentials);
    } catch (error) {
      held = undefined;
      throw error;
    }
  };
  return async (renew: boolean): Promise<Readonly<Record<string, string>>> => {
    const nowMs = toEpochMs(clock.now());
    const renewed = renewedAtMs !== undefined && nowMs - renewedAtMs < renewedMs;
    if (renew && !renewed) {
      renewedAtMs = nowMs;
      held = undefined;
    }
    held ??= read();
    const { consumer_key: key, consumer_secret: secret } = await held;
    return { authorization: `Basic ${Buffer.from(`${key}:${secret}`, 'utf8').toString('base64')}`, accept: 'application/json' };
  };
};

const parse = (answer: HttpResponse): unknown => {
  const document = parsePayload(answer.body);
  return document.ok ? document.value : undefined;
};

const codePattern = /^[A-Za-z0-9_.-]{1,100}$/;

const judge = (answer: HttpResponse, clock: Clock): Refusal | undefined => {
  const value = parse(answer);
  const byStatus = judgeByStatus(answer, clock);
  // Caches and maintenance plugins answer with a page and status 200.
  if (byStatus === undefined) return value === undefined ? { problem: 'unavailable', code: 'not-json' } : undefined;
  const stated = isObject(value) && typeof value['code'] === 'string' && codePattern.test(value['code']) ? value['code'] : null;
  // WooCommerce says 500 when its rules or the payment gateway refuse a refund: sent again, it is refused again.
  if (stated === 'woocommerce_rest_cannot_create_order_refund') return { problem: 'refused', code: stated };
  const code =
    stated ?? (answer.status === 403 ? 'blocked-before-wordpress' : answer.status >= 300 && answer.status < 400 ? 'redirected' : null);
  return { ...byStatus, code };
};

const unexpected = (name: string): ChannelApiError =>
  new ChannelApiError(`woocommerce ${name}: the answer has another form than documented`, {
    problem: 'unavailable',
    status: 200,
    code: 'unexpected-form',
  });

const entriesOf = (value: unknown, name: string): readonly JsonObject[] => {
  if (!Array.isArray(value)) throw unexpected(name);
  return value.filter(isObject);
};
