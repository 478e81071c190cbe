import type { Decider } from '../../../kernel/decider.ts';
import { assertNever, err, ok, type Result } from '../../../kernel/result.ts';
import type { SupplyRejection } from './supply.rejections.ts';
import { receiptsMax, sameContent } from './supply.values.ts';
import type {
  CloseTransfer,
  CreateTransfer,
  ReceiveTransfer,
  SettleShipment,
  ShipTransfer,
  TransferOrderCommand,
} from './transfer-order.commands.ts';
import type { TransferOrderEvent } from './transfer-order.events.ts';
import { evolveTransferOrder } from './transfer-order.evolve.ts';
import {
  initialTransferOrder,
  isUnderWay,
  transferExists,
  type TransferOrder,
  type TransferOrderState,
  type TransferStatus,
  unitsInTransit,
} from './transfer-order.state.ts';

type Decision = Result<readonly TransferOrderEvent[], SupplyRejection>;

const refuses = (state: TransferOrder, ...allowed: readonly TransferStatus[]): Decision =>
  err({ code: 'status-refuses', status: state.status, allowed });

const create = (state: TransferOrderState, command: CreateTransfer): Decision => {
  const { fromLocationId, toLocationId, lines, expectedAt, reference } = command;
  if (fromLocationId === toLocationId) return err({ code: 'same-location' });
  if (!transferExists(state)) return ok([{ ...command, type: 'transfer.created' }]);
  const isSame =
    state.fromLocationId === fromLocationId &&
    state.toLocationId === toLocationId &&
    state.reference === (reference ?? null) &&
    // Whoever ships may set another date, so a date given at creation is compared only until then.
    (state.attempts > 0 || state.expectedAt === (expectedAt ?? null)) &&
    sameContent(
      state.lines.map(({ sku, quantity }) => [sku, quantity]),
      lines.map(({ sku, quantity }) => [sku, quantity]),
    );
  return isSame ? ok([]) : err({ code: 'transfer-conflict' });
};

const ship = (state: TransferOrder, command: ShipTransfer): Decision => {
  const lines = command.lines ?? state.lines.map(({ sku, quantity }) => ({ sku, quantity }));
  for (const { sku, quantity } of lines) {
    const line = state.lines.find((known) => known.sku === sku);
    if (!line) return err({ code: 'unknown-line', line: sku });
    if (quantity > line.quantity) return err({ code: 'more-than-asked', line: sku, asked: quantity, quantity: line.quantity });
  }
  if (state.lines.some((line) => line.shipped > 0)) {
    // A repetition: the same goods, whatever has been said of their arrival.
    const shipped = state.lines.filter((line) => line.shipped > 0).map((line) => [line.sku, line.shipped]);
    const isSame = sameContent(
      shipped,
      lines.map(({ sku, quantity }) => [sku, quantity]),
    );
    return isSame ? ok([]) : refuses(state, 'approved');
  }
  if (state.status !== 'approved') return refuses(state, 'approved');
  const expectedAt = command.expectedAt ?? state.expectedAt;
  if (expectedAt === null) return err({ code: 'expected-arrival-missing' });
  return ok([{ type: 'transfer.shipment_begun', attempt: state.attempts + 1, lines, expectedAt }]);
};

const settle = (state: TransferOrder, { attempt, refused }: SettleShipment): Decision => {
  // An answer that comes again, or after another one.
  if (state.status !== 'shipping' || state.attempts !== attempt) return ok([]);
  if (refused.length === 0) return ok([{ type: 'transfer.shipped', attempt }]);
  return ok([{ type: 'transfer.shipment_refused', attempt, lines: refused }]);
};

const receive = (state: TransferOrder, command: ReceiveTransfer): Decision => {
  const { receiptId, lines, reason } = command;
  const known = state.receipts.find((receipt) => receipt.receiptId === receiptId);
  if (known) return sameContent(known.lines, lines) ? ok([]) : err({ code: 'receipt-conflict', receiptId });
  if (!isUnderWay(state)) return refuses(state, 'in_transit', 'partially_received');
  if (state.receipts.length >= receiptsMax) return err({ code: 'too-many-receipts', limit: receiptsMax });
  if (!lines.some(({ quantity, damaged }) => quantity + damaged > 0)) return err({ code: 'nothing-arrived' });
  for (const { sku, quantity, damaged } of lines) {
    const line = state.lines.find((one) => one.sku === sku);
    if (!line) return err({ code: 'unknown-line', line: sku });
    const inTransit = unitsInTransit(line);
    if (quantity + damaged > inTransit) return err({ code: 'more-than-in-transit', line: sku, asked: quantity + damaged, inTransit });
  }
  return ok([{ type: 'transfer.received', receiptId, lines, ...(reason === undefined ? {} : { reason }) }]);
};

const close = (state: TransferOrder, { missing, reason }: CloseTransfer): Decision => {
  if (state.status === 'closed_short' && state.missing === missing) return ok([]);
  if (!isUnderWay(state)) return refuses(state, 'in_transit', 'partially_received');
  const lines = state.lines.flatMap((line) => (unitsInTransit(line) > 0 ? [{ sku: line.sku, quantity: unitsInTransit(line) }] : []));
  return ok([{ type: 'transfer.closed', missing, lines, reason }]);
};

const decideExisting = (state: TransferOrder, command: Exclude<TransferOrderCommand, CreateTransfer>): Decision => {
  switch (command.type) {
    case 'ApproveTransfer':
      if (state.status === 'draft') return ok([{ type: 'transfer.approved' }]);
      return state.status === 'cancelled' ? refuses(state, 'draft') : ok([]);
    case 'ShipTransfer':
      return ship(state, command);
    case 'SettleShipment':
      return settle(state, command);
    case 'ReceiveTransfer':
      return receive(state, command);
    case 'CloseTransfer':
      return close(state, command);
    case 'CancelTransfer':
      if (state.status === 'cancelled') return ok([]);
      if (state.status !== 'draft' && state.status !== 'approved') return refuses(state, 'draft', 'approved');
      return ok([{ type: 'transfer.cancelled', reason: command.reason }]);
    default:
      return assertNever(command);
  }
};

export const decideTransferOrder = (state: TransferOrderState, command: TransferOrderCommand): Decision => {
  if (command.type === 'CreateTransfer') return create(state, command);
  return transferExists(state) ? decideExisting(state, command) : err({ code: 'transfer-not-found' });
};

/** A transfer of goods between two locations. Of each line: received + damaged + missing ≤ shipped ≤ quantity. */
export const transferOrderDecider: Decider<TransferOrderState, TransferOrderCommand, TransferOrderEvent, SupplyRejection> = {
  initial: initialTransferOrder,
  decide: decideTransferOrder,
  evolve: evolveTransferOrder,
};
