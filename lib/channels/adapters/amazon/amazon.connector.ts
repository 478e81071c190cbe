import { ok } from '../../../kernel/result.ts';
import { readCredentials } from '../../api/read-credentials.ts';
import { type ChannelConnector, type ConnectParts, problemsWith } from '../../app/channel-connector.ts';
import { amazonAdapter } from './amazon.adapter.ts';
import { type AmazonApiParts, createAmazonApi } from './amazon.api.ts';
import { createAmazonClient } from './amazon.client.ts';
import { readAmazonNotification } from './amazon.notification.ts';
import { AmazonCredentials, AmazonSettings } from './amazon.settings.ts';
import { createAmazonProbe } from './amazon.subscriptions.client.ts';

const apiPartsOf = (parts: Omit<ConnectParts, 'memory'>): AmazonApiParts => {
  const { http, clock, pause, random, settings, credentials, baseUrl } = parts;
  const parsed = AmazonSettings.parse(settings);
  return {
    http,
    clock,
    pause,
    random,
    settings: baseUrl === null ? parsed : { ...parsed, baseUrl, tokenUrl: `${baseUrl}/auth/o2/token` },
    credentials: () => readCredentials('amazon', AmazonCredentials, credentials),
  };
};

/** Amazon: orders are polled; its notifications only say which order to fetch. */
export const amazonConnector: ChannelConnector = {
  adapter: amazonAdapter,
  settingsProblems: ({ settings }) => problemsWith(AmazonSettings, settings),
  connect: ({ memory, ...parts }) => createAmazonClient({ ...apiPartsOf(parts), journal: memory }),
  probe: (parts) => {
    const apiParts = apiPartsOf(parts);
    return createAmazonProbe(createAmazonApi(apiParts), apiParts.settings);
  },
  // `searchOrders` may be called once in three minutes, and tells of changes up to two minutes ago.
  pollRule: { everyMs: 200_000, overlapMs: 5 * 60_000, settleMs: 2 * 60_000, windowMs: 24 * 3_600_000 },
  deliversOrders: false,
  readEvent: (event) => {
    const read = readAmazonNotification(event);
    if (!read.ok || read.value.kind === 'ignored') return read as Extract<typeof read, { ok: false }>;
    return ok({ kind: 'look-up', origin: read.value.sellerId, channelOrderId: read.value.channelOrderId });
  },
  originOf: ({ settings }) => {
    const parsed = AmazonSettings.safeParse(settings);
    return parsed.success ? parsed.data.sellerId : null;
  },
};
