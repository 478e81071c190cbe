import { movementsRoute } from '../../lib/contracts/http/stock-ledger.ts';
import { createMovements } from '../../lib/inventory/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { isShownLocation } from './supply-reply.ts';

export const create = (platform: Platform) => {
  const movements = createMovements(platform);
  return httpHandler(platform, movementsRoute, async ({ principal, query, requestId }) => {
    const { sku, location_id: locationId, limit, cursor } = query;
    if (!(await isShownLocation(platform, principal, locationId))) return problemReply(notFound('location'), requestId);
    const { items, before } = await movements(principal.tenantId as TenantId, { sku, locationId }, { limit, before: cursor });
    return rawReply(200, { items, ...(before === undefined ? {} : { cursor: String(before) }) });
  });
};
