import { reviewQueueRoute } from '../../lib/contracts/http/order-queues.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { reviewQueueOf } from '../order-views.ts';

export const create = (platform: Platform) => {
  const reviewQueue = reviewQueueOf(platform);
  return httpHandler(platform, reviewQueueRoute, async ({ principal, query: { type, ...page } }) =>
    reply(200, await reviewQueue(principal.tenantId as TenantId, { type }, page)),
  );
};
