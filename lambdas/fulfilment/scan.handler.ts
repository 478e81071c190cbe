import { scanRoute } from '../../lib/contracts/http/warehouse.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { mayUseLocation } from '../../lib/platform/http/principal.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { scanOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const scan = scanOf(platform);
  return httpHandler(platform, scanRoute, async (call) => {
    const { code, location_id: locationId } = call.query;
    if (locationId !== undefined && !mayUseLocation(call.principal, locationId)) return problemReply(notFound('location'), call.requestId);
    const locations = locationId === undefined ? call.principal.locations : [locationId];
    return reply(200, await scan(call.principal.tenantId as TenantId, code, locations));
  });
};
