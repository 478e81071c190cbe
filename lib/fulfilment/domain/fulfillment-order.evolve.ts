import { assertNever, invariant } from '../../kernel/result.ts';
import type { FulfillmentOrderCreated, FulfillmentOrderEvent } from './fulfillment-order.events.ts';
import { type FulfillmentOrder, fulfillmentOrderExists, type FulfillmentOrderState } from './fulfillment-order.state.ts';

const created = ({ type: _name, ...event }: FulfillmentOrderCreated): FulfillmentOrder => ({
  ...event,
  status: 'open',
  lines: event.lines.map((line) => ({ ...line, shortQuantity: 0 })),
  accepted: false,
  warehouseReference: null,
  packages: [],
  shipments: [],
  shippedAt: null,
  deliveredAt: null,
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
    case 'fulfillment_order.delivered':
      return { ...state, status: 'delivered', deliveredAt: event.deliveredAt };
    case 'fulfillment_order.rejected':
      return { ...state, status: 'rejected', endReason: event.reason };
    case 'fulfillment_order.cancelled':
      return { ...state, status: 'cancelled', endReason: event.reason };
    default:
      return assertNever(event);
  }
};
