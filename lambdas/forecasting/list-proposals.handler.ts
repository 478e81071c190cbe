import { proposalsRoute } from '../../lib/contracts/http/forecast-planning.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { isShownLocation } from '../inventory/supply-reply.ts';
import { proposalsOf } from './planning-parts.ts';
import { maySee, proposalView } from './proposal-view.ts';

export const create = (platform: Platform) => {
  const proposals = proposalsOf(platform);
  return httpHandler(platform, proposalsRoute, async ({ principal, query, requestId }) => {
    const { list, kind, sku, location_id: at, ...page } = query;
    if (!(await isShownLocation(platform, principal, at))) return problemReply(notFound('location'), requestId);
    const isMine = maySee(principal);
    const found = await proposals.list(
      principal.tenantId as TenantId,
      { list, kind, sku, mayShow: (one) => isMine(one) && (at === undefined || one.fromLocationId === at || one.toLocationId === at) },
      page,
    );
    return reply(200, { ...found, items: found.items.map(proposalView) });
  });
};
