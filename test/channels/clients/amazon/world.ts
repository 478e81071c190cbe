import { type AmazonTwin, type AmazonTwinOptions, startAmazonTwin } from '../../../../bin/demo/twins/amazon/amazon-twin.ts';
import { normalizeAmazonOrder } from '../../../../lib/channels/adapters/amazon/amazon.normalize.ts';
import { createAmazonClient } from '../../../../lib/channels/adapters/amazon/amazon.client.ts';
import { AmazonSettings } from '../../../../lib/channels/adapters/amazon/amazon.settings.ts';
import type { ChannelClient, ChannelPayload } from '../../../../lib/channels/app/channel-client.ts';
import type { CanonicalOrder } from '../../../../lib/channels/domain/canonical-order.ts';
import { ChannelApiError } from '../../../../lib/channels/api/channel-api-error.ts';
import { Instant, plusMs } from '../../../../lib/kernel/instant.ts';
import { createVirtualClock, type VirtualClock } from '../../../../lib/platform/embedded/virtual-clock.ts';
import { type Http, UnavailableError } from '../../../../lib/platform/ports.ts';
import { createRandom } from '../../../../lib/platform/simulation/random.ts';
import { createHttp } from '../../../../lib/platform/system/http.fetch.ts';

export const start = Instant('2026-11-20T09:00:00.000Z');

export type World = {
  readonly clock: VirtualClock;
  readonly twin: AmazonTwin;
  readonly client: ChannelClient;
  /** What the client waited for in all, by the virtual clock, in milliseconds. */
  readonly waitedMs: () => number;
  /** Another process for the same account: it shares the journal and nothing else. */
  readonly anotherClient: (settings?: object) => ChannelClient;
  /** Answers of the next calls to a path get lost on the way back, after they were done. */
  readonly loseAnswer: (pathPart: string) => void;
  /** The next call to a path gets nowhere. */
  readonly breakCall: (pathPart: string) => void;
};

/** A twin of Amazon and a client of it, on one clock that waiting moves. */
export const createWorld = async (options: Partial<AmazonTwinOptions> = {}, settings: object = {}): Promise<World> => {
  const clock = createVirtualClock(start);
  const twin = await startAmazonTwin({ clock, random: createRandom(7), ...options });
  const journal = new Map<string, string>();
  const lost: string[] = [];
  const broken: string[] = [];
  const direct = createHttp();
  const http: Http = {
    send: async (request) => {
      const breaks = broken.findIndex((part) => request.url.endsWith(part));
      if (breaks >= 0) {
        broken.splice(breaks, 1);
        throw new UnavailableError('the connection was cut');
      }
      const at = lost.findIndex((part) => request.url.includes(part));
      if (at < 0) return direct.send(request);
      lost.splice(at, 1);
      twin.trouble.lostAnswers = 1;
      try {
        return await direct.send(request);
      } finally {
        twin.trouble.lostAnswers = 0;
      }
    },
  };
  let waited = 0;
  const makeClient = (more: object = {}): ChannelClient =>
    createAmazonClient({
      http,
      clock,
      random: () => 0.5,
      pause: async (ms) => {
        waited += ms;
        clock.advanceMs(ms);
      },
      settings: AmazonSettings.parse({
        region: 'na',
        seller_id: twin.sellerId,
        marketplace_ids: [twin.marketplaceId],
        base_url: twin.url,
        token_url: twin.tokenUrl,
        ...settings,
        ...more,
      }),
      credentials: async () => twin.credentials,
      journal: {
        read: async (key) => journal.get(key),
        write: async (key, value) => {
          journal.set(key, value);
        },
      },
    });
  return {
    clock,
    twin,
    client: makeClient(),
    waitedMs: () => waited,
    anotherClient: makeClient,
    loseAnswer: (part) => lost.push(part),
    breakCall: (part) => broken.push(part),
  };
};

export const mug = { sku: 'MUG-STEEL', quantity: 2, price: 2_400, tax: 192, shipping: 500, shippingTax: 40, discount: 100 };
export const coaster = { sku: 'COASTER-4', quantity: 1, price: 999, tax: 80 };

/** The canonical order of a payload; fails the test when the adapter does not read it. */
export const canonical = (payload: ChannelPayload | undefined): CanonicalOrder => {
  const read = normalizeAmazonOrder(payload?.rawBody ?? '', { account: 'main' });
  if (!read.ok) throw new Error(`refused: ${JSON.stringify(read.error)}`);
  const [order] = read.value;
  if (order === undefined) throw new Error('no order');
  return order;
};

/** Every order changed since the world began, page by page. */
export const everything = async (client: ChannelClient, to: Instant): Promise<readonly ChannelPayload[]> => {
  const payloads: ChannelPayload[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.changedOrders({ from: plusMs(start, -60_000), to, ...(cursor === undefined ? {} : { cursor }) });
    payloads.push(...page.payloads);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return payloads;
};

/** The error that a call ends in; fails the test when it does not. */
export const failureOf = async (run: Promise<unknown>): Promise<ChannelApiError> => {
  try {
    await run;
  } catch (error) {
    if (error instanceof ChannelApiError) return error;
    throw error;
  }
  throw new Error('it did not fail');
};
