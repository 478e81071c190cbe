import { disableUserRoute } from '../../lib/contracts/http/access-people.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { accessOf } from '../composition.ts';
import { accessReply } from './access-reply.ts';

export const create = (platform: Platform) => {
  const access = accessOf(platform);
  return httpHandler(platform, disableUserRoute, async (call) => {
    const changed = await access.disableUser(call.principal, call.params.id);
    if (!changed.ok) return accessReply(changed);
    const { userId, status } = changed.value;
    return reply(200, { userId, status });
  });
};
