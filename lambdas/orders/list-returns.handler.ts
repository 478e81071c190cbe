import { listReturnsRoute } from '../../lib/contracts/http/returns.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { createReturns } from '../../lib/orders/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { storeOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const returns = createReturns({ store: storeOf(platform), clock: platform.clock });
  return httpHandler(platform, listReturnsRoute, async ({ principal, params, requestId }) => {
    const items = await returns.list(principal.tenantId as TenantId, params.id);
    return items ? reply(200, { items }) : problemReply(notFound('order'), requestId);
  });
};
