import { amazonConnector } from '../../../lib/channels/adapters/amazon/amazon.connector.ts';
import type { Platform } from '../../../lib/platform/ports.ts';
import { stockHandler } from '../stock-handler.ts';

export const create = (platform: Platform) => stockHandler(platform, amazonConnector);
