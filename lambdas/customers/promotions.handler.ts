import { promotionsRoute } from '../../lib/contracts/http/promotions.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { invalidInput } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { askedPromotions } from '../../lib/customers/index.ts';
import { offerPromotionsOf } from './promotion-parts.ts';

export const create = (platform: Platform) => {
  const offer = offerPromotionsOf(platform);
  return httpHandler(platform, promotionsRoute, async ({ principal, body, requestId }) => {
    const asked = await offer(principal.tenantId as TenantId, askedPromotions(body));
    return asked.ok ? reply(200, asked.value) : problemReply(invalidInput(asked.error), requestId);
  });
};
