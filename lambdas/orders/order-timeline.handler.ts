import { orderTimelineRoute } from '../../lib/contracts/http/order-desk.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderTimelineOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const timelineOf = orderTimelineOf(platform);
  return httpHandler(platform, orderTimelineRoute, async (call) => {
    const personal = call.principal.scopes.includes('orders:personal');
    const items = await timelineOf(call.principal.tenantId as TenantId, call.params.id, { personal });
    return items ? reply(200, { items }) : problemReply(notFound('order'), call.requestId);
  });
};
