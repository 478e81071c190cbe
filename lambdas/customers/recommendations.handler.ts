import { recommendationsRoute } from '../../lib/contracts/http/customers.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { recommendationsOf } from './recommendation-parts.ts';

export const create = (platform: Platform) => {
  const recommendations = recommendationsOf(platform);
  return httpHandler(platform, recommendationsRoute, async ({ principal, query: { sku, limit } }) =>
    reply(200, await recommendations.beside(principal.tenantId as TenantId, [sku], limit)),
  );
};
