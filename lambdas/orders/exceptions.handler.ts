import { exceptionsRoute } from '../../lib/contracts/http/order-queues.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { exceptionsOf } from '../order-views.ts';

export const create = (platform: Platform) => {
  const exceptions = exceptionsOf(platform);
  return httpHandler(platform, exceptionsRoute, async ({ principal, query: { kind, ...page } }) =>
    reply(200, await exceptions(principal.tenantId as TenantId, { kind }, page)),
  );
};
