import * as z from 'zod';

export const walmartMarkets = ['us', 'ca', 'mx', 'cl'] as const;
export type WalmartMarket = (typeof walmartMarkets)[number];

export const shipNodeTypes = ['SellerFulfilled', 'WFSFulfilled', '3PLFulfilled'] as const;

/** How an account of Walmart Marketplace is reached. */
export const WalmartSettings = z.strictObject({
  market: z.enum(walmartMarkets).default('us'),
  /** The sandbox, or a twin, instead of the production address. */
  baseUrl: z.url({ protocol: /^https?$/ }).default('https://marketplace.walmartapis.com'),
  /** Consumer channel type received during onboarding, for accounts that have one. */
  channelType: z.string().min(1).max(100).optional(),
  /** Whose orders are read. Those of Walmart's own warehouses are recorded and never sourced. */
  shipNodeTypes: z.array(z.enum(shipNodeTypes)).min(1).default(['SellerFulfilled', 'WFSFulfilled']),
});
export type WalmartSettings = z.infer<typeof WalmartSettings>;

/** The secret of an account, as JSON. */
export const WalmartCredentials = z.strictObject({
  clientId: z.string().min(1).max(200),
  clientSecret: z.string().min(1).max(500),
  /** Password that our subscriptions give Walmart for its notifications: the account's webhook secret. */
  webhookPassword: z.string().min(16).max(200).optional(),
});
export type WalmartCredentials = z.infer<typeof WalmartCredentials>;
