import { anomaliesRoute } from '../../lib/contracts/http/stock-alerts.ts';
import { createStockAlerts } from '../../lib/inventory/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { mayUseLocation } from '../../lib/platform/http/principal.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { anomalyView } from './stock-alert-views.ts';
import { isShownLocation } from './supply-reply.ts';

export const create = (platform: Platform) => {
  const { anomalies } = createStockAlerts(platform);
  return httpHandler(platform, anomaliesRoute, async ({ principal, query, requestId }) => {
    const { kind, location_id: locationId, list, ...page } = query;
    if (!(await isShownLocation(platform, principal, locationId))) return problemReply(notFound('location'), requestId);
    const mayShow = (id: string): boolean => mayUseLocation(principal, id);
    const found = await anomalies(principal.tenantId as TenantId, { list, kind, locationId, mayShow }, page);
    return reply(200, { ...found, items: found.items.map(anomalyView) });
  });
};
