import { contestDecisionRoute } from '../../lib/contracts/http/decisions.ts';
import { orderDecisionRef } from '../../lib/intelligence/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { callerOf } from '../orders/order-reply.ts';
import { sayOfDecisionOf } from './decision-parts.ts';
import { sayRefusal } from './decision-replies.ts';

export const create = (platform: Platform) => {
  const say = sayOfDecisionOf(platform);
  return httpHandler(platform, contestDecisionRoute, async (call) => {
    const { reason_code: reasonCode, asked_by: askedBy, comment } = call.body;
    const decisionId = orderDecisionRef(call.params.id, call.params.decision_id);
    const contested = await say.contest(callerOf(call), decisionId, { reasonCode, askedBy, comment });
    return contested.ok ? reply(200, { decisionId, ...contested.value }) : sayRefusal(contested.error, call.requestId);
  });
};
