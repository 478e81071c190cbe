import { assertNever, invariant } from '../../kernel/result.ts';
import type {
  FulfillmentRecallRequested,
  FulfillmentRecorded,
  HoldReleased,
  ItemAllocated,
  OrderCreated,
  OrderEvent,
  OrderRerouted,
  OrderRevised,
  OrderRouted,
  RemainderCancelled,
  ReturnRecorded,
} from './order.events.ts';
import { hasShipped, isDropped } from './order.quantities.ts';
import {
  type ChildFulfillment,
  type ChildStatus,
  type Order,
  orderExists,
  type OrderState,
  type RecordedHold,
  type RecordedLine,
} from './order.record.ts';
import { isRefusalHold } from './order.refusals.ts';
import type { LineQuantity, OrderLine } from './order.values.ts';

const created = ({ type: _name, ...event }: OrderCreated): Order => ({
  ...event,
  status: 'pending',
  lines: event.lines.map((line) => ({ ...line, cancelledQuantity: 0, returnedQuantity: 0 })),
  holds: [],
  fulfillments: [],
  lastAttempt: 0,
  backordered: [],
  backorderDecisionId: null,
  promises: [],
  serviceLevelBy: null,
  excludedLocations: [],
  payment: null,
  returnIds: [],
  deliveredAt: null,
  cancellation: null,
  noteIds: [],
});

/** A channel's edit that lowers a quantity first uses up the units we had cancelled ourselves: they are the same units. */
const revisedLine = (known: RecordedLine, line: OrderLine): RecordedLine => ({
  ...line,
  cancelledQuantity: Math.max(0, known.cancelledQuantity - Math.max(0, known.quantity - line.quantity)),
  returnedQuantity: known.returnedQuantity,
});

const revised = (order: Order, { type: _name, changes, lines, ...revision }: OrderRevised): Order => {
  const removed = new Set(lines.removed);
  const named = new Map([...lines.added, ...lines.changed].map((line) => [line.lineId, line]));
  const kept = order.lines.map((line) => {
    const update = named.get(line.lineId);
    if (update) return revisedLine(line, update);
    return removed.has(line.lineId) ? revisedLine(line, { ...line, quantity: 0, discount: 0, tax: 0, total: 0 }) : line;
  });
  const known = new Set(order.lines.map((line) => line.lineId));
  const fresh = lines.added
    .filter((line) => !known.has(line.lineId))
    .map((line) => ({ ...line, cancelledQuantity: 0, returnedQuantity: 0 }));
  // What was found nowhere was looked for on behalf of the address of then.
  const waiting = changes.destination === undefined && changes.delivery === undefined ? {} : { backordered: [] };
  return { ...order, ...changes, ...revision, ...waiting, lines: [...kept, ...fresh] };
};

const routed = (order: Order, event: OrderRouted): Order => {
  const children = event.assignments.map(
    (assignment): ChildFulfillment => ({
      ...assignment,
      lines: assignment.lines.map((line) => ({ ...line, shippedQuantity: 0, shortQuantity: 0 })),
      attempt: event.attempt,
      status: 'routed',
      version: 0,
      reservationIds: [],
      shipmentIds: [],
      recallRequested: false,
      deliveredAt: null,
    }),
  );
  return {
    ...order,
    status: event.status,
    fulfillments: [...order.fulfillments, ...children],
    lastAttempt: event.attempt,
    serviceLevelBy: event.deliverBy ?? null,
    backordered: event.waiting.map(({ lineId, quantity }) => ({ lineId, quantity })),
    backorderDecisionId: event.waiting.length > 0 ? event.decisionId : null,
  };
};

const allocated = (order: Order, event: ItemAllocated): Order => ({
  ...withChildren(order, (child) => {
    if (!event.fulfillmentOrderIds.includes(child.fulfillmentOrderId)) return child;
    return { ...child, status: child.status === 'routed' ? 'allocated' : child.status, reservationIds: event.reservationIds };
  }),
  status: event.status,
});

/** `open` and `released` say nothing about stock, and no work below shipping revives what the order gave up. */
const childStatusAfter = (child: ChildFulfillment, reported: FulfillmentRecorded['fulfillmentStatus']): ChildStatus => {
  if (reported === 'open' || reported === 'released') return child.status;
  if (child.status === 'withdrawn' && (reported === 'picking' || reported === 'packed')) return 'withdrawn';
  return reported;
};

/** A fulfillment order without the units that its location has given back, which are sums over what it was assigned. */
export const withoutCalledOff = (child: ChildFulfillment, calledOff: readonly LineQuantity[]): ChildFulfillment => {
  if (calledOff.length === 0) return child;
  const assigned = child.assigned ?? child.lines.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity }));
  const given = new Map(calledOff.map(({ lineId, quantity }) => [lineId, quantity]));
  const first = new Map(assigned.map(({ lineId, quantity }) => [lineId, quantity]));
  const lines = child.lines.flatMap((line) => {
    const quantity = (first.get(line.lineId) ?? line.quantity) - (given.get(line.lineId) ?? 0);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
  return { ...child, assigned, lines };
};

const fulfillmentReported = (child: ChildFulfillment, event: FulfillmentRecorded): ChildFulfillment =>
  fulfillmentRecorded(withoutCalledOff(child, event.calledOff ?? []), event);

const fulfillmentRecorded = ({ pickupUntil: _before, ...child }: ChildFulfillment, event: FulfillmentRecorded): ChildFulfillment => ({
  ...child,
  status: childStatusAfter(child, event.fulfillmentStatus),
  version: event.fulfillmentVersion,
  lines: child.lines.map((line) => ({ ...line, ...event.lines.find((reported) => reported.lineId === line.lineId) })),
  shipmentIds: event.shipmentIds,
  ...(event.pickupUntil === undefined ? {} : { pickupUntil: event.pickupUntil }),
  deliveredAt: event.fulfillmentStatus === 'delivered' ? event.fulfillmentOccurredAt : child.deliveredAt,
});

const withChildren = (order: Order, change: (child: ChildFulfillment) => ChildFulfillment): Order => ({
  ...order,
  fulfillments: order.fulfillments.map(change),
});

const added = (before: readonly LineQuantity[], more: readonly LineQuantity[]): readonly LineQuantity[] => {
  const sums = new Map(before.map(({ lineId, quantity }) => [lineId, quantity]));
  for (const { lineId, quantity } of more) sums.set(lineId, (sums.get(lineId) ?? 0) + quantity);
  return [...sums].map(([lineId, quantity]) => ({ lineId, quantity }));
};

const recalled = (order: Order, { fulfillmentOrderId, reason, partly, lines }: FulfillmentRecallRequested): Order =>
  withChildren(order, (child) => {
    if (child.fulfillmentOrderId !== fulfillmentOrderId) return child;
    if (partly) return { ...child, takenBack: added(child.takenBack ?? [], lines) };
    return { ...child, recallRequested: true, ...(reason ? { recallReason: reason } : {}) };
  });

/** What a person wants goes before what was found out: a location that is named may be asked again. */
const rerouted = (order: Order, { fulfillmentOrderId, fromLocationId, toLocationId, lines }: OrderRerouted): Order => {
  const moved = new Set(lines.map(({ lineId }) => lineId));
  const excluded = order.excludedLocations.filter(({ lineId, locationId }) => !moved.has(lineId) || locationId !== toLocationId);
  const wished = (order.wishedLocations ?? []).filter(({ lineId }) => !moved.has(lineId));
  return {
    ...order,
    excludedLocations: [...excluded, ...lines.map(({ lineId }) => ({ lineId, locationId: fromLocationId }))],
    wishedLocations: [...wished, ...lines.map(({ lineId }) => ({ lineId, locationId: toLocationId, fulfillmentOrderId }))],
  };
};

const withHold = (order: Order, holdId: string, change: Partial<RecordedHold>): Order => ({
  ...order,
  holds: order.holds.map((hold) => (hold.holdId === holdId ? { ...hold, ...change } : hold)),
});

/**
 * Once a person has had them asked again, no location is left out any more, and the decision that found no stock without
 * them does not stand: the units are wanted anew, whoever is waiting or about to wait.
 */
const holdReleased = (order: Order, event: HoldReleased): Order => {
  const released = withHold(order, event.holdId, { outcome: 'released', closedBy: event.releasedBy });
  return isRefusalHold(event) ? { ...released, excludedLocations: [], backordered: [] } : released;
};

const withdrawn = (child: ChildFulfillment): ChildFulfillment =>
  isDropped(child) || hasShipped(child) ? child : { ...child, status: 'withdrawn' };

const remainderCancelled = (order: Order, event: RemainderCancelled): Order => ({
  ...withChildren(order, withdrawn),
  cancellation: { reason: event.reason, requestedBy: event.requestedBy },
  promises: [],
  lines: order.lines.map((line) => {
    const cancelled = event.lines.find((entry) => entry.lineId === line.lineId)?.quantity ?? 0;
    return { ...line, cancelledQuantity: line.cancelledQuantity + cancelled };
  }),
});

const returnRecorded = (order: Order, { returnId, lines }: ReturnRecorded): Order => ({
  ...order,
  returnIds: [...order.returnIds, returnId],
  lines: order.lines.map((line) => {
    const returned = lines.find((entry) => entry.lineId === line.lineId)?.quantity ?? 0;
    return { ...line, returnedQuantity: line.returnedQuantity + returned };
  }),
});

/** Records a fact. An order's stream begins with `order.created`; anything else there is a corrupt stream. */
export const evolve = (state: OrderState, event: OrderEvent): OrderState => {
  if (event.type === 'order.created') return created(event);
  invariant(orderExists(state), `${event.type} follows order.created`);
  return apply(state, event);
};

export const apply = (order: Order, event: Exclude<OrderEvent, OrderCreated>): Order => {
  switch (event.type) {
    case 'order.revised':
      return revised(order, event);
    case 'order.confirmed':
      return { ...order, status: 'confirmed', payment: { ...event.payment, securedTotal: event.securedTotal } };
    case 'order.hold_placed':
      return { ...order, holds: [...order.holds, { ...event.hold, outcome: 'open', closedBy: null }] };
    case 'order.hold_released':
      return holdReleased(order, event);
    case 'order.hold_rejected':
      return withHold(order, event.holdId, { outcome: 'rejected', closedBy: event.rejectedBy });
    case 'order.backordered':
      return {
        ...order,
        status: event.status,
        backordered: event.lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
        backorderDecisionId: event.decisionId,
      };
    case 'order.routed':
      return routed(order, event);
    case 'item.allocated':
      return allocated(order, event);
    case 'order.promise_changed':
      return { ...order, promises: event.lines };
    case 'order.fulfillment_recorded':
      return withChildren(order, (child) =>
        child.fulfillmentOrderId === event.fulfillmentOrderId ? fulfillmentReported(child, event) : child,
      );
    case 'order.sourcing_reopened': {
      const { excludedLocationId: locationId } = event;
      const excluded = locationId === null ? [] : event.lines.map(({ lineId }) => ({ lineId, locationId }));
      return { ...order, status: event.status, excludedLocations: [...order.excludedLocations, ...excluded] };
    }
    case 'order.fulfillment_recall_requested':
      return recalled(order, event);
    case 'order.picking_started':
      return { ...order, status: 'picking' };
    case 'order.packed':
      return { ...order, status: 'packed' };
    case 'order.partially_shipped':
      return { ...order, status: 'partially_shipped' };
    case 'order.shipped':
      return { ...order, status: 'shipped' };
    case 'order.delivered':
      return { ...order, status: 'delivered', deliveredAt: event.deliveredAt };
    case 'order.completed':
      return { ...order, status: 'completed' };
    case 'order.return_recorded':
      return returnRecorded(order, event);
    case 'order.returned':
      return { ...order, status: 'returned' };
    case 'order.cancelled':
      return {
        ...withChildren(order, withdrawn),
        status: 'cancelled',
        promises: [],
        cancellation: { reason: event.reason, requestedBy: event.requestedBy },
      };
    case 'order.remainder_cancelled':
      return remainderCancelled(order, event);
    case 'order.note_added':
      return { ...order, noteIds: [...order.noteIds, event.noteId] };
    case 'order.rerouted':
      return rerouted(order, event);
    default:
      return assertNever(event);
  }
};
