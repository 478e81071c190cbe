import type { FulfillmentOrderId, HoldId, LocationId, NoteId, OrderId, PersonId, ReservationId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Order } from './order.record.ts';
import type { ReturnedLine, ReturnReceipt } from './returns/return.values.ts';
import type {
  AddressCorrection,
  AddressFinding,
  Assignment,
  BillingMatch,
  CancelReason,
  Destination,
  Hold,
  LineQuantity,
  MissingReason,
  OrderContent,
  PolicyRef,
  Promising,
  ReportedLine,
  ReportedStatus,
  RerouteReason,
  SecuredPayment,
} from './order.values.ts';

/**
 * A revision of the channel's order. `receivedAt` dates the hold that a contradiction causes, `discrepancyHoldId` names it;
 * deriving the id from the content keeps a repeat from placing a second hold.
 */
type ChannelRevision = { readonly content: OrderContent; readonly discrepancyHoldId: HoldId; readonly receivedAt: Instant };

/** Creates the order, or revises it when it exists and the revision is newer. */
export type CreateOrder = { readonly type: 'CreateOrder'; readonly orderId: OrderId } & ChannelRevision;
export type ReviseOrder = { readonly type: 'ReviseOrder' } & ChannelRevision;

export type ConfirmOrder = { readonly type: 'ConfirmOrder'; readonly payment: SecuredPayment };

export type PlaceHold = { readonly type: 'PlaceHold'; readonly hold: Hold };
/** `roles` are those of the person or component that acts. */
export type ReleaseHold = {
  readonly type: 'ReleaseHold';
  readonly holdId: HoldId;
  readonly releasedBy: string;
  readonly roles: readonly string[];
  readonly releasedAt: Instant;
};
export type RejectHold = {
  readonly type: 'RejectHold';
  readonly holdId: HoldId;
  readonly rejectedBy: string;
  readonly roles: readonly string[];
  readonly rejectedAt: Instant;
};

/** What of an order a decision rests on, apart from its units. */
export type DecidedFor = Pick<Order, 'excludedLocations' | 'destination' | 'delivery'>;

export type RecordBackorder = {
  readonly type: 'RecordBackorder';
  readonly decisionId: string;
  readonly lines: readonly (LineQuantity & { readonly reason?: MissingReason })[];
  /** What the decision was made for; refused where that has changed since. */
  readonly decidedFor?: DecidedFor;
  /** What is promised of the units that wait. */
  readonly promising?: Promising;
};

type Routing = {
  /** 1 for the first sourcing of the order, higher for each further one; repeating an attempt changes nothing. */
  readonly attempt: number;
  readonly decisionId: string;
  readonly policy: PolicyRef;
  readonly assignments: readonly Assignment[];
  /** `refuse`: the assignments must cover every unassigned unit. `wait`: the rest waits with the order for stock. */
  readonly remainder: 'refuse' | 'wait';
};

/** Assigns units to locations before stock is reserved. */
export type RouteOrder = { readonly type: 'RouteOrder' } & Routing;
export type RecordAllocation = {
  readonly type: 'RecordAllocation';
  readonly attempt: number;
  readonly reservationIds: readonly ReservationId[];
};
/** Routing and allocation in one commit, for callers who reserve the stock first. */
export type AllocateOrder = {
  readonly type: 'AllocateOrder';
  readonly reservationIds: readonly ReservationId[];
  /** What the decision was made for; refused where the address has changed since. */
  readonly decidedFor?: DecidedFor;
  /** Of an order that waits, has waited, or was promised for a date: what is promised of the units that still wait, and by when. */
  readonly promising?: Promising;
} & Routing;

/** What is promised of the units that wait, because the supply of them has changed. */
export type RenewPromises = { readonly type: 'RenewPromises'; readonly promising: Promising };

/** Tells the order what a fulfillment order's stream says at `fulfillmentVersion`. Without `lines`, all that is left is meant. */
export type RecordFulfillment = {
  readonly type: 'RecordFulfillment';
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly fulfillmentVersion: number;
  readonly status: ReportedStatus;
  readonly lines?: readonly ReportedLine[];
  /** Units that it gave back because the order no longer wants them, sums so far. */
  readonly calledOff?: readonly LineQuantity[];
  readonly shipmentIds: readonly string[];
  /** Present while the goods lie ready for their customer. */
  readonly pickupUntil?: Instant;
  readonly occurredAt: Instant;
};

export type CompleteOrder = { readonly type: 'CompleteOrder' };
export type MarkReturned = {
  readonly type: 'MarkReturned';
  readonly returnId: string;
  /** When it is told, which may be later than the goods were received. */
  readonly recordedAt: Instant;
  readonly lines: readonly ReturnedLine[];
} & ReturnReceipt;
export type CancelOrder = { readonly type: 'CancelOrder'; readonly reason: CancelReason; readonly requestedBy: string };

/** Says that a note has been written; its text is in the vault by then. */
export type AddNote = { readonly type: 'AddNote'; readonly noteId: NoteId; readonly personId: PersonId };

/** Sends work that its location has not begun elsewhere: to the location named, or wherever is best without the present one. */
export type RerouteOrder = {
  readonly type: 'RerouteOrder';
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly toLocationId: LocationId | null;
  readonly reasonCode: RerouteReason;
  /** The decision that had chosen the location; null where it is not known any more. */
  readonly decisionId: string | null;
  readonly requestedBy: string;
};

/** Sends the order to another address than the channel named, because that one was wrong. */
export type CorrectAddress = {
  readonly type: 'CorrectAddress';
  /** Content of the channel that is corrected; refused where the channel has revised the order since. */
  readonly contentHash: string;
  readonly destination: Destination;
  readonly correction: AddressCorrection;
  /** What the check finds about the new address. */
  readonly findings: readonly AddressFinding[];
  /** The address is right although the check finds something. */
  readonly confirmed: boolean;
  /** How the new address differs from that of the bill; absent where one of them is not known. */
  readonly billing?: BillingMatch;
  readonly correctedBy: string;
  readonly correctedAt: Instant;
};

export type OrderCommand =
  | CreateOrder
  | ReviseOrder
  | ConfirmOrder
  | PlaceHold
  | ReleaseHold
  | RejectHold
  | RecordBackorder
  | RouteOrder
  | RecordAllocation
  | AllocateOrder
  | RenewPromises
  | RecordFulfillment
  | CompleteOrder
  | MarkReturned
  | CancelOrder
  | AddNote
  | RerouteOrder
  | CorrectAddress;
