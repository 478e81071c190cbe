import { onTestFinished } from 'vitest';
import {
  startWooCommerceTwin,
  type WooCommerceTwin,
  type WooCommerceTwinOptions,
} from '../../../../bin/demo/twins/woocommerce/woocommerce-twin.ts';
import { createWooCommerceClient } from '../../../../lib/channels/adapters/woocommerce/woocommerce.client.ts';
import { normalizeWooCommerceOrder } from '../../../../lib/channels/adapters/woocommerce/woocommerce.normalize.ts';
import { WooCommerceSettings } from '../../../../lib/channels/adapters/woocommerce/woocommerce.settings.ts';
import type { ChannelClient, ChannelPayload } from '../../../../lib/channels/app/channel-client.ts';
import type { CanonicalOrder } from '../../../../lib/channels/domain/canonical-order.ts';
import { Instant, plusMs } from '../../../../lib/kernel/instant.ts';
import { type Http, UnavailableError } from '../../../../lib/platform/ports.ts';
import { createRandom } from '../../../../lib/platform/simulation/random.ts';
import { createHttp } from '../../../../lib/platform/system/http.fetch.ts';

export const start = Instant('2026-11-20T14:00:00.000Z');

/** A clock that moves only when somebody moves it, or pauses by it. */
export const createClock = () => {
  let now = start;
  const pauses: number[] = [];
  return {
    now: () => now,
    pauses,
    advance: (ms: number): void => void (now = plusMs(now, ms)),
    pause: (ms: number): Promise<void> => {
      pauses.push(ms);
      now = plusMs(now, ms);
      return Promise.resolve();
    },
  };
};

export type World = {
  readonly twin: WooCommerceTwin;
  readonly client: ChannelClient;
  readonly clock: ReturnType<typeof createClock>;
  /** Puts another secret in the place of the account's. */
  readonly setSecret: (secret: unknown) => void;
  readonly secretReads: () => number;
  /** From now on the answer of the write with this number, from 0, is lost after the shop has done it. */
  readonly loseAnswerOfWrite: (number: number) => void;
};

/** A shop and a client for it, both by one virtual clock; closed when the test ends. */
export const openShop = async (settings: Record<string, unknown> = {}, options: Partial<WooCommerceTwinOptions> = {}): Promise<World> => {
  const clock = createClock();
  const random = createRandom(7);
  const twin = await startWooCommerceTwin({ clock, random, ...options });
  onTestFinished(() => twin.close());
  let secret: unknown = twin.key();
  let reads = 0;
  const inner = createHttp();
  let writesUntilLoss = -2;
  const http: Http = {
    send: async (request) => {
      const answer = await inner.send(request);
      if (request.method === 'GET') return answer;
      const lost = writesUntilLoss === 0;
      writesUntilLoss -= 1;
      if (lost) throw new UnavailableError('the answer was lost');
      return answer;
    },
  };
  const client = createWooCommerceClient({
    http,
    clock,
    pause: clock.pause,
    random: random.fork('client').next,
    settings: WooCommerceSettings.parse({ site_url: 'https://shop.example', calls_per_second: 50, burst: 100, ...settings }),
    credentials: () => {
      reads += 1;
      return Promise.resolve(secret);
    },
    signingSecret: () => Promise.resolve('signing-secret'),
    baseUrl: twin.url,
  });
  return {
    twin,
    client,
    clock,
    setSecret: (next) => void (secret = next),
    secretReads: () => reads,
    loseAnswerOfWrite: (number) => void (writesUntilLoss = number),
  };
};

export const canonical = (payload: ChannelPayload | string | undefined): CanonicalOrder => {
  const result = normalizeWooCommerceOrder(typeof payload === 'string' ? payload : (payload?.rawBody ?? ''), { account: 'main' });
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value[0] as CanonicalOrder;
};

/** Every page of what changed, in the order in which the client gives it. */
export const changedSince = async (world: World, from: Instant, to?: Instant): Promise<readonly ChannelPayload[]> => {
  const all: ChannelPayload[] = [];
  const until = to ?? plusMs(world.clock.now(), 1_000);
  let cursor: string | undefined;
  do {
    const page = await world.client.changedOrders({ from, to: until, ...(cursor === undefined ? {} : { cursor }) });
    all.push(...page.payloads);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return all;
};
