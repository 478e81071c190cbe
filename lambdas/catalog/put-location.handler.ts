import { putLocationRoute } from '../../lib/contracts/http/inventory.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf } from '../composition.ts';
import { createPutLocation } from '../put-location.ts';

export const create = (platform: Platform) => {
  const putLocation = createPutLocation(platform, catalogOf(platform));
  return httpHandler(platform, putLocationRoute, async ({ principal, body }) => {
    const { created } = await putLocation(principal.tenantId, body);
    return rawReply(created ? 201 : 200, body);
  });
};
