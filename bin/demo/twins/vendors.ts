// The four twins behind one face, for whoever wants a channel at work and does not care which.
import type { NewChannelAccount } from '../../../lib/channels/index.ts';
import type { ChannelName } from '../../../lib/channels/domain/channel-names.ts';
import type { Clock } from '../../../lib/platform/ports.ts';
import type { Random } from '../../../lib/platform/simulation/random.ts';
import { startAmazonTwin } from './amazon/amazon-twin.ts';
import { startShopifyTwin } from './shopify/shopify-twin.ts';
import type { TwinPlace, TwinServer } from './twin-server.ts';
import { startWalmartTwin } from './walmart/walmart.twin.ts';
import { startWooCommerceTwin } from './woocommerce/woocommerce-twin.ts';

export type VendorLine = { readonly sku: string; readonly quantity: number /** In cents. */; readonly price: number };

/** What a vendor sends by itself: to an address that it was given, or as an event of its partner event source. */
export type VendorDelivery =
  | { readonly kind: 'webhook'; readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: string }
  | { readonly kind: 'event'; readonly body: string };

export type DeliveryTrouble = { readonly duplicates: number; readonly shuffled: boolean };

export type Vendor = Pick<TwinServer, 'url' | 'trouble' | 'calls' | 'send' | 'close'> & {
  readonly channel: ChannelName;
  /** What the account is added with. */
  readonly account: NewChannelAccount;
  /** Secrets of the account by name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** A customer orders. @returns the channel's id of the order */
  readonly placeOrder: (lines: readonly VendorLine[]) => string;
  /** Ids of every order that was placed. */
  readonly orderIds: () => readonly string[];
  /** What is to be sent now; it is then no longer waiting. */
  readonly takeDeliveries: (trouble: DeliveryTrouble) => readonly VendorDelivery[];
  /** Parcels that it has been told of, each as a line of text. */
  readonly parcels: () => readonly string[];
  /** Units of an article that it shows for sale; null when it was never told, or does not know the article. */
  readonly stockOf: (sku: string) => number | null;
  /** Somebody changes there by hand how many there are of an article that it knows. */
  readonly changeStock: (sku: string, units: number) => void;
};

export type VendorOptions = {
  readonly clock: Clock;
  readonly random: Random;
  readonly account: string;
  readonly place: TwinPlace;
  /** What the catalogue holds. */
  readonly skus: readonly string[];
  /** What signs deliveries: 16 characters at least. */
  readonly signingSecret: string;
};

const secretsOf = (channel: string, { account, signingSecret }: VendorOptions, credentials: object) => ({
  [`${channel}-${account}-webhook-secret`]: signingSecret,
  [`${channel}-${account}-credentials`]: JSON.stringify(credentials),
});

const startShopify = async (options: VendorOptions): Promise<Vendor> => {
  const { clock, random, account, place, skus, signingSecret } = options;
  const shopDomain = `${account}.myshopify.com`;
  const secrets = { clientId: 'twin-client', clientSecret: 'twin-secret' };
  const twin = await startShopifyTwin({
    clock,
    random,
    port: place,
    lastOrderNumber: 5_000,
    shopDomain,
    webhookSecret: signingSecret,
    ...secrets,
  });
  for (const sku of skus) twin.addItem(sku, 100);
  return {
    channel: 'shopify',
    ...twin,
    account: { channel: 'shopify', account, shopDomain, settings: {}, baseUrl: twin.url },
    secrets: secretsOf('shopify', options, { client_id: secrets.clientId, client_secret: secrets.clientSecret }),
    placeOrder: (lines) => twin.placeOrder({ lines: lines.map((line) => ({ ...line, title: line.sku })) }).id,
    orderIds: () => [...twin.orders.keys()],
    takeDeliveries: (trouble) =>
      twin.webhooks.take(trouble).map(({ uri, headers, body }) => ({ kind: 'webhook' as const, url: uri, headers, body })),
    parcels: () => [...twin.orders.keys()].flatMap((id) => twin.shipments(id).map((parcel) => JSON.stringify(parcel))),
    stockOf: (sku) => twin.stock(sku) ?? null,
    changeStock: twin.changeStock,
  };
};

const startWooCommerce = async (options: VendorOptions): Promise<Vendor> => {
  const { clock, random, account, place, skus } = options;
  const shopDomain = `${account}.shop.example`;
  const twin = await startWooCommerceTwin({ clock, random, port: place, siteUrl: `https://${shopDomain}` });
  for (const sku of skus) twin.addProduct({ sku, stock: 100 });
  const { url, trouble, calls, send, close } = twin;
  return {
    channel: 'woocommerce',
    url,
    trouble,
    calls,
    send,
    close,
    account: { channel: 'woocommerce', account, shopDomain, settings: { shipment_tracking: 'extension' }, baseUrl: url },
    secrets: secretsOf('woocommerce', options, twin.key()),
    placeOrder: (lines) => String(twin.placeOrder({ lines, currency: 'USD' }).id),
    orderIds: () => [...twin.orders.keys()].map(String),
    takeDeliveries: (deliveryTrouble) =>
      twin
        .takeDeliveries(deliveryTrouble)
        .map(({ url: to, headers, rawBody: body }) => ({ kind: 'webhook' as const, url: to, headers, body })),
    parcels: () => twin.shipments().trackings.map((tracking) => JSON.stringify(tracking)),
    stockOf: (sku) => twin.stock()[sku] ?? null,
    changeStock: twin.changeStock,
  };
};

const startAmazon = async (options: VendorOptions): Promise<Vendor> => {
  const { clock, random, account, place, skus } = options;
  const listings = new Map(skus.map((sku) => [sku, { channel: 'DEFAULT' as const, quantity: 100, handlingDays: 2 }]));
  const twin = await startAmazonTwin({ clock, random, port: place, listings });
  const { clientId, clientSecret, refreshToken } = twin.credentials;
  const settings = {
    region: 'na',
    seller_id: twin.sellerId,
    marketplace_ids: [twin.marketplaceId],
    event_bridge: { account_id: '111122223333', region: 'us-east-1' },
  };
  return {
    channel: 'amazon',
    ...twin,
    account: { channel: 'amazon', account, settings, baseUrl: twin.url },
    secrets: secretsOf('amazon', options, { client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken }),
    placeOrder: (lines) => twin.placeOrder({ lines }),
    orderIds: () => [...twin.orders.keys()],
    takeDeliveries: ({ duplicates, shuffled }) =>
      twin
        .takeEvents({ duplicates: duplicates > 0, reordered: shuffled })
        .map((event) => ({ kind: 'event' as const, body: JSON.stringify(event) })),
    parcels: () => [...twin.orders.values()].flatMap(({ packages }) => packages.map((parcel) => JSON.stringify(parcel))),
    stockOf: (sku) => twin.listings.get(sku)?.quantity ?? null,
    changeStock: (sku, units) => {
      const listing = twin.listings.get(sku);
      if (!listing) throw new Error(`the seller has no listing ${sku}`);
      listing.quantity = units;
    },
  };
};

const startWalmart = async (options: VendorOptions): Promise<Vendor> => {
  const { clock, random, account, place, skus } = options;
  const secrets = { clientId: 'twin-client', clientSecret: 'twin-secret' };
  const twin = await startWalmartTwin({ clock, random, port: place, skus, ...secrets });
  return {
    channel: 'walmart',
    ...twin,
    account: { channel: 'walmart', account, settings: { market: 'us' }, baseUrl: twin.url },
    secrets: secretsOf('walmart', options, { client_id: secrets.clientId, client_secret: secrets.clientSecret }),
    placeOrder: (lines) =>
      twin.placeOrder({ lines: lines.map(({ sku, quantity, price }) => ({ sku, quantity, unitPrice: price / 100 })) }).purchaseOrderId,
    orderIds: () => [...twin.orders.keys()],
    takeDeliveries: ({ duplicates, shuffled }) =>
      twin.webhooks.take({ duplicates, reordered: shuffled }).map((delivery) => ({ kind: 'webhook' as const, ...delivery })),
    parcels: () => twin.shipments().map((parcel) => JSON.stringify(parcel)),
    stockOf: (sku) => twin.stock.get(sku) ?? null,
    changeStock: twin.changeStock,
  };
};

const starters: Readonly<Record<ChannelName, (options: VendorOptions) => Promise<Vendor>>> = {
  shopify: startShopify,
  woocommerce: startWooCommerce,
  amazon: startAmazon,
  walmart: startWalmart,
};

/** Starts the twin of a channel, with what an account of it is added with. */
export const startVendor = (channel: ChannelName, options: VendorOptions): Promise<Vendor> => starters[channel](options);
