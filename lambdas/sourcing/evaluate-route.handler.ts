import { evaluateRouteRoute } from '../../lib/contracts/http/routing.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { invalidInput } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { openEvaluation } from './evaluation.ts';

export const create = (platform: Platform) => {
  const evaluate = openEvaluation(platform);
  return httpHandler(platform, evaluateRouteRoute, async (call) => {
    const evaluated = await evaluate(call.principal.tenantId as TenantId, call.body);
    return evaluated.ok ? reply(200, evaluated.value) : problemReply(invalidInput(evaluated.error), call.requestId);
  });
};
