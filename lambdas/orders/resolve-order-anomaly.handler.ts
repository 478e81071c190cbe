import { resolveOrderAnomalyRoute } from '../../lib/contracts/http/order-anomalies.ts';
import { createOrderFlags, describeOrderAnomalyRejection } from '../../lib/orders/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { refuse } from '../../lib/platform/http/rejection.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderAnomalyView } from './anomaly-reply.ts';
import { callerOf } from './order-reply.ts';

export const create = (platform: Platform) => {
  const flags = createOrderFlags(platform);
  return httpHandler(platform, resolveOrderAnomalyRoute, async (call) => {
    const { params, body, requestId } = call;
    const outcome = await flags.resolve(callerOf(call), params.id, { code: body.code, note: body.note ?? null });
    return outcome.ok
      ? reply(200, orderAnomalyView(outcome.value))
      : problemReply(refuse(outcome.error, describeOrderAnomalyRejection), requestId);
  });
};
