import * as z from 'zod';
import { locationIdPattern, skuPattern } from '../../kernel/ids.ts';

const instant = z.iso.datetime({ precision: 3 });
const quantity = z.int().min(1).max(1_000_000_000);
const arrived = z.int().min(0).max(1_000_000_000);
const sku = z.string().regex(skuPattern);
const locationId = z.string().regex(locationIdPattern);
const said = z.string().min(1).max(500);
const id = z.string().min(1).max(128);

const units = z.strictObject({ sku, quantity });
const ofLine = z.strictObject({ line_id: id, quantity });
const attempt = z.int().min(1);

/** Payload of every event of a transfer's stream, as stored and as published. The stream's id is the transfer's number. */
export const transferEventPayloads = {
  'transfer.created': z.strictObject({
    from_location_id: locationId,
    to_location_id: locationId,
    lines: z.array(units).min(1),
    expected_at: instant.optional(),
    reference: said.optional(),
  }),
  'transfer.approved': z.strictObject({}),
  'transfer.shipment_begun': z.strictObject({ attempt, lines: z.array(units).min(1), expected_at: instant }),
  'transfer.shipped': z.strictObject({ attempt }),
  'transfer.shipment_refused': z.strictObject({ attempt, lines: z.array(z.strictObject({ sku, code: z.string() })).min(1) }),
  'transfer.received': z.strictObject({
    receipt_id: id,
    lines: z.array(z.strictObject({ sku, quantity: arrived, damaged: arrived })).min(1),
    reason: said.optional(),
  }),
  'transfer.closed': z.strictObject({ missing: z.enum(['write_off', 'return']), lines: z.array(units), reason: said }),
  'transfer.cancelled': z.strictObject({ reason: said }),
} as const;

/** Payload of every event of a purchase order's stream. The stream's id is the purchase order's number. */
export const purchaseOrderEventPayloads = {
  'purchase_order.created': z.strictObject({
    supplier: said,
    reference: said.optional(),
    location_id: locationId,
    lines: z.array(z.strictObject({ line_id: id, sku, quantity, expected_at: instant.optional() })).min(1),
  }),
  'purchase_order.rescheduled': z.strictObject({
    lines: z.array(z.strictObject({ line_id: id, expected_at: instant.nullable() })).min(1),
    reason: said.optional(),
  }),
  'purchase_order.received': z.strictObject({
    receipt_id: id,
    lines: z.array(z.strictObject({ line_id: id, quantity: arrived, damaged: arrived })).min(1),
    reason: said.optional(),
  }),
  'purchase_order.closed': z.strictObject({ lines: z.array(ofLine), reason: said }),
  'purchase_order.cancelled': z.strictObject({ lines: z.array(ofLine), reason: said }),
} as const;

export type TransferEventType = keyof typeof transferEventPayloads;
export type PurchaseOrderEventType = keyof typeof purchaseOrderEventPayloads;

/** EventBridge `detail-type` of each event. */
export const transferDetailTypes: Readonly<Record<TransferEventType, string>> = {
  'transfer.created': 'TransferCreated',
  'transfer.approved': 'TransferApproved',
  'transfer.shipment_begun': 'TransferShipmentBegun',
  'transfer.shipped': 'TransferShipped',
  'transfer.shipment_refused': 'TransferShipmentRefused',
  'transfer.received': 'TransferReceived',
  'transfer.closed': 'TransferClosed',
  'transfer.cancelled': 'TransferCancelled',
};

export const purchaseOrderDetailTypes: Readonly<Record<PurchaseOrderEventType, string>> = {
  'purchase_order.created': 'PurchaseOrderCreated',
  'purchase_order.rescheduled': 'PurchaseOrderRescheduled',
  'purchase_order.received': 'PurchaseOrderReceived',
  'purchase_order.closed': 'PurchaseOrderClosed',
  'purchase_order.cancelled': 'PurchaseOrderCancelled',
};
