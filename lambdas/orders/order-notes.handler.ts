import { listOrderNotesRoute } from '../../lib/contracts/http/order-desk.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderNotesOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const notes = orderNotesOf(platform);
  return httpHandler(platform, listOrderNotesRoute, async (call) => {
    const personal = call.principal.scopes.includes('orders:personal');
    const page = await notes.list(call.principal.tenantId as TenantId, call.params.id, { personal, ...call.query });
    return page ? reply(200, { items: page.notes, cursor: page.cursor }) : problemReply(notFound('order'), call.requestId);
  });
};
