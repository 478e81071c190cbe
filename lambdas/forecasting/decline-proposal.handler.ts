import { declineProposalRoute } from '../../lib/contracts/http/forecast-planning.ts';
import { describeProposalRejection } from '../../lib/forecasting/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { refuse } from '../../lib/platform/http/rejection.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { callerOf } from '../orders/order-reply.ts';
import { proposalsOf } from './planning-parts.ts';
import { maySee, proposalView } from './proposal-view.ts';

export const create = (platform: Platform) => {
  const proposals = proposalsOf(platform);
  return httpHandler(platform, declineProposalRoute, async (call) => {
    const { principal, params, body, requestId } = call;

    const outcome = await proposals.decline(callerOf(call), params.id, body.note ?? null, maySee(principal));
    return outcome.ok ? reply(200, proposalView(outcome.value)) : problemReply(refuse(outcome.error, describeProposalRejection), requestId);
  });
};
