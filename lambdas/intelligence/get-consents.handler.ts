import { getConsentsRoute } from '../../lib/contracts/http/consents.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { consentsView } from './consent-reply.ts';
import { consentsOf } from './decision-parts.ts';

export const create = (platform: Platform) => {
  const consents = consentsOf(platform);
  return httpHandler(platform, getConsentsRoute, async ({ params, principal, requestId }) => {
    const found = await consents.of(principal.tenantId as TenantId, params.id);
    return found ? reply(200, consentsView(params.id, found)) : problemReply(notFound('person'), requestId);
  });
};
