import type { ChannelAdapter } from '../app/channel-adapter.ts';
import { shopifyAdapter } from './shopify/shopify.adapter.ts';

/** Every channel that the product reads. A new one is a folder beside this file and a line here. */
export const channelAdapters: readonly ChannelAdapter[] = [shopifyAdapter];
