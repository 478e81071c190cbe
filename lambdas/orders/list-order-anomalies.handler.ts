import { orderAnomaliesRoute } from '../../lib/contracts/http/order-anomalies.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { createOrderFlags } from '../../lib/orders/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderAnomalyView } from './anomaly-reply.ts';

export const create = (platform: Platform) => {
  const flags = createOrderFlags(platform);
  return httpHandler(platform, orderAnomaliesRoute, async ({ principal, query: { kind, list, ...page } }) => {
    const found = await flags.list(principal.tenantId as TenantId, { kind, list }, page);
    return reply(200, { ...found, items: found.items.map(orderAnomalyView) });
  });
};
