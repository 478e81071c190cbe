import type { TenantId } from '../../lib/kernel/ids.ts';
import { stockLevelsRoute } from '../../lib/contracts/http/inventory.ts';
import { createStockLevelList, createStockLevelsAsOf } from '../../lib/inventory/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { mayUseLocation } from '../../lib/platform/http/principal.ts';
import { rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';

export const create = (platform: Platform) => {
  const stockLevels = createStockLevelList(platform);
  const levelsAsOf = createStockLevelsAsOf(platform);
  return httpHandler(platform, stockLevelsRoute, async (call) => {
    const { sku, as_of: asOf } = call.query;
    const tenantId = call.principal.tenantId as TenantId;
    const mayShow = (locationId: string): boolean => mayUseLocation(call.principal, locationId);
    const levels = asOf === undefined ? await stockLevels(tenantId, sku, mayShow) : await levelsAsOf(tenantId, sku, asOf, mayShow);
    return rawReply(200, { sku, levels });
  });
};
