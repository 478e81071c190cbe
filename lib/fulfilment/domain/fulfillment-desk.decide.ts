// Handing work to a location and taking it back: create, release, accept, reject, cancel.
import type { LineId } from '../../kernel/ids.ts';
import { err, ok } from '../../kernel/result.ts';
import type {
  AcceptFulfillmentOrder,
  CancelFulfillmentOrder,
  CreateFulfillmentOrder,
  RejectFulfillmentOrder,
} from './fulfillment-order.commands.ts';
import type { FulfillmentOrderCreated, FulfillmentOrderRejected } from './fulfillment-order.events.ts';
import type { FulfillmentOrderRejection } from './fulfillment-order.rejections.ts';
import { type FulfillmentOrder, fulfillmentOrderExists, type FulfillmentOrderState, workRemaining } from './fulfillment-order.state.ts';
import { type Decision, hasReached, repeated, stepWith } from './fulfillment-order.step.ts';
import type { RejectReason, WorkLine } from './fulfillment-order.values.ts';

const linesProblem = (lines: readonly WorkLine[]): FulfillmentOrderRejection | undefined => {
  if (lines.length === 0) return { code: 'fulfillment-order-without-lines' };
  const seen = new Set<LineId>();
  for (const { lineId, quantity } of lines) {
    if (seen.has(lineId)) return { code: 'lines-invalid', lineId, problem: 'duplicate-line' };
    seen.add(lineId);
    if (!Number.isSafeInteger(quantity) || quantity < 1) return { code: 'lines-invalid', lineId, problem: 'bad-quantity' };
  }
  return undefined;
};

// Field by field, so that a wider object at run time cannot carry personal data into the stream.
const creationOf = (source: CreateFulfillmentOrder | FulfillmentOrder): FulfillmentOrderCreated => {
  const { destination } = source;
  return {
    type: 'fulfillment_order.created',
    fulfillmentOrderId: source.fulfillmentOrderId,
    orderId: source.orderId,
    locationId: source.locationId,
    attempt: source.attempt,
    lines: source.lines.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity })),
    reservationIds: [...source.reservationIds],
    priority: source.priority,
    shippingMethod: source.shippingMethod,
    destination: destination && {
      country: destination.country,
      region: destination.region,
      postalPrefix: destination.postalPrefix?.slice(0, 3) ?? null,
    },
  };
};

export const create = (state: FulfillmentOrderState, command: CreateFulfillmentOrder): Decision => {
  const created = creationOf(command);
  if (fulfillmentOrderExists(state)) return repeated(command.type, creationOf(state), created);
  const problem = linesProblem(command.lines);
  return problem ? err(problem) : ok([created]);
};

export const release = (state: FulfillmentOrder): Decision => {
  if (hasReached(state, 'released')) return ok([]);
  return stepWith(state, 'release', { type: 'fulfillment_order.released', orderId: state.orderId });
};

export const accept = (state: FulfillmentOrder, { type, reference }: AcceptFulfillmentOrder): Decision => {
  if (state.accepted) return repeated(type, state.warehouseReference, reference);
  return stepWith(state, 'accept', { type: 'fulfillment_order.accepted', orderId: state.orderId, reference });
};

/** The event that gives all the work back to the order. */
export const rejection = (state: FulfillmentOrder, reason: RejectReason): FulfillmentOrderRejected => ({
  type: 'fulfillment_order.rejected',
  orderId: state.orderId,
  locationId: state.locationId,
  reason,
  lines: workRemaining(state),
  reservationIds: state.reservationIds,
});

export const reject = (state: FulfillmentOrder, { type, reason }: RejectFulfillmentOrder): Decision => {
  if (state.status === 'rejected') return repeated(type, state.endReason, reason);
  return stepWith(state, 'reject', rejection(state, reason));
};

/** Takes the work back. Work that was cancelled or rejected before has nothing left to cancel, whatever the reason then was. */
export const cancel = (state: FulfillmentOrder, { reason }: CancelFulfillmentOrder): Decision => {
  if (state.status === 'cancelled' || state.status === 'rejected') return ok([]);
  return stepWith(state, 'cancel', {
    type: 'fulfillment_order.cancelled',
    orderId: state.orderId,
    locationId: state.locationId,
    reason,
    lines: workRemaining(state),
    reservationIds: state.reservationIds,
    shipmentIds: state.shipments.map((shipment) => shipment.shipmentId),
  });
};
