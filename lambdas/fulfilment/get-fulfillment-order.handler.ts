import { getFulfillmentOrderRoute } from '../../lib/contracts/http/fulfilment.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { fulfillmentOrdersOf, orderReadingOf } from '../composition.ts';
import { findWork, workReply } from './work-reply.ts';

export const create = (platform: Platform) => {
  const fulfillmentOrders = fulfillmentOrdersOf(platform);
  const reading = orderReadingOf(platform);
  return httpHandler(platform, getFulfillmentOrderRoute, async (call) => {
    const work = await findWork(fulfillmentOrders, call.principal, call.params.id);
    if (!work) return problemReply(notFound('fulfillment-order'), call.requestId);
    // Whoever packs needs the address, also without the right to read orders; once it has been erased there is none.
    const order = await reading.get(call.principal.tenantId as TenantId, work.fulfillmentOrder.orderId, { personal: true });
    return workReply(work, order?.personal?.shippingAddress ?? null);
  });
};
