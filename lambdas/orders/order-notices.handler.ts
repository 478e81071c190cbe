import { orderNoticesRoute } from '../../lib/contracts/http/order-history.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderNoticesOf, orderReadingOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const reading = orderReadingOf(platform);
  const noticesOf = orderNoticesOf(platform);
  return httpHandler(platform, orderNoticesRoute, async (call) => {
    const tenantId = call.principal.tenantId as TenantId;
    if (!(await reading.get(tenantId, call.params.id))) return problemReply(notFound('order'), call.requestId);
    return reply(200, { notices: await noticesOf(tenantId, call.params.id) });
  });
};
