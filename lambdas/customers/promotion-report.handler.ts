import { promotionReportRoute } from '../../lib/contracts/http/promotions.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { promotionReportOf } from './promotion-parts.ts';

export const create = (platform: Platform) => {
  const report = promotionReportOf(platform);
  return httpHandler(platform, promotionReportRoute, async ({ principal }) =>
    reply(200, { items: await report(principal.tenantId as TenantId) }),
  );
};
