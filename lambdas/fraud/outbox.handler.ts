import { outboxRoute } from '../../lib/contracts/http/fraud.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { readOutbox } from '../../lib/platform/embedded/messages.outbox.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';

export const create = (platform: Platform) =>
  httpHandler(platform, outboxRoute, async ({ principal, query }) =>
    reply(200, { items: await readOutbox(platform, principal.tenantId, query.limit) }),
  );
