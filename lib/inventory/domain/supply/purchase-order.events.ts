import type { LocationId, Sku } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';

/** Units that a supplier will deliver. One SKU may stand in several lines, for deliveries on different days. */
export type PurchaseUnits = { readonly lineId: string; readonly sku: Sku; readonly quantity: number; readonly expectedAt?: Instant };

/** What of a line has arrived: fit for sale, and damaged. Suppliers deliver more than was ordered, too. */
export type PurchaseArrival = { readonly lineId: string; readonly quantity: number; readonly damaged: number };

export type PurchaseOrderCreated = {
  readonly type: 'purchase_order.created';
  readonly supplier: string;
  readonly reference?: string;
  readonly locationId: LocationId;
  readonly lines: readonly PurchaseUnits[];
};

export type PurchaseOrderRescheduled = {
  readonly type: 'purchase_order.rescheduled';
  /** Null when the supplier no longer says when. */
  readonly lines: readonly { readonly lineId: string; readonly expectedAt: Instant | null }[];
  readonly reason?: string;
};

export type PurchaseOrderReceived = {
  readonly type: 'purchase_order.received';
  readonly receiptId: string;
  readonly lines: readonly PurchaseArrival[];
  readonly reason?: string;
};

type Withdrawn = { readonly lines: readonly { readonly lineId: string; readonly quantity: number }[]; readonly reason: string };

/** Nothing more will come; the units of the lines are no longer expected. */
export type PurchaseOrderClosed = Withdrawn & { readonly type: 'purchase_order.closed' };

/** Nothing has come and nothing will. */
export type PurchaseOrderCancelled = Withdrawn & { readonly type: 'purchase_order.cancelled' };

export type PurchaseOrderEvent =
  | PurchaseOrderCreated
  | PurchaseOrderRescheduled
  | PurchaseOrderReceived
  | PurchaseOrderClosed
  | PurchaseOrderCancelled;

export const purchaseOrderEventSchemaVersions: Readonly<Record<PurchaseOrderEvent['type'], number>> = {
  'purchase_order.created': 1,
  'purchase_order.rescheduled': 1,
  'purchase_order.received': 1,
  'purchase_order.closed': 1,
  'purchase_order.cancelled': 1,
};
