// The ways an order ends: completed, returned, cancelled.
import { HoldId } from '../../kernel/ids.ts';
import { err, ok } from '../../kernel/result.ts';
import type { CancelOrder, CompleteOrder, MarkReturned } from './order.commands.ts';
import { undeliveredHold } from './order.attention.ts';
import { applyAll, consequences, type Decision, type LaterEvent, ownCause, step } from './order.consequences.ts';
import type { OrderCancelled, RemainderCancelled } from './order.events.ts';
import { blockedBy } from './order-holds.decide.ts';
import { nextOrderStatus } from './order.machine.ts';
import { activeHolds, isCancellable } from './order.state.ts';
import {
  activeChildren,
  findLine,
  heldQuantity,
  nothingToShip,
  returnableQuantity,
  shippedQuantity,
  unshippedUnits,
} from './order.quantities.ts';
import type { Order } from './order.record.ts';
import type { CancelReason, WithdrawnFulfillment } from './order.values.ts';
import type { ReturnedLine } from './returns/return.values.ts';

/** The goods have left in spite of every hold that still blocks: a rejected one cannot be released, and nothing is left to cancel. */
const isOvertaken = (order: Order): boolean =>
  !isCancellable(order) && activeHolds(order, 'completion').every(({ outcome }) => outcome === 'rejected');

/**
 * Ends an order after its post-delivery hold period, or, when no line of it is ours to ship, as soon as payment is secured.
 */
export const completeOrder = (order: Order, _command: CompleteOrder): Decision => {
  if (order.status === 'completed') return ok([]);
  const next = step(order, { type: 'complete', nothingToShip: nothingToShip(order) });
  if (!next.ok) return next;
  const blocked = blockedBy(order, 'completion');
  if (blocked && !isOvertaken(order)) return err(blocked);
  return ok([{ type: 'order.completed', basis: order.status === 'delivered' ? 'delivered' : 'nothing-to-ship' }]);
};

/** `order.returned` when everything that went out is back and the table allows it. */
const returnedWhole = (order: Order): readonly LaterEvent[] => {
  const out = order.lines.map((line) => ({ returnable: returnableQuantity(order, line), returned: line.returnedQuantity }));
  const isBack = out.some(({ returned }) => returned > 0) && out.every(({ returnable, returned }) => returned >= returnable);
  return isBack && nextOrderStatus(order.status, { type: 'return' }) !== undefined ? [{ type: 'order.returned' }] : [];
};

const returnableStatuses: readonly string[] = ['partially_shipped', 'shipped', 'delivered', 'completed'];
const overStatuses: readonly string[] = ['cancelled', 'returned'];

/** What left in spite of the order's end, such as a parcel that a cancellation came too late for, comes back to an order that is over. */
const isOutAfterEnd = (order: Order): boolean =>
  overStatuses.includes(order.status) && order.lines.some((line) => shippedQuantity(order, line.lineId) > line.returnedQuantity);

/** Records units that came back. Repeating a return's id changes nothing. */
export const markReturned = (order: Order, command: MarkReturned): Decision => {
  if (order.returnIds.includes(command.returnId)) return ok([]);
  const isOver = isOutAfterEnd(order);
  if (!isOver && !returnableStatuses.includes(order.status))
    return err({ code: 'transition-refused', status: order.status, event: 'return' });
  const lines: ReturnedLine[] = [];
  for (const { lineId, quantity, reason, condition } of command.lines) {
    const line = findLine(order, lineId);
    if (!line) return err({ code: 'lines-invalid', lineId, problem: 'unknown-line' });
    if (lines.some((entry) => entry.lineId === lineId)) return err({ code: 'lines-invalid', lineId, problem: 'duplicate-line' });
    if (!Number.isSafeInteger(quantity) || quantity < 1) return err({ code: 'lines-invalid', lineId, problem: 'bad-quantity' });
    // What a channel ships itself may never have left, once the order is over.
    const returnable = isOver ? shippedQuantity(order, lineId) : returnableQuantity(order, line);
    if (line.returnedQuantity + quantity > returnable) return err({ code: 'lines-invalid', lineId, problem: 'too-many-units' });
    lines.push({ lineId, quantity, ...(reason ? { reason } : {}), ...(condition ? { condition } : {}) });
  }
  if (lines.length === 0) return ok([]);
  const { returnId, locationId, receivedAt } = command;
  const received = { ...(locationId ? { locationId } : {}), ...(receivedAt ? { receivedAt } : {}) };
  const recorded: LaterEvent = { type: 'order.return_recorded', returnId, lines, ...received };
  return ok([recorded, ...returnedWhole(applyAll(order, [recorded])), ...heldForWhoWaits(order, command, lines)]);
};

/**
 * The customer still waits for what could not be delivered, and nobody sends it once more by itself: a person asks them where to.
 * Of a cancelled order nobody waits for anything.
 */
const heldForWhoWaits = (order: Order, command: MarkReturned, lines: readonly ReturnedLine[]): readonly LaterEvent[] => {
  const units = lines.reduce((sum, { reason, quantity }) => sum + (reason === 'undeliverable' ? quantity : 0), 0);
  if (units === 0 || order.status === 'cancelled' || order.cancelledByChannel) return [];
  return [
    {
      type: 'order.hold_placed',
      hold: {
        holdId: HoldId(`${undeliveredHold}${order.returnIds.length + 1}`),
        type: 'discrepancy',
        reason: `could-not-be-delivered: ${units} ${units === 1 ? 'unit' : 'units'} in return ${command.returnId}`,
        blocks: ['completion'],
        placedBy: 'orders',
        placedAt: command.recordedAt,
        until: null,
        releasableBy: [],
      },
    },
  ];
};

const withdrawnFulfillments = (order: Order): readonly WithdrawnFulfillment[] =>
  activeChildren(order).map((child) => ({
    fulfillmentOrderId: child.fulfillmentOrderId,
    locationId: child.locationId,
    reservationIds: child.reservationIds,
    lines: child.lines.flatMap((line) => {
      const quantity = heldQuantity(child, line);
      return quantity > 0 ? [{ lineId: line.lineId, sku: line.sku, quantity }] : [];
    }),
  }));

/** The events that cancel the order, or what is left of it once a part has shipped. */
export const cancellation = (order: Order, reason: CancelReason, requestedBy: string): Decision => {
  const fulfillments = withdrawnFulfillments(order);
  const reservationIds = [...new Set(fulfillments.flatMap((child) => child.reservationIds))];
  if (nextOrderStatus(order.status, { type: 'cancel' }) !== undefined) {
    const cancelled: OrderCancelled = { type: 'order.cancelled', reason, requestedBy, fulfillments, reservationIds };
    return ok([cancelled]);
  }
  if (nextOrderStatus(order.status, { type: 'cancel-remainder' }) === undefined)
    return err({ code: 'order-not-cancellable', status: order.status });
  const cancelled: RemainderCancelled = {
    type: 'order.remainder_cancelled',
    reason,
    requestedBy,
    lines: unshippedUnits(order),
    fulfillments,
    reservationIds,
  };
  const after = applyAll(order, [cancelled]);
  const follow = consequences(order, after, ownCause);
  if (!follow.ok) return follow;
  return ok([cancelled, ...follow.value, ...returnedWhole(applyAll(after, follow.value))]);
};

/**
 * Cancels the order or its unshipped remainder. Repeating it changes nothing, whatever has become of the rest since; holds never
 * stand in its way.
 */
export const cancelOrder = (order: Order, command: CancelOrder): Decision => {
  const isRepeated = order.cancellation !== null && !isCancellable(order);
  return isRepeated ? ok([]) : cancellation(order, command.reason, command.requestedBy);
};
