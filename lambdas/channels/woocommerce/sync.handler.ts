import { wooCommerceConnector } from '../../../lib/channels/adapters/woocommerce/woocommerce.connector.ts';
import type { Platform } from '../../../lib/platform/ports.ts';
import { syncHandler } from '../sync-handler.ts';

export const create = (platform: Platform) => syncHandler(platform, wooCommerceConnector);
