import { firstPageRoute } from '../../lib/contracts/http/operations.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';

export const create = (platform: Platform) =>
  httpHandler(platform, firstPageRoute, () => Promise.resolve({ statusCode: 302, headers: { location: '/console/' } }));
