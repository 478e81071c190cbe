import { futureValuesRoute } from '../../lib/contracts/http/forecasts.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { mayUseLocation } from '../../lib/platform/http/principal.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createReadFutureValues } from '../../lib/sourcing/index.ts';
import { catalogOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const catalog = catalogOf(platform);
  const read = createReadFutureValues(platform);
  return httpHandler(platform, futureValuesRoute, async ({ principal, query: { sku }, requestId }) => {
    if (sku !== undefined && !(await catalog.getProduct(principal.tenantId, sku))) return problemReply(notFound('product'), requestId);
    return reply(200, await read(principal.tenantId as TenantId, sku, (locationId) => mayUseLocation(principal, locationId)));
  });
};
