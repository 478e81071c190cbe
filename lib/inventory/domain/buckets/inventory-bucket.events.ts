import type { Balance, DisplacedReservation, InventoryItemEvent, Movement } from '../inventory-item.events.ts';

/** As for an item; `onHand` are the units that the bucket has leased. */
type Ledgered = { readonly movement: Movement; readonly balance: Balance };

type ReservationEvent = Extract<
  InventoryItemEvent,
  {
    readonly type:
      | 'inventory.reserved'
      | 'inventory.allocated'
      | 'inventory.reservation_released'
      | 'inventory.reservation_voided'
      | 'inventory.shipped';
  }
>;

/** What happens to a reservation is the same in a bucket as in an item, under a name that says where. */
type InBucket<E> = E extends { readonly type: `inventory.${infer Name}` }
  ? Omit<E, 'type' | 'slot'> & { readonly type: `inventory_bucket.${Name}` }
  : never;

export type BucketReservationEvent = InBucket<ReservationEvent>;

/** The bucket sells from now on. */
export type BucketOpened = Ledgered & { readonly type: 'inventory_bucket.opened'; readonly epoch: number; readonly quantity: number };

/** Units came from another bucket, or from the item when no slot is named. */
export type BucketFilled = Ledgered & { readonly type: 'inventory_bucket.filled'; readonly quantity: number; readonly fromSlot?: number };

export type BucketDrawn = Ledgered & { readonly type: 'inventory_bucket.drawn'; readonly quantity: number; readonly toSlot: number };

/** The bucket sells no more, and its free units went back to the item. */
export type BucketClosed = Ledgered & { readonly type: 'inventory_bucket.closed'; readonly quantity: number };

/** Units of a closed bucket that came free went back to the item. */
export type BucketReturned = Ledgered & { readonly type: 'inventory_bucket.returned'; readonly quantity: number };

/** Reservations that lost their stock to a count or damage, which stands in the item. */
export type BucketDisplaced = Ledgered & {
  readonly type: 'inventory_bucket.displaced';
  readonly reservations: readonly DisplacedReservation[];
};

export type InventoryBucketEvent =
  | BucketReservationEvent
  | BucketOpened
  | BucketFilled
  | BucketDrawn
  | BucketClosed
  | BucketReturned
  | BucketDisplaced;

export const inventoryBucketEventSchemaVersions: Readonly<Record<InventoryBucketEvent['type'], number>> = {
  'inventory_bucket.opened': 1,
  'inventory_bucket.filled': 1,
  'inventory_bucket.drawn': 1,
  'inventory_bucket.reserved': 1,
  'inventory_bucket.allocated': 1,
  'inventory_bucket.reservation_released': 1,
  'inventory_bucket.reservation_voided': 1,
  'inventory_bucket.shipped': 1,
  'inventory_bucket.displaced': 1,
  'inventory_bucket.returned': 1,
  'inventory_bucket.closed': 1,
};
