import { staffingRoute } from '../../lib/contracts/http/forecast-planning.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { mayUseLocation } from '../../lib/platform/http/principal.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { isShownLocation } from '../inventory/supply-reply.ts';
import { createStaffing } from './workforce-parts.ts';

export const create = (platform: Platform) => {
  const staffing = createStaffing(platform);
  return httpHandler(platform, staffingRoute, async ({ principal, query: { location_id: at, days }, requestId }) => {
    if (!(await isShownLocation(platform, principal, at))) return problemReply(notFound('location'), requestId);
    const mayShow = (id: string): boolean => mayUseLocation(principal, id) && (at === undefined || at === id);
    return reply(200, await staffing(principal.tenantId as TenantId, { days, mayShow }));
  });
};
