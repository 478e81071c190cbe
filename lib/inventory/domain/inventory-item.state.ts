import type { Instant } from '../../kernel/instant.ts';
import type { Balance, Movement } from './inventory-item.events.ts';
import type { OpenReservation } from './open-reservations.ts';

export { findOpen, type OpenReservation } from './open-reservations.ts';

/** Units that buckets hold of an item: counted as allocated, for the item itself can promise none of them. */
export type Lease = {
  readonly epoch: number;
  readonly slots: number;
  /** Units of all buckets, free and promised. */
  readonly quantity: number;
  /** Buckets that still promise units to buyers, by their slot. Without any, the item sells again what it has. */
  readonly selling: readonly number[];
};

/** Kept small: it is stored with every commit. */
export type InventoryItemState = {
  readonly balance: Balance;
  /** Oldest first. */
  readonly open: readonly OpenReservation[];
  /** See `recent-ids.ts`. */
  readonly recent: string;
  readonly lease?: Lease;
};

export const emptyBalance: Balance = { onHand: 0, allocated: 0, available: 0, incoming: 0, damaged: 0, qualityControl: 0 };

export const initialInventoryItem: InventoryItemState = { balance: emptyBalance, open: [], recent: '' };

/** Largest quantity of one command, in units. */
export const quantityMax = 1_000_000_000;

/** Largest content of one bucket, in units; far below where integers stop being exact. */
export const bucketMax = 1_000_000_000_000;

/** Open reservations of one item. About 50 bytes each stand in every commit, and an item of the table holds 400 KB. */
export const openReservationsMax = 2_000;

/** Units the reservation was made for, those that have left included. */
export const reservedQuantity = ({ quantity, shipped = 0, givenBack = 0 }: OpenReservation): number => quantity + shipped + givenBack;

/** Open reservations that have run out at `now`, soonest first. */
export const expiredReservations = (state: InventoryItemState, now: Instant): readonly OpenReservation[] =>
  state.open
    .filter((reservation) => reservation.expiresAt !== undefined && reservation.expiresAt <= now)
    .sort((left, right) => ((left.expiresAt ?? '') < (right.expiresAt ?? '') ? -1 : left.expiresAt === right.expiresAt ? 0 : 1));

export const applyMovement = (balance: Balance, movement: Movement): Balance => {
  const onHand = balance.onHand + (movement.onHand ?? 0);
  const allocated = balance.allocated + (movement.allocated ?? 0);
  return {
    onHand,
    allocated,
    available: onHand - allocated,
    incoming: balance.incoming + (movement.incoming ?? 0),
    damaged: balance.damaged + (movement.damaged ?? 0),
    qualityControl: balance.qualityControl + (movement.qualityControl ?? 0),
  };
};
