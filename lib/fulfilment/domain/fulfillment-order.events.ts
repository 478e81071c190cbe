import type { FulfillmentOrderId, LocationId, OrderId, ReservationId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import type {
  CancelReason,
  DeliveryMethod,
  Destination,
  Mishap,
  MissingUnits,
  Package,
  PickupCollector,
  PickupProof,
  PurchaseLine,
  RejectReason,
  ShipmentDetails,
  ShipmentId,
  ShortReason,
  SupplierTerms,
  WorkLine,
} from './fulfillment-order.values.ts';

/** Every event names its order, because readers of the bus do not know whose fulfillment order a stream is. */
type OfOrder = { readonly orderId: OrderId };

export type FulfillmentOrderCreated = { readonly type: 'fulfillment_order.created' } & OfOrder & {
    readonly fulfillmentOrderId: FulfillmentOrderId;
    readonly locationId: LocationId;
    /** Sourcing attempt of the order that made it, 1 or more. */
    readonly attempt: number;
    readonly lines: readonly WorkLine[];
    readonly reservationIds: readonly ReservationId[];
    /** Lower goes first. */
    readonly priority: number;
    readonly shippingMethod: string | null;
    readonly destination: Destination | null;
    /** Absent where a carrier brings the goods, as nearly always. */
    readonly deliveryMethod?: Exclude<DeliveryMethod, 'ship'>;
    /** Present when a supplier does the work. */
    readonly supplier?: SupplierTerms;
  };

export type FulfillmentOrderReleased = { readonly type: 'fulfillment_order.released' } & OfOrder;

/** The supplier has been asked for the goods, as a purchase under the fulfillment order's id. */
export type FulfillmentSentToSupplier = { readonly type: 'fulfillment_order.sent_to_supplier' } & OfOrder & {
    readonly locationId: LocationId;
    readonly purchaseId: FulfillmentOrderId;
    readonly lines: readonly PurchaseLine[];
    readonly currency: CurrencyCode | null;
    readonly leadTimeDays: number | null;
  };

/** The warehouse has taken the work on; `reference` is its own number for it. */
export type FulfillmentOrderAccepted = { readonly type: 'fulfillment_order.accepted'; readonly reference: string | null } & OfOrder;

export type FulfillmentPickingStarted = { readonly type: 'fulfillment_order.picking_started' } & OfOrder;

/** Units missing at the shelf. The rest goes on. */
export type FulfillmentShortPicked = { readonly type: 'fulfillment_order.short_picked' } & OfOrder & {
    readonly locationId: LocationId;
    readonly lines: readonly MissingUnits[];
    readonly reason: ShortReason;
  };

export type FulfillmentOrderPacked = { readonly type: 'fulfillment_order.packed'; readonly packages: readonly Package[] } & OfOrder;

export type ShipmentCreated = { readonly type: 'shipment.created' } & OfOrder & ShipmentDetails;

export type FulfillmentOrderShipped = { readonly type: 'fulfillment_order.shipped' } & OfOrder & {
    readonly locationId: LocationId;
    readonly shipmentIds: readonly ShipmentId[];
    readonly lines: readonly WorkLine[];
    readonly shippedAt: Instant;
  };

export type ShipmentDelivered = {
  readonly type: 'shipment.delivered';
  readonly shipmentId: ShipmentId;
  readonly deliveredAt: Instant;
} & OfOrder;

/** The parcel arrived damaged, or never. The work stands as it did: what becomes of the goods is the order's matter. */
export type ShipmentDamaged = {
  readonly type: 'shipment.damaged';
  readonly shipmentId: ShipmentId;
  readonly mishap: Mishap;
  readonly reportedAt: Instant;
} & OfOrder;

/** Every shipment has been delivered; `deliveredAt` is the latest of them. */
export type FulfillmentOrderDelivered = { readonly type: 'fulfillment_order.delivered'; readonly deliveredAt: Instant } & OfOrder;

/** The customer may come for the goods until `expiresAt`. */
export type FulfillmentReadyForPickup = { readonly type: 'fulfillment_order.ready_for_pickup' } & OfOrder & {
    readonly locationId: LocationId;
    readonly lines: readonly WorkLine[];
    readonly readyAt: Instant;
    readonly expiresAt: Instant;
  };

export type FulfillmentPickupExtended = { readonly type: 'fulfillment_order.pickup_extended'; readonly expiresAt: Instant } & OfOrder;

/** Nobody came in time; a person decides what becomes of the goods. */
export type FulfillmentPickupOverdue = { readonly type: 'fulfillment_order.pickup_overdue' } & OfOrder & {
    readonly locationId: LocationId;
    readonly expiresAt: Instant;
  };

export type FulfillmentCollected = { readonly type: 'fulfillment_order.collected' } & OfOrder & {
    readonly locationId: LocationId;
    readonly lines: readonly WorkLine[];
    readonly collectedBy: PickupCollector;
    readonly proof: PickupProof;
    readonly collectedAt: Instant;
  };

/** Nobody came in time; the goods go back to the shelf. */
export type FulfillmentPickupExpired = { readonly type: 'fulfillment_order.pickup_expired' } & OfOrder & {
    readonly locationId: LocationId;
    readonly lines: readonly WorkLine[];
    readonly reservationIds: readonly ReservationId[];
    readonly expiredAt: Instant;
  };

/** Units that the order took back before anybody had begun. The rest of the work goes on. */
export type FulfillmentOrderReduced = { readonly type: 'fulfillment_order.reduced' } & OfOrder & {
    readonly locationId: LocationId;
    readonly lines: readonly WorkLine[];
  };

export type FulfillmentOrderRejected = { readonly type: 'fulfillment_order.rejected' } & OfOrder & {
    readonly locationId: LocationId;
    readonly reason: RejectReason;
    readonly lines: readonly WorkLine[];
    readonly reservationIds: readonly ReservationId[];
  };

/** `shipmentIds` are shipments whose labels are to be voided. */
export type FulfillmentOrderCancelled = { readonly type: 'fulfillment_order.cancelled' } & OfOrder & {
    readonly locationId: LocationId;
    readonly reason: CancelReason;
    readonly lines: readonly WorkLine[];
    readonly reservationIds: readonly ReservationId[];
    readonly shipmentIds: readonly ShipmentId[];
  };

export type FulfillmentOrderEvent =
  | FulfillmentOrderCreated
  | FulfillmentOrderReleased
  | FulfillmentSentToSupplier
  | FulfillmentOrderAccepted
  | FulfillmentPickingStarted
  | FulfillmentShortPicked
  | FulfillmentOrderPacked
  | ShipmentCreated
  | FulfillmentOrderShipped
  | ShipmentDelivered
  | ShipmentDamaged
  | FulfillmentOrderDelivered
  | FulfillmentReadyForPickup
  | FulfillmentPickupExtended
  | FulfillmentPickupOverdue
  | FulfillmentCollected
  | FulfillmentPickupExpired
  | FulfillmentOrderReduced
  | FulfillmentOrderRejected
  | FulfillmentOrderCancelled;
