import { getFulfillmentOrderRoute } from '../../lib/contracts/http/fulfilment.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { toWire } from '../../lib/kernel/wire.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { mayKnowAddressee } from '../../lib/platform/http/principal.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { fulfillmentOrdersOf, orderReadingOf, workDetailsOf } from '../composition.ts';
import { findWork, shownWork } from './work-reply.ts';

type WorkOnTheWire = { readonly order_id: string; readonly lines: readonly { readonly sku: string; readonly quantity: number }[] };

export const create = (platform: Platform) => {
  const fulfillmentOrders = fulfillmentOrdersOf(platform);
  const reading = orderReadingOf(platform);
  const withDetails = workDetailsOf(platform);
  return httpHandler(platform, getFulfillmentOrderRoute, async (call) => {
    const work = await findWork(fulfillmentOrders, call.principal, call.params.id);
    if (!work) return problemReply(notFound('fulfillment-order'), call.requestId);
    const tenantId = call.principal.tenantId as TenantId;
    // Once it has been erased there is none.
    const personal = mayKnowAddressee(call.principal);
    const order = personal ? await reading.get(tenantId, work.fulfillmentOrder.orderId, { personal }) : undefined;
    const shown = { ...shownWork(work), shipTo: order?.personal?.shippingAddress ?? null };
    const [detailed] = await withDetails(tenantId, [toWire(shown) as WorkOnTheWire]);
    return rawReply(200, detailed);
  });
};
