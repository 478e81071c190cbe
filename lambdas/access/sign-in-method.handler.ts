import { signInMethodRoute } from '../../lib/contracts/http/sign-in-method.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';

export const create = (platform: Platform) =>
  httpHandler(platform, signInMethodRoute, async () => {
    const { directory } = platform;
    return reply(200, directory ? { method: 'redirect', signInUrl: directory.issuer.signInUrl } : { method: 'password' });
  });
