import { kpisRoute } from '../../lib/contracts/http/operations.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { kpiRange } from '../../lib/operations/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { invalidInput } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { openKpis } from './kpis.ts';

export const create = (platform: Platform) => {
  const measure = openKpis(platform);
  return httpHandler(platform, kpisRoute, async (call) => {
    const range = kpiRange(platform.clock.now(), call.query);
    if (!range.ok) return problemReply(invalidInput([{ field: 'query.from', ...range.error }]), call.requestId);
    return reply(200, await measure(call.principal.tenantId as TenantId, range.value));
  });
};
