import { FulfillmentOrderId, type TenantId } from '../../kernel/ids.ts';
import { Instant } from '../../kernel/instant.ts';
import type { EventDetail } from '../../contracts/events/envelope.ts';
import { fulfillmentReport } from '../../fulfilment/index.ts';
import { systemCaller } from '../../platform/event-store/caller.ts';
import { createFollowUnclaimed } from './unclaimed-pickup.ts';
import { executeOnOrder, type OrdersParts, UnexpectedRejectionError } from './orders.parts.ts';

/**
 * Tells an order how one of its fulfillment orders stands. The event only says where to look: what is recorded is the
 * fulfillment order's present state and version, so events out of order or repeated change nothing.
 */
export const createRecordFulfillment = ({ store, fulfillmentOrders }: Pick<OrdersParts, 'store' | 'fulfillmentOrders'>) => {
  const followUnclaimed = createFollowUnclaimed({ store });
  return async (detail: EventDetail): Promise<void> => {
    const tenantId = detail.tenant_id as TenantId;
    const found = await fulfillmentOrders.get(tenantId, FulfillmentOrderId(detail.stream_id));
    if (!found) throw new Error(`fulfillment order ${detail.stream_id} has events but no state`);
    const { orderId } = found.fulfillmentOrder;
    const report = fulfillmentReport(found.fulfillmentOrder);
    const caller = systemCaller(tenantId, 'order-roll-up', { correlationId: detail.correlation_id, causationId: detail.event_id });
    await followUnclaimed(caller, found.fulfillmentOrder);
    const command = {
      type: 'RecordFulfillment' as const,
      ...report,
      fulfillmentVersion: found.version,
      occurredAt: Instant(detail.occurred_at),
    };
    const result = await executeOnOrder(store, caller, orderId, command);
    if (!result.ok) throw new UnexpectedRejectionError(result.error);
  };
};
