import { getSimulationRoute } from '../../lib/contracts/http/policy-replay.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { openSimulations } from './composition.ts';

export const create = (platform: Platform) => {
  const simulations = openSimulations(platform);
  return httpHandler(platform, getSimulationRoute, async (call) => {
    const simulation = await simulations.get(call.principal.tenantId as TenantId, call.params.id);
    return simulation ? reply(200, simulation) : problemReply(notFound('simulation'), call.requestId);
  });
};
