/** Channels that the product is connected to, in the order in which they are listed. */
export const channelNames = ['shopify', 'woocommerce', 'amazon', 'walmart'] as const;
export type ChannelName = (typeof channelNames)[number];

/** Those that send deliveries over HTTPS. */
export const deliveringChannels = ['shopify', 'woocommerce', 'walmart'] as const satisfies readonly ChannelName[];

/** Those that send events through a partner event source of EventBridge. */
export const eventChannels = ['shopify', 'amazon'] as const satisfies readonly ChannelName[];
