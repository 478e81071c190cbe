import { workSummaryRoute } from '../../lib/contracts/http/warehouse.ts';
import { createWorkSummary } from '../../lib/fulfilment/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { mayUseLocation } from '../../lib/platform/http/principal.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const catalog = catalogOf(platform);
  const summary = createWorkSummary(platform);
  return httpHandler(platform, workSummaryRoute, async (call) => {
    const { principal, requestId } = call;
    const locationId = call.params.id;
    const isThere = mayUseLocation(principal, locationId) && (await catalog.getLocation(principal.tenantId, locationId)) !== undefined;
    if (!isThere) return problemReply(notFound('location'), requestId);
    const asOf = platform.clock.now();
    return reply(200, { locationId, asOf, ...(await summary(principal.tenantId as TenantId, locationId)) });
  });
};
