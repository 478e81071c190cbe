import { getDeliveryOptionsRoute } from '../../lib/contracts/http/delivery-options.ts';
import { createOptionRows, readOffered } from '../../lib/customers/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';

export const create = (platform: Platform) => {
  const rows = createOptionRows(platform);
  return httpHandler(platform, getDeliveryOptionsRoute, async ({ principal, params: { id }, requestId }) => {
    const found = await readOffered(rows, principal.tenantId as TenantId, id, platform.clock.now());
    return found ? reply(200, found) : problemReply(notFound('answer to a checkout'), requestId);
  });
};
