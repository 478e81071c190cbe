import { deliveryOptionsRoute } from '../../lib/contracts/http/delivery-options.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { invalidInput } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { deliveryOptionsOf } from './delivery-option-parts.ts';

export const create = (platform: Platform) => {
  const options = deliveryOptionsOf(platform);
  return httpHandler(platform, deliveryOptionsRoute, async (call) => {
    const asked = await options.ask(call.principal.tenantId as TenantId, call.body);
    return asked.ok ? reply(200, asked.value) : problemReply(invalidInput(asked.error), call.requestId);
  });
};
