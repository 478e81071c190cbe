import { createPurchaseOrderRoute } from '../../lib/contracts/http/supply.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { problemReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createPurchaseOrderCommand } from './supply-commands.ts';
import { createSupplyActs, placesRefusal } from './supply-reply.ts';

export const create = (platform: Platform) => {
  const acts = createSupplyActs(platform);
  return httpHandler(platform, createPurchaseOrderRoute, async (call) => {
    const refusal = await placesRefusal(platform, call.principal, [{ field: 'location_id', locationId: call.body.location_id }]);
    if (refusal) return problemReply(refusal, call.requestId);
    return acts.createPurchaseOrder(call, call.body.purchase_order_id, createPurchaseOrderCommand(call.body));
  });
};
