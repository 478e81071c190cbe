import type { Brand, LineId, Sku } from '../../kernel/ids.ts';
import type { CurrencyCode } from '../../kernel/money.ts';

export const fulfillmentOrderStatuses = ['open', 'released', 'picking', 'packed', 'shipped', 'delivered', 'rejected', 'cancelled'] as const;
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

export const cancelReasons = ['order-cancelled', 'order-revised', 'operator', 'other'] as const;
export type CancelReason = (typeof cancelReasons)[number];

export type MissingUnits = WorkLine & { readonly pickedQuantity: number; readonly missingQuantity: number };
