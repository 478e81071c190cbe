import { storefrontRecommendationsRoute } from '../../lib/contracts/http/customers.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { policiesOf } from '../composition.ts';
import { recommendationsOf } from './recommendation-parts.ts';

const shownMax = 5;

export const create = (platform: Platform) => {
  const recommendations = recommendationsOf(platform);
  const policies = policiesOf(platform);
  return httpHandler(platform, storefrontRecommendationsRoute, async ({ params: { tenant, sku }, headers, requestId }) => {
    const { value: policy } = await policies.inForce(tenant, 'storefront');
    if (!policy.public) return problemReply(notFound('storefront'), requestId);
    const { items } = await recommendations.beside(tenant, [sku], shownMax);
    // Which articles, and not how often they are bought: that is the shop's own business.
    const body = { items: items.map(({ sku: shown }) => ({ sku: shown })) };
    const etag = `"${platform.sha256(JSON.stringify(body)).slice(0, 32)}"`;
    const cacheable = {
      'cache-control': `public, max-age=0, s-maxage=${policy.freshSeconds}, stale-while-revalidate=${policy.staleSeconds}`,
      etag,
      'access-control-allow-origin': '*',
    };
    return headers['if-none-match'] === etag ? { statusCode: 304, headers: cacheable } : rawReply(200, body, cacheable);
  });
};
