import { wooCommerceConnector } from '../../../lib/channels/adapters/woocommerce/woocommerce.connector.ts';
import type { Platform } from '../../../lib/platform/ports.ts';
import { stockHandler } from '../stock-handler.ts';

export const create = (platform: Platform) => stockHandler(platform, wooCommerceConnector);
