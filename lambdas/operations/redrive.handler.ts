import { redriveRoute } from '../../lib/contracts/http/operations.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { openRedrive } from './composition.ts';

export const create = (platform: Platform) => {
  const deadLetters = openRedrive(platform);
  return httpHandler(platform, redriveRoute, async (call) => {
    const { queue } = call.params;
    if (!deadLetters.has(queue)) return problemReply({ ...notFound('queue'), data: { queues: deadLetters.names } }, call.requestId);
    const { limit, message_ids: named } = call.body;
    // Only what the caller may see can be sent back, so another tenant's letters stay where they are.
    const tenantId = call.principal.tenantId as TenantId;
    const own = (await deadLetters.list(queue, 1_000, tenantId)).map((letter) => letter.messageId);
    const messageIds = own.filter((id) => named === undefined || named.includes(id)).slice(0, limit);
    const done = messageIds.length === 0 ? { redriven: 0, failed: 0 } : await deadLetters.redrive(queue, { tenantId, limit, messageIds });
    return reply(200, { queue, ...done });
  });
};
