import type { FulfillmentOrderId, LineId, LocationId, OrderId, ReservationId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type {
  CancelReason,
  DeliveryMethod,
  Destination,
  Mishap,
  Package,
  PickupCollector,
  PickupProof,
  RejectReason,
  ShipmentDetails,
  ShipmentId,
  ShortReason,
  SupplierTerms,
  WorkLine,
} from './fulfillment-order.values.ts';

export type CreateFulfillmentOrder = {
  readonly type: 'CreateFulfillmentOrder';
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly orderId: OrderId;
  readonly locationId: LocationId;
  readonly attempt: number;
  readonly lines: readonly WorkLine[];
  readonly reservationIds: readonly ReservationId[];
  readonly priority: number;
  readonly shippingMethod: string | null;
  readonly destination: Destination | null;
  /** Absent: a carrier brings the goods. */
  readonly deliveryMethod?: DeliveryMethod;
  /** Present when a supplier does the work. */
  readonly supplier?: SupplierTerms;
};

/** Makes the work visible to the warehouse. */
export type ReleaseFulfillmentOrder = { readonly type: 'ReleaseFulfillmentOrder' };
export type AcceptFulfillmentOrder = { readonly type: 'AcceptFulfillmentOrder'; readonly reference: string | null };
export type StartPicking = { readonly type: 'StartPicking' };

/** What was found of the lines that fell short; lines not named were picked whole. Nothing found at all is a rejection. */
export type RecordShortPick = {
  readonly type: 'RecordShortPick';
  readonly lines: readonly { readonly lineId: LineId; readonly pickedQuantity: number }[];
  readonly reason: ShortReason;
};

export type RecordPacked = { readonly type: 'RecordPacked'; readonly packages: readonly Package[] };
export type RecordLabel = { readonly type: 'RecordLabel'; readonly shipment: ShipmentDetails };

/** Hands everything packed to the carrier. `shipment` is needed when no label was recorded before. */
export type ShipFulfillmentOrder = {
  readonly type: 'ShipFulfillmentOrder';
  readonly shipment: ShipmentDetails | null;
  readonly shippedAt: Instant;
};

/** The parcel arrived damaged, or is lost. Said again with another word it is a repetition: the first report stands. */
export type ReportMishap = {
  readonly type: 'ReportMishap';
  readonly shipmentId: ShipmentId;
  readonly mishap: Mishap;
  readonly reportedAt: Instant;
};

/** Without `shipmentId`, every shipment is meant. */
export type RecordDelivery = { readonly type: 'RecordDelivery'; readonly shipmentId: ShipmentId | null; readonly deliveredAt: Instant };

/** Everything found lies at the counter; the customer may come until `expiresAt`. */
export type MarkReadyForPickup = { readonly type: 'MarkReadyForPickup'; readonly readyAt: Instant; readonly expiresAt: Instant };

export type CollectPickup = {
  readonly type: 'CollectPickup';
  readonly collectedBy: PickupCollector;
  readonly proof: PickupProof;
  readonly collectedAt: Instant;
};

export type ExtendPickup = { readonly type: 'ExtendPickup'; readonly expiresAt: Instant; readonly now: Instant };

/** The time to come has passed, by the clock of whoever says so: `cancel` gives the goods back to the shelf, `hold` leaves them to a person. */
export type EndPickup = { readonly type: 'EndPickup'; readonly now: Instant; readonly onExpiry: 'cancel' | 'hold' };

/** `unlessBegun`: refused once anybody has begun to pick, also where that was in this very moment. */
type TakenBack = { readonly unlessBegun?: true };
export type RejectFulfillmentOrder = TakenBack & { readonly type: 'RejectFulfillmentOrder'; readonly reason: RejectReason };
export type CancelFulfillmentOrder = TakenBack & { readonly type: 'CancelFulfillmentOrder'; readonly reason: CancelReason };

/** Takes back units that the order no longer wants, from work that nobody has begun: `quantity` is what stays of a line at most, 0 or more. */
export type ReduceFulfillmentOrder = {
  readonly type: 'ReduceFulfillmentOrder';
  readonly lines: readonly { readonly lineId: LineId; readonly quantity: number }[];
};

export type FulfillmentOrderCommand =
  | CreateFulfillmentOrder
  | ReleaseFulfillmentOrder
  | AcceptFulfillmentOrder
  | StartPicking
  | RecordShortPick
  | RecordPacked
  | RecordLabel
  | ShipFulfillmentOrder
  | RecordDelivery
  | ReportMishap
  | MarkReadyForPickup
  | CollectPickup
  | ExtendPickup
  | EndPickup
  | RejectFulfillmentOrder
  | ReduceFulfillmentOrder
  | CancelFulfillmentOrder;
