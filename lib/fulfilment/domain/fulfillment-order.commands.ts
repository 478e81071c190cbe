import type { FulfillmentOrderId, LineId, LocationId, OrderId, ReservationId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type {
  CancelReason,
  Destination,
  Package,
  RejectReason,
  ShipmentDetails,
  ShipmentId,
  ShortReason,
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

/** Without `shipmentId`, every shipment is meant. */
export type RecordDelivery = { readonly type: 'RecordDelivery'; readonly shipmentId: ShipmentId | null; readonly deliveredAt: Instant };

export type RejectFulfillmentOrder = { readonly type: 'RejectFulfillmentOrder'; readonly reason: RejectReason };
export type CancelFulfillmentOrder = { readonly type: 'CancelFulfillmentOrder'; readonly reason: CancelReason };

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
  | RejectFulfillmentOrder
  | CancelFulfillmentOrder;
