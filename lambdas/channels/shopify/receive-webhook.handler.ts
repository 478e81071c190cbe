import { shopifyAdapter } from '../../../lib/channels/adapters/shopify/shopify.adapter.ts';
import type { Platform } from '../../../lib/platform/ports.ts';
import { webhookHandler } from '../webhook-handler.ts';

export const create = (platform: Platform) => webhookHandler(platform, shopifyAdapter);
