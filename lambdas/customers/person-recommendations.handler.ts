import { personRecommendationsRoute } from '../../lib/contracts/http/customers.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { personalPartsOf, recommendationsOf } from './recommendation-parts.ts';

export const create = (platform: Platform) => {
  const recommendations = recommendationsOf(platform);
  const personal = personalPartsOf(platform);
  return httpHandler(platform, personRecommendationsRoute, async ({ principal, params: { id }, query: { limit }, requestId }) => {
    const found = await recommendations.forPerson(principal.tenantId as TenantId, id, limit, personal);
    return found ? reply(200, found) : problemReply(notFound('person'), requestId);
  });
};
