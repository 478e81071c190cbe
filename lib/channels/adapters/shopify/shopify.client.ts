import type * as z from 'zod';
import type { Clock, Http } from '../../../platform/ports.ts';
import { readCredentials } from '../../api/read-credentials.ts';
import type { ChannelClient } from '../../app/channel-client.ts';
import type { ChannelProbe } from '../../app/channel-probe.ts';
import { createShopifyApi, type ShopParts } from './shopify.api.ts';
import { cancelUnits } from './shopify.cancellations.ts';
import { refundMoney } from './shopify.money-back.ts';
import { readChangedOrders, readOrder } from './shopify.orders-api.ts';
import { known, orRefused } from './shopify.outcomes.ts';
import { createShopifyProbe } from './shopify.probe.ts';
import { ShopifyCredentials, ShopifySettings } from './shopify.settings.ts';
import { confirmShipment } from './shopify.shipments.ts';
import { readStock, setStock } from './shopify.stock.ts';
import { ensureWebhooks } from './shopify.webhooks-api.ts';

export type ShopifyClientParts = {
  readonly http: Http;
  readonly clock: Clock;
  readonly pause: (ms: number) => Promise<void>;
  /** Between 0 and 1: delays that differ between callers, and keys of calls. */
  readonly random: () => number;
  readonly settings: z.input<typeof ShopifySettings>;
  /** Stands for the shop's own address, such as a twin's. */
  readonly baseUrl?: string;
  /** The account's secret, parsed from its JSON; checked whenever it is used, because it may be rotated. */
  readonly credentials: () => Promise<unknown>;
};

const shopOf = (parts: ShopifyClientParts): ShopParts => {
  const { http, clock, pause, random } = parts;
  const settings = ShopifySettings.parse(parts.settings);
  const baseUrl = (parts.baseUrl ?? `https://${settings.shopDomain}`).replace(/\/+$/, '');
  const credentials = (): Promise<ShopifyCredentials> => readCredentials('shopify', ShopifyCredentials, parts.credentials);
  const api = createShopifyApi({ http, clock, pause, random, settings, baseUrl, credentials });
  return { api, clock, pause, random, settings };
};

/** Tries the connection to a shop. @throws ZodError when the settings are wrong */
export const probeShopify = (parts: ShopifyClientParts): ChannelProbe => createShopifyProbe(shopOf(parts));

/**
 * One Shopify shop, through the GraphQL Admin API.
 * @throws ZodError when the settings are wrong
 */
export const createShopifyClient = (parts: ShopifyClientParts): ChannelClient => {
  const shop = shopOf(parts);
  return {
    changedOrders: (query) => readChangedOrders(shop, query),
    order: (channelOrderId) => readOrder(shop, channelOrderId),
    // Shopify asks nobody to accept an order.
    acknowledge: async () => known(),
    confirmShipment: (notice) => orRefused(() => confirmShipment(shop, notice)),
    cancel: (notice) => orRefused(() => cancelUnits(shop, notice)),
    refund: (notice) => orRefused(() => refundMoney(shop, notice)),
    setStock: (notices) => setStock(shop, notices),
    stock: (skus) => readStock(shop, skus),
    ensureWebhooks: (callbackUrl) => ensureWebhooks(shop, callbackUrl),
  };
};
