import { adjustStockRoute } from '../../lib/contracts/http/stock-ledger.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createPostAdjustment } from './post-adjustment.ts';

export const create = (platform: Platform) => {
  const post = createPostAdjustment(platform);
  return httpHandler(platform, adjustStockRoute, (call) => post(call, call.body));
};
