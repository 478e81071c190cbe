import { searchRoute } from '../../lib/contracts/http/order-views.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { searchOf } from '../order-views.ts';

export const create = (platform: Platform) => {
  const search = searchOf(platform);
  return httpHandler(platform, searchRoute, async ({ principal, query: { q, limit } }) => {
    const personal = principal.scopes.includes('orders:personal');
    return reply(200, await search(principal.tenantId as TenantId, q, { limit, personal }));
  });
};
