import { waitingRoute } from '../../lib/contracts/http/waiting.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { waitingOrdersOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const waiting = waitingOrdersOf(platform);
  return httpHandler(platform, waitingRoute, async ({ principal, query: { sku, ...page } }) =>
    reply(200, await waiting(principal.tenantId as TenantId, sku, page)),
  );
};
