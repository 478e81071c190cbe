import { FulfillmentOrderId, HoldId, type OrderId } from '../../kernel/ids.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import { executeOnOrder, loadOrder, type OrdersParts, UnexpectedRejectionError } from './orders.parts.ts';
import { createReleaseUnrecorded } from './release-unrecorded.ts';

/**
 * Undoes what a cancelled order has set in motion, in reverse: work at locations is called off and its stock
 * released, also stock that was reserved but never recorded with the order, and whoever holds the money is
 * asked to give it back.
 */
export const createCompensateOrder = (parts: Pick<OrdersParts, 'store' | 'inventory' | 'fulfillmentOrders' | 'payments' | 'decisions'>) => {
  const { store, inventory, fulfillmentOrders, payments } = parts;
  const releaseUnrecorded = createReleaseUnrecorded(parts);

  return async (caller: Caller, orderId: OrderId): Promise<void> => {
    const order = await loadOrder(store, caller.tenantId, orderId);
    for (const child of order.fulfillments) {
      const id = FulfillmentOrderId(child.fulfillmentOrderId);
      await fulfillmentOrders.apply(caller, id, { type: 'CancelFulfillmentOrder', reason: 'order-cancelled' });
      const work = await fulfillmentOrders.get(caller.tenantId, id);
      // Goods that have left are a sale. Otherwise the stock goes back here as well as in the shipment's own workflow,
      // which a crash or the cancellation may have kept from ever being started; releasing twice is releasing once.
      if (work && work.fulfillmentOrder.status !== 'cancelled') continue;
      const items = child.reservationIds.flatMap((reservationId) =>
        child.lines.map(({ sku }) => ({ sku, locationId: child.locationId, reservationId })),
      );
      await inventory.releaseReservations(caller, items);
    }
    await releaseUnrecorded(caller, order);
    const settled = await payments.settle(caller, orderId, 0, 'order-cancelled');
    if (!settled.ok) throw new UnexpectedRejectionError(settled.error);
  };
};

/** Gives an order whose workflow broke off an owner: an operator hold that names the failure. */
export const createEscalateOrder =
  ({ store, platform }: Pick<OrdersParts, 'store' | 'platform'>) =>
  async (caller: Caller, orderId: OrderId, failure: { readonly error: string; readonly executionName: string }): Promise<void> => {
    const hold = {
      holdId: HoldId(`workflow-${failure.executionName.slice(-48)}`),
      type: 'operator' as const,
      reason: `The workflow ${failure.executionName} broke off with ${failure.error}. Releasing this hold starts it again.`,
      blocks: ['sourcing', 'release'] as const,
      placedBy: 'order-lifecycle',
      placedAt: platform.clock.now(),
      until: null,
      releasableBy: [],
    };
    const result = await executeOnOrder(store, caller, orderId, { type: 'PlaceHold', hold });
    if (!result.ok && result.error.code !== 'order-closed') throw new UnexpectedRejectionError(result.error);
    platform.observability.metrics.addMetric('WorkflowsEscalated', 'Count', 1);
  };
