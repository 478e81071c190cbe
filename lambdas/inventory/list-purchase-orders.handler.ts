import { listPurchaseOrdersRoute } from '../../lib/contracts/http/supply.ts';
import type { PurchaseOrder } from '../../lib/inventory/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { mayUseLocation } from '../../lib/platform/http/principal.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { supplyOf } from '../composition.ts';
import { isShownLocation, purchaseOrderView } from './supply-reply.ts';

export const create = (platform: Platform) => {
  const { purchaseOrders } = supplyOf(platform);
  return httpHandler(platform, listPurchaseOrdersRoute, async ({ principal, query, requestId }) => {
    const { status, location_id: locationId, limit, cursor } = query;
    if (!(await isShownLocation(platform, principal, locationId))) return problemReply(notFound('location'), requestId);
    const choice = { status, locationId, mayShow: (order: PurchaseOrder) => mayUseLocation(principal, order.locationId) };
    const page = await purchaseOrders.list(principal.tenantId as TenantId, choice, { limit, cursor });
    return reply(200, { ...page, items: page.items.map(purchaseOrderView) });
  });
};
