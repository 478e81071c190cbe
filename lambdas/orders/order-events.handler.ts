import { orderEventsRoute } from '../../lib/contracts/http/order-history.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderReadingOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const read = orderReadingOf(platform);
  return httpHandler(platform, orderEventsRoute, async (call) => {
    const events = await read.events(call.principal.tenantId as TenantId, call.params.id);
    return events.length > 0 ? rawReply(200, { events }) : problemReply(notFound('order'), call.requestId);
  });
};
