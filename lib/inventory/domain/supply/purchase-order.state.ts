import type { LocationId, Sku } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { assertNever, invariant } from '../../../kernel/result.ts';
import type { PurchaseArrival, PurchaseOrderCreated, PurchaseOrderEvent } from './purchase-order.events.ts';

/** Stream kind of an order to a supplier. */
export const purchaseOrderKind = 'PURCHASE';

export const purchaseOrderStatuses = ['open', 'partially_received', 'received', 'closed_short', 'cancelled'] as const;
export type PurchaseOrderStatus = (typeof purchaseOrderStatuses)[number];

export type PurchaseLine = {
  readonly lineId: string;
  readonly sku: Sku;
  readonly quantity: number;
  /** Arrived and fit for sale. */
  readonly received: number;
  /** Arrived and damaged. */
  readonly damaged: number;
  /** Given up: no longer expected. */
  readonly withdrawn: number;
  readonly expectedAt: Instant | null;
};

export type PurchaseReceipt = { readonly receiptId: string; readonly lines: readonly PurchaseArrival[]; readonly reason?: string };

export type PurchaseOrder = {
  readonly status: PurchaseOrderStatus;
  readonly supplier: string;
  readonly reference: string | null;
  readonly locationId: LocationId;
  readonly lines: readonly PurchaseLine[];
  readonly receipts: readonly PurchaseReceipt[];
  /** As it was first placed, by which a repetition is known. */
  readonly placed: Omit<PurchaseOrderCreated, 'type'>;
  /** Why it was closed short or cancelled. */
  readonly endReason: string | null;
};

export type PurchaseOrderState = { readonly status: 'absent' } | PurchaseOrder;

export const initialPurchaseOrder: PurchaseOrderState = { status: 'absent' };

/** Raised when the shape of the state changes. */
export const purchaseOrderStateVersion = 1;

export const purchaseOrderExists = (state: PurchaseOrderState): state is PurchaseOrder => state.status !== 'absent';

/** Units of a line that are still expected; a supplier may have delivered more than was ordered. */
export const unitsOutstanding = ({ quantity, received, damaged, withdrawn }: PurchaseLine): number =>
  Math.max(0, quantity - received - damaged - withdrawn);

const endedStatuses: ReadonlySet<PurchaseOrderStatus> = new Set(['received', 'closed_short', 'cancelled']);

export const purchaseOrderHasEnded = (status: PurchaseOrderStatus): boolean => endedStatuses.has(status);

const withLines = <Part extends { readonly lineId: string }>(
  state: PurchaseOrder,
  parts: readonly Part[],
  change: (line: PurchaseLine, part: Part) => PurchaseLine,
): readonly PurchaseLine[] =>
  state.lines.map((line) => {
    const part = parts.find(({ lineId }) => lineId === line.lineId);
    return part ? change(line, part) : line;
  });

const evolveExisting = (state: PurchaseOrder, event: Exclude<PurchaseOrderEvent, PurchaseOrderCreated>): PurchaseOrder => {
  switch (event.type) {
    case 'purchase_order.rescheduled':
      return { ...state, lines: withLines(state, event.lines, (line, { expectedAt }) => ({ ...line, expectedAt })) };
    case 'purchase_order.received': {
      const { receiptId, lines: arrived, reason } = event;
      const lines = withLines(state, arrived, (line, { quantity, damaged }) => ({
        ...line,
        received: line.received + quantity,
        damaged: line.damaged + damaged,
      }));
      const receipts = [...state.receipts, { receiptId, lines: arrived, ...(reason === undefined ? {} : { reason }) }];
      const status = lines.every((line) => unitsOutstanding(line) === 0) ? 'received' : 'partially_received';
      return { ...state, lines, receipts, status };
    }
    case 'purchase_order.closed':
    case 'purchase_order.cancelled': {
      const lines = withLines(state, event.lines, (line, { quantity }) => ({ ...line, withdrawn: line.withdrawn + quantity }));
      return { ...state, lines, endReason: event.reason, status: event.type === 'purchase_order.closed' ? 'closed_short' : 'cancelled' };
    }
    default:
      return assertNever(event);
  }
};

/** Records a fact of a purchase order. */
export const evolvePurchaseOrder = (state: PurchaseOrderState, event: PurchaseOrderEvent): PurchaseOrderState => {
  if (event.type !== 'purchase_order.created') {
    invariant(purchaseOrderExists(state), 'a purchase order begins with its creation');
    return evolveExisting(state, event);
  }
  const { type: _named, ...placed } = event;
  return {
    status: 'open',
    supplier: placed.supplier,
    reference: placed.reference ?? null,
    locationId: placed.locationId,
    lines: placed.lines.map(({ lineId, sku, quantity, expectedAt }) => ({
      lineId,
      sku,
      quantity,
      received: 0,
      damaged: 0,
      withdrawn: 0,
      expectedAt: expectedAt ?? null,
    })),
    receipts: [],
    placed,
    endReason: null,
  };
};
