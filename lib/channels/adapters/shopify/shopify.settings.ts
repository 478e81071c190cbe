import * as z from 'zod';
import { shopDomainPattern } from '../../domain/channel-account.ts';

/** The first version in which `inventorySetQuantities` and `refundCreate` have the form that the client sends. */
const oldestApiVersion = '2026-04';

/** How one Shopify shop is reached. */
export const ShopifySettings = z
  .strictObject({
    /** The shop's permanent domain, such as `example.myshopify.com`. */
    shop_domain: z.string().toLowerCase().regex(shopDomainPattern),
    /** Of the GraphQL Admin API: a new one each quarter, good for a year at least ("About Shopify API versioning"). */
    api_version: z
      .string()
      .regex(/^20\d\d-(01|04|07|10)$/)
      .refine((version) => version >= oldestApiVersion, `must be ${oldestApiVersion} or later`)
      .default('2026-10'),
    /** Number of the location whose stock we set when a notice names none; not needed by a shop with one location. */
    default_location_id: z
      .string()
      .regex(/^\d{1,20}$/)
      .nullable()
      .default(null),
    /** Whether Shopify writes to the customer about a parcel. */
    notify_customers: z.boolean().default(true),
  })
  .transform((settings) => ({
    shopDomain: settings.shop_domain,
    apiVersion: settings.api_version,
    defaultLocationId: settings.default_location_id,
    notifyCustomers: settings.notify_customers,
  }));
export type ShopifySettings = Readonly<z.output<typeof ShopifySettings>>;

/** The secret of a shop, as JSON: a token that does not expire, or what tokens of a day are got with. */
export const ShopifyCredentials = z.union([
  z.strictObject({ access_token: z.string().min(1).max(500) }).transform((secret) => ({ accessToken: secret.access_token })),
  z
    .strictObject({ client_id: z.string().min(1).max(200), client_secret: z.string().min(1).max(500) })
    .transform((secret) => ({ clientId: secret.client_id, clientSecret: secret.client_secret })),
]);
export type ShopifyCredentials = Readonly<z.output<typeof ShopifyCredentials>>;
