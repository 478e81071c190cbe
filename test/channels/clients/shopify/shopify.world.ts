import { onTestFinished } from 'vitest';
import { type ShopifyTwin, type ShopifyTwinOptions, startShopifyTwin } from '../../../../bin/demo/twins/shopify/shopify-twin.ts';
import { shopifyAdapter } from '../../../../lib/channels/adapters/shopify/shopify.adapter.ts';
import { createShopifyClient, type ShopifyClientParts } from '../../../../lib/channels/adapters/shopify/shopify.client.ts';
import { ChannelApiError } from '../../../../lib/channels/api/channel-api-error.ts';
import type { ChannelClient, ChannelPayload } from '../../../../lib/channels/app/channel-client.ts';
import type { CanonicalOrder } from '../../../../lib/channels/domain/canonical-order.ts';
import { Instant, plusMs } from '../../../../lib/kernel/instant.ts';
import type { Http } from '../../../../lib/platform/ports.ts';
import { createRandom } from '../../../../lib/platform/simulation/random.ts';
import { createHttp } from '../../../../lib/platform/system/http.fetch.ts';

export const start = Instant('2026-11-20T14:00:00.000Z');

/** A clock that only `pause` and the test move. */
export const createVirtualClock = () => {
  let now = start;
  const pauses: number[] = [];
  return {
    clock: { now: () => now },
    pauses,
    advance: (ms: number): void => {
      now = plusMs(now, ms);
    },
    pause: async (ms: number): Promise<void> => {
      pauses.push(ms);
      now = plusMs(now, ms);
    },
  };
};

export type World = {
  readonly twin: ShopifyTwin;
  readonly client: ChannelClient;
  /** Another client of the same shop, as another process would have it. */
  readonly otherClient: (changes?: Partial<ShopifyClientParts>) => ChannelClient;
  readonly time: ReturnType<typeof createVirtualClock>;
};

export const createWorld = async (
  options: { readonly twin?: Partial<ShopifyTwinOptions>; readonly client?: Partial<ShopifyClientParts>; readonly seed?: number } = {},
): Promise<World> => {
  const time = createVirtualClock();
  const random = createRandom(options.seed ?? 1);
  const twin = await startShopifyTwin({ clock: time.clock, random: random.fork('twin'), ...options.twin });
  onTestFinished(() => twin.close());
  const chance = random.fork('client');
  const otherClient = (changes: Partial<ShopifyClientParts> = {}): ChannelClient =>
    createShopifyClient({
      http: createHttp(),
      clock: time.clock,
      pause: time.pause,
      random: () => chance.next(),
      settings: { shop_domain: 'twin.myshopify.com' },
      baseUrl: twin.url,
      credentials: async () => ({ client_id: 'twin-client', client_secret: 'twin-secret' }),
      ...options.client,
      ...changes,
    });
  return { twin, client: otherClient(), otherClient, time };
};

/** Sends everything, and loses the answers to the operation of this name, so many times. */
export const losingAnswersOf = (twin: ShopifyTwin, operation: string, times = Number.POSITIVE_INFINITY): Http => {
  const http = createHttp();
  let left = times;
  return {
    send: async (request) => {
      const loses = left > 0 && typeof request.body === 'string' && request.body.includes(`"operationName":"${operation}"`);
      if (loses) left -= 1;
      twin.trouble.lostAnswers = loses ? 1 : 0;
      try {
        return await http.send(request);
      } finally {
        twin.trouble.lostAnswers = 0;
      }
    },
  };
};

/** What a call fails with; fails the test when it does not. */
export const failureOf = async (call: Promise<unknown>): Promise<ChannelApiError> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof ChannelApiError) return error;
    throw error;
  }
  throw new Error('the call did not fail');
};

/** The one canonical order of a body. */
export const canonical = (body: string | Uint8Array): CanonicalOrder => {
  const read = shopifyAdapter.normalize(body, 'main');
  if (!read.ok) throw new Error(`refused: ${JSON.stringify(read.error)}`);
  const [order, ...others] = read.value;
  if (!order || others.length > 0) throw new Error(`${read.value.length} orders`);
  return order;
};

/** Every payload of a window, page by page. */
export const everyChange = async (
  client: Pick<ChannelClient, 'changedOrders'>,
  window: { readonly from: Instant; readonly to: Instant },
): Promise<{ readonly payloads: readonly ChannelPayload[]; readonly pages: number }> => {
  const payloads: ChannelPayload[] = [];
  let cursor: string | undefined;
  for (let pages = 1; pages < 500; pages += 1) {
    const page = await client.changedOrders({ ...window, ...(cursor === undefined ? {} : { cursor }) });
    payloads.push(...page.payloads);
    cursor = page.cursor;
    if (cursor === undefined) return { payloads, pages };
  }
  throw new Error('the pages do not end');
};

export const hours = (count: number): number => count * 3_600_000;
