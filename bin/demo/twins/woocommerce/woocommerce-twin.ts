import type { Clock } from '../../../../lib/platform/ports.ts';
import type { Random } from '../../../../lib/platform/simulation/random.ts';
import { createTwinBucket, startTwinServer, type TwinAnswer, type TwinPlace, type TwinRequest } from '../twin-server.ts';
import { answerRoute, type TwinGateway, wpError } from './twin-routes.ts';
import { createTwinShop } from './twin-shop.ts';

export type WooCommerceTwinOptions = {
  readonly clock: Clock;
  readonly random: Random;
  readonly port?: TwinPlace;
  /** The address that the shop believes to have; default `https://shop.example`. */
  readonly siteUrl?: string;
  readonly pricesIncludeTax?: boolean;
  /** What its host allows; WooCommerce itself has no limit. */
  readonly rate?: { readonly perSecond: number; readonly burst: number };
};

/** Text that no key of a real shop has. */
const newKey = (random: Random) => ({
  consumer_key: `ck_${Buffer.from(random.bytes(20)).toString('hex')}`,
  consumer_secret: `cs_${Buffer.from(random.bytes(20)).toString('hex')}`,
});

/**
 * A WooCommerce shop on this computer: REST v3 and the Shipment Tracking extension, with its owner's and customers' doings as
 * functions. Its one difference in kind: it takes basic authentication over plain HTTP, as if TLS had been ended before it.
 */
export const startWooCommerceTwin = async (options: WooCommerceTwinOptions) => {
  const { clock, random, siteUrl = 'https://shop.example', pricesIncludeTax = false } = options;
  const shop = createTwinShop({ clock, random: random.fork('shop'), siteUrl, pricesIncludeTax });
  const gateway: TwinGateway = { refusesRefunds: false, breaksOff: false };
  const bucket = options.rate === undefined ? undefined : createTwinBucket(options.rate, clock);
  const keys = random.fork('keys');
  let key = newKey(keys);
  const state = { trackingInstalled: true, readOnlyKey: false, maintenance: false };

  const authenticate = (request: TwinRequest): TwinAnswer | undefined => {
    const header = request.headers['authorization'] ?? '';
    const [user = '', secret = ''] = Buffer.from(header.replace(/^Basic /, ''), 'base64')
      .toString('utf8')
      .split(':');
    if (!header.startsWith('Basic ') || user !== key.consumer_key)
      return wpError(401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.');
    if (secret !== key.consumer_secret) return wpError(401, 'woocommerce_rest_authentication_error', 'Consumer secret is invalid.');
    if (state.readOnlyKey && request.method !== 'GET')
      return wpError(401, 'woocommerce_rest_authentication_error', 'The API key provided does not have write permissions.');
    return undefined;
  };

  const answer = (request: TwinRequest): TwinAnswer => {
    if (state.maintenance) return { status: 200, body: '<html><body>Briefly unavailable for scheduled maintenance.</body></html>' };
    const taken = bucket?.take();
    if (taken && !taken.allowed)
      return {
        status: 429,
        headers: { 'retry-after': String(Math.ceil(taken.retryAfterSeconds)) },
        body: '<html>Too Many Requests</html>',
      };
    return authenticate(request) ?? answerRoute(request, { shop, siteUrl, gateway, hasTracking: () => state.trackingInstalled });
  };

  const server = await startTwinServer({
    answer,
    clock,
    random: random.fork('server'),
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  return {
    ...shop,
    url: server.url,
    trouble: server.trouble,
    calls: server.calls,
    send: server.send,
    close: server.close,
    /** Switches that may be moved while it runs. */
    state,
    gateway,
    /** The key that is good now, as the secret's JSON has it. */
    key: () => key,
    /** The owner revokes the key and makes a new one. */
    renewKey: () => {
      key = newKey(keys);
      return key;
    },
    /** Stock by SKU. */
    changeStock: (sku: string, units: number): void => {
      const product = [...shop.products.values()].find((one) => one.sku === sku);
      if (!product) throw new Error(`the shop has no product ${sku}`);
      product.stock = units;
    },
    stock: (): Readonly<Record<string, number | null>> =>
      Object.fromEntries([...shop.products.values()].map(({ sku, stock }) => [sku, stock])),
    /** What customers have been told of parcels. */
    shipments: () => ({ trackings: shop.trackings, notes: shop.notes.filter(({ toCustomer }) => toCustomer) }),
  };
};

export type WooCommerceTwin = Awaited<ReturnType<typeof startWooCommerceTwin>>;
