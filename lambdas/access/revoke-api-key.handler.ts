import { revokeApiKeyRoute } from '../../lib/contracts/http/access.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { noContent } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { accessOf } from '../composition.ts';
import { accessReply } from './access-reply.ts';

export const create = (platform: Platform) => {
  const access = accessOf(platform);
  return httpHandler(platform, revokeApiKeyRoute, async (call) => {
    const revoked = await access.revokeApiKey(call.principal, call.params.id);
    return revoked.ok ? noContent() : accessReply(revoked);
  });
};
