import { FulfillmentOrderId, HoldId, type OrderId } from '../../kernel/ids.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import type { Order } from '../domain/order.state.ts';
import { executeOnOrder, loadOrder, type OrdersParts, UnexpectedRejectionError } from './orders.parts.ts';
import { createReleaseUnrecorded } from './release-unrecorded.ts';

// Goods that have left are a sale, and goods in somebody's hands are still on their way back to the shelf.
const holdsNothing: ReadonlySet<string> = new Set(['cancelled', 'rejected']);

/**
 * Calls off work that an order no longer wants, and gives back its stock, also stock that was reserved but never recorded
 * with the order. The shipment's own workflow does the same as a rule; a crash, or the cancellation itself, may have kept
 * that from being started, and it may have broken off. Releasing twice is releasing once.
 */
export const createGiveBack = (parts: Pick<OrdersParts, 'store' | 'inventory' | 'fulfillmentOrders' | 'decisions'>) => {
  const { inventory, fulfillmentOrders } = parts;
  const releaseUnrecorded = createReleaseUnrecorded(parts);

  return async (caller: Caller, order: Order): Promise<void> => {
    for (const child of order.fulfillments) {
      const id = FulfillmentOrderId(child.fulfillmentOrderId);
      await fulfillmentOrders.apply(caller, id, { type: 'CancelFulfillmentOrder', reason: 'order-cancelled' });
      const work = await fulfillmentOrders.get(caller.tenantId, id);
      if (work && !holdsNothing.has(work.fulfillmentOrder.status)) continue;
      const items = child.reservationIds.flatMap((reservationId) =>
        child.lines.map(({ sku }) => ({ sku, locationId: child.locationId, reservationId })),
      );
      await inventory.releaseReservations(caller, items);
    }
    await releaseUnrecorded(caller, order);
  };
};

/** Undoes what a cancelled order has set in motion, in reverse: its work, its stock, and then its money. */
export const createCompensateOrder = (parts: Pick<OrdersParts, 'store' | 'inventory' | 'fulfillmentOrders' | 'payments' | 'decisions'>) => {
  const giveBack = createGiveBack(parts);
  return async (caller: Caller, orderId: OrderId): Promise<void> => {
    await giveBack(caller, await loadOrder(parts.store, caller.tenantId, orderId));
    const settled = await parts.payments.settle(caller, orderId, 0, 'order-cancelled');
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
