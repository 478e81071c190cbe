import type { Decider } from '../../kernel/decider.ts';
import type { FulfillmentOrderCommand } from './fulfillment-order.commands.ts';
import { decide } from './fulfillment-order.decide.ts';
import type { FulfillmentOrderEvent } from './fulfillment-order.events.ts';
import { evolve } from './fulfillment-order.evolve.ts';
import type { FulfillmentOrderRejection } from './fulfillment-order.rejections.ts';
import { type FulfillmentOrderState, initialFulfillmentOrderState } from './fulfillment-order.state.ts';

/** The fulfillment order as two pure functions; the application puts it on the event store. */
export const fulfillmentOrderDecider: Decider<
  FulfillmentOrderState,
  FulfillmentOrderCommand,
  FulfillmentOrderEvent,
  FulfillmentOrderRejection
> = {
  initial: initialFulfillmentOrderState,
  decide,
  evolve,
};

/** Every event that may stand in a fulfillment order's stream, with the schema version written today. */
export const fulfillmentOrderEventSchemaVersions: Readonly<Record<FulfillmentOrderEvent['type'], number>> = {
  'fulfillment_order.created': 1,
  'fulfillment_order.released': 1,
  'fulfillment_order.sent_to_supplier': 1,
  'fulfillment_order.accepted': 1,
  'fulfillment_order.picking_started': 1,
  'fulfillment_order.short_picked': 1,
  'fulfillment_order.packed': 1,
  'shipment.created': 1,
  'fulfillment_order.shipped': 1,
  'shipment.delivered': 1,
  'shipment.damaged': 1,
  'fulfillment_order.delivered': 1,
  'fulfillment_order.ready_for_pickup': 1,
  'fulfillment_order.pickup_extended': 1,
  'fulfillment_order.pickup_overdue': 1,
  'fulfillment_order.collected': 1,
  'fulfillment_order.pickup_expired': 1,
  'fulfillment_order.reduced': 1,
  'fulfillment_order.rejected': 1,
  'fulfillment_order.cancelled': 1,
};

/** Raised when the shape of `FulfillmentOrderState` changes, so that stored states are folded anew. */
export const fulfillmentOrderStateVersion = 3;
