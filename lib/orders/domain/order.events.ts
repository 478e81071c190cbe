import type { FulfillmentOrderId, HoldId, LineId, LocationId, NoteId, OrderId, PersonId, ReservationId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { ReturnedLine, ReturnReceipt } from './returns/return.values.ts';
import type {
  Assignment,
  CancelReason,
  Hold,
  LinePromise,
  LineQuantity,
  LineUnits,
  OrderContent,
  OrderLine,
  OrderStatus,
  OrderTerms,
  PolicyRef,
  Promising,
  RecallReason,
  ReportedLine,
  ReportedStatus,
  RerouteReason,
  RevisionRef,
  SecuredPayment,
  SkuQuantity,
  WithdrawnFulfillment,
  WaitingUnits,
} from './order.values.ts';

// Most events fix the status by their name. Those whose effect depends on the fulfillment orders carry it as `status`:
// the order's status once the event has been applied.

export type OrderCreated = { readonly type: 'order.created'; readonly orderId: OrderId } & OrderContent;

/** A newer revision of the channel, or a correction of the address with us, as the difference to what was known. */
export type OrderRevised = { readonly type: 'order.revised' } & RevisionRef & {
    readonly changes: Partial<OrderTerms>;
    readonly lines: { readonly added: readonly OrderLine[]; readonly changed: readonly OrderLine[]; readonly removed: readonly LineId[] };
  };

/** Payment is secured for `securedTotal` minor units. */
export type OrderConfirmed = { readonly type: 'order.confirmed'; readonly payment: SecuredPayment; readonly securedTotal: number };

export type HoldPlaced = { readonly type: 'order.hold_placed'; readonly hold: Hold };
export type HoldReleased = {
  readonly type: 'order.hold_released';
  readonly holdId: HoldId;
  readonly releasedBy: string;
  readonly releasedAt: Instant;
};
export type HoldRejected = {
  readonly type: 'order.hold_rejected';
  readonly holdId: HoldId;
  readonly rejectedBy: string;
  readonly rejectedAt: Instant;
};

/** Units of the order have no source, and all that are open wait with it. */
export type OrderBackordered = {
  readonly type: 'order.backordered';
  readonly decisionId: string;
  /** All open lines: what is there waits with what is missing. */
  readonly lines: readonly WaitingUnits[];
  readonly status: OrderStatus;
};

/** Units were assigned to locations; `waiting` is what the assignment left over, to wait for stock. */
export type OrderRouted = {
  readonly type: 'order.routed';
  readonly attempt: number;
  readonly decisionId: string;
  readonly policy: PolicyRef;
  readonly assignments: readonly Assignment[];
  /** Until when the tenant's service levels want it to arrive; absent where the order states a date itself, or nobody does. */
  readonly deliverBy?: Instant;
  readonly waiting: readonly LineUnits[];
  readonly status: OrderStatus;
};

/** Stock is reserved for every assignment of the attempt. */
export type ItemAllocated = {
  readonly type: 'item.allocated';
  readonly attempt: number;
  readonly fulfillmentOrderIds: readonly FulfillmentOrderId[];
  readonly reservationIds: readonly ReservationId[];
  readonly status: OrderStatus;
};

/**
 * What is promised to the customer of units that wait or have waited: `lines` are all of them, as promised from now on.
 * `kept`: whether the dates promised before hold; null where there was none.
 */
export type PromiseChanged = {
  readonly type: 'order.promise_changed';
  readonly lines: readonly LinePromise[];
  readonly reason: Promising['reason'];
  readonly kept: boolean | null;
};

/** What a fulfillment order's stream said at one of its versions; `lines` are sums so far. */
export type FulfillmentRecorded = {
  readonly type: 'order.fulfillment_recorded';
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly fulfillmentVersion: number;
  readonly fulfillmentStatus: ReportedStatus;
  readonly lines: readonly ReportedLine[];
  /** Units that it gave back because the order no longer wants them, sums so far; absent where there are none. */
  readonly calledOff?: readonly LineQuantity[];
  readonly shipmentIds: readonly string[];
  /** Present while the goods lie ready for their customer, who may come until then. */
  readonly pickupUntil?: Instant;
  readonly fulfillmentOccurredAt: Instant;
};

/**
 * Units need a location again, because a fulfillment order dropped them (`fulfillmentOrderId`) or a revision added them.
 * `excludedLocationId` could not supply them and is not asked again for these lines.
 */
export type SourcingReopened = {
  readonly type: 'order.sourcing_reopened';
  readonly fulfillmentOrderId: FulfillmentOrderId | null;
  readonly excludedLocationId: LocationId | null;
  readonly lines: readonly LineUnits[];
  readonly status: OrderStatus;
};

/**
 * The order no longer wants all of this work; `lines` are the units too many. The fulfillment order is to be cancelled, or,
 * where it is `partly`, to go on without them as long as nobody has begun.
 * `reason`: it is wanted, from wherever is best for the new address; absent where units are too many.
 */
export type FulfillmentRecallRequested = {
  readonly type: 'order.fulfillment_recall_requested';
  readonly reason?: RecallReason;
  readonly partly?: true;
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly lines: readonly SkuQuantity[];
};

export type PickingStarted = { readonly type: 'order.picking_started' };
export type OrderPacked = { readonly type: 'order.packed' };
export type OrderPartiallyShipped = {
  readonly type: 'order.partially_shipped';
  readonly shipmentIds: readonly string[];
  readonly remaining: readonly LineUnits[];
};
export type OrderShipped = { readonly type: 'order.shipped'; readonly shipmentIds: readonly string[] };
export type OrderDelivered = { readonly type: 'order.delivered'; readonly deliveredAt: Instant };

/** `nothing-to-ship`: every line is digital or fulfilled by the channel, so a secured payment ends the work. */
export type OrderCompleted = { readonly type: 'order.completed'; readonly basis: 'delivered' | 'nothing-to-ship' };

/** Units that came back under one return. */
export type ReturnRecorded = {
  readonly type: 'order.return_recorded';
  /** What the sender calls the return. */
  readonly returnId: string;
  readonly lines: readonly ReturnedLine[];
} & ReturnReceipt;

/** Everything that went out has come back. */
export type OrderReturned = { readonly type: 'order.returned' };

/** `fulfillments` lists live work to recall and the reservations to release. */
export type OrderCancelled = {
  readonly type: 'order.cancelled';
  readonly reason: CancelReason;
  readonly requestedBy: string;
  readonly fulfillments: readonly WithdrawnFulfillment[];
  readonly reservationIds: readonly ReservationId[];
};

/** The unshipped units (`lines`) of a partially shipped order are cancelled. */
export type RemainderCancelled = {
  readonly type: 'order.remainder_cancelled';
  readonly reason: CancelReason;
  readonly requestedBy: string;
  readonly lines: readonly LineUnits[];
  readonly fulfillments: readonly WithdrawnFulfillment[];
  readonly reservationIds: readonly ReservationId[];
};

/**
 * Staff wrote a note on the order. Its text stands in the vault alone, under the person named here: a text may name people,
 * and the order may become another person's later.
 */
export type NoteAdded = { readonly type: 'order.note_added'; readonly noteId: NoteId; readonly personId: PersonId };

/**
 * A person sends work elsewhere that its location has not begun. `toLocationId`: where these units are wanted from; null where
 * sourcing is to choose. `decisionId`: the decision that had chosen the location.
 */
export type OrderRerouted = {
  readonly type: 'order.rerouted';
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly fromLocationId: LocationId;
  readonly toLocationId: LocationId | null;
  readonly decisionId: string | null;
  readonly reasonCode: RerouteReason;
  readonly requestedBy: string;
  readonly lines: readonly SkuQuantity[];
};

export type OrderEvent =
  | OrderCreated
  | OrderRevised
  | OrderConfirmed
  | HoldPlaced
  | HoldReleased
  | HoldRejected
  | OrderBackordered
  | OrderRouted
  | ItemAllocated
  | PromiseChanged
  | FulfillmentRecorded
  | SourcingReopened
  | FulfillmentRecallRequested
  | PickingStarted
  | OrderPacked
  | OrderPartiallyShipped
  | OrderShipped
  | OrderDelivered
  | OrderCompleted
  | ReturnRecorded
  | OrderReturned
  | OrderCancelled
  | RemainderCancelled
  | NoteAdded
  | OrderRerouted;
