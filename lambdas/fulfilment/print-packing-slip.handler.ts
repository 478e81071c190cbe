import { packingSlipRoute } from '../../lib/contracts/http/warehouse.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { fulfillmentOrdersOf, printDocumentsOf } from '../composition.ts';
import { pdfReply } from './pdf-reply.ts';
import { findWork } from './work-reply.ts';

export const create = (platform: Platform) => {
  const fulfillmentOrders = fulfillmentOrdersOf(platform);
  const print = printDocumentsOf(platform);
  return httpHandler(platform, packingSlipRoute, async (call) => {
    const work = await findWork(fulfillmentOrders, call.principal, call.params.id);
    if (!work) return problemReply(notFound('fulfillment-order'), call.requestId);
    const printed = await print.packingSlip(call.principal.tenantId as TenantId, work.fulfillmentOrder, call.query.paper);
    return pdfReply(printed, `packing-slip-${call.params.id}`, call.requestId);
  });
};
