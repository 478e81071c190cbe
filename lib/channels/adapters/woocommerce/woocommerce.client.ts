import type { ChannelClient } from '../../app/channel-client.ts';
import { createWooCommerceApi, type WooCommerceApiParts } from './woocommerce.api.ts';
import { cancelOrder } from './woocommerce.cancellations.ts';
import { refundMoney } from './woocommerce.money-back.ts';
import { fetchChangedOrders, fetchOrder, payloadOf } from './woocommerce.orders-api.ts';
import { known, orRefused } from './woocommerce.outcomes.ts';
import { confirmShipment } from './woocommerce.shipments.ts';
import { readStock, setStock } from './woocommerce.stock.ts';
import { ensureWebhooks } from './woocommerce.webhooks-api.ts';

export type WooCommerceClientParts = WooCommerceApiParts & {
  /** The secret that signs webhooks, as the account keeps it; written into the webhooks that are created. */
  readonly signingSecret: () => Promise<string>;
};

/**
 * One WooCommerce shop through REST v3.
 * @throws ChannelApiError when the shop's address is not https
 */
export const createWooCommerceClient = (parts: WooCommerceClientParts): ChannelClient => {
  const { settings, clock } = parts;
  const api = createWooCommerceApi(parts);
  const noticeParts = { api, settings, clock };
  return {
    changedOrders: (query) => fetchChangedOrders(api, query, settings.orders_per_page),
    order: async (channelOrderId) => {
      const order = await fetchOrder(api, channelOrderId);
      return order === undefined ? undefined : payloadOf(order);
    },
    // WooCommerce has no such thing.
    acknowledge: () => Promise.resolve(known()),
    confirmShipment: (notice) => orRefused(() => confirmShipment(noticeParts, notice)),
    cancel: (notice) => orRefused(() => cancelOrder(noticeParts, notice)),
    refund: (notice) => orRefused(() => refundMoney(noticeParts, notice)),
    setStock: (notices) => setStock(api, notices),
    stock: (skus) => readStock(api, skus),
    ensureWebhooks: async (callbackUrl) => ensureWebhooks(api, callbackUrl, await parts.signingSecret()),
  };
};
