import { returnRiskRoute } from '../../lib/contracts/http/return-risk.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { fromWire } from '../../lib/kernel/wire.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { returnRiskOf } from './return-risk-parts.ts';

export const create = (platform: Platform) => {
  const assess = returnRiskOf(platform);
  return httpHandler(platform, returnRiskRoute, async ({ principal, body }) =>
    reply(200, await assess(principal.tenantId as TenantId, fromWire(body))),
  );
};
