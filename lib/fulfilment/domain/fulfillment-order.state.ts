import type { FulfillmentOrderId, LocationId, OrderId, ReservationId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Destination, FulfillmentOrderStatus, Package, ShipmentDetails, WorkLine } from './fulfillment-order.values.ts';

/** `quantity` is what was ordered of the location; `shortQuantity` of it could not be picked. */
export type RecordedWorkLine = WorkLine & { readonly shortQuantity: number };

export type RecordedShipment = ShipmentDetails & { readonly deliveredAt: Instant | null };

export type FulfillmentOrder = {
  readonly status: FulfillmentOrderStatus;
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly orderId: OrderId;
  readonly locationId: LocationId;
  readonly attempt: number;
  readonly lines: readonly RecordedWorkLine[];
  readonly reservationIds: readonly ReservationId[];
  readonly priority: number;
  readonly shippingMethod: string | null;
  readonly destination: Destination | null;
  readonly accepted: boolean;
  readonly warehouseReference: string | null;
  readonly packages: readonly Package[];
  readonly shipments: readonly RecordedShipment[];
  readonly shippedAt: Instant | null;
  readonly deliveredAt: Instant | null;
  /** Why it was rejected or cancelled. */
  readonly endReason: string | null;
};

export type FulfillmentOrderState = { readonly status: 'absent' } | FulfillmentOrder;

export const initialFulfillmentOrderState: FulfillmentOrderState = { status: 'absent' };

export const fulfillmentOrderExists = (state: FulfillmentOrderState): state is FulfillmentOrder => state.status !== 'absent';

/** Units that are there to be packed and shipped, without lines of which nothing was found. */
export const workRemaining = (state: FulfillmentOrder): readonly WorkLine[] =>
  state.lines.flatMap(({ lineId, sku, quantity, shortQuantity }) =>
    quantity > shortQuantity ? [{ lineId, sku, quantity: quantity - shortQuantity }] : [],
  );

const isShipped = (state: FulfillmentOrder): boolean => state.status === 'shipped' || state.status === 'delivered';

/** The standing of the work as its order records it: status, sums per line, shipments. */
export const fulfillmentReport = (state: FulfillmentOrder) => ({
  fulfillmentOrderId: state.fulfillmentOrderId,
  status: state.status,
  lines: state.lines.map(({ lineId, quantity, shortQuantity }) => ({
    lineId,
    shippedQuantity: isShipped(state) ? quantity - shortQuantity : 0,
    shortQuantity,
  })),
  shipmentIds: state.shipments.map((shipment): string => shipment.shipmentId),
});
