import { forecastAccuracyRoute } from '../../lib/contracts/http/forecast-totals.ts';
import { createReadAccuracy } from '../../lib/forecasting/index.ts';
import type { Sku, TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const read = createReadAccuracy(platform);
  const catalog = catalogOf(platform);
  return httpHandler(platform, forecastAccuracyRoute, async ({ principal, query: { sku, weeks }, requestId }) => {
    if (sku !== undefined && !(await catalog.getProduct(principal.tenantId, sku))) return problemReply(notFound('product'), requestId);
    const report = await read(principal.tenantId as TenantId, { weeks, sku: sku as Sku | undefined });
    return reply(200, { sku: sku ?? null, ...report });
  });
};
