import { getPolicyVersionRoute } from '../../lib/contracts/http/policies.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { problemReply, rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { policyRefusal, policyVersionView } from '../../lib/policies/index.ts';
import { policyDeskOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const desk = policyDeskOf(platform);
  return httpHandler(platform, getPolicyVersionRoute, async (call) => {
    const found = await desk.version(call.principal.tenantId as TenantId, call.params.name, call.params.version);
    return found.ok ? rawReply(200, policyVersionView(found.value)) : problemReply(policyRefusal(found.error), call.requestId);
  });
};
