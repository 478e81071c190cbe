import type { TenantId } from '../../lib/kernel/ids.ts';
import { describeOrderRejection, orderView, type Orders } from '../../lib/orders/index.ts';
import type { Caller } from '../../lib/platform/event-store/caller.ts';
import { commandContext } from '../../lib/platform/handlers/http.handler.ts';
import type { Principal } from '../../lib/platform/http/principal.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { refuse } from '../../lib/platform/http/rejection.ts';
import { problemReply, type Reply, reply } from '../../lib/platform/http/reply.ts';

export const callerOf = (call: { readonly principal: Principal; readonly requestId: string }): Caller => ({
  tenantId: call.principal.tenantId as TenantId,
  context: commandContext(call),
});

type Outcome = Awaited<ReturnType<Orders['manage']['cancel']>>;

/** The order after a command, or why it was refused. */
export const orderReply = (outcome: Outcome): Reply => {
  if (!outcome.ok) return problemReply(refuse(outcome.error, describeOrderRejection));
  if (outcome.value.state.status === 'absent') return problemReply(notFound('order'));
  return reply(200, orderView({ order: outcome.value.state, version: outcome.value.version, personal: undefined }));
};
