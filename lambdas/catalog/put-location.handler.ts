import { putLocationRoute } from '../../lib/contracts/http/inventory.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const catalog = catalogOf(platform);
  return httpHandler(platform, putLocationRoute, async (call) => {
    const { created } = await catalog.putLocation(call.principal.tenantId, call.body);
    return rawReply(created ? 201 : 200, call.body);
  });
};
