import { listOrderPayloadsRoute } from '../../lib/contracts/http/order-desk.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { payloadDeskOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const payloads = payloadDeskOf(platform);
  return httpHandler(platform, listOrderPayloadsRoute, async (call) => {
    const found = await payloads.list(call.principal.tenantId as TenantId, call.params.id);
    if (!found) return problemReply(notFound('order'), call.requestId);
    return reply(200, { items: found.map(({ byteLength: size, ...payload }) => ({ ...payload, size })) });
  });
};
