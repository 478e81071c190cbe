import { orderWhyRoute } from '../../lib/contracts/http/decisions.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { whyOf } from './decision-parts.ts';
import { whyView } from './decision-replies.ts';

export const create = (platform: Platform) => {
  const readWhy = whyOf(platform);
  return httpHandler(platform, orderWhyRoute, async ({ params, principal, requestId }) => {
    const why = await readWhy(principal.tenantId as TenantId, params.id);
    return why ? reply(200, whyView(why)) : problemReply(notFound('order'), requestId);
  });
};
