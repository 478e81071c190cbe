import { overrideDecisionRoute } from '../../lib/contracts/http/decisions.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { callerOf } from '../orders/order-reply.ts';
import { sayOfDecisionOf } from './decision-parts.ts';
import { sayRefusal } from './decision-replies.ts';

export const create = (platform: Platform) => {
  const say = sayOfDecisionOf(platform);
  return httpHandler(platform, overrideDecisionRoute, async (call) => {
    const { action, reason_code: reasonCode, comment } = call.body;
    const { roles } = call.principal;
    const done = await say.overrideCheck(callerOf(call), call.params.id, action, { reasonCode, roles, comment });
    return done.ok ? reply(200, done.value) : sayRefusal(done.error, call.requestId);
  });
};
