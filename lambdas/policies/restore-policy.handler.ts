import { restorePolicyRoute } from '../../lib/contracts/http/policies.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { actorOf } from '../../lib/platform/http/principal.ts';
import { problemReply, rawReply } from '../../lib/platform/http/reply.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { changedPolicyView, policyRefusal } from '../../lib/policies/index.ts';
import { policyDeskOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const desk = policyDeskOf(platform);
  return httpHandler(platform, restorePolicyRoute, async (call) => {
    const { version, note } = call.body;
    const tenantId = call.principal.tenantId as TenantId;
    const restored = await desk.restore({ tenantId, actor: actorOf(call.principal), name: call.params.name, version, note });
    return restored.ok ? rawReply(200, changedPolicyView(restored.value)) : problemReply(policyRefusal(restored.error), call.requestId);
  });
};
