// Handing work to a location and taking it back: create, release, accept, reject, cancel.
import type { LineId } from '../../kernel/ids.ts';
import { err, ok } from '../../kernel/result.ts';
import type {
  AcceptFulfillmentOrder,
  CancelFulfillmentOrder,
  CreateFulfillmentOrder,
  ReduceFulfillmentOrder,
  RejectFulfillmentOrder,
} from './fulfillment-order.commands.ts';
import type { FulfillmentOrderCreated, FulfillmentOrderRejected } from './fulfillment-order.events.ts';
import type { FulfillmentOrderRejection } from './fulfillment-order.rejections.ts';
import {
  type FulfillmentOrder,
  fulfillmentOrderExists,
  type FulfillmentOrderState,
  hasEndedHere,
  workRemaining,
} from './fulfillment-order.state.ts';
import { type Decision, hasReached, repeated, stepWith } from './fulfillment-order.step.ts';
import type { RejectReason, SupplierTerms, WorkLine } from './fulfillment-order.values.ts';

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

const copyTerms = ({ leadTimeDays, currency, unitCosts }: SupplierTerms): SupplierTerms => ({
  leadTimeDays,
  currency,
  unitCosts: unitCosts.map(({ sku, amountMinor }) => ({ sku, amountMinor })),
});

/** What was ordered of the location at first, whatever has been taken back since. */
const firstLinesOf = (source: CreateFulfillmentOrder | FulfillmentOrder): readonly WorkLine[] =>
  ('orderedLines' in source ? source.orderedLines : undefined) ?? source.lines;

// Field by field, so that a wider object at run time cannot carry personal data into the stream.
const creationOf = (source: CreateFulfillmentOrder | FulfillmentOrder): FulfillmentOrderCreated => {
  const { destination } = source;
  return {
    type: 'fulfillment_order.created',
    fulfillmentOrderId: source.fulfillmentOrderId,
    orderId: source.orderId,
    locationId: source.locationId,
    attempt: source.attempt,
    lines: firstLinesOf(source).map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity })),
    reservationIds: [...source.reservationIds],
    priority: source.priority,
    shippingMethod: source.shippingMethod,
    destination: destination && {
      country: destination.country,
      region: destination.region,
      postalPrefix: destination.postalPrefix?.slice(0, 3) ?? null,
    },
    ...(source.deliveryMethod === 'pickup' ? { deliveryMethod: source.deliveryMethod } : {}),
    ...(source.supplier ? { supplier: copyTerms(source.supplier) } : {}),
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
  const { orderId, locationId, fulfillmentOrderId: purchaseId, supplier } = state;
  const released = { type: 'fulfillment_order.released', orderId } as const;
  if (!supplier) return stepWith(state, 'release', released);
  // A supplier works by purchases, and the work's own id is the number of this one: asked again it is the same purchase.
  const { leadTimeDays, currency, unitCosts } = supplier;
  const costs = new Map(unitCosts.map(({ sku, amountMinor }) => [sku, amountMinor]));
  const sent = {
    type: 'fulfillment_order.sent_to_supplier',
    orderId,
    locationId,
    purchaseId,
    lines: workRemaining(state).map((line) => ({ ...line, unitCostMinor: costs.get(line.sku) ?? null })),
    currency,
    leadTimeDays,
  } as const;
  return stepWith(state, 'release', released, sent);
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

/** Who takes work back for a reason of the house does not take it out of anybody's hands: that is for the warehouse to say. */
const begunProblem = (
  state: FulfillmentOrder,
  { unlessBegun }: RejectFulfillmentOrder | CancelFulfillmentOrder,
  event: 'reject' | 'cancel',
): FulfillmentOrderRejection | undefined =>
  unlessBegun && hasReached(state, 'picking') ? { code: 'transition-refused', status: state.status, event } : undefined;

export const reject = (state: FulfillmentOrder, command: RejectFulfillmentOrder): Decision => {
  const { type, reason } = command;
  if (state.status === 'rejected') return repeated(type, state.endReason, reason);
  const begun = begunProblem(state, command, 'reject');
  if (begun) return err(begun);
  return stepWith(state, 'reject', rejection(state, reason));
};

/**
 * Takes units back, as far as the work has more of them than are to stay. What has been asked of a supplier is a purchase by
 * then, and of no use in part: whoever asks calls the whole of it off.
 */
export const reduce = (state: FulfillmentOrder, { lines }: ReduceFulfillmentOrder): Decision => {
  const kept = new Map(lines.map(({ lineId, quantity }) => [lineId, Math.max(0, quantity)]));
  const tooMany = state.lines.flatMap(({ lineId, sku, quantity }) => {
    const units = quantity - Math.min(quantity, kept.get(lineId) ?? quantity);
    return units > 0 ? [{ lineId, sku, quantity: units }] : [];
  });
  if (tooMany.length === 0) return ok([]);
  if (unitsOf(tooMany) === unitsOf(state.lines)) return err({ code: 'fulfillment-order-without-lines' });
  if (state.supplier && state.status === 'released') return err({ code: 'transition-refused', status: state.status, event: 'reduce' });
  const { orderId, locationId } = state;
  return stepWith(state, 'reduce', { type: 'fulfillment_order.reduced', orderId, locationId, lines: tooMany });
};

const unitsOf = (lines: readonly WorkLine[]): number => lines.reduce((sum, { quantity }) => sum + quantity, 0);

/** Takes the work back. Work that has ended before has nothing left to cancel, whatever the reason then was. */
export const cancel = (state: FulfillmentOrder, command: CancelFulfillmentOrder): Decision => {
  const { reason } = command;
  if (hasEndedHere(state)) return ok([]);
  const begun = begunProblem(state, command, 'cancel');
  if (begun) return err(begun);
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
