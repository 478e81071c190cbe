import { listFraudReviewsRoute } from '../../lib/contracts/http/fraud.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { fraudReviewsOf } from '../composed/fraud.ts';

export const create = (platform: Platform) => {
  const { list } = fraudReviewsOf(platform);
  return httpHandler(platform, listFraudReviewsRoute, async ({ principal, query }) =>
    reply(200, await list(principal.tenantId as TenantId, query)),
  );
};
