import { pickListRoute } from '../../lib/contracts/http/warehouse.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { mayUseLocation } from '../../lib/platform/http/principal.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { printDocumentsOf } from '../composition.ts';
import { pdfReply } from './pdf-reply.ts';

export const create = (platform: Platform) => {
  const print = printDocumentsOf(platform);
  return httpHandler(platform, pickListRoute, async (call) => {
    const { location_id: locationId, fulfillment_order_ids: ids, status, limit, paper } = call.query;
    if (!mayUseLocation(call.principal, locationId)) return problemReply(notFound('location'), call.requestId);
    const choice = { locationId, paper, ...(ids === undefined ? { status, limit } : { ids }) };
    return pdfReply(await print.pickList(call.principal.tenantId as TenantId, choice), 'pick-list', call.requestId);
  });
};
