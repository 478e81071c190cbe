import type { ChannelClient } from '../../app/channel-client.ts';
import { type AmazonApiParts, createAmazonApi } from './amazon.api.ts';
import { createCancel } from './amazon.cancel.client.ts';
import { createFeedsClient, type FeedJournal } from './amazon.feeds.client.ts';
import { createReadStock, createSetStock } from './amazon.listings.client.ts';
import { createOrdersClient } from './amazon.orders.client.ts';
import { createRefund } from './amazon.refund.client.ts';
import { createConfirmShipment } from './amazon.shipments.client.ts';
import { createEnsureSubscription } from './amazon.subscriptions.client.ts';

export type AmazonClientParts = AmazonApiParts & {
  /** What is remembered of feeds; of this account alone, and shared by its processes. */
  readonly journal: FeedJournal;
};

/** A seller's account at Amazon through the Selling Partner API. */
export const createAmazonClient = (parts: AmazonClientParts): ChannelClient => {
  const { settings, clock, pause, journal } = parts;
  const api = createAmazonApi(parts);
  const feeds = createFeedsClient({ api, journal, clock, pause, marketplaceIds: settings.marketplaceIds });
  const orders = createOrdersClient(api, settings, clock);
  return {
    changedOrders: orders.changedOrders,
    order: orders.order,
    // Amazon gives an order to the seller as soon as it may be shipped, and wants to hear of it only what becomes of it.
    acknowledge: async () => ({ kind: 'known', reference: null }),
    confirmShipment: createConfirmShipment(api, settings),
    cancel: createCancel(api, feeds, settings),
    refund: createRefund(api, feeds, settings),
    setStock: createSetStock(api, settings),
    stock: createReadStock(api, settings),
    ensureWebhooks: createEnsureSubscription(api, settings),
  };
};
