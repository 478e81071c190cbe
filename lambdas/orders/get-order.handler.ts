import { getOrderRoute } from '../../lib/contracts/http/orders.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { orderView } from '../../lib/orders/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { compose } from '../composition.ts';

export const create = (platform: Platform) => {
  const { read } = compose(platform).orders;
  return httpHandler(platform, getOrderRoute, async (call) => {
    const { asOf, basis } = call.query;
    const personal = call.principal.scopes.includes('orders:personal');
    const found = await read.get(call.principal.tenantId as TenantId, call.params.id, { personal, ...(asOf ? { asOf: { instant: asOf, basis } } : {}) });
    return found ? reply(200, orderView(found), { etag: `"${found.version}"` }) : problemReply(notFound('order'), call.requestId);
  });
};
