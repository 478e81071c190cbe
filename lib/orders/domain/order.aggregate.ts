import type { Decider } from '../../kernel/decider.ts';
import type { OrderCommand } from './order.commands.ts';
import { decide } from './order.decide.ts';
import type { OrderEvent } from './order.events.ts';
import { evolve } from './order.evolve.ts';
import type { OrderRejection } from './order.rejections.ts';
import { initialOrderState, type OrderState } from './order.record.ts';

/** The order as two pure functions; the application puts it on the event store. */
export const orderDecider: Decider<OrderState, OrderCommand, OrderEvent, OrderRejection> = { initial: initialOrderState, decide, evolve };

/** Every event that may stand in an order's stream, with the schema version written today. */
export const orderEventSchemaVersions: Readonly<Record<OrderEvent['type'], number>> = {
  'order.created': 1,
  'order.revised': 1,
  'order.confirmed': 1,
  'order.hold_placed': 1,
  'order.hold_released': 1,
  'order.hold_rejected': 1,
  'order.backordered': 1,
  'order.routed': 1,
  'item.allocated': 1,
  'order.promise_changed': 1,
  'order.fulfillment_recorded': 1,
  'order.sourcing_reopened': 1,
  'order.fulfillment_recall_requested': 1,
  'order.picking_started': 1,
  'order.packed': 1,
  'order.partially_shipped': 1,
  'order.shipped': 1,
  'order.delivered': 1,
  'order.completed': 1,
  'order.return_recorded': 1,
  'order.returned': 1,
  'order.cancelled': 1,
  'order.remainder_cancelled': 1,
  'order.note_added': 1,
  'order.rerouted': 1,
};

/** Raised when the shape of `OrderState` changes, so that stored states are folded anew. */
export const orderStateVersion = 4;
