import { getOrderRoute } from '../../lib/contracts/http/orders.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { orderView } from '../../lib/orders/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderReadingOf, paymentsOf } from '../composition.ts';
import { deliveryEstimateOf } from './delivery-estimate.ts';

export const create = (platform: Platform) => {
  const reading = orderReadingOf(platform);
  const payments = paymentsOf(platform);
  const estimateOf = deliveryEstimateOf(platform);
  return httpHandler(platform, getOrderRoute, async (call) => {
    const tenantId = call.principal.tenantId as TenantId;
    const asOf = call.query.asOf && { instant: call.query.asOf, basis: call.query.basis };
    const personal = call.principal.scopes.includes('orders:personal');
    const found = await reading.get(tenantId, call.params.id, { personal, ...(asOf ? { asOf } : {}) });
    if (!found) return problemReply(notFound('order'), call.requestId);
    const [money, estimate] = await Promise.all([
      payments.get(tenantId, call.params.id, asOf),
      // What was foretold at a moment of the past is not known any more.
      asOf ? undefined : estimateOf(tenantId, found.order),
    ]);
    const deliveryEstimate = estimate ? { deliveryEstimate: estimate } : {};
    return reply(200, { ...orderView(found), payments: money, ...deliveryEstimate }, { etag: `"${found.version}"` });
  });
};
