import * as z from 'zod';

/** What one shop's account is set to; everything but the address has a value that suits most shops. */
export const WooCommerceSettings = z.strictObject({
  /**
   * Address of the shop, with the path of WordPress if it is not at the root. Over plain HTTP WooCommerce wants OAuth 1.0a
   * signatures, and orders and stock would travel readable for everybody on the way, so that is refused here.
   */
  site_url: z
    .url({ protocol: /^https$/, error: 'must begin with https://; shops over plain HTTP are not supported' })
    .max(500)
    .transform((url) => url.replace(/[/?#]*$/, '')),
  /** Orders of one page, 1 to 100 (the vendor's maximum). Shops on small servers answer 25 quicker than 100. */
  orders_per_page: z.int().min(1).max(100).default(50),
  /** Calls per second on average, and at once after a rest. WooCommerce has no limit of its own; its hosts do, and do not publish it. */
  calls_per_second: z.number().min(0.1).max(50).default(2),
  burst: z.int().min(1).max(100).default(4),
  /** `extension` writes to the Shipment Tracking extension, `note` sends the customer an order note. */
  shipment_tracking: z.enum(['extension', 'note']).default('note'),
  /** Names of the extension's own providers by our carriers', such as `{"UPS": "UPS"}`. Others are written as custom ones. */
  tracking_providers: z.record(z.string(), z.string().min(1).max(200)).default({}),
  /** Status of an order all of whose units have been shipped; null to leave statuses to the shop. */
  shipped_status: z
    .string()
    .regex(/^[a-z0-9-]{1,20}$/)
    .nullable()
    .default('completed'),
  /** Payment methods that cannot give money back by themselves. */
  gateways_without_refunds: z.array(z.string().max(200)).default(['bacs', 'cheque', 'cod']),
});
export type WooCommerceSettings = z.output<typeof WooCommerceSettings>;

/** A REST API key with read and write permission, of a user who may manage the shop (WooCommerce > Settings > Advanced > REST API). */
export const WooCommerceCredentials = z.object({ consumer_key: z.string().trim().min(1), consumer_secret: z.string().trim().min(1) });
export type WooCommerceCredentials = z.output<typeof WooCommerceCredentials>;
