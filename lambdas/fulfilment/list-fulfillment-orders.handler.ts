import { listFulfillmentOrdersRoute } from '../../lib/contracts/http/fulfilment.ts';
import { workListKeys } from '../../lib/fulfilment/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { mayUseLocation } from '../../lib/platform/http/principal.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';

export const create = (platform: Platform) =>
  httpHandler(platform, listFulfillmentOrdersRoute, async (call) => {
    const { location_id: locationId, status, limit, cursor } = call.query;
    const { tenantId } = call.principal;
    if (!mayUseLocation(call.principal, locationId)) return problemReply(notFound('location'), call.requestId);
    const page = await platform.views.query({
      PK: workListKeys.work(tenantId, locationId, status),
      limit: Math.min(limit, 100),
      ...(cursor === undefined ? {} : { cursor }),
    });
    const keys = page.items.map((item) => ({ PK: `${tenantId}#FULFILLMENT#${String(item['fulfillment_order_id'])}`, SK: 'VIEW' }));
    const rows = await platform.views.getMany(keys);
    const items = rows.flatMap((row) => (row ? [{ ...(row['view'] as object), version: row['version'] }] : []));
    return rawReply(200, { items, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) });
  });
