import { decisionFairnessRoute } from '../../lib/contracts/http/decisions.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { kpiRange } from '../../lib/operations/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { invalidInput } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { fairnessOf } from './decision-parts.ts';

export const create = (platform: Platform) => {
  const readFairness = fairnessOf(platform);
  return httpHandler(platform, decisionFairnessRoute, async (call) => {
    const range = kpiRange(platform.clock.now(), call.query);
    if (!range.ok) return problemReply(invalidInput([{ field: 'query.from', ...range.error }]), call.requestId);
    return reply(200, await readFairness(call.principal.tenantId as TenantId, range.value));
  });
};
