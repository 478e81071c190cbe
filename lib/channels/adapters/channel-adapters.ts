import type { ChannelAdapter } from '../app/channel-adapter.ts';
import { amazonAdapter } from './amazon/amazon.adapter.ts';
import { shopifyAdapter } from './shopify/shopify.adapter.ts';
import { walmartAdapter } from './walmart/walmart.adapter.ts';
import { wooCommerceAdapter } from './woocommerce/woocommerce.adapter.ts';

/** How the payloads of every channel are read, without what its API takes: for whoever only reads. */
export const channelAdapters: readonly ChannelAdapter[] = [shopifyAdapter, wooCommerceAdapter, amazonAdapter, walmartAdapter];
