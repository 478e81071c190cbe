import { addOrderNoteRoute } from '../../lib/contracts/http/order-desk.ts';
import { canonicalJson } from '../../lib/kernel/canonical-json.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { describeNoteRejection } from '../../lib/orders/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { createIdempotency, idempotencyKeyProblem } from '../../lib/platform/http/idempotency.ts';
import { invalidInput } from '../../lib/platform/http/refusal.ts';
import { refuse } from '../../lib/platform/http/rejection.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderNotesOf } from '../composition.ts';
import { callerOf } from './order-reply.ts';

export const create = (platform: Platform) => {
  const notes = orderNotesOf(platform);
  const idempotency = createIdempotency(platform);
  return httpHandler(platform, addOrderNoteRoute, async (call) => {
    const { principal, params, body, requestId } = call;
    const key = call.headers['idempotency-key'];
    const problem = idempotencyKeyProblem(key);
    if (problem) return problemReply(invalidInput([problem]), requestId);
    if (key !== undefined) {
      // Keyed, because a text may name people.
      const requestHash = await platform.keys.mac('idempotency', canonicalJson({ of: 'note', order: params.id, text: body.text }));
      const refusal = await idempotency.claim(principal.tenantId as TenantId, principal.id, key, requestHash);
      if (refusal) return problemReply(refusal, requestId);
    }
    const added = await notes.add(callerOf(call), params.id, body.text, key);
    if (!added.ok) return problemReply(refuse(added.error, describeNoteRejection), requestId);
    return reply(added.value.isNew ? 201 : 200, added.value.note);
  });
};
