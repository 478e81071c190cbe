import { countsDueRoute } from '../../lib/contracts/http/stock-alerts.ts';
import { createStockAlerts } from '../../lib/inventory/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { countDueView } from './stock-alert-views.ts';
import { isShownLocation } from './supply-reply.ts';

export const create = (platform: Platform) => {
  const { countsDue } = createStockAlerts(platform);
  return httpHandler(platform, countsDueRoute, async ({ principal, query, requestId }) => {
    const { location_id: locationId, ...page } = query;
    if (!(await isShownLocation(platform, principal, locationId))) return problemReply(notFound('location'), requestId);
    const found = await countsDue(principal.tenantId as TenantId, locationId, page);
    return reply(200, { ...found, items: found.items.map(countDueView) });
  });
};
