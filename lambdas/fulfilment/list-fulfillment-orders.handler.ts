import { listFulfillmentOrdersRoute } from '../../lib/contracts/http/fulfilment.ts';
import { createWorkList } from '../../lib/fulfilment/index.ts';
import { LocationId, type TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { mayUseLocation } from '../../lib/platform/http/principal.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { workDetailsOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const workList = createWorkList(platform);
  const withDetails = workDetailsOf(platform);
  return httpHandler(platform, listFulfillmentOrdersRoute, async (call) => {
    const { location_id: locationId, status, limit, cursor } = call.query;
    if (!mayUseLocation(call.principal, locationId)) return problemReply(notFound('location'), call.requestId);
    const wanted = { locationId: LocationId(locationId), status };
    const tenantId = call.principal.tenantId as TenantId;
    const page = await workList(tenantId, wanted, { limit: Math.min(limit, 100), cursor });
    return rawReply(200, { ...page, items: await withDetails(tenantId, page.items) });
  });
};
