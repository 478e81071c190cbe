import { wooCommerceConnector } from '../../../lib/channels/adapters/woocommerce/woocommerce.connector.ts';
import type { Platform } from '../../../lib/platform/ports.ts';
import { notifyHandler } from '../notify-handler.ts';

export const create = (platform: Platform) => notifyHandler(platform, wooCommerceConnector);
