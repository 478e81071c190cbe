import { purchaseOrderHistoryRoute } from '../../lib/contracts/http/histories.ts';
import { purchaseOrderKind } from '../../lib/inventory/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { mayUseLocation } from '../../lib/platform/http/principal.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { storeOf, supplyOf } from '../composition.ts';
import { historyReply } from '../history-reply.ts';

export const create = (platform: Platform) => {
  const { purchaseOrders } = supplyOf(platform);
  return httpHandler(platform, purchaseOrderHistoryRoute, async ({ principal, params: { id }, requestId }) => {
    const tenantId = principal.tenantId as TenantId;
    const found = await purchaseOrders.get(tenantId, id);
    if (!found || !mayUseLocation(principal, found.state.locationId)) return problemReply(notFound('purchase-order'), requestId);
    return historyReply(storeOf(platform), { tenantId, kind: purchaseOrderKind, id });
  });
};
