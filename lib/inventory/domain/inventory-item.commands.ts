import type { Instant } from '../../kernel/instant.ts';
import type { ReturnDisposition } from './inventory-item.events.ts';
import type { OpenReservation } from './open-reservations.ts';

// `movementId` and `reservationId` make a command repeatable: the second time it is accepted and changes nothing.
// Quantities are whole units from 1 to `quantityMax`.

export type ReceiveStock = {
  readonly type: 'ReceiveStock';
  readonly movementId: string;
  readonly quantity: number;
  readonly reference?: string;
  /**
   * Expected units this receipt settles, 0 by default. It may differ from `quantity` (a short delivery that closes the
   * purchase order) and is cut to what is expected, because goods on the dock are not refused over paperwork.
   */
  readonly settlesIncoming?: number;
};

/** Announces (`delta` above 0) or withdraws (below 0) units that a supplier or another location will deliver. */
export type ExpectStock = {
  readonly type: 'ExpectStock';
  readonly movementId: string;
  readonly delta: number;
  readonly reference?: string;
  readonly expectedAt?: Instant;
};

export type ReserveStock = {
  readonly type: 'ReserveStock';
  readonly reservationId: string;
  readonly quantity: number;
  readonly kind: 'cart' | 'order';
  /** Without it the reservation stays until it is shipped or released. */
  readonly expiresAt?: Instant;
  /** Reservations that ran out before this moment give way when stock is otherwise too short. */
  readonly now: Instant;
};

/** Makes a reservation firm: it no longer expires. */
export type AllocateReservation = { readonly type: 'AllocateReservation'; readonly reservationId: string };

/**
 * Gives back what a reservation still holds. One that was never made is closed, so that it cannot be made later.
 * With `keep`, 1 or more, only what it holds beyond so many units; one that is closed or was never made stays as it is.
 */
export type ReleaseReservation = { readonly type: 'ReleaseReservation'; readonly reservationId: string; readonly keep?: number };

export type ExpireReservation = { readonly type: 'ExpireReservation'; readonly reservationId: string; readonly now: Instant };

/** Goods left the building. The reservation stays open for what it still holds. */
export type ShipStock = {
  readonly type: 'ShipStock';
  readonly movementId: string;
  readonly reservationId: string;
  readonly quantity: number;
};

/** Goods left that a bucket had promised; it has decided that they may, in the same transaction. */
export type ShipLeased = Omit<ShipStock, 'type'> & { readonly type: 'ShipLeased'; readonly slot: number };

/** Hands free units to buckets. With an epoch that is not the running one, all of them begin to sell. */
export type LeaseStock = { readonly type: 'LeaseStock'; readonly epoch: number; readonly slots: number; readonly quantity: number };

/** Takes back units of a bucket, which gives them up in the same transaction. */
export type TakeBackStock = { readonly type: 'TakeBackStock'; readonly slot: number; readonly quantity: number; readonly closes: boolean };

export type EndLease = { readonly type: 'EndLease' };

/** What stands in buckets, oldest first: without it, whoever may have to take stock from its owners is refused. */
type Elsewhere = { readonly elsewhere?: readonly OpenReservation[] };

/** Changes the book by a decision of ours; refused when reserved stock would be taken. */
export type AdjustStock = {
  readonly type: 'AdjustStock';
  readonly movementId: string;
  readonly delta: number;
  readonly reasonCode: string;
};

/**
 * States what was counted on the shelf, 0 to `quantityMax`. Reality wins over the book: when less is there than is
 * reserved, the newest reservations lose their stock and the event names them.
 */
export type CountStock = Elsewhere & {
  readonly type: 'CountStock';
  readonly movementId: string;
  readonly countedOnHand: number;
  readonly reasonCode: string;
};

export type TransferOut = {
  readonly type: 'TransferOut';
  readonly movementId: string;
  readonly transferId: string;
  readonly quantity: number;
};

export type TransferIn = {
  readonly type: 'TransferIn';
  readonly movementId: string;
  readonly transferId: string;
  readonly quantity: number;
  /** As for `ReceiveStock`. */
  readonly settlesIncoming?: number;
};

export type ReturnStock = {
  readonly type: 'ReturnStock';
  readonly movementId: string;
  readonly quantity: number;
  readonly disposition: ReturnDisposition;
  readonly reference?: string;
};

/** Goods on hand turned out unsaleable. As with a count, reality wins over reservations. */
export type DamageStock = Elsewhere & {
  readonly type: 'DamageStock';
  readonly movementId: string;
  readonly quantity: number;
  readonly reasonCode: string;
};

/** Gives units set aside (inspection, damage) their final place. */
export type ReclassifyStock = {
  readonly type: 'ReclassifyStock';
  readonly movementId: string;
  readonly quantity: number;
  readonly from: 'damaged' | 'quality_control';
  readonly to: 'on_hand' | 'damaged' | 'disposed';
  readonly reasonCode: string;
};

export type InventoryItemCommand =
  | ReceiveStock
  | ExpectStock
  | ReserveStock
  | AllocateReservation
  | ReleaseReservation
  | ExpireReservation
  | ShipStock
  | AdjustStock
  | CountStock
  | TransferOut
  | TransferIn
  | ReturnStock
  | DamageStock
  | ReclassifyStock
  | ShipLeased
  | LeaseStock
  | TakeBackStock
  | EndLease;
