import { deliveryTasteRoute } from '../../lib/contracts/http/delivery-options.ts';
import { createOptionRows, tasteReport } from '../../lib/customers/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';

export const create = (platform: Platform) => {
  const rows = createOptionRows(platform);
  return httpHandler(platform, deliveryTasteRoute, async ({ principal }) =>
    reply(200, tasteReport((await rows.taste(principal.tenantId as TenantId)).taste)),
  );
};
