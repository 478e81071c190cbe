import { listLocationsRoute } from '../../lib/contracts/http/inventory.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const catalog = catalogOf(platform);
  return httpHandler(platform, listLocationsRoute, async (call) =>
    rawReply(200, { items: await catalog.listLocations(call.principal.tenantId) }),
  );
};
