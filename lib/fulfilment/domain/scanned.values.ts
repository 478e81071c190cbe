import type { FulfillmentOrderStatus } from './fulfillment-order.values.ts';

export const scannedKinds = ['fulfillment_order', 'product', 'order'] as const;
/** `order`: a fulfillment order of the order that the code names. */
export const scannedBy = ['id', 'sku', 'barcode', 'tracking_number', 'channel_order_id', 'order'] as const;

/** One thing that a scanned code stands for. */
export type ScanMatch = {
  readonly kind: (typeof scannedKinds)[number];
  readonly id: string;
  readonly by: (typeof scannedBy)[number];
  readonly title: string | null;
  /** Of a fulfillment order; null of anything else. */
  readonly locationId: string | null;
  readonly status: FulfillmentOrderStatus | null;
};
