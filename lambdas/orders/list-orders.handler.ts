import { listOrdersRoute } from '../../lib/contracts/http/orders.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { fromWire } from '../../lib/kernel/wire.ts';
import type { OrderFilter } from '../../lib/orders/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderListOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const list = orderListOf(platform);
  return httpHandler(platform, listOrdersRoute, async (call) => {
    const { limit, cursor, ...filters } = call.query;
    return rawReply(200, await list(call.principal.tenantId as TenantId, fromWire<OrderFilter>(filters), { limit, cursor }));
  });
};
