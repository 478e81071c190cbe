import { listDeadLettersRoute } from '../../lib/contracts/http/operations.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { openDeadLetters } from './composition.ts';
import { toWireLetter } from './dead-letter.view.ts';

export const create = (platform: Platform) => {
  const deadLetters = openDeadLetters(platform);
  return httpHandler(platform, listDeadLettersRoute, async (call) => {
    const { queue } = call.params;
    if (!deadLetters.has(queue)) return problemReply({ ...notFound('queue'), data: { queues: deadLetters.names } }, call.requestId);
    return rawReply(200, { queue, messages: (await deadLetters.list(queue, call.query.limit, call.principal.tenantId)).map(toWireLetter) });
  });
};
