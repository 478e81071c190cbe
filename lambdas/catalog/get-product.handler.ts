import { getProductRoute } from '../../lib/contracts/http/inventory.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const catalog = catalogOf(platform);
  return httpHandler(platform, getProductRoute, async (call) => {
    const product = await catalog.getProduct(call.principal.tenantId, call.params.sku);
    return product ? rawReply(200, product) : problemReply(notFound('product'), call.requestId);
  });
};
