import { recordReturnRoute } from '../../lib/contracts/http/returns.ts';
import { createReturns, describeReturnRejection } from '../../lib/orders/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { refuse } from '../../lib/platform/http/rejection.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { storeOf } from '../composition.ts';
import { callerOf } from './order-reply.ts';
import { noticeOf } from './return-notice.ts';

export const create = (platform: Platform) => {
  const returns = createReturns({ store: storeOf(platform), clock: platform.clock });
  return httpHandler(platform, recordReturnRoute, async (call) => {
    const done = await returns.record(callerOf(call), call.params.id, noticeOf(call.body));
    if (!done.ok) return problemReply(refuse(done.error, describeReturnRejection), call.requestId);
    return reply(done.value.isNew ? 201 : 200, done.value.recorded);
  });
};
