import { answerContestRoute } from '../../lib/contracts/http/decisions.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { callerOf } from '../orders/order-reply.ts';
import { sayOfDecisionOf } from './decision-parts.ts';
import { sayRefusal } from './decision-replies.ts';

export const create = (platform: Platform) => {
  const say = sayOfDecisionOf(platform);
  return httpHandler(platform, answerContestRoute, async (call) => {
    const { id, contest_id: contestId } = call.params;
    const { outcome, comment } = call.body;
    const { roles } = call.principal;
    const answered = await say.answerContest(callerOf(call), id, { contestId, outcome, roles, comment });
    return answered.ok ? reply(200, { contestId, outcome }) : sayRefusal(answered.error, call.requestId);
  });
};
