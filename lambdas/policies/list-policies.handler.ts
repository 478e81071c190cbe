import { listPoliciesRoute } from '../../lib/contracts/http/policies.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { policyView } from '../../lib/policies/index.ts';
import { policyDeskOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const desk = policyDeskOf(platform);
  return httpHandler(platform, listPoliciesRoute, async (call) => {
    const policies = await desk.list(call.principal.tenantId as TenantId);
    return rawReply(200, { items: policies.map(policyView) });
  });
};
