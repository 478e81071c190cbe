import { getOrderRoute } from '../../lib/contracts/http/orders.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { orderView } from '../../lib/orders/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { compose } from '../composition.ts';

export const create = (platform: Platform) => {
  const { orders, payments } = compose(platform);
  return httpHandler(platform, getOrderRoute, async (call) => {
    const { asOf, basis } = call.query;
    const personal = call.principal.scopes.includes('orders:personal');
    const found = await orders.read.get(call.principal.tenantId as TenantId, call.params.id, { personal, ...(asOf ? { asOf: { instant: asOf, basis } } : {}) });
    if (!found) return problemReply(notFound('order'), call.requestId);
    // The money as it stands today: the payment stream has a history of its own.
    const money = asOf ? undefined : await payments.get(call.principal.tenantId as TenantId, call.params.id);
    return reply(200, { ...orderView(found), payments: money }, { etag: `"${found.version}"` });
  });
};
