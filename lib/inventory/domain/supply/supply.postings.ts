import type { LocationId, Sku } from '../../../kernel/ids.ts';
import { assertNever } from '../../../kernel/result.ts';
import type { InventoryItemCommand } from '../inventory-item.commands.ts';
import type { PurchaseOrderEvent } from './purchase-order.events.ts';
import type { PurchaseOrder } from './purchase-order.state.ts';
import type { TransferOrderEvent } from './transfer-order.events.ts';
import type { TransferOrder } from './transfer-order.state.ts';

/** What a fact of a document does to the stock of one SKU at one location. */
export type Posting = {
  readonly item: { readonly sku: Sku; readonly locationId: LocationId };
  readonly command: Extract<InventoryItemCommand, { readonly movementId: string }>;
};

/** `together`: all or none, and the answer goes back to the document. `each`: facts, which are posted one after the other. */
export type Postings = { readonly how: 'together' | 'each'; readonly postings: readonly Posting[] };

const nothing: Postings = { how: 'each', postings: [] };

/** A fact is named by its document and its version there, so that no repetition of it can count twice. */
export type FactName = { readonly id: string; readonly version: number };

const movement = (prefix: string, { id, version }: FactName, part: string): string => `${prefix}-${id}.${version}.${part}`;

/** `state` is the transfer with the event in it. */
export const postingsOfTransfer = (state: TransferOrder, event: TransferOrderEvent, fact: FactName): Postings => {
  const { fromLocationId: origin, toLocationId: destination } = state;
  const transferId = fact.id;
  const name = (part: string): string => movement('transfer', fact, part);
  const expectation = (sku: Sku, delta: number): Posting => ({
    item: { sku, locationId: destination },
    command: {
      type: 'ExpectStock',
      movementId: name('expected'),
      delta,
      reference: transferId,
      ...(state.expectedAt === null || delta < 0 ? {} : { expectedAt: state.expectedAt }),
    },
  });
  switch (event.type) {
    case 'transfer.shipment_begun':
      return {
        how: 'together',
        postings: event.lines.flatMap(({ sku, quantity }): readonly Posting[] => [
          { item: { sku, locationId: origin }, command: { type: 'TransferOut', movementId: name('out'), transferId, quantity } },
          expectation(sku, quantity),
        ]),
      };
    case 'transfer.received':
      return {
        how: 'each',
        postings: event.lines.flatMap(({ sku, quantity, damaged }): readonly Posting[] => {
          const item = { sku, locationId: destination };
          const arrived = quantity + damaged;
          const command = { type: 'TransferIn', movementId: name('in'), transferId, quantity: arrived, settlesIncoming: arrived } as const;
          return arrived === 0 ? [] : [{ item, command }, ...damages(item, name('damaged'), damaged)];
        }),
      };
    case 'transfer.closed':
      return {
        how: 'each',
        postings: event.lines.flatMap(({ sku, quantity }): readonly Posting[] => {
          const back = { type: 'TransferIn', movementId: name('back'), transferId, quantity } as const;
          const withdrawn = expectation(sku, -quantity);
          return event.missing === 'return' ? [{ item: { sku, locationId: origin }, command: back }, withdrawn] : [withdrawn];
        }),
      };
    case 'transfer.created':
    case 'transfer.approved':
    case 'transfer.shipped':
    case 'transfer.shipment_refused':
    case 'transfer.cancelled':
      return nothing;
    default:
      return assertNever(event);
  }
};

/** Takes back a shipment that left the books after it had been refused. */
export const postingsOfRecall = (shipped: Postings, fact: FactName): Postings => ({
  how: 'together',
  postings: shipped.postings.flatMap(({ item, command }): readonly Posting[] => {
    if (command.type === 'TransferOut')
      return [{ item, command: { ...command, type: 'TransferIn', movementId: movement('transfer', fact, 'recalled') } }];
    if (command.type !== 'ExpectStock') return [];
    const { expectedAt: _gone, ...rest } = command;
    return [{ item, command: { ...rest, movementId: movement('transfer', fact, 'recalled'), delta: -command.delta } }];
  }),
});

// Goods come in whole and what is damaged is then set aside, as whoever unpacks them does: the ledger has the count of what came
// and the reason beside it. A buyer who was quicker than the unpacking loses the unit by the same rule as after any damage.
const damages = (item: Posting['item'], movementId: string, quantity: number): readonly Posting[] =>
  quantity === 0 ? [] : [{ item, command: { type: 'DamageStock', movementId, quantity, reasonCode: 'damaged-in-transit' } }];

/** `before` is the purchase order without the event, `state` the one with it. */
export const postingsOfPurchase = (
  before: PurchaseOrder | undefined,
  state: PurchaseOrder,
  event: PurchaseOrderEvent,
  fact: FactName,
): Postings => {
  const reference = fact.id;
  const itemOf = (lineId: string): Posting['item'] => {
    const sku = state.lines.find((line) => line.lineId === lineId)?.sku;
    if (sku === undefined) throw new Error(`purchase order ${fact.id} has no line ${lineId}`);
    return { sku, locationId: state.locationId };
  };
  const name = (lineId: string, part: string): string => movement('purchase', fact, `${lineId}.${part}`);
  const withdrawals = (lines: readonly { readonly lineId: string; readonly quantity: number }[]): Postings => ({
    how: 'each',
    postings: lines.map(({ lineId, quantity }) => ({
      item: itemOf(lineId),
      command: { type: 'ExpectStock', movementId: name(lineId, 'expected'), delta: -quantity, reference },
    })),
  });
  switch (event.type) {
    case 'purchase_order.created':
      return {
        how: 'each',
        postings: event.lines.map(({ lineId, sku, quantity, expectedAt }) => ({
          item: { sku, locationId: event.locationId },
          command: {
            type: 'ExpectStock',
            movementId: name(lineId, 'expected'),
            delta: quantity,
            reference,
            ...(expectedAt === undefined ? {} : { expectedAt }),
          },
        })),
      };
    case 'purchase_order.received':
      return {
        how: 'each',
        postings: event.lines.flatMap(({ lineId, quantity, damaged }): readonly Posting[] => {
          const arrived = quantity + damaged;
          const line = before?.lines.find((known) => known.lineId === lineId);
          // More than was ordered is received all the same; it settles no more than was expected.
          const open = line ? Math.max(0, line.quantity - line.received - line.damaged - line.withdrawn) : 0;
          const settlesIncoming = Math.min(arrived, open);
          const command = { type: 'ReceiveStock', movementId: name(lineId, 'in'), quantity: arrived, reference, settlesIncoming } as const;
          const item = itemOf(lineId);
          return arrived === 0 ? [] : [{ item, command }, ...damages(item, name(lineId, 'damaged'), damaged)];
        }),
      };
    case 'purchase_order.closed':
    case 'purchase_order.cancelled':
      return withdrawals(event.lines);
    case 'purchase_order.rescheduled':
      // The ledger counts what is expected; when it comes stands in the document.
      return nothing;
    default:
      return assertNever(event);
  }
};
