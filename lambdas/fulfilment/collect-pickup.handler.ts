import { collectPickupRoute } from '../../lib/contracts/http/pickup.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { fulfillmentOrdersOf } from '../composition.ts';
import { createShippingHolds } from './shipping-holds.ts';
import { createApplyWork, findWork } from './work-reply.ts';

export const create = (platform: Platform) => {
  const fulfillmentOrders = fulfillmentOrdersOf(platform);
  const shippingHolds = createShippingHolds(platform);
  const apply = createApplyWork(platform);
  return httpHandler(platform, collectPickupRoute, async (call) => {
    const work = await findWork(fulfillmentOrders, call.principal, call.params.id);
    if (!work) return problemReply(notFound('fulfillment-order'), call.requestId);
    const held = await shippingHolds(call.principal.tenantId as TenantId, work.fulfillmentOrder.orderId);
    if (held) return problemReply(held, call.requestId);
    const { collected_by: collectedBy, proof } = call.body;
    return apply(call, { type: 'CollectPickup', collectedBy, proof, collectedAt: platform.clock.now() });
  });
};
