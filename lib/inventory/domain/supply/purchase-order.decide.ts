import type { Decider } from '../../../kernel/decider.ts';
import type { LocationId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { assertNever, err, ok, type Result } from '../../../kernel/result.ts';
import type { PurchaseArrival, PurchaseOrderEvent, PurchaseUnits } from './purchase-order.events.ts';
import {
  evolvePurchaseOrder,
  initialPurchaseOrder,
  type PurchaseOrder,
  purchaseOrderExists,
  type PurchaseOrderState,
  type PurchaseOrderStatus,
  unitsOutstanding,
} from './purchase-order.state.ts';
import type { SupplyRejection } from './supply.rejections.ts';
import { receiptsMax, sameContent } from './supply.values.ts';

export type CreatePurchaseOrder = {
  readonly type: 'CreatePurchaseOrder';
  readonly supplier: string;
  readonly reference?: string;
  readonly locationId: LocationId;
  readonly lines: readonly PurchaseUnits[];
};

/** The supplier names other days, or no longer names one. */
export type ReschedulePurchaseOrder = {
  readonly type: 'ReschedulePurchaseOrder';
  readonly lines: readonly { readonly lineId: string; readonly expectedAt: Instant | null }[];
  readonly reason?: string;
};

export type ReceivePurchaseOrder = {
  readonly type: 'ReceivePurchaseOrder';
  readonly receiptId: string;
  readonly lines: readonly PurchaseArrival[];
  readonly reason?: string;
};

export type ClosePurchaseOrder = { readonly type: 'ClosePurchaseOrder'; readonly reason: string };
export type CancelPurchaseOrder = { readonly type: 'CancelPurchaseOrder'; readonly reason: string };

export type PurchaseOrderCommand =
  | CreatePurchaseOrder
  | ReschedulePurchaseOrder
  | ReceivePurchaseOrder
  | ClosePurchaseOrder
  | CancelPurchaseOrder;

type Decision = Result<readonly PurchaseOrderEvent[], SupplyRejection>;

const refuses = (state: PurchaseOrder, ...allowed: readonly PurchaseOrderStatus[]): Decision =>
  err({ code: 'status-refuses', status: state.status, allowed });

const create = (state: PurchaseOrderState, { type: _named, ...placed }: CreatePurchaseOrder): Decision => {
  if (!purchaseOrderExists(state)) return ok([{ type: 'purchase_order.created', ...placed }]);
  const { supplier, reference, locationId, lines } = state.placed;
  const isSame =
    supplier === placed.supplier && reference === placed.reference && locationId === placed.locationId && sameContent(lines, placed.lines);
  return isSame ? ok([]) : err({ code: 'purchase-order-conflict' });
};

const unknownLine = (state: PurchaseOrder, lines: readonly { readonly lineId: string }[]): SupplyRejection | undefined => {
  const unknown = lines.find(({ lineId }) => !state.lines.some((line) => line.lineId === lineId));
  return unknown && { code: 'unknown-line', line: unknown.lineId };
};

const receive = (state: PurchaseOrder, { receiptId, lines, reason }: ReceivePurchaseOrder): Decision => {
  const known = state.receipts.find((receipt) => receipt.receiptId === receiptId);
  if (known) return sameContent(known.lines, lines) ? ok([]) : err({ code: 'receipt-conflict', receiptId });
  // Goods on the dock are not refused over paperwork, but an order that has ended expects none: they are a receipt of their own.
  if (state.status !== 'open' && state.status !== 'partially_received') return refuses(state, 'open', 'partially_received');
  if (state.receipts.length >= receiptsMax) return err({ code: 'too-many-receipts', limit: receiptsMax });
  const unknown = unknownLine(state, lines);
  if (unknown) return err(unknown);
  if (!lines.some(({ quantity, damaged }) => quantity + damaged > 0)) return err({ code: 'nothing-arrived' });
  return ok([{ type: 'purchase_order.received', receiptId, lines, ...(reason === undefined ? {} : { reason }) }]);
};

const reschedule = (state: PurchaseOrder, { lines, reason }: ReschedulePurchaseOrder): Decision => {
  const unknown = unknownLine(state, lines);
  if (unknown) return err(unknown);
  const changed = lines.filter(({ lineId, expectedAt }) => state.lines.find((line) => line.lineId === lineId)?.expectedAt !== expectedAt);
  if (changed.length === 0) return ok([]);
  if (state.status !== 'open' && state.status !== 'partially_received') return refuses(state, 'open', 'partially_received');
  return ok([{ type: 'purchase_order.rescheduled', lines: changed, ...(reason === undefined ? {} : { reason }) }]);
};

const outstanding = (state: PurchaseOrder) =>
  state.lines.flatMap((line) => (unitsOutstanding(line) > 0 ? [{ lineId: line.lineId, quantity: unitsOutstanding(line) }] : []));

const decideExisting = (state: PurchaseOrder, command: Exclude<PurchaseOrderCommand, CreatePurchaseOrder>): Decision => {
  switch (command.type) {
    case 'ReschedulePurchaseOrder':
      return reschedule(state, command);
    case 'ReceivePurchaseOrder':
      return receive(state, command);
    case 'ClosePurchaseOrder':
      if (state.status === 'closed_short') return ok([]);
      if (state.status !== 'open' && state.status !== 'partially_received') return refuses(state, 'open', 'partially_received');
      return ok([{ type: 'purchase_order.closed', lines: outstanding(state), reason: command.reason }]);
    case 'CancelPurchaseOrder':
      if (state.status === 'cancelled') return ok([]);
      // What has come cannot be called off any more: the rest is closed.
      if (state.status !== 'open') return refuses(state, 'open');
      return ok([{ type: 'purchase_order.cancelled', lines: outstanding(state), reason: command.reason }]);
    default:
      return assertNever(command);
  }
};

export const decidePurchaseOrder = (state: PurchaseOrderState, command: PurchaseOrderCommand): Decision => {
  if (command.type === 'CreatePurchaseOrder') return create(state, command);
  return purchaseOrderExists(state) ? decideExisting(state, command) : err({ code: 'purchase-order-not-found' });
};

/** An order to a supplier for goods that will come to one location. */
export const purchaseOrderDecider: Decider<PurchaseOrderState, PurchaseOrderCommand, PurchaseOrderEvent, SupplyRejection> = {
  initial: initialPurchaseOrder,
  decide: decidePurchaseOrder,
  evolve: evolvePurchaseOrder,
};
