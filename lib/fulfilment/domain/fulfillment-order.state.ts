import type { FulfillmentOrderId, LocationId, OrderId, ReservationId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type {
  DeliveryMethod,
  Destination,
  FulfillmentOrderStatus,
  Mishap,
  Package,
  Pickup,
  ShipmentDetails,
  SupplierTerms,
  WorkLine,
} from './fulfillment-order.values.ts';

/** `quantity` is what was ordered of the location; `shortQuantity` of it could not be picked. */
export type RecordedWorkLine = WorkLine & { readonly shortQuantity: number };

export type RecordedShipment = ShipmentDetails & {
  readonly deliveredAt: Instant | null;
  /** What befell it, where something did. */
  readonly mishap?: { readonly kind: Mishap; readonly reportedAt: Instant };
};

export type FulfillmentOrder = {
  readonly status: FulfillmentOrderStatus;
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly orderId: OrderId;
  readonly locationId: LocationId;
  readonly attempt: number;
  readonly lines: readonly RecordedWorkLine[];
  /** The lines as they were ordered first; present once the order has taken units back. */
  readonly orderedLines?: readonly WorkLine[];
  readonly reservationIds: readonly ReservationId[];
  readonly priority: number;
  readonly shippingMethod: string | null;
  readonly destination: Destination | null;
  readonly deliveryMethod: DeliveryMethod;
  /** Present when a supplier does the work. */
  readonly supplier: SupplierTerms | null;
  readonly accepted: boolean;
  readonly warehouseReference: string | null;
  readonly packages: readonly Package[];
  readonly shipments: readonly RecordedShipment[];
  readonly shippedAt: Instant | null;
  readonly deliveredAt: Instant | null;
  /** Null until goods lie ready for their customer, and for goods that a carrier brings. */
  readonly pickup: Pickup | null;
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

const departed: ReadonlySet<FulfillmentOrderStatus> = new Set<FulfillmentOrderStatus>(['shipped', 'delivered', 'collected']);

/** True once the goods have left the location, with a carrier or in the customer's hands. */
export const hasLeft = ({ status }: Pick<FulfillmentOrder, 'status'>): boolean => departed.has(status);

/** True when nobody will work on it any more and the goods have stayed. */
export const hasEndedHere = ({ status }: Pick<FulfillmentOrder, 'status'>): boolean =>
  status === 'rejected' || status === 'cancelled' || status === 'pickup_expired';

/** Units of each line that the order has taken back so far; lines of which it took none are missing. */
export const calledOff = ({ lines, orderedLines = [] }: FulfillmentOrder): readonly Omit<WorkLine, 'sku'>[] =>
  orderedLines.flatMap(({ lineId, quantity }) => {
    const left = lines.find((line) => line.lineId === lineId)?.quantity ?? 0;
    return left < quantity ? [{ lineId, quantity: quantity - left }] : [];
  });

/** What an order knows of its work. A pickup goes through the order's own statuses, so that every reader of orders follows it. */
export type FulfillmentReportStatus = Exclude<FulfillmentOrderStatus, 'ready_for_pickup' | 'collected' | 'pickup_expired'>;

const reportedAs = (status: FulfillmentOrderStatus): FulfillmentReportStatus => {
  switch (status) {
    case 'ready_for_pickup':
      return 'packed';
    case 'collected':
      return 'delivered';
    case 'pickup_expired':
      return 'cancelled';
    default:
      return status;
  }
};

/** The standing of the work as its order records it: status, sums per line, shipments. */
export const fulfillmentReport = (state: FulfillmentOrder) => ({
  fulfillmentOrderId: state.fulfillmentOrderId,
  status: reportedAs(state.status),
  lines: state.lines.map(({ lineId, quantity, shortQuantity }) => ({
    lineId,
    shippedQuantity: hasLeft(state) ? quantity - shortQuantity : 0,
    shortQuantity,
  })),
  ...(state.orderedLines ? { calledOff: calledOff(state) } : {}),
  shipmentIds: state.shipments.map((shipment): string => shipment.shipmentId),
  ...(state.status === 'ready_for_pickup' && state.pickup ? { pickupUntil: state.pickup.expiresAt } : {}),
});
