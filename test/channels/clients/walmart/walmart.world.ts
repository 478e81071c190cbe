import { afterEach } from 'vitest';
import { startWalmartTwin, type WalmartTwin, type WalmartTwinOptions } from '../../../../bin/demo/twins/walmart/walmart.twin.ts';
import { createWalmartClient, type WalmartClientParts } from '../../../../lib/channels/adapters/walmart/walmart.client.ts';
import type { ChannelClient, ChannelPayload } from '../../../../lib/channels/app/channel-client.ts';
import { ChannelApiError } from '../../../../lib/channels/api/channel-api-error.ts';
import { Instant } from '../../../../lib/kernel/instant.ts';
import { createVirtualClock, type VirtualClock } from '../../../../lib/platform/embedded/virtual-clock.ts';
import type { Http, HttpRequest } from '../../../../lib/platform/ports.ts';
import { createRandom } from '../../../../lib/platform/simulation/random.ts';
import { createHttp } from '../../../../lib/platform/system/http.fetch.ts';

export const start = Instant('2026-11-20T12:00:00.000Z');

export type World = {
  readonly clock: VirtualClock;
  readonly twin: WalmartTwin;
  readonly client: ChannelClient;
  /** Milliseconds of each pause so far. */
  readonly pauses: readonly number[];
  /** Every request that was sent, the token's included. */
  readonly sent: readonly HttpRequest[];
  /** Another client of the same account, as another process would have it. */
  readonly another: (changes?: Partial<WalmartClientParts>) => ChannelClient;
};

const open: WalmartTwin[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((twin) => twin.close()));
});

export const credentials = { client_id: 'client-1', client_secret: 'secret-1' };

/** A twin and a client of it on one virtual clock: pauses pass at once, and time passes by them alone. */
export const createWorld = async (options: Partial<WalmartTwinOptions> = {}, changes: Partial<WalmartClientParts> = {}): Promise<World> => {
  const clock = createVirtualClock(start);
  const twin = await startWalmartTwin({ clock, random: createRandom(7), clientId: 'client-1', clientSecret: 'secret-1', ...options });
  open.push(twin);
  const pauses: number[] = [];
  const sent: HttpRequest[] = [];
  const outside = createHttp();
  const http: Http = {
    send: (request) => {
      sent.push(request);
      return outside.send(request);
    },
  };
  const another = (more: Partial<WalmartClientParts> = {}): ChannelClient =>
    createWalmartClient({
      http,
      clock,
      random: createRandom(11).next,
      pause: async (ms) => {
        pauses.push(ms);
        clock.advanceMs(ms);
      },
      settings: { market: options.market ?? 'us' },
      baseUrl: twin.url,
      credentials: async () => credentials,
      signingSecret: async () => 'webhook-password-1',
      ...changes,
      ...more,
    });
  return { clock, twin, client: another(), pauses, sent, another };
};

const pagesMax = 200;

/** Every order of a window, page by page. */
export const readAll = async (
  client: ChannelClient,
  from: Instant,
  to: Instant,
): Promise<{ readonly payloads: readonly ChannelPayload[]; readonly pages: number }> => {
  const payloads: ChannelPayload[] = [];
  let cursor: string | undefined;
  for (let pages = 1; pages <= pagesMax; pages += 1) {
    const page = await client.changedOrders({ from, to, ...(cursor === undefined ? {} : { cursor }) });
    payloads.push(...page.payloads);
    cursor = page.cursor;
    if (cursor === undefined) return { payloads, pages };
  }
  throw new Error('the pages do not end');
};

/** The error that a call ends with; fails the test when it succeeds. */
export const failureOf = async (call: Promise<unknown>): Promise<ChannelApiError> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof ChannelApiError) return error;
    throw error;
  }
  throw new Error('succeeded');
};
