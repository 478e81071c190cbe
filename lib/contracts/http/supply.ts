// Goods on their way: transfers between locations, and orders to suppliers.
import * as z from 'zod';
import { LocationId, locationIdPattern, Sku, skuPattern } from '../../kernel/ids.ts';
import { purchaseOrderStatuses } from '../../inventory/domain/supply/purchase-order.state.ts';
import { transferStatuses } from '../../inventory/domain/supply/transfer-order.state.ts';
import type { Route } from '../../platform/http/route.ts';
import { moment, notFoundResponse, pageCursor, pageLimit, refused, rejectedResponse, words } from './common.ts';

/** Both sides of a line's movement stand in one transaction of at most a hundred items. */
const transferLinesMax = 50;
const purchaseLinesMax = 100;
const unitsMax = 1_000_000_000;

const sku = z.string().trim().regex(skuPattern, 'must be 1 to 128 characters without # and control characters').transform(Sku);
const locationId = z
  .string()
  .trim()
  .regex(locationIdPattern, 'must be 1 to 64 characters without # and control characters')
  .transform(LocationId);
const documentId = z
  .string()
  .trim()
  .regex(/^[^#\u0000-\u001f\u007f]{1,100}$/u, 'must be 1 to 100 characters without # and control characters');
const lineId = z
  .string()
  .trim()
  .regex(/^[^#\u0000-\u001f\u007f]{1,40}$/u, 'must be 1 to 40 characters without # and control characters');
const units = z.int('must be a whole number').min(1, 'must be 1 or more').max(unitsMax, `must be ${unitsMax} or less`);
const arrived = z.int('must be a whole number').min(0, 'must be 0 or more').max(unitsMax, `must be ${unitsMax} or less`);
const said = words(500);

const eachOnce = <Line extends z.ZodType>(line: Line, max: number, name: (line: z.output<Line>) => string, what: string) =>
  z
    .array(line)
    .min(1, 'must have at least one line')
    .max(max, `must have at most ${max} lines`)
    .refine((lines) => new Set(lines.map(name)).size === lines.length, `must name each ${what} once`);

const transferLines = eachOnce(z.strictObject({ sku, quantity: units }), transferLinesMax, (line) => line.sku, 'SKU');
const bySku = eachOnce(
  z.strictObject({ sku, received: arrived, damaged: arrived.default(0) }),
  transferLinesMax,
  (line) => line.sku,
  'SKU',
);
const byLine = eachOnce(
  z.strictObject({ line_id: lineId, received: arrived, damaged: arrived.default(0) }),
  purchaseLinesMax,
  (line) => line.line_id,
  'line',
);

const count = z.int().min(0);
const instant = z.iso.datetime();
const receiptLine = { received: count, damaged: count };

const Transfer = z
  .object({
    transfer_id: z.string(),
    status: z.enum(transferStatuses).meta({
      description: '`shipping`: the origin wants to send, and the stock ledger answers within moments: `in_transit`, or `approved` again',
    }),
    from_location_id: z.string(),
    to_location_id: z.string(),
    reference: z.string().nullable(),
    expected_at: instant.nullable(),
    lines: z.array(
      z.object({
        sku: z.string(),
        quantity: count.meta({ description: 'Units asked for' }),
        shipped: count,
        ...receiptLine,
        missing: count.meta({ description: 'Never arrived: written off, or back at the origin' }),
        in_transit: count.meta({ description: 'On no shelf; expected at the destination' }),
      }),
    ),
    refused: z
      .array(z.object({ sku: z.string(), code: z.string() }))
      .meta({ description: 'Why the last try to ship was refused; empty when it was not' }),
    receipts: z.array(
      z.object({ receipt_id: z.string(), lines: z.array(z.object({ sku: z.string(), ...receiptLine })), reason: z.string().nullable() }),
    ),
    missing: z.enum(['write_off', 'return']).nullable().meta({ description: 'What became of units that never arrived' }),
    end_reason: z.string().nullable(),
    version: count,
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'Transfer', description: 'Goods on their way from one location to another' });

const PurchaseOrder = z
  .object({
    purchase_order_id: z.string(),
    status: z.enum(purchaseOrderStatuses),
    supplier: z.string(),
    reference: z.string().nullable(),
    location_id: z.string(),
    lines: z.array(
      z.object({
        line_id: z.string(),
        sku: z.string(),
        quantity: count.meta({ description: 'Units ordered' }),
        ...receiptLine,
        withdrawn: count.meta({ description: 'Given up: no longer expected' }),
        outstanding: count.meta({ description: 'Still expected' }),
        expected_at: instant.nullable(),
      }),
    ),
    receipts: z.array(
      z.object({
        receipt_id: z.string(),
        lines: z.array(z.object({ line_id: z.string(), ...receiptLine })),
        reason: z.string().nullable(),
      }),
    ),
    end_reason: z.string().nullable(),
    version: count,
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'PurchaseOrder', description: 'Goods that a supplier will deliver to a location' });

export const SupplyDocumentPath = z.object({ id: documentId });
const transferResponses = {
  200: { description: 'The transfer after the change', schema: Transfer },
  409: { description: 'Something else has been recorded under this number' },
  ...refused,
  ...notFoundResponse,
  ...rejectedResponse,
} as const;
const purchaseOrderResponses = {
  200: { description: 'The purchase order after the change', schema: PurchaseOrder },
  409: { description: 'Something else has been recorded under this number' },
  ...refused,
  ...notFoundResponse,
  ...rejectedResponse,
} as const;
const reasonBody = z.strictObject({ reason: said.meta({ description: 'Why, in the words of the business' }) });

/** `POST /transfers`. Sending a `transfer_id` again with the same content changes nothing. */
export const CreateTransferBody = z.strictObject({
  transfer_id: documentId,
  from_location_id: locationId,
  to_location_id: locationId,
  lines: transferLines,
  expected_at: moment.optional().meta({ description: 'When the goods should arrive, RFC 3339 with a zone' }),
  reference: said.optional(),
});
export const ShipTransferBody = z.strictObject({
  lines: transferLines.optional().meta({ description: 'What is sent; everything that was asked for when left out. The rest is not sent.' }),
  expected_at: moment.optional(),
});
export const ReceiveTransferBody = z.strictObject({ receipt_id: documentId, lines: bySku, reason: said.optional() });
export const CloseTransferBody = z.strictObject({
  missing: z.enum(['write_off', 'return'], 'must be write_off or return').meta({
    description: 'Units that have not arrived are lost, or stand at the origin again',
  }),
  reason: said,
});

export const createTransferRoute = {
  method: 'POST',
  path: '/transfers',
  scope: 'inventory:write',
  summary: 'Asks for goods of one location at another',
  body: CreateTransferBody,
  responses: transferResponses,
} as const satisfies Route;

const listQuery = { location_id: locationId.optional(), limit: pageLimit, cursor: pageCursor };

export const listTransfersRoute = {
  method: 'GET',
  path: '/transfers',
  scope: 'inventory:read',
  summary: 'Transfers, newest first; those that have not ended unless a status is named',
  query: z.strictObject({ status: z.enum(transferStatuses).optional(), ...listQuery }),
  responses: {
    200: { description: 'A page', schema: z.object({ items: z.array(Transfer), cursor: z.string().optional() }) },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;

export const getTransferRoute = {
  method: 'GET',
  path: '/transfers/{id}',
  scope: 'inventory:read',
  summary: 'One transfer',
  params: SupplyDocumentPath,
  responses: { 200: { description: 'The transfer', schema: Transfer }, ...refused, ...notFoundResponse },
} as const satisfies Route;

export const approveTransferRoute = {
  method: 'POST',
  path: '/transfers/{id}/approve',
  scope: 'inventory:write',
  summary: 'The origin may send the goods',
  params: SupplyDocumentPath,
  responses: transferResponses,
} as const satisfies Route;

export const shipTransferRoute = {
  method: 'POST',
  path: '/transfers/{id}/ship',
  scope: 'inventory:write',
  summary: 'The goods leave the origin; the stock ledger agrees or refuses within moments',
  params: SupplyDocumentPath,
  body: ShipTransferBody,
  responses: transferResponses,
} as const satisfies Route;

export const receiveTransferRoute = {
  method: 'POST',
  path: '/transfers/{id}/receive',
  scope: 'inventory:write',
  summary: 'Goods have arrived at the destination, all or some of them',
  params: SupplyDocumentPath,
  body: ReceiveTransferBody,
  responses: transferResponses,
} as const satisfies Route;

export const closeTransferRoute = {
  method: 'POST',
  path: '/transfers/{id}/close',
  scope: 'inventory:write',
  summary: 'Nothing more will arrive: what is missing is written off or stands at the origin again',
  params: SupplyDocumentPath,
  body: CloseTransferBody,
  responses: transferResponses,
} as const satisfies Route;

export const cancelTransferRoute = {
  method: 'POST',
  path: '/transfers/{id}/cancel',
  scope: 'inventory:write',
  summary: 'Calls a transfer off that has not been sent',
  params: SupplyDocumentPath,
  body: reasonBody,
  responses: transferResponses,
} as const satisfies Route;

/** `POST /purchase-orders`. Sending a `purchase_order_id` again with the same content changes nothing. */
export const CreatePurchaseOrderBody = z.strictObject({
  purchase_order_id: documentId,
  supplier: said,
  reference: said.optional().meta({ description: 'The number by which the supplier knows it' }),
  location_id: locationId,
  lines: eachOnce(
    z.strictObject({
      line_id: lineId,
      sku,
      quantity: units,
      expected_at: moment.optional().meta({ description: 'Left out when the supplier does not say when' }),
    }),
    purchaseLinesMax,
    (line) => line.line_id,
    'line',
  ),
});
export const ReceivePurchaseOrderBody = z.strictObject({ receipt_id: documentId, lines: byLine, reason: said.optional() });
export const ReschedulePurchaseOrderBody = z.strictObject({
  lines: eachOnce(
    z.strictObject({ line_id: lineId, expected_at: moment.nullable().meta({ description: 'Null when nobody says when any more' }) }),
    purchaseLinesMax,
    (line) => line.line_id,
    'line',
  ),
  reason: said.optional(),
});

export const createPurchaseOrderRoute = {
  method: 'POST',
  path: '/purchase-orders',
  scope: 'inventory:write',
  summary: 'Announces goods that a supplier will deliver',
  body: CreatePurchaseOrderBody,
  responses: purchaseOrderResponses,
} as const satisfies Route;

export const listPurchaseOrdersRoute = {
  method: 'GET',
  path: '/purchase-orders',
  scope: 'inventory:read',
  summary: 'Purchase orders, newest first; those that have not ended unless a status is named',
  query: z.strictObject({ status: z.enum(purchaseOrderStatuses).optional(), ...listQuery }),
  responses: {
    200: { description: 'A page', schema: z.object({ items: z.array(PurchaseOrder), cursor: z.string().optional() }) },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;

export const getPurchaseOrderRoute = {
  method: 'GET',
  path: '/purchase-orders/{id}',
  scope: 'inventory:read',
  summary: 'One purchase order',
  params: SupplyDocumentPath,
  responses: { 200: { description: 'The purchase order', schema: PurchaseOrder }, ...refused, ...notFoundResponse },
} as const satisfies Route;

export const receivePurchaseOrderRoute = {
  method: 'POST',
  path: '/purchase-orders/{id}/receive',
  scope: 'inventory:write',
  summary: 'Goods of the supplier have arrived, all or some of them; wakes orders that wait for them',
  params: SupplyDocumentPath,
  body: ReceivePurchaseOrderBody,
  responses: purchaseOrderResponses,
} as const satisfies Route;

export const reschedulePurchaseOrderRoute = {
  method: 'POST',
  path: '/purchase-orders/{id}/reschedule',
  scope: 'inventory:write',
  summary: 'The supplier names other days',
  params: SupplyDocumentPath,
  body: ReschedulePurchaseOrderBody,
  responses: purchaseOrderResponses,
} as const satisfies Route;

export const closePurchaseOrderRoute = {
  method: 'POST',
  path: '/purchase-orders/{id}/close',
  scope: 'inventory:write',
  summary: 'Nothing more will come: what is outstanding is no longer expected',
  params: SupplyDocumentPath,
  body: reasonBody,
  responses: purchaseOrderResponses,
} as const satisfies Route;

export const cancelPurchaseOrderRoute = {
  method: 'POST',
  path: '/purchase-orders/{id}/cancel',
  scope: 'inventory:write',
  summary: 'Calls a purchase order off of which nothing has come',
  params: SupplyDocumentPath,
  body: reasonBody,
  responses: purchaseOrderResponses,
} as const satisfies Route;
