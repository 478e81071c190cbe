import { setTimeout as sleep } from 'node:timers/promises';
import type { Platform } from '../../lib/platform/ports.ts';
import { correctAnAddress } from './address-story.ts';
import { type ApiClient, must } from './api-client.ts';
import { playCheckout } from './checkout-story.ts';
import { letBandsDecide, playFraud, tellReview } from './fraud-story.ts';
import { playModels } from './model-story.ts';
import { say } from './narrator.ts';
import { collectAtStore } from './pickup-story.ts';
import { announceCampaign, playPlanning } from './planning-story.ts';
import { onTerms, placeOrder } from './place-order.ts';
import { customer, locations, newStock, openingStock, policies, products, supplierId, supplierTerms } from './retailer.ts';
import type { RatingTwin } from './twins/rating/rating.twin.ts';
import { playQuotes } from './quotes-story.ts';
import { playReturns } from './returns-story.ts';
import { orderPayload, type Shop } from './shopify-shop.ts';
import { countShelf, orderFilters, receiveFilters, sendToStore } from './stock-story.ts';

/** SKU whose first parcel its warehouse turns away, so that the order is sourced again. */
export const refusedSku = 'PACK-45L';

/** What the retailer has decided for itself. Functions follow a change only after a while, so it is decided before anything is sold. */
const decide = async (api: ApiClient): Promise<void> => {
  for (const [name, value] of Object.entries(policies)) {
    const change = { value, note: 'how the demo begins', expected_version: 0 };
    await must(api.send('PUT', `/policies/${name}`, change), `policy ${name}`);
  }
  await letBandsDecide(api);
};

/** Policies, catalogue, locations and stock, entered through the API like any client would. */
export const seed = async (api: ApiClient): Promise<void> => {
  await decide(api);
  for (const location of locations) await must(api.send('POST', '/locations', location), location.location_id);
  await must(api.send('POST', `/locations/${supplierId}/supplier-terms`, supplierTerms), 'terms of the supplier');
  for (const product of products) await must(api.send('POST', '/products', { ...product, currency: 'USD' }), product.sku);
  for (const [locationId, known] of Object.entries(openingStock)) {
    const stock = locationId === 'newark' ? { ...known, ...newStock } : known;
    const lines = Object.entries(stock).map(([sku, quantity]) => ({ sku, location_id: locationId, quantity }));
    await must(api.send('POST', '/inventory/receipts', { receipt_id: `opening-${locationId}`, lines }), `stock of ${locationId}`);
  }
  await orderFilters(api);
  await announceCampaign(api);
};

const holdsOf = (order: Readonly<Record<string, unknown>>) =>
  (order['holds'] ?? []) as readonly { readonly hold_id: string; readonly outcome: string }[];

/** Waits until the order has an open hold, then releases it as an operator would. */
const releaseHold = async (api: ApiClient, orderId: string, signal: AbortSignal): Promise<void> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const order = await must(api.send('GET', `/orders/${orderId}`), orderId);
    const hold = holdsOf(order).find((one) => one.outcome === 'open');
    if (hold) {
      await sleep(2_500, undefined, { signal });
      await must(api.send('POST', `/orders/${orderId}/holds/${hold.hold_id}/release`), 'releasing the hold');
      return;
    }
    await sleep(100, undefined, { signal });
  }
};

type Stage = {
  readonly platform: Platform;
  readonly api: ApiClient;
  readonly shop: Shop;
  /** Signed in as a person with the role of an operator. */
  readonly operator: ApiClient;
  readonly rating: RatingTwin;
  readonly signal: AbortSignal;
};

/** The orders a first visitor sees: one of each kind that gives other systems trouble. */
export const play = async ({ platform, api, shop, operator, rating, signal }: Stage): Promise<void> => {
  const pause = (ms: number) => sleep(ms, undefined, { signal });
  const note = (order: string, text: string) => say(order, text, new Date().toISOString());
  const shopify = async (number: number, lines: readonly { readonly sku: string; readonly quantity: number }[], who: number) => {
    const order = { number, lines, customer: customer(who), placedAt: new Date() };
    const body = orderPayload(order);
    const answer = await must(shop.send('orders/create', body), `webhook #${number}`);
    return { order, body, orderId: String((answer['accepted'] as readonly string[])[0]) };
  };

  const first = await shopify(
    1001,
    [
      { sku: 'TENT-2P', quantity: 1 },
      { sku: 'MUG-STEEL', quantity: 2 },
    ],
    0,
  );
  await pause(400);
  const split = await shopify(
    1002,
    [
      { sku: 'TENT-2P', quantity: 1 },
      { sku: 'STOVE-GAS', quantity: 1 },
    ],
    1,
  );
  await pause(400);
  await placeOrder(api, { channel: 'mobile', name: 'M-2001', lines: [{ sku: 'LAMP-HEAD', quantity: 1 }], who: 2 });
  await pause(400);
  note('shopify #1002', 'the same webhook again, three times at once …');
  await Promise.all([1, 2, 3].map(() => shop.send('orders/create', split.body)));
  note('shopify #1002', '… is the same order: nothing was doubled');
  const review = await shopify(1003, [{ sku: 'TENT-4P', quantity: 2 }], 3);
  await pause(400);
  await placeOrder(api, { channel: 'web', name: 'W-3001', lines: [{ sku: 'FILTER-H2O', quantity: 3 }], who: 4 });
  await pause(400);
  const cancelled = await shopify(1004, [{ sku: 'BAG-DOWN', quantity: 1 }], 0);
  await shop.send('orders/cancelled', orderPayload({ ...cancelled.order, cancelledAt: new Date(Date.now() + 1_000) }));
  await shopify(1005, [{ sku: refusedSku, quantity: 1 }], 1);
  await pause(400);
  await placeOrder(api, { channel: 'b2b', name: 'B-4001', lines: [{ sku: 'MUG-STEEL', quantity: 30 }], who: 4, payment: onTerms });
  await pause(600);
  const both = [
    { sku: 'TENT-4P', quantity: 1 },
    { sku: 'BAG-DOWN', quantity: 1 },
  ];
  await placeOrder(api, { channel: 'web', name: 'W-3002', lines: both, who: 2 });
  await pause(400);
  note('web W-3004', 'chilled meals from Texas: Dallas is near, but only Newark keeps them cold');
  await placeOrder(api, { channel: 'web', name: 'W-3004', lines: [{ sku: 'MEAL-FRESH', quantity: 2 }], who: 1 });
  await pause(400);
  note('web W-3003', 'only the wool mill has blankets: a purchase, which the mill sends to the customer');
  await placeOrder(api, { channel: 'web', name: 'W-3003', lines: [{ sku: 'BLANKET-WOOL', quantity: 1 }], who: 3 });
  await Promise.all([
    tellReview(api, review.orderId, 'shopify #1003', signal).then(() => releaseHold(operator, review.orderId, signal)),
    correctAnAddress({ api, operator, signal, lookMs: 2_500 }),
    collectAtStore(api, signal),
    playReturns({ platform, api, signal }).then(() => playCheckout({ platform, api, signal })),
    pause(1_000).then(() => sendToStore(api)),
    pause(2_000).then(() => receiveFilters(api)),
    pause(3_000).then(() => countShelf(api, signal)),
  ]);
  await playPlanning({ platform, api, signal });
  await playFraud({ api, operator, delivered: { orderId: first.orderId, name: 'shopify #1001' }, signal });
  await playModels(api);
  await playQuotes({ api, rating, signal });
};
