import { meRoute } from '../../lib/contracts/http/access.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';

export const create = (platform: Platform) => httpHandler(platform, meRoute, async (call) => reply(200, call.principal));
