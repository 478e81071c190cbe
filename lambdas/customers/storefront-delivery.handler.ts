import { storefrontDeliveryRoute } from '../../lib/contracts/http/delivery-options.ts';
import { storefrontDelivery } from '../../lib/customers/index.ts';
import { toWire } from '../../lib/kernel/wire.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { timeZoneOf } from '../../lib/sourcing/index.ts';
import { policiesOf } from '../composition.ts';
import { deliveryPlansOf } from './delivery-option-parts.ts';

export const create = (platform: Platform) => {
  const plansOf = deliveryPlansOf(platform);
  const policies = policiesOf(platform);
  return httpHandler(platform, storefrontDeliveryRoute, async ({ params: { tenant, sku }, query: destination, headers, requestId }) => {
    const { value: policy } = await policies.inForce(tenant, 'storefront');
    if (!policy.public) return problemReply(notFound('storefront'), requestId);
    const found = await plansOf(tenant, { lines: [{ sku, quantity: 1 }], destination });
    if (!found.ok) return problemReply(notFound('article'), requestId);
    const timeZone = timeZoneOf(destination, found.value.plannedAt);
    const body = { sku, time_zone: timeZone, items: toWire(storefrontDelivery(found.value, timeZone)) };
    const etag = `"${platform.sha256(JSON.stringify(body)).slice(0, 32)}"`;
    const cacheable = {
      'cache-control': `public, max-age=0, s-maxage=${policy.freshSeconds}, stale-while-revalidate=${policy.staleSeconds}`,
      etag,
      'access-control-allow-origin': '*',
    };
    return headers['if-none-match'] === etag ? { statusCode: 304, headers: cacheable } : rawReply(200, body, cacheable);
  });
};
