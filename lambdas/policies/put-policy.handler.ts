import { putPolicyRoute } from '../../lib/contracts/http/policies.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { actorOf } from '../../lib/platform/http/principal.ts';
import { invalidInput } from '../../lib/platform/http/refusal.ts';
import { problemReply, rawReply } from '../../lib/platform/http/reply.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { changedPolicyView, policyRefusal, readPolicyValue } from '../../lib/policies/index.ts';
import { policyDeskOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const desk = policyDeskOf(platform);
  return httpHandler(platform, putPolicyRoute, async (call) => {
    const { name } = call.params;
    const { note, expected_version: expectedVersion } = call.body;
    const value = readPolicyValue(name, call.body.value);
    if (!value.ok) return problemReply(invalidInput(value.error), call.requestId);
    const tenantId = call.principal.tenantId as TenantId;
    const set = await desk.set({ tenantId, actor: actorOf(call.principal), name, value: value.value, note, expectedVersion });
    return set.ok ? rawReply(200, changedPolicyView(set.value)) : problemReply(policyRefusal(set.error), call.requestId);
  });
};
