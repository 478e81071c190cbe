import { listProductsRoute } from '../../lib/contracts/http/inventory.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const catalog = catalogOf(platform);
  return httpHandler(platform, listProductsRoute, async (call) => {
    const { limit, cursor } = call.query;
    return rawReply(200, await catalog.listProducts(call.principal.tenantId, { limit, ...(cursor === undefined ? {} : { cursor }) }));
  });
};
