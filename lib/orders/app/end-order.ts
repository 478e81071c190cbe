import { FulfillmentOrderId, HoldId, type OrderId } from '../../kernel/ids.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import { executeOnOrder, loadOrder, type OrdersParts, UnexpectedRejectionError } from './orders.parts.ts';
import { createReleaseUnrecorded } from './release-unrecorded.ts';

/**
 * Undoes what a cancelled order has set in motion, in reverse: work at locations is called off (its own workflow then
 * settles its stock), stock that was reserved but never recorded with the order is released, and whoever holds the money is
 * asked to give it back.
 */
export const createCompensateOrder = (parts: OrdersParts) => {
  const { store, inventory, fulfillmentOrders, payments } = parts;
  const releaseUnrecorded = createReleaseUnrecorded(parts);

  return async (caller: Caller, orderId: OrderId): Promise<void> => {
    const order = await loadOrder(store, caller.tenantId, orderId);
    for (const child of order.fulfillments) {
      const found = await fulfillmentOrders.get(caller.tenantId, FulfillmentOrderId(child.fulfillmentOrderId));
      if (found) {
        await fulfillmentOrders.apply(caller, child.fulfillmentOrderId, { type: 'CancelFulfillmentOrder', reason: 'order-cancelled' });
      } else {
        // Recorded with the order, but never created: nobody else will give its stock back.
        const items = child.reservationIds.flatMap((reservationId) =>
          child.lines.map(({ sku }) => ({ sku, locationId: child.locationId, reservationId })),
        );
        await inventory.releaseReservations(caller, items);
      }
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
