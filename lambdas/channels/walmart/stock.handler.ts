import { walmartConnector } from '../../../lib/channels/adapters/walmart/walmart.connector.ts';
import type { Platform } from '../../../lib/platform/ports.ts';
import { stockHandler } from '../stock-handler.ts';

export const create = (platform: Platform) => stockHandler(platform, walmartConnector);
