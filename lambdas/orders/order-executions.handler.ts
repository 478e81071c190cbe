import { orderExecutionsRoute } from '../../lib/contracts/http/order-desk.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderExecutionsOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const executionsOf = orderExecutionsOf(platform);
  return httpHandler(platform, orderExecutionsRoute, async (call) => {
    const found = await executionsOf(call.principal.tenantId as TenantId, call.params.id);
    return found ? reply(200, found) : problemReply(notFound('order'), call.requestId);
  });
};
