import { assertNever, invariant } from '../../../kernel/result.ts';
import type { TransferOrderEvent } from './transfer-order.events.ts';
import { transferExists, type TransferLine, type TransferOrder, type TransferOrderState, unitsInTransit } from './transfer-order.state.ts';

const withLines = (
  state: TransferOrder,
  units: readonly { readonly sku: string }[],
  change: (line: TransferLine, index: number) => TransferLine,
): readonly TransferLine[] =>
  state.lines.map((line) => {
    const index = units.findIndex(({ sku }) => sku === line.sku);
    return index < 0 ? line : change(line, index);
  });

const afterArrival = (state: TransferOrder, lines: readonly TransferLine[]): TransferOrder => ({
  ...state,
  lines,
  status: lines.every((line) => unitsInTransit(line) === 0) ? 'received' : 'partially_received',
});

const evolveExisting = (state: TransferOrder, event: Exclude<TransferOrderEvent, { readonly type: 'transfer.created' }>): TransferOrder => {
  switch (event.type) {
    case 'transfer.approved':
      return { ...state, status: 'approved' };
    case 'transfer.shipment_begun': {
      const lines = withLines(state, event.lines, (line, index) => ({ ...line, shipped: event.lines[index]?.quantity ?? 0 }));
      return { ...state, status: 'shipping', attempts: event.attempt, expectedAt: event.expectedAt, refused: [], lines };
    }
    case 'transfer.shipped':
      return { ...state, status: 'in_transit' };
    case 'transfer.shipment_refused':
      return { ...state, status: 'approved', refused: event.lines, lines: state.lines.map((line) => ({ ...line, shipped: 0 })) };
    case 'transfer.received': {
      const { receiptId, lines, reason } = event;
      const receipts = [...state.receipts, { receiptId, lines, ...(reason === undefined ? {} : { reason }) }];
      return afterArrival(
        { ...state, receipts },
        withLines(state, lines, (line, index) => ({
          ...line,
          received: line.received + (lines[index]?.quantity ?? 0),
          damaged: line.damaged + (lines[index]?.damaged ?? 0),
        })),
      );
    }
    case 'transfer.closed': {
      const lines = withLines(state, event.lines, (line, index) => ({ ...line, missing: event.lines[index]?.quantity ?? 0 }));
      return { ...state, status: 'closed_short', missing: event.missing, endReason: event.reason, lines };
    }
    case 'transfer.cancelled':
      return { ...state, status: 'cancelled', endReason: event.reason };
    default:
      return assertNever(event);
  }
};

/** Records a fact of a transfer. */
export const evolveTransferOrder = (state: TransferOrderState, event: TransferOrderEvent): TransferOrderState => {
  if (event.type !== 'transfer.created') {
    invariant(transferExists(state), 'a transfer begins with its creation');
    return evolveExisting(state, event);
  }
  const { fromLocationId, toLocationId, lines, expectedAt, reference } = event;
  return {
    status: 'draft',
    fromLocationId,
    toLocationId,
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity, shipped: 0, received: 0, damaged: 0, missing: 0 })),
    expectedAt: expectedAt ?? null,
    reference: reference ?? null,
    attempts: 0,
    refused: [],
    receipts: [],
    missing: null,
    endReason: null,
  };
};
