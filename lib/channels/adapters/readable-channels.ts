import type { ChannelAdapter } from '../app/channel-adapter.ts';
import { amazonAdapter } from './amazon/amazon.adapter.ts';
import { channelAdapters } from './channel-adapters.ts';
import { walmartAdapter } from './walmart/walmart.adapter.ts';
import { wooCommerceAdapter } from './woocommerce/woocommerce.adapter.ts';

/** Every channel whose payloads can be read, also those that no deployed function takes orders from yet. */
export const readableChannels: readonly ChannelAdapter[] = [...channelAdapters, wooCommerceAdapter, amazonAdapter, walmartAdapter];
