import { listTransfersRoute } from '../../lib/contracts/http/supply.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { supplyOf } from '../composition.ts';
import { isShownLocation, mayAct, transferView } from './supply-reply.ts';

export const create = (platform: Platform) => {
  const { transfers } = supplyOf(platform);
  return httpHandler(platform, listTransfersRoute, async ({ principal, query, requestId }) => {
    const { status, location_id: locationId, limit, cursor } = query;
    if (!(await isShownLocation(platform, principal, locationId))) return problemReply(notFound('location'), requestId);
    const choice = { status, locationId, mayShow: (transfer: Parameters<typeof mayAct>[1]) => mayAct(principal, transfer, 'either') };
    const page = await transfers.list(principal.tenantId as TenantId, choice, { limit, cursor });
    return reply(200, { ...page, items: page.items.map(transferView) });
  });
};
