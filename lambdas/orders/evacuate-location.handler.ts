import { evacuateLocationRoute } from '../../lib/contracts/http/evacuation.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { mayUseLocation } from '../../lib/platform/http/principal.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf, evacuationOf } from '../composition.ts';
import { callerOf } from './order-reply.ts';

export const create = (platform: Platform) => {
  const evacuate = evacuationOf(platform);
  const catalog = catalogOf(platform);
  return httpHandler(platform, evacuateLocationRoute, async (call) => {
    const { params, principal, query, body } = call;
    const isThere = mayUseLocation(principal, params.id) && (await catalog.getLocation(principal.tenantId, params.id)) !== undefined;
    if (!isThere) return problemReply(notFound('location'), call.requestId);
    return reply(200, { locationId: params.id, ...(await evacuate(callerOf(call), params.id, body.reason, query.cursor)) });
  });
};
