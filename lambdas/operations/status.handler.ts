import { statusRoute } from '../../lib/contracts/http/operations.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { openStatus } from './composition.ts';

export const create = (platform: Platform) => {
  const status = openStatus(platform);
  return httpHandler(platform, statusRoute, async (call) => reply(200, await status(call.principal.tenantId as TenantId)));
};
