import { availableToPromiseRoute } from '../../lib/contracts/http/stock-ledger.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { mayUseLocation } from '../../lib/platform/http/principal.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { atpView, availableToPromiseOf } from '../available-to-promise.ts';
import { isShownLocation } from './supply-reply.ts';

export const create = (platform: Platform) => {
  const availableToPromise = availableToPromiseOf(platform);
  return httpHandler(platform, availableToPromiseRoute, async ({ principal, query, requestId }) => {
    const { sku, location_id: wanted, horizon_days: horizonDays } = query;
    if (!(await isShownLocation(platform, principal, wanted))) return problemReply(notFound('location'), requestId);
    const mayShow = (id: string): boolean => (wanted === undefined ? mayUseLocation(principal, id) : id === wanted);
    return reply(200, { sku, ...atpView(await availableToPromise(principal.tenantId as TenantId, sku, { horizonDays, mayShow })) });
  });
};
