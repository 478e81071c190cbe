import { listPolicyVersionsRoute } from '../../lib/contracts/http/policies.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { policyVersionView } from '../../lib/policies/index.ts';
import { policyDeskOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const desk = policyDeskOf(platform);
  return httpHandler(platform, listPolicyVersionsRoute, async (call) => {
    const { limit, cursor: before } = call.query;
    const { items, ...rest } = await desk.versions(call.principal.tenantId as TenantId, call.params.name, { limit, before });
    return rawReply(200, { items: items.map(policyVersionView), ...rest });
  });
};
