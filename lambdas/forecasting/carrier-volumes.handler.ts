import { carrierVolumesRoute } from '../../lib/contracts/http/forecast-planning.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { mayUseLocation } from '../../lib/platform/http/principal.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createCarrierVolumes } from './workforce-parts.ts';

export const create = (platform: Platform) => {
  const volumes = createCarrierVolumes(platform);
  return httpHandler(platform, carrierVolumesRoute, async ({ principal, query: { months } }) => {
    const { lanes, ...rest } = await volumes(principal.tenantId as TenantId, months);
    const shown = lanes.filter(({ fromLocationId: from }) => from === null || mayUseLocation(principal, from));
    return reply(200, { ...rest, lanes: shown });
  });
};
