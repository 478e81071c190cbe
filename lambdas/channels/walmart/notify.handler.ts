import { walmartConnector } from '../../../lib/channels/adapters/walmart/walmart.connector.ts';
import type { Platform } from '../../../lib/platform/ports.ts';
import { notifyHandler } from '../notify-handler.ts';

export const create = (platform: Platform) => notifyHandler(platform, walmartConnector);
