import { getDecisionRoute } from '../../lib/contracts/http/decisions.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { readDecisionOf } from './decision-parts.ts';
import { decisionView } from './decision-replies.ts';

export const create = (platform: Platform) => {
  const reading = readDecisionOf(platform);
  return httpHandler(platform, getDecisionRoute, async ({ params, principal, requestId }) => {
    const personal = principal.scopes.includes('orders:personal');
    const found = await reading.get(principal.tenantId as TenantId, params.id, { personal });
    return found ? reply(200, decisionView(found)) : problemReply(notFound('decision'), requestId);
  });
};
