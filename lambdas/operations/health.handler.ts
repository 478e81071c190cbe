import { healthRoute } from '../../lib/contracts/http/operations.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';

export const create = (platform: Platform) =>
  httpHandler(platform, healthRoute, async () => {
    await platform.ledger.get({ PK: 'global#HEALTH', SK: 'PROBE' });
    return reply(200, { status: 'ok', at: platform.clock.now() });
  });
