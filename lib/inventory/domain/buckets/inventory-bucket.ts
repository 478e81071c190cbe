// A bucket holds units that it leased from its item and promises them to buyers. The rules of its reservations are those of an
// item over the units that it holds.
import type { Decider } from '../../../kernel/decider.ts';
import { assertNever, err, ok, type Result } from '../../../kernel/result.ts';
import type { BucketReservationEvent, InventoryBucketEvent } from './inventory-bucket.events.ts';
import type { AllocateReservation, ExpireReservation, ReleaseReservation, ReserveStock, ShipStock } from '../inventory-item.commands.ts';
import { decideInventoryItem } from '../inventory-item.decide.ts';
import type { DisplacedReservation, InventoryItemEvent, Movement } from '../inventory-item.events.ts';
import { evolveInventoryItem } from '../inventory-item.evolve.ts';
import { closedReservation } from '../inventory-item.memory.ts';
import { posted } from '../inventory-item.posting.ts';
import type { InventoryRejection } from '../inventory-item.rejections.ts';
import { findOpen, type InventoryItemState, initialInventoryItem } from '../inventory-item.state.ts';
import { withoutClosed } from '../open-reservations.ts';
import { isClosedReservation } from '../reservation.decide.ts';
import { remember } from '../recent-ids.ts';

export type InventoryBucketState = {
  /** The spell of selling that it was opened for last, 0 before the first. */
  readonly epoch: number;
  readonly isSelling: boolean;
  /** Units and reservations, by the rules of an item. */
  readonly stock: InventoryItemState;
};

export const initialInventoryBucket: InventoryBucketState = { epoch: 0, isSelling: false, stock: initialInventoryItem };

/** What a buyer's command comes to in a bucket. */
export type BucketReservationCommand = ReserveStock | AllocateReservation | ReleaseReservation | ExpireReservation | ShipStock;

export type InventoryBucketCommand =
  | BucketReservationCommand
  | { readonly type: 'OpenBucket'; readonly epoch: number; readonly quantity: number }
  | { readonly type: 'FillBucket'; readonly quantity: number; readonly fromSlot?: number }
  | { readonly type: 'DrawFromBucket'; readonly quantity: number; readonly toSlot: number }
  | { readonly type: 'CloseBucket' }
  | { readonly type: 'DisplaceInBucket'; readonly reservations: readonly DisplacedReservation[] };

type Decision = Result<readonly InventoryBucketEvent[], InventoryRejection>;

const asItemEvent = (event: BucketReservationEvent): InventoryItemEvent =>
  ({ ...event, type: event.type.replace('inventory_bucket.', 'inventory.') }) as InventoryItemEvent;

const asBucketEvent = (event: InventoryItemEvent): InventoryBucketEvent =>
  ({ ...event, type: event.type.replace('inventory.', 'inventory_bucket.') }) as InventoryBucketEvent;

const moved = ({ stock }: InventoryBucketState, type: Movement['type'], onHand: number) =>
  posted(stock, { type, ...(onHand === 0 ? {} : { onHand }) });

const stockLeased = ({ stock }: InventoryBucketState) => err({ code: 'stock-leased', leased: stock.balance.onHand } as const);

/** A bucket that no longer sells keeps nothing free: what a command frees goes back in the same commit. */
const givingBack = (state: InventoryBucketState, events: readonly InventoryBucketEvent[]): readonly InventoryBucketEvent[] => {
  if (state.isSelling) return events;
  const after = events.reduce(evolveInventoryBucket, state);
  const { available } = after.stock.balance;
  if (available <= 0) return events;
  return [...events, { type: 'inventory_bucket.returned', quantity: available, ...moved(after, 'release', -available) }];
};

const onReservation = (state: InventoryBucketState, command: BucketReservationCommand): Decision => {
  // Who is not known to a bucket that sells no more has to ask the item.
  if (!state.isSelling && command.type === 'ReserveStock' && !isKnown(state, command.reservationId)) return stockLeased(state);
  const decision = decideInventoryItem(state.stock, command);
  return decision.ok ? ok(givingBack(state, decision.value.map(asBucketEvent))) : decision;
};

/** Whether the bucket holds the reservation, or remembers that it was closed. */
export const isKnown = ({ stock }: InventoryBucketState, reservationId: string): boolean => {
  return findOpen(stock, reservationId) !== undefined || isClosedReservation(stock, reservationId);
};

export const decideInventoryBucket = (state: InventoryBucketState, command: InventoryBucketCommand): Decision => {
  const { available } = state.stock.balance;
  switch (command.type) {
    case 'OpenBucket':
      if (state.isSelling || command.epoch <= state.epoch) return stockLeased(state);
      return ok([
        {
          type: 'inventory_bucket.opened',
          epoch: command.epoch,
          quantity: command.quantity,
          ...moved(state, 'receiving', command.quantity),
        },
      ]);
    case 'FillBucket': {
      if (!state.isSelling) return stockLeased(state);
      const { quantity, fromSlot } = command;
      const from = fromSlot === undefined ? {} : { fromSlot };
      return ok([{ type: 'inventory_bucket.filled', quantity, ...from, ...moved(state, 'transfer', quantity) }]);
    }
    case 'DrawFromBucket': {
      const { quantity, toSlot } = command;
      if (!state.isSelling) return stockLeased(state);
      if (quantity > available) return err({ code: 'insufficient-stock', asked: quantity, available });
      return ok([{ type: 'inventory_bucket.drawn', quantity, toSlot, ...moved(state, 'transfer', -quantity) }]);
    }
    case 'CloseBucket':
      if (!state.isSelling) return ok([]);
      return ok([{ type: 'inventory_bucket.closed', quantity: available, ...moved(state, 'release', -available) }]);
    case 'DisplaceInBucket': {
      const own = command.reservations.filter(({ reservationId }) => findOpen(state.stock, reservationId));
      const units = own.reduce((sum, { quantity }) => sum + quantity, 0);
      if (units === 0) return ok([]);
      const movement: Movement = { type: 'adjustment', onHand: -units, allocated: -units };
      return ok([{ type: 'inventory_bucket.displaced', reservations: own, ...posted(state.stock, movement) }]);
    }
    case 'ReserveStock':
    case 'AllocateReservation':
    case 'ReleaseReservation':
    case 'ExpireReservation':
    case 'ShipStock':
      return onReservation(state, command);
    default:
      return assertNever(command);
  }
};

/** Records a fact. It never refuses. */
export const evolveInventoryBucket = (before: InventoryBucketState, event: InventoryBucketEvent): InventoryBucketState => {
  const standing = (change: Partial<InventoryBucketState> = {}): InventoryBucketState => ({
    ...before,
    ...change,
    stock: { ...before.stock, balance: event.balance },
  });
  switch (event.type) {
    case 'inventory_bucket.opened':
      return standing({ isSelling: true, epoch: event.epoch });
    case 'inventory_bucket.closed':
      return standing({ isSelling: false });
    case 'inventory_bucket.filled':
    case 'inventory_bucket.drawn':
    case 'inventory_bucket.returned':
      return standing();
    case 'inventory_bucket.displaced': {
      const ids = event.reservations.map(({ reservationId }) => reservationId);
      const recent = ids.reduce((memory, id) => {
        const closed = closedReservation(id);
        return remember(memory, closed.id, closed.content);
      }, before.stock.recent);
      return { ...before, stock: { ...before.stock, balance: event.balance, open: withoutClosed(before.stock.open, ids), recent } };
    }
    default:
      return { ...before, stock: evolveInventoryItem(before.stock, asItemEvent(event)) };
  }
};

/** The units that one item leased to one of its slots. Holds always: 0 ≤ Σ open ≤ lease; free units only while it sells. */
export const inventoryBucketDecider: Decider<InventoryBucketState, InventoryBucketCommand, InventoryBucketEvent, InventoryRejection> = {
  initial: initialInventoryBucket,
  decide: decideInventoryBucket,
  evolve: evolveInventoryBucket,
};
