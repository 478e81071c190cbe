import { deliverRoute } from '../../lib/contracts/http/fulfilment.ts';
import { plusMs } from '../../lib/kernel/instant.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { invalidInput } from '../../lib/platform/http/refusal.ts';
import { problemReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { fulfillmentOrdersOf } from '../composition.ts';
import { createApplyWork, findWork } from './work-reply.ts';

// Clocks of carriers and warehouses differ by minutes, not by more.
const clockSkewMs = 10 * 60_000;

export const create = (platform: Platform) => {
  const fulfillmentOrders = fulfillmentOrdersOf(platform);
  const apply = createApplyWork(platform);
  return httpHandler(platform, deliverRoute, async (call) => {
    const now = platform.clock.now();
    const { delivered_at: deliveredAt = now, shipment_id: shipmentId } = call.body;
    const work = await findWork(fulfillmentOrders, call.principal, call.params.id);
    const shippedAt = work?.fulfillmentOrder.shippedAt;
    const problem =
      deliveredAt > plusMs(now, clockSkewMs)
        ? 'lies in the future'
        : shippedAt && deliveredAt < plusMs(shippedAt, -clockSkewMs)
          ? `lies before the goods were shipped, at ${shippedAt}`
          : undefined;
    if (problem)
      return problemReply(invalidInput([{ field: 'delivered_at', code: 'impossible-moment', message: problem }]), call.requestId);
    return apply(call, { type: 'RecordDelivery', shipmentId, deliveredAt });
  });
};
