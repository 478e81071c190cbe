import { listDeadLetterQueuesRoute } from '../../lib/contracts/http/dead-letters.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { openDeadLetters } from './composition.ts';

export const create = (platform: Platform) => {
  const deadLetters = openDeadLetters(platform);
  return httpHandler(platform, listDeadLetterQueuesRoute, async () => reply(200, { queues: await deadLetters.overview() }));
};
