import { getPromotionsRoute } from '../../lib/contracts/http/promotions.ts';
import { createPromotionRows, readOfferedPromotions } from '../../lib/customers/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';

export const create = (platform: Platform) => {
  const rows = createPromotionRows(platform);
  return httpHandler(platform, getPromotionsRoute, async ({ principal, params: { id }, requestId }) => {
    const found = await readOfferedPromotions(rows, principal.tenantId as TenantId, id, platform.clock.now());
    return found ? reply(200, found) : problemReply(notFound('answer to a checkout'), requestId);
  });
};
