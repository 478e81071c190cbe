import { resolveAnomalyRoute } from '../../lib/contracts/http/stock-alerts.ts';
import { createStockAlerts, describeAnomalyRejection } from '../../lib/inventory/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { mayUseLocation } from '../../lib/platform/http/principal.ts';
import { refuse } from '../../lib/platform/http/rejection.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { callerOf } from '../orders/order-reply.ts';
import { anomalyView } from './stock-alert-views.ts';

export const create = (platform: Platform) => {
  const { resolve } = createStockAlerts(platform);
  return httpHandler(platform, resolveAnomalyRoute, async (call) => {
    const { principal, params, body, requestId } = call;
    const mayShow = (id: string): boolean => mayUseLocation(principal, id);
    const outcome = await resolve(callerOf(call), params.id, { code: body.code, note: body.note ?? null, mayShow });
    return outcome.ok ? reply(200, anomalyView(outcome.value)) : problemReply(refuse(outcome.error, describeAnomalyRejection), requestId);
  });
};
