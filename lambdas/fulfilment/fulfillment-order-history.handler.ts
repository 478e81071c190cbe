import { workHistoryRoute } from '../../lib/contracts/http/histories.ts';
import { fulfillmentOrderStream } from '../../lib/fulfilment/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { fulfillmentOrdersOf, storeOf } from '../composition.ts';
import { historyReply } from '../history-reply.ts';
import { findWork } from './work-reply.ts';

export const create = (platform: Platform) => {
  const fulfillmentOrders = fulfillmentOrdersOf(platform);
  return httpHandler(platform, workHistoryRoute, async ({ principal, params, requestId }) => {
    if (!(await findWork(fulfillmentOrders, principal, params.id))) return problemReply(notFound('fulfillment-order'), requestId);
    return historyReply(storeOf(platform), fulfillmentOrderStream(principal.tenantId as TenantId, params.id));
  });
};
