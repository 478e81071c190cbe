import { shopifyConnector } from '../../../lib/channels/adapters/shopify/shopify.connector.ts';
import type { Platform } from '../../../lib/platform/ports.ts';
import { notifyHandler } from '../notify-handler.ts';

export const create = (platform: Platform) => notifyHandler(platform, shopifyConnector);
