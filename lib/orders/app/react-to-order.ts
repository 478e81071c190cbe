import { FulfillmentOrderId, type HoldId, type OrderId, type TenantId } from '../../kernel/ids.ts';
import { plusMs } from '../../kernel/instant.ts';
import type { EventDetail } from '../../contracts/events/envelope.ts';
import { type Caller, systemCaller } from '../../platform/event-store/caller.ts';
import { activeHolds, findHold, liveFulfillments, type Order, unassignedLines, unbornFulfillments } from '../domain/order.state.ts';
import type { CancelReason, HoldType } from '../domain/order.values.ts';
import { UnavailableError } from '../../platform/ports.ts';
import { createHoldWrongAddress } from './address/hold-wrong-address.ts';
import { createGiveBack } from './end-order.ts';
import type { OrderWaits } from './order-waits.ts';
import { executeOnOrder, loadOrder, type OrdersParts, UnexpectedRejectionError } from './orders.parts.ts';
import { createPlaceDueHolds } from './place-due-holds.ts';
import { createStartWorkflows } from './start-workflows.ts';
import { createReportPayment } from './report-payment.ts';

const component = 'order-reactions';

/** The timer that completes an order once its post-delivery period is over. */
export const completionTimerName = (orderId: OrderId): string => `complete-${orderId}`;

/** Reviews whose rejection ends the order, and under which reason. */
const endedBy: Readonly<Partial<Record<HoldType, CancelReason>>> = {
  'fraud-review': 'fraud',
  verification: 'fraud',
  'duplicate-review': 'duplicate',
  'data-review': 'other',
  address: 'address',
};

/** Event types that lead to something; the subscription filters by them. */
export const reactingTypes = [
  'order.created',
  'order.confirmed',
  'order.revised',
  'order.hold_released',
  'order.hold_rejected',
  'order.sourcing_reopened',
  'order.fulfillment_recall_requested',
  'order.partially_shipped',
  'order.shipped',
  'order.delivered',
  'order.cancelled',
  'order.remainder_cancelled',
] as const;

/** What follows from facts of an order: its workflow, recalls at warehouses, the timer to completion. */
export const createReactions = (parts: Omit<OrdersParts, 'vault' | 'records'> & { readonly orderWaits: OrderWaits }) => {
  const { store, platform, fulfillmentOrders, orderWaits } = parts;
  const { startLifecycle, continueLifecycle, continueShipment } = createStartWorkflows(platform.workflows);
  const reportPayment = createReportPayment(parts);
  const placeDueHolds = createPlaceDueHolds(parts);
  const holdWrongAddress = createHoldWrongAddress(parts);
  const giveBack = createGiveBack(parts);

  /** Calls off work at locations; a fulfillment order refuses by itself once the goods have left. */
  const withdraw = async (caller: Caller, ids: readonly FulfillmentOrderId[]): Promise<void> => {
    for (const id of ids) await fulfillmentOrders.apply(caller, id, { type: 'CancelFulfillmentOrder', reason: 'order-cancelled' });
  };

  /**
   * Calls off work that a revision has made superfluous. It may be about to be created by somebody who does not know yet, so
   * the message comes again until there is something to call off.
   */
  const recall = async (caller: Caller, orderId: OrderId, id: FulfillmentOrderId): Promise<void> => {
    const called = await fulfillmentOrders.apply(caller, id, { type: 'CancelFulfillmentOrder', reason: 'order-revised' });
    if (!called.ok && called.error.code === 'fulfillment-order-not-found') await waitForWork(caller, orderId, id);
  };

  /** @throws UnavailableError as long as the work may be about to be created */
  const waitForWork = async (caller: Caller, orderId: OrderId, id: FulfillmentOrderId): Promise<void> => {
    const order = await loadOrder(store, caller.tenantId, orderId);
    if (unbornFulfillments(order).some((child) => child.fulfillmentOrderId === id) && order.status !== 'cancelled')
      throw new UnavailableError(`fulfillment order ${id} is not created yet`);
  };

  /**
   * Takes units back from work that goes on without them, and gives what was reserved for them free. Where picking began in
   * this moment the whole of it is called off, as for begun work, and what is still wanted of it is sourced again.
   */
  const takeBack = async (caller: Caller, orderId: OrderId, id: FulfillmentOrderId): Promise<void> => {
    const order = await loadOrder(store, caller.tenantId, orderId);
    const child = order.fulfillments.find((one) => one.fulfillmentOrderId === id);
    if (!child) return;
    const asked = new Map(child.takenBack?.map(({ lineId, quantity }) => [lineId, quantity]));
    const lines = (child.assigned ?? child.lines).map(({ lineId, quantity }) => ({
      lineId,
      quantity: quantity - (asked.get(lineId) ?? 0),
    }));
    const reduced = await fulfillmentOrders.apply(caller, id, { type: 'ReduceFulfillmentOrder', lines });
    if (!reduced.ok)
      return reduced.error.code === 'fulfillment-order-not-found' ? waitForWork(caller, orderId, id) : recall(caller, orderId, id);
    const { locationId, lines: left, reservationIds, orderedLines = [] } = reduced.value.fulfillmentOrder;
    const released = [...new Set(orderedLines.map(({ sku }) => sku))].flatMap((sku) => {
      const keep = left.reduce((sum, line) => (line.sku === sku ? sum + line.quantity : sum), 0);
      return reservationIds.map((reservationId) => ({ sku, locationId, reservationId, ...(keep > 0 ? { keep } : {}) }));
    });
    const given = await parts.inventory.releaseReservations(caller, released);
    if (!given.ok)
      throw new Error(`units of ${id} could not be given back: ${given.error.map(({ rejection }) => rejection.code).join(', ')}`);
  };

  /** Puts open work on the warehouse's list unless a hold keeps it back. */
  const releaseWork = async (caller: Caller, order: Order): Promise<void> => {
    if (activeHolds(order, 'release').length > 0) return;
    for (const child of liveFulfillments(order))
      await fulfillmentOrders.apply(caller, child.fulfillmentOrderId, { type: 'ReleaseFulfillmentOrder' });
  };

  /** Takes up work whose workflow broke off; the hold that is being released may be the one that said so. */
  const continueWork = async (tenantId: TenantId, order: Order): Promise<void> => {
    for (const { fulfillmentOrderId } of order.fulfillments) {
      if (await fulfillmentOrders.get(tenantId, fulfillmentOrderId)) await continueShipment(tenantId, order.orderId, fulfillmentOrderId);
    }
  };

  const scheduleCompletion = async (tenantId: TenantId, order: Order): Promise<void> => {
    const { delaySeconds } = (await parts.policies.inForce(tenantId, 'completion')).value;
    await platform.timers.schedule({
      name: completionTimerName(order.orderId),
      at: plusMs(order.deliveredAt ?? platform.clock.now(), delaySeconds * 1000),
      queue: 'order-timers',
      body: JSON.stringify({ kind: 'complete', tenant_id: tenantId, order_id: order.orderId }),
    });
  };

  const afterRelease = async (caller: Caller, orderId: OrderId): Promise<void> => {
    const order = await loadOrder(store, caller.tenantId, orderId);
    await releaseWork(caller, order);
    // Receipts pass over a held order, so one that waits for stock looks at it itself.
    if (unassignedLines(order).length > 0) await orderWaits.restock(caller.tenantId, orderId);
    await orderWaits.wake(caller.tenantId, orderId);
    await continueWork(caller.tenantId, order);
    if (order.status === 'delivered') return scheduleCompletion(caller.tenantId, order);
    const unfinished =
      order.status !== 'shipped' && order.status !== 'completed' && order.status !== 'cancelled' && order.status !== 'returned';
    if (unfinished) await continueLifecycle(caller.tenantId, orderId);
  };

  /** Units need a source. The order may have been through with its workflow, such as when a revision adds units to what has left. */
  const afterReopening = async (tenantId: TenantId, orderId: OrderId): Promise<void> => {
    await orderWaits.wake(tenantId, orderId);
    const order = await loadOrder(store, tenantId, orderId);
    if (unassignedLines(order).length > 0) await continueLifecycle(tenantId, orderId);
  };

  const afterRevision = async (caller: Caller, orderId: OrderId): Promise<void> => {
    const order = await loadOrder(store, caller.tenantId, orderId);
    await reportPayment(caller, order);
    await placeDueHolds(caller, order);
    await holdWrongAddress(caller, order);
    await orderWaits.wake(caller.tenantId, orderId);
  };

  const afterCancelling = async (caller: Caller, orderId: OrderId, recalled: readonly FulfillmentOrderId[]): Promise<void> => {
    await withdraw(caller, recalled);
    await orderWaits.wake(caller.tenantId, orderId);
    await orderWaits.passOn(caller.tenantId, orderId);
  };

  /** What the cancelled units cost is no longer due; shipping and fees stay with the parcel that went. */
  const settleRemainder = async (caller: Caller, orderId: OrderId): Promise<void> => {
    const order = await loadOrder(store, caller.tenantId, orderId);
    const given = order.lines.reduce(
      (sum, line) => sum + (line.quantity > 0 ? Math.floor((line.total * line.cancelledQuantity) / line.quantity) : 0),
      0,
    );
    const settled = await parts.payments.settle(caller, orderId, Math.max(0, order.totals.total - given), 'remainder-cancelled');
    if (!settled.ok) throw new UnexpectedRejectionError(settled.error);
  };

  /** A reviewer who rejects an order, for fraud or as another one come twice, has decided its end. */
  const afterRejection = async (caller: Caller, orderId: OrderId, holdId: HoldId): Promise<void> => {
    const order = await loadOrder(store, caller.tenantId, orderId);
    const hold = findHold(order, holdId);
    const reason = hold && endedBy[hold.type];
    if (!reason) return;
    const result = await executeOnOrder(store, caller, orderId, {
      type: 'CancelOrder',
      reason,
      requestedBy: hold.closedBy ?? component,
    });
    if (!result.ok && result.error.code !== 'order-not-cancellable') throw new UnexpectedRejectionError(result.error);
  };

  const withdrawn = (payload: EventDetail['payload']): FulfillmentOrderId[] =>
    ((payload['fulfillments'] ?? []) as readonly { readonly fulfillment_order_id: string }[]).map((one) =>
      FulfillmentOrderId(one.fulfillment_order_id),
    );

  return async (detail: EventDetail): Promise<void> => {
    const tenantId = detail.tenant_id as TenantId;
    const orderId = detail.stream_id as OrderId;
    const caller = systemCaller(tenantId, component, { correlationId: detail.correlation_id, causationId: detail.event_id });
    switch (detail.type as (typeof reactingTypes)[number]) {
      case 'order.created':
        return startLifecycle(tenantId, orderId);
      case 'order.hold_released':
        return afterRelease(caller, orderId);
      case 'order.hold_rejected':
        return afterRejection(caller, orderId, detail.payload['hold_id'] as HoldId);
      case 'order.delivered':
        await scheduleCompletion(tenantId, await loadOrder(store, tenantId, orderId));
        // What the order hears of its parcels is how they stand by then, so it may learn of the delivery alone.
        return orderWaits.wake(tenantId, orderId);
      case 'order.fulfillment_recall_requested':
        return (detail.payload['partly'] === true ? takeBack : recall)(
          caller,
          orderId,
          FulfillmentOrderId(String(detail.payload['fulfillment_order_id'])),
        );
      case 'order.cancelled':
        await afterCancelling(caller, orderId, withdrawn(detail.payload));
        // Its workflow may have broken off before; compensation is a step of the workflow.
        return continueLifecycle(tenantId, orderId);
      case 'order.remainder_cancelled':
        await afterCancelling(caller, orderId, withdrawn(detail.payload));
        await giveBack(caller, await loadOrder(store, tenantId, orderId));
        return settleRemainder(caller, orderId);
      case 'order.revised':
        return afterRevision(caller, orderId);
      case 'order.sourcing_reopened':
        return afterReopening(tenantId, orderId);
      case 'order.confirmed':
      case 'order.partially_shipped':
      case 'order.shipped':
        return orderWaits.wake(tenantId, orderId);
      default:
        // The bus may send more than we asked for; nothing follows from the rest.
        return;
    }
  };
};
