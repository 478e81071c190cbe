import { assertNever, invariant } from '../../kernel/result.ts';
import type { FulfillmentOrderCreated, FulfillmentOrderEvent } from './fulfillment-order.events.ts';
import { type FulfillmentOrder, fulfillmentOrderExists, type FulfillmentOrderState } from './fulfillment-order.state.ts';

const created = ({ type: _name, ...event }: FulfillmentOrderCreated): FulfillmentOrder => ({
  ...event,
  deliveryMethod: event.deliveryMethod ?? 'ship',
  supplier: event.supplier ?? null,
  status: 'open',
  lines: event.lines.map((line) => ({ ...line, shortQuantity: 0 })),
  accepted: false,
  warehouseReference: null,
  packages: [],
  shipments: [],
  shippedAt: null,
  deliveredAt: null,
  pickup: null,
  endReason: null,
});

/** Records a fact. The stream begins with `fulfillment_order.created`; anything else there is a corrupt stream. */
export const evolve = (state: FulfillmentOrderState, event: FulfillmentOrderEvent): FulfillmentOrderState => {
  if (event.type === 'fulfillment_order.created') return created(event);
  invariant(fulfillmentOrderExists(state), `${event.type} follows fulfillment_order.created`);
  return apply(state, event);
};

export const apply = (state: FulfillmentOrder, event: Exclude<FulfillmentOrderEvent, FulfillmentOrderCreated>): FulfillmentOrder => {
  switch (event.type) {
    case 'fulfillment_order.released':
      return { ...state, status: 'released' };
    case 'fulfillment_order.accepted':
      return { ...state, accepted: true, warehouseReference: event.reference };
    case 'fulfillment_order.picking_started':
      return { ...state, status: 'picking' };
    case 'fulfillment_order.short_picked':
      return {
        ...state,
        lines: state.lines.map((line) => {
          const missing = event.lines.find((entry) => entry.lineId === line.lineId)?.missingQuantity ?? 0;
          return { ...line, shortQuantity: line.shortQuantity + missing };
        }),
      };
    case 'fulfillment_order.packed':
      return { ...state, status: 'packed', packages: event.packages };
    case 'shipment.created': {
      const { type: _name, orderId: _order, ...shipment } = event;
      return { ...state, shipments: [...state.shipments, { ...shipment, deliveredAt: null }] };
    }
    case 'fulfillment_order.shipped':
      return { ...state, status: 'shipped', shippedAt: event.shippedAt };
    case 'shipment.delivered':
      return {
        ...state,
        shipments: state.shipments.map((shipment) =>
          shipment.shipmentId === event.shipmentId ? { ...shipment, deliveredAt: event.deliveredAt } : shipment,
        ),
      };
    case 'shipment.damaged':
      return {
        ...state,
        shipments: state.shipments.map((shipment) =>
          shipment.shipmentId === event.shipmentId
            ? { ...shipment, mishap: { kind: event.mishap, reportedAt: event.reportedAt } }
            : shipment,
        ),
      };
    case 'fulfillment_order.delivered':
      return { ...state, status: 'delivered', deliveredAt: event.deliveredAt };
    case 'fulfillment_order.ready_for_pickup': {
      const { readyAt, expiresAt } = event;
      const pickup = { readyAt, expiresAt, overdueSince: null, collectedAt: null, collectedBy: null, proof: null };
      return { ...state, status: 'ready_for_pickup', pickup };
    }
    case 'fulfillment_order.pickup_extended':
      return { ...state, pickup: state.pickup && { ...state.pickup, expiresAt: event.expiresAt, overdueSince: null } };
    case 'fulfillment_order.pickup_overdue':
      return { ...state, pickup: state.pickup && { ...state.pickup, overdueSince: event.expiresAt } };
    case 'fulfillment_order.collected': {
      const { collectedAt, collectedBy, proof } = event;
      return { ...state, status: 'collected', pickup: state.pickup && { ...state.pickup, collectedAt, collectedBy, proof } };
    }
    case 'fulfillment_order.pickup_expired':
      return { ...state, status: 'pickup_expired', endReason: 'pickup-expired' };
    case 'fulfillment_order.sent_to_supplier':
      // Says what was asked of whom; the work itself stands as it did.
      return state;
    case 'fulfillment_order.reduced':
      return {
        ...state,
        orderedLines: state.orderedLines ?? state.lines.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity })),
        lines: state.lines.flatMap((line) => {
          const quantity = line.quantity - (event.lines.find(({ lineId }) => lineId === line.lineId)?.quantity ?? 0);
          return quantity > 0 ? [{ ...line, quantity }] : [];
        }),
      };
    case 'fulfillment_order.rejected':
      return { ...state, status: 'rejected', endReason: event.reason };
    case 'fulfillment_order.cancelled':
      return { ...state, status: 'cancelled', endReason: event.reason };
    default:
      return assertNever(event);
  }
};
