import { startAmazonTwin } from '../../../bin/demo/twins/amazon/amazon-twin.ts';
import { startShopifyTwin } from '../../../bin/demo/twins/shopify/shopify-twin.ts';
import type { TwinServer } from '../../../bin/demo/twins/twin-server.ts';
import { unitsOf } from '../../../bin/demo/twins/walmart/walmart.twin-orders.ts';
import { startWalmartTwin } from '../../../bin/demo/twins/walmart/walmart.twin.ts';
import { startWooCommerceTwin } from '../../../bin/demo/twins/woocommerce/woocommerce-twin.ts';
import type { NewChannelAccount } from '../../../lib/channels/index.ts';
import type { ChannelName } from '../../../lib/channels/domain/channel-names.ts';
import type { Clock } from '../../../lib/platform/ports.ts';
import type { Random } from '../../../lib/platform/simulation/random.ts';

/** A twin as somebody who is told what became of orders. */
export type Told = Pick<TwinServer, 'trouble' | 'calls' | 'close'> & {
  readonly channel: ChannelName;
  readonly account: NewChannelAccount;
  /** By the name of the secret. */
  readonly secrets: Readonly<Record<string, string>>;
  /** A customer orders so many mugs, and so many of other things, for 10.00 each. @returns the channel's id of the order */
  readonly placeOrder: (quantities: readonly number[]) => string;
  /** Tracking numbers that it has been told of for an order, oldest first. */
  readonly parcels: (id: string) => readonly string[];
  /** Units that are cancelled of an order. */
  readonly cancelled: (id: string) => number;
  /** Cents that it gave back for an order. */
  readonly refunded: (id: string) => number;
  /** Method, address and body of the call that tells of a parcel, of a cancellation, and of a refund. */
  readonly callOf: { readonly parcel: RegExp; readonly cancellation: RegExp; readonly refund: RegExp };
};

const skus = ['MUG-1', 'CUP-1', 'JUG-1'];
const cents = 1_000;
const linesOf = (quantities: readonly number[]) => quantities.map((quantity, index) => ({ sku: skus[index] ?? 'MUG-1', quantity }));
const sum = (numbers: readonly number[]): number => numbers.reduce((left, right) => left + right, 0);

type Parts = {
  readonly clock: Clock;
  readonly random: Random;
  /** Seconds that a feed of Amazon takes. */
  readonly feedSeconds: number;
};

const secretsOf = (channel: string, credentials: object): Readonly<Record<string, string>> => ({
  [`${channel}-main-webhook-secret`]: 'long enough to sign with',
  [`${channel}-main-credentials`]: JSON.stringify(credentials),
});

const shopify = async (parts: Parts): Promise<Told> => {
  const twin = await startShopifyTwin({ ...parts, clientId: 'twin-client', clientSecret: 'twin-secret' });
  for (const sku of skus) twin.addItem(sku, 100);
  const orderOf = (id: string) => {
    const order = twin.orders.get(id);
    if (!order) throw new Error(`the shop has no order ${id}`);
    return order;
  };
  return {
    channel: 'shopify',
    trouble: twin.trouble,
    calls: twin.calls,
    close: twin.close,
    account: { channel: 'shopify', account: 'main', shopDomain: 'twin.myshopify.com', settings: {}, baseUrl: twin.url },
    secrets: secretsOf('shopify', { client_id: 'twin-client', client_secret: 'twin-secret' }),
    placeOrder: (quantities) =>
      twin.placeOrder({ lines: linesOf(quantities).map((line) => ({ ...line, title: line.sku, price: cents })) }).id,
    parcels: (id) => orderOf(id).parcels.map(({ number }) => number ?? ''),
    cancelled: (id) => {
      const order = orderOf(id);
      return sum(order.lines.map((line) => line.quantity - (order.cancelledAt === null ? line.current : 0)));
    },
    refunded: (id) => sum(orderOf(id).transactions.flatMap(({ kind, shop }) => (kind === 'REFUND' ? [shop] : []))),
    callOf: { parcel: /"CreateFulfillment"/, cancellation: /"CancelOrder"|"CommitEdit"/, refund: /"CreateRefund"/ },
  };
};

const woocommerce = async (parts: Parts): Promise<Told> => {
  const twin = await startWooCommerceTwin(parts);
  for (const sku of skus) twin.addProduct({ sku, stock: 100 });
  const orderOf = (id: string) => {
    const order = twin.orders.get(Number(id));
    if (!order) throw new Error(`the shop has no order ${id}`);
    return order;
  };
  return {
    channel: 'woocommerce',
    trouble: twin.trouble,
    calls: twin.calls,
    close: twin.close,
    account: {
      channel: 'woocommerce',
      account: 'main',
      shopDomain: 'shop.example',
      settings: { shipment_tracking: 'extension' },
      baseUrl: twin.url,
    },
    secrets: secretsOf('woocommerce', twin.key()),
    placeOrder: (quantities) => String(twin.placeOrder({ lines: linesOf(quantities).map((line) => ({ ...line, price: cents })) }).id),
    parcels: (id) =>
      twin
        .shipments()
        .trackings.filter(({ orderId }) => String(orderId) === id)
        .map(({ number }) => number),
    cancelled: (id) => {
      const order = orderOf(id);
      const ordered = sum(order.items.flatMap(({ kind, quantity }) => (kind === 'line' ? [quantity] : [])));
      if (order.status === 'cancelled') return ordered;
      return -sum(order.refunds.flatMap(({ items }) => items.map(({ quantity }) => quantity)));
    },
    // The twin counts in millionths.
    refunded: (id) => sum(orderOf(id).refunds.map(({ amount }) => amount)) / 10_000,
    callOf: {
      parcel: /^POST \S+shipment-trackings/,
      cancellation: /^(PUT|POST) \S+\/orders\/\d+(\/refunds)? /,
      refund: /^POST \S+refunds/,
    },
  };
};

const amazon = async (parts: Parts): Promise<Told> => {
  const twin = await startAmazonTwin(parts);
  const { clientId, clientSecret, refreshToken } = twin.credentials;
  return {
    channel: 'amazon',
    trouble: twin.trouble,
    calls: twin.calls,
    close: twin.close,
    account: {
      channel: 'amazon',
      account: 'main',
      settings: { region: 'na', seller_id: twin.sellerId, marketplace_ids: [twin.marketplaceId] },
      baseUrl: twin.url,
    },
    secrets: secretsOf('amazon', { client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken }),
    placeOrder: (quantities) => twin.placeOrder({ lines: linesOf(quantities).map((line) => ({ ...line, price: cents })) }),
    parcels: (id) => (twin.orders.get(id)?.packages ?? []).map(({ trackingNumber }) => trackingNumber),
    cancelled: (id) => {
      const order = twin.orders.get(id);
      return order?.status === 'CANCELLED' ? sum(order.items.map(({ quantity }) => quantity)) : 0;
    },
    refunded: (id) => sum(twin.refunds.flatMap(({ orderId, amountMinor }) => (orderId === id ? [amountMinor] : []))),
    callOf: { parcel: /^POST \S+shipmentConfirmation/, cancellation: /^POST \S+\/feeds /, refund: /^POST \S+\/feeds / },
  };
};

const walmart = async (parts: Parts): Promise<Told> => {
  const twin = await startWalmartTwin({ ...parts, clientId: 'twin-client', clientSecret: 'twin-secret', skus });
  const linesAt = (id: string) => twin.orders.get(id)?.lines ?? [];
  return {
    channel: 'walmart',
    trouble: twin.trouble,
    calls: twin.calls,
    close: twin.close,
    account: { channel: 'walmart', account: 'main', settings: { market: 'us' }, baseUrl: twin.url },
    secrets: secretsOf('walmart', { client_id: 'twin-client', client_secret: 'twin-secret' }),
    placeOrder: (quantities) =>
      twin.placeOrder({ lines: linesOf(quantities).map((line) => ({ ...line, unitPrice: cents / 100 })) }).purchaseOrderId,
    parcels: (id) => [
      ...new Set(
        twin
          .shipments()
          .filter(({ purchaseOrderId }) => purchaseOrderId === id)
          .map(({ trackingInfo }) => (trackingInfo as { readonly trackingNumber: string }).trackingNumber),
      ),
    ],
    cancelled: (id) => sum(linesAt(id).map((line) => unitsOf(line, 'Cancelled'))),
    refunded: (id) => sum(linesAt(id).map(({ refundedAmount }) => refundedAmount)),
    callOf: { parcel: /^POST \S+\/shipping /, cancellation: /^POST \S+\/cancel /, refund: /^POST \S+\/refund / },
  };
};

const starters: Readonly<Record<ChannelName, (parts: Parts) => Promise<Told>>> = { shopify, woocommerce, amazon, walmart };

export const startTold = (channel: ChannelName, parts: Parts): Promise<Told> => starters[channel](parts);
