import { putLocationRoute } from '../../lib/contracts/http/inventory.ts';
import { LocationId, type TenantId } from '../../lib/kernel/ids.ts';
import { askForLook, locationStanding } from '../../lib/orders/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const catalog = catalogOf(platform);
  return httpHandler(platform, putLocationRoute, async ({ principal, body }) => {
    const tenantId = principal.tenantId as TenantId;
    const before = await catalog.getLocation(tenantId, body.location_id);
    const { created } = await catalog.putLocation(tenantId, body);
    // Closed again is looked at again: the answer before may have been lost, and the look with it.
    const isClosed = locationStanding(body) !== 'open';
    const wasClosed = before !== undefined && locationStanding(before) !== 'open';
    if (isClosed || wasClosed)
      await askForLook(platform, { tenant_id: tenantId, location_id: LocationId(body.location_id), quiet_looks: 0 });
    return rawReply(created ? 201 : 200, body);
  });
};
