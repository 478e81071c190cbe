import type { Instant } from '../../kernel/instant.ts';

/** What stands at one location of one SKU, in whole units. `available` is always `onHand − allocated`. */
export type Balance = {
  readonly onHand: number;
  /** Units of every open reservation, carts included. */
  readonly allocated: number;
  readonly available: number;
  /** Announced by a supplier or another location and not here yet. */
  readonly incoming: number;
  readonly damaged: number;
  readonly qualityControl: number;
};

export type MovementType =
  | 'sale'
  | 'return'
  | 'receiving'
  | 'transfer'
  | 'adjustment'
  | 'damage'
  | 'reserve'
  | 'release'
  | 'allocate'
  | 'expect';

/** Signed change of each bucket; a bucket that does not change is left out. `available` follows from the others. */
export type Movement = {
  readonly type: MovementType;
  readonly onHand?: number;
  readonly allocated?: number;
  readonly incoming?: number;
  readonly damaged?: number;
  readonly qualityControl?: number;
};

/** `cart` may run out; `order` is promised to an order; `allocation` is promised and assigned to a warehouse. */
export type ReservationKind = 'cart' | 'order' | 'allocation';

/** A reservation that lost its stock because the goods turned out not to be there. Its order needs another source. */
export type DisplacedReservation = { readonly reservationId: string; readonly quantity: number; readonly kind: ReservationKind };

export type ReturnDisposition = 'restock' | 'damaged' | 'quality_control' | 'dispose';

/** The movement and the balance after it: the newest event alone tells the stock, the sum of movements proves it. */
type Ledgered = { readonly movement: Movement; readonly balance: Balance };

/** Goods gone or found missing despite reservations: units that lacked, and whose they were. Absent when nothing lacked. */
type Shortage = {
  readonly shortage?: number;
  readonly displaced?: readonly DisplacedReservation[];
  /** Units of the displaced reservations that stood in buckets. Absent when there were none. */
  readonly leased?: number;
};

export type StockReceived = Ledgered & {
  readonly type: 'inventory.received';
  readonly movementId: string;
  readonly quantity: number;
  /** Purchase order, advance shipping notice or transfer. */
  readonly reference?: string;
};

export type StockExpected = Ledgered & {
  readonly type: 'inventory.expected';
  readonly movementId: string;
  /** Units announced, or withdrawn when negative. */
  readonly delta: number;
  readonly reference?: string;
  readonly expectedAt?: Instant;
};

export type StockReserved = Ledgered & {
  readonly type: 'inventory.reserved';
  readonly reservationId: string;
  readonly quantity: number;
  readonly kind: 'cart' | 'order';
  readonly expiresAt?: Instant;
};

export type StockAllocated = Ledgered & {
  readonly type: 'inventory.allocated';
  readonly reservationId: string;
  readonly quantity: number;
};

export type ReservationReleased = Ledgered & {
  readonly type: 'inventory.reservation_released';
  readonly reservationId: string;
  readonly quantity: number;
  readonly reason: 'requested' | 'expired';
  /** Units that it goes on holding, 1 or more; absent where it ends. */
  readonly remaining?: number;
};

/** Released before it was made: a reserve that is still on its way arrives at a closed reservation and takes nothing. */
export type ReservationVoided = Ledgered & { readonly type: 'inventory.reservation_voided'; readonly reservationId: string };

export type StockShipped = Ledgered & {
  readonly type: 'inventory.shipped';
  readonly movementId: string;
  readonly reservationId: string;
  readonly quantity: number;
  /** The bucket that held the reservation, whose lease shrinks by these units; absent where the item itself held it. */
  readonly slot?: number;
};

/** Free units were handed to buckets, which promise them to buyers from partitions of their own. */
export type StockLeased = Ledgered & {
  readonly type: 'inventory.leased';
  /** Number of this spell of selling from buckets: the version of the event that began it. */
  readonly epoch: number;
  readonly slots: number;
  readonly quantity: number;
};

/** A bucket gave units back; with `closes` it promises none any more, and only keeps the reservations that it has. */
export type LeaseReturned = Ledgered & {
  readonly type: 'inventory.lease_returned';
  readonly slot: number;
  readonly quantity: number;
  readonly closes: boolean;
};

/** No bucket holds anything any more, nor has to be asked about reservations that were. */
export type LeaseEnded = Ledgered & { readonly type: 'inventory.lease_ended' };

export type StockAdjusted = Ledgered &
  Shortage & {
    readonly type: 'inventory.adjusted';
    readonly movementId: string;
    readonly delta: number;
    readonly reasonCode: string;
    /** Present when the adjustment is the outcome of a count. */
    readonly countedOnHand?: number;
  };

export type StockTransferredOut = Ledgered & {
  readonly type: 'inventory.transferred_out';
  readonly movementId: string;
  readonly transferId: string;
  readonly quantity: number;
};

export type StockTransferredIn = Ledgered & {
  readonly type: 'inventory.transferred_in';
  readonly movementId: string;
  readonly transferId: string;
  readonly quantity: number;
};

export type StockReturned = Ledgered & {
  readonly type: 'inventory.returned';
  readonly movementId: string;
  readonly quantity: number;
  readonly disposition: ReturnDisposition;
  readonly reference?: string;
};

export type StockDamaged = Ledgered &
  Shortage & {
    readonly type: 'inventory.damaged';
    readonly movementId: string;
    readonly quantity: number;
    readonly reasonCode: string;
  };

/** Units set aside earlier (inspection, damage) got their final place. */
export type StockReclassified = Ledgered & {
  readonly type: 'inventory.reclassified';
  readonly movementId: string;
  readonly quantity: number;
  readonly from: 'damaged' | 'quality_control';
  readonly to: 'on_hand' | 'damaged' | 'disposed';
  readonly reasonCode: string;
};

/** Facts of one SKU at one location; both are named by the stream's id (`parseInventoryItemId`). */
export type InventoryItemEvent =
  | StockReceived
  | StockExpected
  | StockReserved
  | StockAllocated
  | ReservationReleased
  | ReservationVoided
  | StockShipped
  | StockAdjusted
  | StockTransferredOut
  | StockTransferredIn
  | StockReturned
  | StockDamaged
  | StockReclassified
  | StockLeased
  | LeaseReturned
  | LeaseEnded;

export const inventoryItemEventSchemaVersions: Readonly<Record<InventoryItemEvent['type'], number>> = {
  'inventory.received': 1,
  'inventory.expected': 1,
  'inventory.reserved': 1,
  'inventory.allocated': 1,
  'inventory.reservation_released': 1,
  'inventory.reservation_voided': 1,
  'inventory.shipped': 1,
  'inventory.adjusted': 1,
  'inventory.transferred_out': 1,
  'inventory.transferred_in': 1,
  'inventory.returned': 1,
  'inventory.damaged': 1,
  'inventory.reclassified': 1,
  'inventory.leased': 1,
  'inventory.lease_returned': 1,
  'inventory.lease_ended': 1,
};
