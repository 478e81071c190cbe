import * as z from 'zod';

export const walmartMarkets = ['us', 'ca', 'mx', 'cl'] as const;
export type WalmartMarket = (typeof walmartMarkets)[number];

export const shipNodeTypes = ['SellerFulfilled', 'WFSFulfilled', '3PLFulfilled'] as const;

/** How an account of Walmart Marketplace is reached. */
export const WalmartSettings = z
  .strictObject({
    market: z.enum(walmartMarkets).default('us'),
    /** The sandbox, or a twin, instead of the production address. */
    base_url: z.url({ protocol: /^https?$/ }).default('https://marketplace.walmartapis.com'),
    /** Consumer channel type received during onboarding, for accounts that have one. */
    channel_type: z.string().min(1).max(100).optional(),
    /** Whose orders are read. Those of Walmart's own warehouses are recorded and never sourced. */
    ship_node_types: z.array(z.enum(shipNodeTypes)).min(1).default(['SellerFulfilled', 'WFSFulfilled']),
  })
  .transform(({ market, base_url: baseUrl, channel_type: channelType, ship_node_types: nodes }) => ({
    market,
    baseUrl,
    ...(channelType === undefined ? {} : { channelType }),
    shipNodeTypes: nodes,
  }));
export type WalmartSettings = z.output<typeof WalmartSettings>;

/** The secret of an account, as JSON. */
export const WalmartCredentials = z
  .strictObject({ client_id: z.string().min(1).max(200), client_secret: z.string().min(1).max(500) })
  .transform((secret) => ({ clientId: secret.client_id, clientSecret: secret.client_secret }));
export type WalmartCredentials = z.output<typeof WalmartCredentials>;
