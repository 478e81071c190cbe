import { plusMs } from '../../../kernel/instant.ts';
import type { ChannelProbe } from '../../app/channel-probe.ts';
import { createWooCommerceApi } from './woocommerce.api.ts';
import type { WooCommerceClientParts } from './woocommerce.client.ts';
import { fetchChangedOrders } from './woocommerce.orders-api.ts';
import { missingWebhooks } from './woocommerce.webhooks-api.ts';

/** Tries the connection to a shop. WooCommerce does not tell what a key may do. @throws ChannelApiError when its address is not https */
export const probeWooCommerce = (parts: WooCommerceClientParts): ChannelProbe => {
  const api = createWooCommerceApi(parts);
  return {
    // Orders that change within the coming second: the key must be good, and nobody's order comes along.
    read: async () => {
      const from = parts.clock.now();
      await fetchChangedOrders(api, { from, to: plusMs(from, 1_000) }, 1);
    },
    missingWebhooks: async (callbackUrl) => missingWebhooks(api, callbackUrl, await parts.signingSecret()),
  };
};
