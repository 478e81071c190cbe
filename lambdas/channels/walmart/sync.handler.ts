import { walmartConnector } from '../../../lib/channels/adapters/walmart/walmart.connector.ts';
import type { Platform } from '../../../lib/platform/ports.ts';
import { syncHandler } from '../sync-handler.ts';

export const create = (platform: Platform) => syncHandler(platform, walmartConnector);
