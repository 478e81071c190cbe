import { bundlesRoute } from '../../lib/contracts/http/customers.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { recommendationsOf } from './recommendation-parts.ts';

export const create = (platform: Platform) => {
  const recommendations = recommendationsOf(platform);
  return httpHandler(platform, bundlesRoute, async ({ principal, query: { limit } }) => {
    const { bundles: items, ...counted } = await recommendations.bundles(principal.tenantId as TenantId, limit);
    return reply(200, { ...counted, items });
  });
};
