import { articleAvailabilityRoute } from '../../lib/contracts/http/availability.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { storefrontAvailabilityOf } from '../storefront.ts';
import { availabilityReply, availabilityView } from './availability-reply.ts';

export const create = (platform: Platform) => {
  const availability = storefrontAvailabilityOf(platform);
  return httpHandler(platform, articleAvailabilityRoute, async ({ params: { tenant, sku }, headers, requestId }) => {
    const found = await availability(tenant, [sku]);
    const [article] = found?.articles ?? [];
    if (!found || !article) return problemReply(notFound(found ? 'article' : 'storefront'), requestId);
    return availabilityReply(platform, { headers, tenant }, found, availabilityView(article));
  });
};
