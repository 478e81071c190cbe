import { shipRoute } from '../../lib/contracts/http/fulfilment.ts';
import { shipmentIdOf } from '../../lib/fulfilment/index.ts';
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
  return httpHandler(platform, shipRoute, async (call) => {
    const { carrier, service, tracking_number: trackingNumber, shipped_at: shippedAt, cost } = call.body;
    const work = await findWork(fulfillmentOrders, call.principal, call.params.id);
    if (!work) return problemReply(notFound('fulfillment-order'), call.requestId);
    const held = await shippingHolds(call.principal.tenantId as TenantId, work.fulfillmentOrder.orderId);
    if (held) return problemReply(held, call.requestId);
    const named = carrier !== undefined && trackingNumber !== undefined;
    const shipment = named
      ? {
          shipmentId: shipmentIdOf(platform.sha256, call.params.id, trackingNumber),
          carrier,
          service,
          trackingNumber,
          labelRef: null,
          cost: cost ? { amountMinor: cost.amount_minor, currency: cost.currency } : null,
          lines: null,
        }
      : null;
    return apply(call, { type: 'ShipFulfillmentOrder', shipment, shippedAt: shippedAt ?? platform.clock.now() });
  });
};
