import { getPurchaseOrderRoute } from '../../lib/contracts/http/supply.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { mayUseLocation } from '../../lib/platform/http/principal.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { supplyOf } from '../composition.ts';
import { purchaseOrderView } from './supply-reply.ts';

export const create = (platform: Platform) => {
  const { purchaseOrders } = supplyOf(platform);
  return httpHandler(platform, getPurchaseOrderRoute, async ({ principal, params, requestId }) => {
    const found = await purchaseOrders.get(principal.tenantId as TenantId, params.id);
    return found && mayUseLocation(principal, found.state.locationId)
      ? reply(200, purchaseOrderView(found))
      : problemReply(notFound('purchase-order'), requestId);
  });
};
