import { orderDecisionsRoute } from '../../lib/contracts/http/order-history.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { orderStream } from '../../lib/orders/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { decisionsOf, orderReadingOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const reading = orderReadingOf(platform);
  const decisions = decisionsOf(platform);
  return httpHandler(platform, orderDecisionsRoute, async (call) => {
    const tenantId = call.principal.tenantId as TenantId;
    if (!(await reading.get(tenantId, call.params.id))) return problemReply(notFound('order'), call.requestId);
    return reply(200, { decisions: await decisions.list(orderStream(tenantId, call.params.id)) });
  });
};
