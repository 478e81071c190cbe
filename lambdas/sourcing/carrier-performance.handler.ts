import { carrierPerformanceRoute } from '../../lib/contracts/http/carriers.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createCarrierReport } from '../../lib/sourcing/index.ts';

export const create = (platform: Platform) => {
  const report = createCarrierReport(platform);
  return httpHandler(platform, carrierPerformanceRoute, async ({ principal, query }) =>
    reply(200, await report(principal.tenantId as TenantId, query)),
  );
};
