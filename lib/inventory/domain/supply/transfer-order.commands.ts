import type { LocationId, Sku } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { MissingUnitsDecision, TransferArrival, TransferUnits } from './transfer-order.events.ts';

// Quantities are whole units from 1 to `quantityMax`, of an arrival from 0. Each command may be repeated and then changes nothing.

export type CreateTransfer = {
  readonly type: 'CreateTransfer';
  readonly fromLocationId: LocationId;
  readonly toLocationId: LocationId;
  readonly lines: readonly TransferUnits[];
  readonly expectedAt?: Instant;
  readonly reference?: string;
};

export type ApproveTransfer = { readonly type: 'ApproveTransfer' };

/** Without `lines` everything that was asked for is sent. What is not sent now is not sent under this transfer. */
export type ShipTransfer = { readonly type: 'ShipTransfer'; readonly lines?: readonly TransferUnits[]; readonly expectedAt?: Instant };

/** The stock ledger's answer to a shipment that was begun. */
export type SettleShipment = {
  readonly type: 'SettleShipment';
  readonly attempt: number;
  /** Empty when the units have left. */
  readonly refused: readonly { readonly sku: Sku; readonly code: string }[];
};

export type ReceiveTransfer = {
  readonly type: 'ReceiveTransfer';
  readonly receiptId: string;
  readonly lines: readonly TransferArrival[];
  /** What is to be said of units that came damaged. */
  readonly reason?: string;
};

/** Nothing more will arrive: what is still missing is lost, or stands at the origin again. */
export type CloseTransfer = { readonly type: 'CloseTransfer'; readonly missing: MissingUnitsDecision; readonly reason: string };

export type CancelTransfer = { readonly type: 'CancelTransfer'; readonly reason: string };

export type TransferOrderCommand =
  | CreateTransfer
  | ApproveTransfer
  | ShipTransfer
  | SettleShipment
  | ReceiveTransfer
  | CloseTransfer
  | CancelTransfer;
