import { amazonConnector } from '../../../lib/channels/adapters/amazon/amazon.connector.ts';
import type { Platform } from '../../../lib/platform/ports.ts';
import { syncHandler } from '../sync-handler.ts';

export const create = (platform: Platform) => syncHandler(platform, amazonConnector);
