import { rerouteOrderRoute } from '../../lib/contracts/http/decisions.ts';
import { describeRerouteRejection } from '../../lib/orders/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { refuse } from '../../lib/platform/http/rejection.ts';
import { problemReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { rerouteOf } from '../intelligence/decision-parts.ts';
import { callerOf, orderReply } from './order-reply.ts';

export const create = (platform: Platform) => {
  const reroute = rerouteOf(platform);
  return httpHandler(platform, rerouteOrderRoute, async (call) => {
    const { fulfillment_order_id: fulfillmentOrderId, to_location_id: toLocationId = null, reason_code: reasonCode } = call.body;
    const done = await reroute(callerOf(call), call.params.id, { fulfillmentOrderId, toLocationId, reasonCode });
    return done.ok ? orderReply(done) : problemReply(refuse(done.error, describeRerouteRejection), call.requestId);
  });
};
