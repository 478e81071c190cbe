import type { LocationId, Sku } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { MissingUnitsDecision, TransferArrival } from './transfer-order.events.ts';

/** Stream kind of a transfer between two locations. */
export const transferOrderKind = 'TRANSFER';

/** `shipping`: the origin wants to send, and the stock ledger has not answered yet. */
export const transferStatuses = [
  'draft',
  'approved',
  'shipping',
  'in_transit',
  'partially_received',
  'received',
  'closed_short',
  'cancelled',
] as const;
export type TransferStatus = (typeof transferStatuses)[number];

export type TransferLine = {
  readonly sku: Sku;
  /** Units asked for. */
  readonly quantity: number;
  readonly shipped: number;
  /** Arrived and fit for sale. */
  readonly received: number;
  /** Arrived and damaged. */
  readonly damaged: number;
  /** Never arrived: written off, or back at the origin. */
  readonly missing: number;
};

export type TransferReceipt = { readonly receiptId: string; readonly lines: readonly TransferArrival[]; readonly reason?: string };

export type TransferOrder = {
  readonly status: TransferStatus;
  readonly fromLocationId: LocationId;
  readonly toLocationId: LocationId;
  readonly lines: readonly TransferLine[];
  readonly expectedAt: Instant | null;
  readonly reference: string | null;
  /** Tries to ship it, the refused ones included. */
  readonly attempts: number;
  /** What the ledger said against the last try to ship. */
  readonly refused: readonly { readonly sku: Sku; readonly code: string }[];
  readonly receipts: readonly TransferReceipt[];
  readonly missing: MissingUnitsDecision | null;
  /** Why it was closed short or cancelled. */
  readonly endReason: string | null;
};

export type TransferOrderState = { readonly status: 'absent' } | TransferOrder;

export const initialTransferOrder: TransferOrderState = { status: 'absent' };

/** Raised when the shape of the state changes. */
export const transferOrderStateVersion = 1;

export const transferExists = (state: TransferOrderState): state is TransferOrder => state.status !== 'absent';

/** Units that have left the origin and are nowhere on hand. */
export const unitsInTransit = ({ shipped, received, damaged, missing }: TransferLine): number => shipped - received - damaged - missing;

export const isUnderWay = ({ status }: TransferOrder): boolean => status === 'in_transit' || status === 'partially_received';

const endedStatuses: ReadonlySet<TransferStatus> = new Set(['received', 'closed_short', 'cancelled']);

export const transferHasEnded = (status: TransferStatus): boolean => endedStatuses.has(status);
