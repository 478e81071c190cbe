import { stockLevelsRoute } from '../../lib/contracts/http/inventory.ts';
import { stockListKeys } from '../../lib/inventory/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { mayUseLocation } from '../../lib/platform/http/principal.ts';
import { rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';

export const create = (platform: Platform) =>
  httpHandler(platform, stockLevelsRoute, async (call) => {
    const { items } = await platform.views.query({ PK: stockListKeys.sku(call.principal.tenantId, call.query.sku) });
    const levels = items
      .filter((item) => mayUseLocation(call.principal, item.SK))
      .map(({ PK: _table, SK: _key, source: _stream, ...level }) => level);
    return rawReply(200, { sku: call.query.sku, levels });
  });
