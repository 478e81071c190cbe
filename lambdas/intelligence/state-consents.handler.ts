import { stateConsentsRoute } from '../../lib/contracts/http/consents.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { actorOf } from '../../lib/platform/http/principal.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { consentsView } from './consent-reply.ts';
import { consentsOf } from './decision-parts.ts';

export const create = (platform: Platform) => {
  const consents = consentsOf(platform);
  return httpHandler(platform, stateConsentsRoute, async ({ params, principal, body, requestId }) => {
    const now = platform.clock.now();
    const given = body.statements.map(({ purpose, granted, stated_at: statedAt, source, wording }) => ({
      purpose,
      granted,
      // Nobody has said anything in the future: a clock that runs ahead would make its word stand for ever.
      statedAt: statedAt === undefined || statedAt > now ? now : statedAt,
      source,
      wording: wording ?? null,
    }));
    const stated = await consents.state(principal.tenantId as TenantId, params.id, actorOf(principal), given);
    return stated ? reply(200, consentsView(params.id, stated)) : problemReply(notFound('person'), requestId);
  });
};
