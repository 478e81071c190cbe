import { listSimulationsRoute } from '../../lib/contracts/http/policy-replay.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { openSimulations } from './composition.ts';

export const create = (platform: Platform) => {
  const simulations = openSimulations(platform);
  return httpHandler(platform, listSimulationsRoute, async (call) =>
    reply(200, await simulations.list(call.principal.tenantId as TenantId, call.query)),
  );
};
