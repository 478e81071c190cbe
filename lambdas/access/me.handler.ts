import { meRoute } from '../../lib/contracts/http/access.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { release } from '../../lib/platform/release.ts';
import { accessOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const access = accessOf(platform);
  const { environment = 'live', stage = null } = platform.place ?? {};
  return httpHandler(platform, meRoute, async (call) => {
    const self = await access.describeSelf(call.principal);
    return reply(200, { ...self, environment, stage, installation: release });
  });
};
