import type { FulfillmentOrderId, LineId, LocationId, NoteId, OrderId, ReservationId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type {
  ChannelRef,
  Hold,
  LinePromise,
  LineQuantity,
  OrderLine,
  OrderStatus,
  OrderTerms,
  RecallReason,
  RevisionRef,
  SecuredPayment,
  SkuQuantity,
} from './order.values.ts';

/** A hold and how it ended. A rejected hold goes on blocking: what follows is the order's cancellation. */
export type RecordedHold = Hold & { readonly outcome: 'open' | 'released' | 'rejected'; readonly closedBy: string | null };

export type RecordedLine = OrderLine & {
  /** Units given up by cancelling the remainder. */
  readonly cancelledQuantity: number;
  readonly returnedQuantity: number;
};

/**
 * A fulfillment order as the order sees it. `routed`: assigned, stock not yet reserved. `withdrawn`: the order gave it up
 * and its location has not answered yet, so it may still ship.
 */
export type ChildStatus = 'routed' | 'allocated' | 'picking' | 'packed' | 'shipped' | 'delivered' | 'rejected' | 'cancelled' | 'withdrawn';

export type ChildLine = SkuQuantity & { readonly shippedQuantity: number; readonly shortQuantity: number };

export type ChildFulfillment = {
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly locationId: LocationId;
  readonly attempt: number;
  readonly status: ChildStatus;
  /** Version of its stream that was recorded last; 0 before the first report. */
  readonly version: number;
  readonly lines: readonly ChildLine[];
  readonly reservationIds: readonly ReservationId[];
  readonly shipmentIds: readonly string[];
  /** When the customer was expected to have it, by the decision that chose the location. */
  readonly expectedAt?: Instant;
  /** Lines as they were assigned; present once its location has given units of them back. */
  readonly assigned?: readonly SkuQuantity[];
  /** Units that its location was asked to give back while the rest of the work goes on: sums so far, given back or not. */
  readonly takenBack?: readonly LineQuantity[];
  readonly recallRequested: boolean;
  readonly recallReason?: RecallReason;
  /** Present while the goods lie ready for their customer, who may come until then. */
  readonly pickupUntil?: Instant;
  readonly deliveredAt: Instant | null;
};

export type Order = ChannelRef &
  RevisionRef &
  OrderTerms & {
    readonly orderId: OrderId;
    /** Those of the shop that it was placed with; absent without one. */
    readonly promotions?: readonly string[];
    readonly status: OrderStatus;
    readonly placedAt: Instant;
    /** Every line ever ordered; a removed one stays with quantity 0, because work on it may have happened. */
    readonly lines: readonly RecordedLine[];
    readonly holds: readonly RecordedHold[];
    readonly fulfillments: readonly ChildFulfillment[];
    /** Number of the last sourcing attempt, 0 before the first. */
    readonly lastAttempt: number;
    /** Units that a sourcing decision found nowhere, and that decision. */
    readonly backordered: readonly LineQuantity[];
    readonly backorderDecisionId: string | null;
    /** What was last promised of units that wait or have waited. */
    readonly promises: readonly LinePromise[];
    /** Until when the tenant's service levels wanted it to arrive when it was last sourced; null where they said nothing. */
    readonly serviceLevelBy: Instant | null;
    readonly excludedLocations: readonly { readonly lineId: LineId; readonly locationId: LocationId }[];
    /** Where a person wants units from, and the work that they were taken from; null where it only is not to be that one. */
    readonly wishedLocations?: readonly {
      readonly lineId: LineId;
      readonly locationId: LocationId | null;
      readonly fulfillmentOrderId: FulfillmentOrderId;
    }[];
    /** Present from confirmation on. `securedTotal` is in minor units of the currency at that time. */
    readonly payment: (SecuredPayment & { readonly securedTotal: number }) | null;
    readonly returnIds: readonly string[];
    readonly deliveredAt: Instant | null;
    readonly cancellation: { readonly reason: string; readonly requestedBy: string } | null;
    /** Notes of staff, in the order in which they were written. */
    readonly noteIds: readonly NoteId[];
  };

export type OrderState = { readonly status: 'absent' } | Order;

export const initialOrderState: OrderState = { status: 'absent' };

export const orderExists = (state: OrderState): state is Order => state.status !== 'absent';
