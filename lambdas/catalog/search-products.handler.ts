import { searchProductsRoute } from '../../lib/contracts/http/stock-desk.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const catalog = catalogOf(platform);
  return httpHandler(platform, searchProductsRoute, async (call) => {
    const { q, limit } = call.query;
    return rawReply(200, { q, items: await catalog.searchProducts(call.principal.tenantId, q, limit) });
  });
};
