import type * as z from 'zod';
import type {
  CreatePurchaseOrderBody,
  CreateTransferBody,
  ReceivePurchaseOrderBody,
  ReceiveTransferBody,
  ReschedulePurchaseOrderBody,
  ShipTransferBody,
} from '../../lib/contracts/http/supply.ts';
import type { Supply } from '../../lib/inventory/index.ts';

// What the bodies of the routes say, as commands: the command line takes the same bodies out of files.

type TransferCommand = Parameters<Supply['transfers']['apply']>[2];
type PurchaseOrderCommand = Parameters<Supply['purchaseOrders']['apply']>[2];

const given = <Name extends string, T>(name: Name, value: T | undefined): { readonly [N in Name]?: T } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: T };

export const createTransferCommand = (body: z.output<typeof CreateTransferBody>): TransferCommand => ({
  type: 'CreateTransfer',
  fromLocationId: body.from_location_id,
  toLocationId: body.to_location_id,
  lines: body.lines,
  ...given('expectedAt', body.expected_at),
  ...given('reference', body.reference),
});

export const shipTransferCommand = (body: z.output<typeof ShipTransferBody>): TransferCommand => ({
  type: 'ShipTransfer',
  ...given('lines', body.lines),
  ...given('expectedAt', body.expected_at),
});

export const receiveTransferCommand = (body: z.output<typeof ReceiveTransferBody>): TransferCommand => ({
  type: 'ReceiveTransfer',
  receiptId: body.receipt_id,
  lines: body.lines.map(({ sku, received, damaged }) => ({ sku, quantity: received, damaged })),
  ...given('reason', body.reason),
});

export const createPurchaseOrderCommand = (body: z.output<typeof CreatePurchaseOrderBody>): PurchaseOrderCommand => ({
  type: 'CreatePurchaseOrder',
  supplier: body.supplier,
  locationId: body.location_id,
  lines: body.lines.map(({ line_id: lineId, sku, quantity, expected_at: expectedAt }) => ({
    lineId,
    sku,
    quantity,
    ...given('expectedAt', expectedAt),
  })),
  ...given('reference', body.reference),
});

export const receivePurchaseOrderCommand = (body: z.output<typeof ReceivePurchaseOrderBody>): PurchaseOrderCommand => ({
  type: 'ReceivePurchaseOrder',
  receiptId: body.receipt_id,
  lines: body.lines.map(({ line_id: lineId, received, damaged }) => ({ lineId, quantity: received, damaged })),
  ...given('reason', body.reason),
});

export const reschedulePurchaseOrderCommand = (body: z.output<typeof ReschedulePurchaseOrderBody>): PurchaseOrderCommand => ({
  type: 'ReschedulePurchaseOrder',
  lines: body.lines.map(({ line_id: lineId, expected_at: expectedAt }) => ({ lineId, expectedAt })),
  ...given('reason', body.reason),
});
