import type { ChannelConnector } from '../app/channel-connector.ts';
import { amazonConnector } from './amazon/amazon.connector.ts';
import { shopifyConnector } from './shopify/shopify.connector.ts';
import { walmartConnector } from './walmart/walmart.connector.ts';
import { wooCommerceConnector } from './woocommerce/woocommerce.connector.ts';

/** Every channel of the product in both directions. A new one is a folder beside this file and a line here. */
export const connectors: readonly ChannelConnector[] = [shopifyConnector, wooCommerceConnector, amazonConnector, walmartConnector];
