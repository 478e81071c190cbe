import { ok } from '../../../kernel/result.ts';
import { type ChannelConnector, problemsWith, type SettingsGiven } from '../../app/channel-connector.ts';
import type { Problem } from '../../domain/canonical-order.ts';
import { shopifyAdapter } from './shopify.adapter.ts';
import { createShopifyClient, probeShopify } from './shopify.client.ts';
import { readShopifyEvent } from './shopify.event.ts';
import { ShopifySettings } from './shopify.settings.ts';

/** The shop's domain stands at the account already. */
const settingsOf = ({ settings, shopDomain }: SettingsGiven) =>
  ({ ...(shopDomain === null ? {} : { shop_domain: shopDomain }), ...settings }) as Parameters<typeof createShopifyClient>[0]['settings'];

/** Deliveries of one shop and the API of another would be one account's orders. */
const otherDomain = ({ settings, shopDomain }: SettingsGiven): readonly Problem[] => {
  const named = settings['shop_domain'];
  if (shopDomain === null || typeof named !== 'string' || named.toLowerCase() === shopDomain) return [];
  const message = 'must be the shop domain of the account, or left out';
  return [{ field: 'settings.shop_domain', code: 'setting-invalid', message }];
};

/** Shopify: webhooks over HTTPS and EventBridge bring orders; the Admin API finds what they did not, and hears what became of it. */
export const shopifyConnector: ChannelConnector = {
  adapter: shopifyAdapter,
  settingsProblems: (given) => [...problemsWith(ShopifySettings, settingsOf(given)), ...otherDomain(given)],
  connect: ({ baseUrl, ...parts }) =>
    createShopifyClient({ ...parts, settings: settingsOf(parts), ...(baseUrl === null ? {} : { baseUrl }) }),
  probe: ({ baseUrl, ...parts }) => probeShopify({ ...parts, settings: settingsOf(parts), ...(baseUrl === null ? {} : { baseUrl }) }),
  // `updated_at` is searched through an index that lags behind by seconds.
  pollRule: { everyMs: 5 * 60_000, overlapMs: 2 * 60_000, settleMs: 60_000, windowMs: 6 * 3_600_000 },
  deliversOrders: true,
  readEvent: (event) => {
    const read = readShopifyEvent(event);
    if (!read.ok) return read;
    const { shopDomain: origin } = read.value;
    switch (read.value.kind) {
      case 'order':
        return ok({ kind: 'order', origin, body: read.value.body });
      case 'privacy':
        return ok({ kind: 'privacy', origin, request: read.value.request, body: read.value.body });
      default:
        return ok({ kind: 'ignored', reason: read.value.reason });
    }
  },
  originOf: (given) => given.shopDomain ?? problemFree(given),
};

const problemFree = (given: SettingsGiven): string | null => {
  const read = ShopifySettings.safeParse(settingsOf(given));
  return read.success ? read.data.shopDomain : null;
};
