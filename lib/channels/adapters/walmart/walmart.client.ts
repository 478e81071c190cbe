import type { Clock, Http } from '../../../platform/ports.ts';
import { readCredentials } from '../../api/read-credentials.ts';
import { plusMs } from '../../../kernel/instant.ts';
import type { ChannelClient } from '../../app/channel-client.ts';
import type { ChannelProbe } from '../../app/channel-probe.ts';
import { createWalmartApi } from './walmart.api.ts';
import { cancelUnits } from './walmart.cancel.ts';
import { createProcessNoticeMemory, type NoticeMemory } from './walmart.notices.ts';
import { type OrdersParts, readChangedOrders, readOrder } from './walmart.orders.ts';
import { refundUnits } from './walmart.refund.ts';
import { WalmartCredentials, WalmartSettings } from './walmart.settings.ts';
import type * as z from 'zod';
import { acknowledgeOrder, confirmShipment } from './walmart.shipment.ts';
import { readWalmartStock, setWalmartStock } from './walmart.stock.ts';
import { ensureWalmartWebhooks, missingWalmartWebhooks } from './walmart.subscriptions.ts';

export type WalmartClientParts = {
  readonly http: Http;
  readonly clock: Clock;
  readonly pause: (ms: number) => Promise<void>;
  /** Between 0 and 1: delays that differ between callers, and correlation ids. */
  readonly random: () => number;
  readonly settings: z.input<typeof WalmartSettings>;
  /** Stands for the vendor's address, such as a twin's. */
  readonly baseUrl?: string;
  /** The account's secret, parsed from its JSON; checked at every use, because it may be rotated. */
  readonly credentials: () => Promise<unknown>;
  /** What our subscriptions give Walmart as the password for its notifications. */
  readonly signingSecret: () => Promise<string>;
  /**
   * What cancellations and refunds saw before they were first sent.
   * @default this process's own, which a restart forgets
   */
  readonly notices?: NoticeMemory;
};

const ordersPartsOf = (parts: WalmartClientParts): OrdersParts => {
  const { http, clock, pause, random } = parts;
  const parsed = WalmartSettings.parse(parts.settings);
  const settings = { ...parsed, baseUrl: (parts.baseUrl ?? parsed.baseUrl).replace(/\/+$/, '') };
  const credentials = (): Promise<WalmartCredentials> => readCredentials('walmart', WalmartCredentials, parts.credentials);
  return { api: createWalmartApi({ http, clock, pause, random, settings, credentials }), clock, settings };
};

/** Tries the connection to an account. @throws ZodError when the settings are wrong */
export const probeWalmart = (parts: WalmartClientParts): ChannelProbe => {
  const orders = ordersPartsOf(parts);
  const { clock, settings } = orders;
  return {
    // Orders that change within the coming second: the credentials must be good, and nobody's order comes along.
    read: async () => {
      const from = clock.now();
      await readChangedOrders(orders, { from, to: plusMs(from, 1_000) });
    },
    // Notifications exist in the US alone.
    ...(settings.market === 'us'
      ? { missingWebhooks: (callbackUrl: string) => missingWalmartWebhooks(orders, parts.signingSecret, callbackUrl) }
      : {}),
  };
};

/**
 * One seller account of Walmart Marketplace.
 * @throws ZodError when the settings are wrong
 */
export const createWalmartClient = (parts: WalmartClientParts): ChannelClient => {
  const { notices = createProcessNoticeMemory() } = parts;
  const orders = ordersPartsOf(parts);
  return {
    changedOrders: (query) => readChangedOrders(orders, query),
    order: (channelOrderId) => readOrder(orders, channelOrderId),
    acknowledge: (channelOrderId) => acknowledgeOrder(orders, channelOrderId),
    confirmShipment: (notice) => confirmShipment(orders, notice),
    cancel: (notice) => cancelUnits(orders, notices, notice),
    refund: (notice) => refundUnits(orders, notices, notice),
    setStock: (stock) => setWalmartStock(orders, stock),
    stock: (skus) => readWalmartStock(orders, skus),
    ensureWebhooks: (callbackUrl) => ensureWalmartWebhooks(orders, parts.signingSecret, callbackUrl),
  };
};
