import { giveFeedbackRoute } from '../../lib/contracts/http/decisions.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { callerOf } from '../orders/order-reply.ts';
import { sayOfDecisionOf } from './decision-parts.ts';
import { sayRefusal } from './decision-replies.ts';

export const create = (platform: Platform) => {
  const say = sayOfDecisionOf(platform);
  return httpHandler(platform, giveFeedbackRoute, async (call) => {
    const { verdict, reason_code: reasonCode, comment } = call.body;
    const given = await say.giveFeedback(callerOf(call), call.params.id, { verdict, reasonCode, comment });
    return given.ok ? reply(200, given.value) : sayRefusal(given.error, call.requestId);
  });
};
