import { availabilityRoute } from '../../lib/contracts/http/availability.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { storefrontAvailabilityOf } from '../storefront.ts';
import { availabilityReply, availabilityView } from './availability-reply.ts';

export const create = (platform: Platform) => {
  const availability = storefrontAvailabilityOf(platform);
  return httpHandler(platform, availabilityRoute, async ({ params: { tenant }, query, headers, requestId }) => {
    const found = await availability(tenant, query.skus);
    if (!found) return problemReply(notFound('storefront'), requestId);
    return availabilityReply(platform, { headers, tenant }, found, { items: found.articles.map(availabilityView) });
  });
};
