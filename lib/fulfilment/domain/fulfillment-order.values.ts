import type { Brand, LineId, Sku } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { CurrencyCode } from '../../kernel/money.ts';

export const fulfillmentOrderStatuses = [
  'open',
  'released',
  'picking',
  'packed',
  'shipped',
  'delivered',
  'ready_for_pickup',
  'collected',
  'pickup_expired',
  'rejected',
  'cancelled',
] as const;
export type FulfillmentOrderStatus = (typeof fulfillmentOrderStatuses)[number];

export type ShipmentId = Brand<string, 'ShipmentId'>;

/** 1 to 64 characters without `#` or control characters, so that the id can stand in a key. */
export const shipmentIdPattern = /^[^#\u0000-\u001f\u007f]{1,64}$/u;

/** The edge validates first; anything else here is a defect of the caller. */
export const ShipmentId = (value: string): ShipmentId => {
  if (!shipmentIdPattern.test(value))
    throw new RangeError(`ShipmentId ${JSON.stringify(value)} does not match ${shipmentIdPattern.source}`);
  return value as ShipmentId;
};

export type WorkLine = { readonly lineId: LineId; readonly sku: Sku; readonly quantity: number };

export type Destination = { readonly country: string | null; readonly region: string | null; readonly postalPrefix: string | null };

/** Weight in grams, sides in millimetres; both whole and above zero. */
export type Package = {
  readonly weightGrams: number;
  readonly dimensionsMm: { readonly length: number; readonly width: number; readonly height: number } | null;
};

/** One parcel or pallet under one tracking number. `cost` is what the label cost, in minor units. */
export type ShipmentDetails = {
  readonly shipmentId: ShipmentId;
  readonly carrier: string;
  readonly service: string | null;
  readonly trackingNumber: string;
  /** Blob key of the label, if we bought it. */
  readonly labelRef: string | null;
  readonly cost: { readonly amountMinor: number; readonly currency: CurrencyCode } | null;
  /** What is inside; null when the warehouse does not say. */
  readonly lines: readonly WorkLine[] | null;
};

export const shortReasons = ['not-found', 'damaged', 'miscounted', 'other'] as const;
export type ShortReason = (typeof shortReasons)[number];

/** What a warehouse can give as its reason. */
export const warehouseRejectReasons = ['out-of-stock', 'damaged', 'capacity', 'closed', 'cannot-ship', 'other'] as const;
/** `stock-displaced`: a count or damage has shown that the reserved goods are not there. */
export const rejectReasons = [...warehouseRejectReasons, 'stock-displaced'] as const;
export type RejectReason = (typeof rejectReasons)[number];

/** `location-inactive`, `capacity-lost`: the location can do no work for now; another one is asked. */
export const cancelReasons = ['order-cancelled', 'order-revised', 'location-inactive', 'capacity-lost', 'operator', 'other'] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** How the goods reach the customer: a carrier brings them, or the customer comes for them. */
export const deliveryMethods = ['ship', 'pickup'] as const;
export type DeliveryMethod = (typeof deliveryMethods)[number];

/** Who took the goods at the counter, by kind alone: a name would be personal data. */
export const pickupCollectors = ['customer', 'representative'] as const;
export type PickupCollector = (typeof pickupCollectors)[number];

/** What the collector showed. */
export const pickupProofs = ['order-confirmation', 'identity-document', 'payment-card', 'other'] as const;
export type PickupProof = (typeof pickupProofs)[number];

/** Longest time for which goods may wait at the counter, extensions included, in seconds: 28 days, because the workflow behind them waits for 30. */
export const pickupSecondsMax = 28 * 24 * 3_600;

/** Goods that wait for their customer, or have been taken. */
export type Pickup = {
  readonly readyAt: Instant;
  /** Until when the customer may come; later than this the goods go back to the shelf, or a person decides. */
  readonly expiresAt: Instant;
  /** The `expiresAt` that has passed and left the goods to a person; null while none has. */
  readonly overdueSince: Instant | null;
  readonly collectedAt: Instant | null;
  readonly collectedBy: PickupCollector | null;
  readonly proof: PickupProof | null;
};

/** The work is done by a supplier who sends the goods from stock of its own. */
export type SupplierTerms = {
  /** Days from the order to the parcel's departure, 0 to 365; null when the supplier has not said. */
  readonly leadTimeDays: number | null;
  /** Currency of the costs; null when none are known. */
  readonly currency: CurrencyCode | null;
  /** What a unit costs us, in minor units; SKUs whose cost is not known are missing. */
  readonly unitCosts: readonly { readonly sku: Sku; readonly amountMinor: number }[];
};

/** Units of a purchase, and what one of them costs, in minor units; null when that is not known. */
export type PurchaseLine = WorkLine & { readonly unitCostMinor: number | null };

/** What has befallen a parcel that a carrier had. */
export const mishaps = ['damaged', 'lost'] as const;
export type Mishap = (typeof mishaps)[number];

export type MissingUnits = WorkLine & { readonly pickedQuantity: number; readonly missingQuantity: number };
