import * as z from 'zod';

/** How one seller's account is reached. */
export const AmazonSettings = z
  .strictObject({
    region: z.enum(['na', 'eu', 'fe']),
    /** The merchant token, such as `A2EXAMPLE`. */
    seller_id: z.string().regex(/^[A-Z0-9]{5,30}$/),
    /** Marketplaces whose orders are taken. Stock is set in the first of them. */
    marketplace_ids: z
      .array(z.string().regex(/^[A-Z0-9]{5,30}$/))
      .min(1)
      .max(50),
    /** v0 for applications that may not use the newer version yet; its reads end on 27 March 2027. */
    orders_api: z.enum(['2026-01-01', 'v0']).default('2026-01-01'),
    /** False when the application has no right to personal data: orders then come without buyer and address. */
    personal_data: z.boolean().default(true),
    /** Where notifications of changed orders are delivered; without it there are none. */
    event_bridge: z
      .strictObject({ account_id: z.string().regex(/^\d{12}$/), region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/) })
      .transform(({ account_id: accountId, region }) => ({ accountId, region }))
      .nullable()
      .default(null),
    /** Instead of the region's own address. */
    base_url: z.url().nullable().default(null),
    /** Instead of Login with Amazon. */
    token_url: z.url().nullable().default(null),
  })
  .transform((settings) => ({
    region: settings.region,
    sellerId: settings.seller_id,
    marketplaceIds: settings.marketplace_ids,
    ordersApi: settings.orders_api,
    personalData: settings.personal_data,
    eventBridge: settings.event_bridge,
    baseUrl: settings.base_url,
    tokenUrl: settings.token_url,
  }));

export type AmazonSettings = z.output<typeof AmazonSettings>;

/** Secrets of the application and of its authorisation by the seller (Login with Amazon), as JSON. */
export const AmazonCredentials = z
  .strictObject({ client_id: z.string().min(1), client_secret: z.string().min(1), refresh_token: z.string().min(1) })
  .transform((secret) => ({ clientId: secret.client_id, clientSecret: secret.client_secret, refreshToken: secret.refresh_token }));
export type AmazonCredentials = z.output<typeof AmazonCredentials>;
