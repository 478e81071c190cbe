import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiClient, must } from './api-client.ts';
import { say } from './narrator.ts';
import { customer, locations, openingStock, productOf, products } from './retailer.ts';
import { orderPayload, type Shop } from './shopify-shop.ts';

/** SKU whose first parcel its warehouse turns away, so that the order is sourced again. */
export const refusedSku = 'PACK-45L';

/** Catalogue, warehouses and stock, entered through the API like any client would. */
export const seed = async (api: ApiClient): Promise<void> => {
  for (const location of locations) await must(api.send('POST', '/locations', location), location.location_id);
  for (const product of products) await must(api.send('POST', '/products', { ...product, currency: 'USD' }), product.sku);
  for (const [locationId, stock] of Object.entries(openingStock)) {
    const lines = Object.entries(stock).map(([sku, quantity]) => ({ sku, location_id: locationId, quantity }));
    await must(api.send('POST', '/inventory/receipts', { receipt_id: `opening-${locationId}`, lines }), `stock of ${locationId}`);
  }
};

type Lines = readonly { readonly sku: string; readonly quantity: number }[];

const wallet = { payment_method: { kind: 'wallet', provider: 'apple_pay', status: 'authorized' } } as const;

/** A company that pays in 30 days, with an order number of its own; whether it is good for it is known to the ERP. */
const onTerms = {
  payment_method: { kind: 'invoice', status: 'pending' },
  purchase: { order_number: 'PO-4477', company: 'Trailhead Outfitters', net_days: 30 },
} as const;

const placeByApi = (
  api: ApiClient,
  channel: string,
  key: string,
  lines: Lines,
  who: number,
  payment: typeof wallet | typeof onTerms = wallet,
) => {
  const buyer = customer(who);
  const body = {
    channel,
    channel_order_name: key,
    currency: 'USD',
    line_items: lines.map((line) => ({ ...line, title: productOf(line.sku).title, unit_price: productOf(line.sku).price })),
    shipping_lines: [{ code: 'GROUND', title: 'Ground', price: 895 }],
    customer: { email: buyer.email, name: buyer.name },
    shipping_address: {
      name: buyer.name,
      line1: buyer.line1,
      city: buyer.city,
      region: buyer.region,
      postal_code: buyer.postalCode,
      country: 'US',
    },
    ...payment,
  };
  return must(api.send('POST', '/orders', body, { 'idempotency-key': `demo-${key}` }), key);
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

/** The orders a first visitor sees: one of each kind that gives other systems trouble. */
export const play = async (stage: {
  readonly api: ApiClient;
  readonly shop: Shop;
  /** Signed in as a person with the role of an operator. */
  readonly operator: ApiClient;
  readonly signal: AbortSignal;
}): Promise<void> => {
  const { api, shop, operator, signal } = stage;
  const pause = (ms: number) => sleep(ms, undefined, { signal });
  const note = (order: string, text: string) => say(order, text, new Date().toISOString());
  const shopify = async (number: number, lines: readonly { readonly sku: string; readonly quantity: number }[], who: number) => {
    const order = { number, lines, customer: customer(who), placedAt: new Date() };
    const body = orderPayload(order);
    const answer = await must(shop.send('orders/create', body), `webhook #${number}`);
    return { order, body, orderId: String((answer['accepted'] as readonly string[])[0]) };
  };

  await shopify(
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
  await placeByApi(api, 'mobile', 'M-2001', [{ sku: 'LAMP-HEAD', quantity: 1 }], 2);
  await pause(400);
  note('shopify #1002', 'the same webhook again, three times at once …');
  await Promise.all([1, 2, 3].map(() => shop.send('orders/create', split.body)));
  note('shopify #1002', '… is the same order: nothing was doubled');
  const review = await shopify(1003, [{ sku: 'TENT-4P', quantity: 2 }], 3);
  await pause(400);
  await placeByApi(api, 'web', 'W-3001', [{ sku: 'FILTER-H2O', quantity: 3 }], 4);
  await pause(400);
  const cancelled = await shopify(1004, [{ sku: 'BAG-DOWN', quantity: 1 }], 0);
  await shop.send('orders/cancelled', orderPayload({ ...cancelled.order, cancelledAt: new Date(Date.now() + 1_000) }));
  await shopify(1005, [{ sku: refusedSku, quantity: 1 }], 1);
  await pause(400);
  await placeByApi(api, 'b2b', 'B-4001', [{ sku: 'MUG-STEEL', quantity: 30 }], 4, onTerms);
  await pause(600);
  await placeByApi(
    api,
    'web',
    'W-3002',
    [
      { sku: 'TENT-4P', quantity: 1 },
      { sku: 'BAG-DOWN', quantity: 1 },
    ],
    2,
  );
  await Promise.all([
    releaseHold(operator, review.orderId, signal),
    (async () => {
      await pause(2_000);
      note('dallas', 'a delivery of 50 water filters arrives');
      await must(
        api.send('POST', '/inventory/receipts', {
          receipt_id: 'po-77',
          lines: [{ sku: 'FILTER-H2O', location_id: 'dallas', quantity: 50 }],
        }),
        'receipt',
      );
    })(),
  ]);
};
