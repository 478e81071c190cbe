import { workHistoryRoute } from '../../lib/contracts/http/work-history.ts';
import { fulfillmentOrderStream } from '../../lib/fulfilment/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { describeEvent } from '../../lib/orders/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { fulfillmentOrdersOf, storeOf } from '../composition.ts';
import { findWork } from './work-reply.ts';

export const create = (platform: Platform) => {
  const fulfillmentOrders = fulfillmentOrdersOf(platform);
  const store = storeOf(platform);
  return httpHandler(platform, workHistoryRoute, async (call) => {
    const { principal, params, requestId } = call;
    if (!(await findWork(fulfillmentOrders, principal, params.id))) return problemReply(notFound('fulfillment-order'), requestId);
    const records = await store.read(fulfillmentOrderStream(principal.tenantId as TenantId, params.id));
    const entries = records.map((record) => {
      const { title, sentence } = describeEvent(record);
      return { at: record.occurred_at, title, sentence, actor: { kind: record.actor.kind, id: record.actor.id } };
    });
    return rawReply(200, { entries });
  });
};
