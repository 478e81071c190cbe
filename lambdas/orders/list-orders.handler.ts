import { listOrdersRoute } from '../../lib/contracts/http/orders.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { type Instant, plusMs } from '../../lib/kernel/instant.ts';
import { fromWire } from '../../lib/kernel/wire.ts';
import { createReadStuckAfter, type OrderFilter, stuckSince } from '../../lib/orders/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { requireScope } from '../../lib/platform/http/principal.ts';
import { problemReply, rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderListOf, policiesOf } from '../composition.ts';

type Age = { readonly status?: string | undefined; readonly older_than_seconds?: number | undefined; readonly stuck?: 'true' | undefined };

export const create = (platform: Platform) => {
  const list = orderListOf(platform);
  const readStuckAfter = createReadStuckAfter(policiesOf(platform));

  /** The moment until which orders must have come into their status; `never` where no order can have come early enough. */
  const inStatusSince = async (
    tenantId: TenantId,
    { status = '', older_than_seconds: age, stuck }: Age,
  ): Promise<Instant | 'never' | undefined> => {
    const now = platform.clock.now();
    const byAge = age === undefined ? undefined : plusMs(now, -age * 1_000);
    if (stuck === undefined) return byAge;
    const byStage = stuckSince(await readStuckAfter(tenantId), status, now);
    if (byStage === undefined) return 'never';
    return byAge !== undefined && byAge < byStage ? byAge : byStage;
  };

  return httpHandler(platform, listOrdersRoute, async (call) => {
    const { limit, cursor, older_than_seconds, stuck, ...filters } = call.query;
    const tenantId = call.principal.tenantId as TenantId;
    // Whether somebody has ordered is as personal as what they are called.
    const hidden = filters.email === undefined && filters.phone === undefined ? undefined : requireScope(call.principal, 'orders:personal');
    if (hidden) return problemReply(hidden, call.requestId);
    const since = await inStatusSince(tenantId, { status: filters.status, older_than_seconds, stuck });
    if (since === 'never') return rawReply(200, { items: [] });
    const filter = { ...fromWire<OrderFilter>(filters), ...(since === undefined ? {} : { inStatusSince: since }) };
    return rawReply(200, await list(tenantId, filter, { limit, cursor }));
  });
};
