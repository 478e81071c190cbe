import { type ChannelConnector, problemsWith, type SettingsGiven } from '../../app/channel-connector.ts';
import { wooCommerceAdapter } from './woocommerce.adapter.ts';
import { createWooCommerceClient } from './woocommerce.client.ts';
import { probeWooCommerce } from './woocommerce.probe.ts';
import { WooCommerceSettings } from './woocommerce.settings.ts';

/** A shop at the root of its domain needs no address beside it. */
const settingsOf = ({ settings, shopDomain }: SettingsGiven): unknown => ({
  ...(shopDomain === null ? {} : { site_url: `https://${shopDomain}` }),
  ...settings,
});

/** Several shops may lie side by side on one domain. */
const placeOf = (siteUrl: string): string => {
  const { host, pathname } = new URL(siteUrl);
  return `${host}${pathname}`.replace(/\/+$/, '');
};

/** WooCommerce: webhooks bring orders; REST v3 finds what they did not, and hears what became of it. */
export const wooCommerceConnector: ChannelConnector = {
  adapter: wooCommerceAdapter,
  settingsProblems: (given) => problemsWith(WooCommerceSettings, settingsOf(given)),
  connect: ({ baseUrl, ...parts }) =>
    createWooCommerceClient({
      ...parts,
      settings: WooCommerceSettings.parse(settingsOf(parts)),
      ...(baseUrl === null ? {} : { baseUrl }),
    }),
  probe: ({ baseUrl, ...parts }) =>
    probeWooCommerce({ ...parts, settings: WooCommerceSettings.parse(settingsOf(parts)), ...(baseUrl === null ? {} : { baseUrl }) }),
  // Changes are dated by the second, and by the shop's clock: one that is slow dates them into what has been read already.
  pollRule: { everyMs: 5 * 60_000, overlapMs: 15 * 60_000, settleMs: 30_000, windowMs: 6 * 3_600_000 },
  deliversOrders: true,
  originOf: (given) => {
    const parsed = WooCommerceSettings.safeParse(settingsOf(given));
    return parsed.success ? placeOf(parsed.data.site_url) : null;
  },
};
