import { getDeadLetterRoute } from '../../lib/contracts/http/dead-letters.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { openDeadLetters } from './composition.ts';
import { toWireExamination, toWireLetter } from './dead-letter.view.ts';
import { openExamineLetter } from './letter-contracts.ts';

export const create = (platform: Platform) => {
  const deadLetters = openDeadLetters(platform);
  const examine = openExamineLetter(platform);
  return httpHandler(platform, getDeadLetterRoute, async ({ params, principal, requestId }) => {
    const { queue, message_id: messageId } = params;
    if (!deadLetters.has(queue)) return problemReply({ ...notFound('queue'), data: { queues: deadLetters.names } }, requestId);
    const letter = await deadLetters.find(queue, messageId, principal.tenantId);
    if (!letter) return problemReply(notFound('dead-letter'), requestId);
    const examination = await examine(queue, letter, principal.tenantId);
    return rawReply(200, { queue, ...toWireLetter(letter), ...toWireExamination(examination) });
  });
};
