import type { TenantId } from '../../lib/kernel/ids.ts';
import { stockLevelsRoute } from '../../lib/contracts/http/inventory.ts';
import { createStockLevelList } from '../../lib/inventory/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { mayUseLocation } from '../../lib/platform/http/principal.ts';
import { rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';

export const create = (platform: Platform) => {
  const stockLevels = createStockLevelList(platform);
  return httpHandler(platform, stockLevelsRoute, async (call) => {
    const levels = await stockLevels(call.principal.tenantId as TenantId, call.query.sku, (locationId) =>
      mayUseLocation(call.principal, locationId),
    );
    return rawReply(200, { sku: call.query.sku, levels });
  });
};
