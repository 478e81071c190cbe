import { wooCommerceAdapter } from '../../../lib/channels/adapters/woocommerce/woocommerce.adapter.ts';
import type { Platform } from '../../../lib/platform/ports.ts';
import { webhookHandler } from '../webhook-handler.ts';

export const create = (platform: Platform) => webhookHandler(platform, wooCommerceAdapter);
