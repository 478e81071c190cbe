import { putProductRoute } from '../../lib/contracts/http/inventory.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const catalog = catalogOf(platform);
  return httpHandler(platform, putProductRoute, async (call) => {
    const { created } = await catalog.putProduct(call.principal.tenantId, call.body);
    return rawReply(created ? 201 : 200, call.body, { location: `/products/${encodeURIComponent(call.body.sku)}` });
  });
};
