import { placeOrderRoute } from '../../lib/contracts/http/orders.ts';
import { canonicalJson } from '../../lib/kernel/canonical-json.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import {
  describeOrderRejection,
  orderView,
  pickupProblems,
  storefrontOrder,
  storefrontProblems,
  storefrontPurchase,
} from '../../lib/orders/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { createIdempotency, idempotencyKeyProblem } from '../../lib/platform/http/idempotency.ts';
import { invalidInput } from '../../lib/platform/http/refusal.ts';
import { refuse } from '../../lib/platform/http/rejection.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf, orderPlacementOf } from '../composition.ts';
import { callerOf } from './order-reply.ts';

export const create = (platform: Platform) => {
  const place = orderPlacementOf(platform);
  const catalog = catalogOf(platform);
  const idempotency = createIdempotency(platform);
  return httpHandler(platform, placeOrderRoute, async (call) => {
    const key = call.headers['idempotency-key'];
    const problems = [...storefrontProblems(call.body)];
    const keyProblem = idempotencyKeyProblem(key);
    if (keyProblem) problems.push(keyProblem);
    if (key === undefined && call.body.channel_order_id === undefined) {
      problems.push({ field: 'channel_order_id', code: 'required', message: 'must be given, or the header Idempotency-Key in its place' });
    }
    const tenantId = call.principal.tenantId as TenantId;
    if (call.body.delivery) problems.push(...pickupProblems(await catalog.getLocation(tenantId, call.body.delivery.location_id)));
    if (problems.length > 0) return problemReply(invalidInput(problems), call.requestId);

    const order = storefrontOrder(call.body, { channelOrderId: key ?? '', placedAt: platform.clock.now(), callerIp: call.sourceIp });
    if (key !== undefined) {
      // Keyed, because the body holds an address.
      const requestHash = await platform.keys.mac('idempotency', canonicalJson(call.body));
      const refusal = await idempotency.claim(tenantId, call.principal.id, key, requestHash);
      if (refusal) return problemReply(refusal, call.requestId);
    }
    const { deliver_by: deliverBy } = call.body;
    const source = {
      payloadRef: null,
      content: call.body,
      purchase: storefrontPurchase(call.body),
      ...(deliverBy === undefined ? {} : { deliverBy }),
    };
    const placed = await place(callerOf(call), order, source);
    if (!placed.ok) return problemReply(refuse(placed.error, describeOrderRejection), call.requestId);
    const { orderId, created } = placed.value;
    const view = orderView({ order: placed.value.order, version: placed.value.version, personal: undefined });
    return reply(created ? 201 : 200, view, { location: `/orders/${orderId}` });
  });
};
