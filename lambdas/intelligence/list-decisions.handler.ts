import { listDecisionsRoute } from '../../lib/contracts/http/decisions.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { listDecisionsOf } from './decision-parts.ts';
import { listedDecisionView } from './decision-replies.ts';

export const create = (platform: Platform) => {
  const list = listDecisionsOf(platform);
  return httpHandler(platform, listDecisionsRoute, async ({ principal, query: { limit, cursor, ...filter } }) => {
    const page = await list(principal.tenantId as TenantId, filter, { limit, cursor });
    return reply(200, { ...page, items: page.items.map(listedDecisionView) });
  });
};
