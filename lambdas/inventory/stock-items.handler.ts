import { stockItemsRoute } from '../../lib/contracts/http/stock-desk.ts';
import { createStockItemList, createStockLevelList } from '../../lib/inventory/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { mayUseLocation } from '../../lib/platform/http/principal.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const catalog = catalogOf(platform);
  const stockItems = createStockItemList({ articles: catalog, levels: createStockLevelList(platform) });
  return httpHandler(platform, stockItemsRoute, async (call) => {
    const { location_id: wanted, limit, cursor } = call.query;
    const { principal } = call;
    const isThere =
      wanted === undefined || (mayUseLocation(principal, wanted) && (await catalog.getLocation(principal.tenantId, wanted)) !== undefined);
    if (!isThere) return problemReply(notFound('location'), call.requestId);
    const mayShow = (locationId: string): boolean => (wanted === undefined ? mayUseLocation(principal, locationId) : locationId === wanted);
    const page = { limit, ...(cursor === undefined ? {} : { cursor }) };
    return rawReply(200, await stockItems(principal.tenantId as TenantId, page, mayShow));
  });
};
