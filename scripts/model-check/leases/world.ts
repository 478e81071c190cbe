// An item, its buckets, and those who want something of it, each somewhere in a call. The decisions are the product's own.
import { homeSlot } from '../../../lib/inventory/app/reservations/bucket-plan.ts';
import type { InventoryBucketState } from '../../../lib/inventory/domain/buckets/inventory-bucket.ts';
import {
  decideInventoryBucket,
  inventoryBucketDecider,
  initialInventoryBucket,
} from '../../../lib/inventory/domain/buckets/inventory-bucket.ts';
import type { InventoryItemCommand } from '../../../lib/inventory/domain/inventory-item.commands.ts';
import { decideInventoryItem, inventoryItemDecider } from '../../../lib/inventory/domain/inventory-item.decide.ts';
import { initialInventoryItem, type InventoryItemState } from '../../../lib/inventory/domain/inventory-item.state.ts';
import { fold } from '../../../lib/kernel/decider.ts';
import { Instant } from '../../../lib/kernel/instant.ts';

export const slots = 2;
const now = Instant('2026-11-02T09:00:00.000Z');

export type LeaseMistake = 'old-item-trusted' | 'stale-bucket-written' | 'item-sells-too' | 'void-at-item';
export const leaseMistakes: readonly LeaseMistake[] = ['old-item-trusted', 'stale-bucket-written', 'item-sells-too', 'void-at-item'];

export type LeaseBuyer = {
  readonly quantity: number;
  readonly home: number;
  readonly next: 'keep' | 'cancel' | 'ship';
  /** Asks a process that knows nothing of buckets at first. */
  readonly plain?: boolean;
};

export type LeaseScope = {
  readonly units: number;
  readonly buyers: readonly LeaseBuyer[];
  /** Times a buyer may stop waiting while the call goes on. */
  readonly timeouts?: number;
  /** Times that the buckets may be closed, and opened again, without a buyer's need. */
  readonly recalls?: number;
  readonly openings?: number;
  /** What a count finds on the shelf. */
  readonly count?: number;
  readonly mistake?: LeaseMistake;
};

export type Stored<S> = { readonly state: S; readonly version: number };
export type ItemStored = Stored<InventoryItemState>;
export type BucketStored = Stored<InventoryBucketState>;

/** A call on its way: what it has read, and what it is to read next. */
export type LeaseCall = {
  readonly who: number;
  readonly command: 'reserve' | 'release' | 'ship' | 'count';
  readonly item?: ItemStored;
  readonly isFresh: boolean;
  readonly buckets: readonly (BucketStored | undefined)[];
  readonly unread: readonly number[];
  readonly isPlain: boolean;
  readonly isRecalling: boolean;
  /** Whether the units were short at some moment of it. */
  readonly wasShort: boolean;
  /** Nobody waits for its answer any more. */
  readonly isLate: boolean;
};

export type Standing = 'new' | 'asking' | 'reserved' | 'refused' | 'closing' | 'shipping' | 'kept' | 'gone' | 'shipped';
export type LeaseWorld = {
  readonly item: ItemStored;
  readonly buckets: readonly BucketStored[];
  /** The item as processes may remember it: as each spell of selling began. */
  readonly memories: readonly ItemStored[];
  readonly standing: readonly Standing[];
  readonly doubt: readonly boolean[];
  readonly displaced: readonly string[];
  readonly calls: readonly LeaseCall[];
  readonly timeouts: number;
  readonly recalls: number;
  readonly openings: number;
  readonly isRecalling: boolean;
  readonly count: 'due' | 'under-way' | 'done';
  /** A refusal for want of stock that no moment of the call justifies. */
  readonly undersold: boolean;
};

/** Ids whose home is the slot that the scope asks for. */
export const idOf = (scope: LeaseScope, who: number): string => {
  const { home } = scope.buyers[who] ?? { home: 0 };
  for (let nth = 0; ; nth += 1) if (homeSlot(`b${who + 1}-${nth}`, slots) === home) return `b${who + 1}-${nth}`;
};

export const commandOf = (scope: LeaseScope, { who, command }: LeaseCall): InventoryItemCommand => {
  const reservationId = idOf(scope, who);
  const quantity = scope.buyers[who]?.quantity ?? 0;
  switch (command) {
    case 'reserve':
      return { type: 'ReserveStock', reservationId, quantity, kind: 'order', now };
    case 'release':
      return { type: 'ReleaseReservation', reservationId };
    case 'ship':
      return { type: 'ShipStock', movementId: `ship-${reservationId}`, reservationId, quantity };
    case 'count':
      return { type: 'CountStock', movementId: 'count', countedOnHand: scope.count ?? 0, reasonCode: 'cycle-count' };
  }
};

const accepted = <T>(
  decision: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly code: string } },
): T => {
  if (!decision.ok) throw new Error(`the decider refused: ${decision.error.code}`);
  return decision.value;
};

export const appliedToItem = ({ state, version }: ItemStored, command: InventoryItemCommand): ItemStored => {
  const events = accepted(decideInventoryItem(state, command));
  return { state: fold(inventoryItemDecider, state, events), version: version + events.length };
};

/** Everything free goes to the buckets, as evenly as it can. */
export const opened = (world: LeaseWorld): LeaseWorld => {
  const { available } = world.item.state.balance;
  const epoch = world.item.version + 1;
  const item = appliedToItem(world.item, { type: 'LeaseStock', epoch, slots, quantity: available });
  const buckets = world.buckets.map(({ state, version }, slot): BucketStored => {
    const quantity = Math.floor(available / slots) + (slot < available % slots ? 1 : 0);
    const events = accepted(decideInventoryBucket(state, { type: 'OpenBucket', epoch, quantity }));
    return { state: fold(inventoryBucketDecider, state, events), version: version + events.length };
  });
  return { ...world, item, buckets, memories: [...world.memories, item] };
};

/** The first bucket that still sells gives its free units back: one transaction, which has read what it replaces. */
export const closedOne = (world: LeaseWorld): LeaseWorld | undefined => {
  const slot = world.item.state.lease?.selling[0];
  const bucket = slot === undefined ? undefined : world.buckets[slot];
  if (slot === undefined || !bucket) return undefined;
  const quantity = bucket.state.stock.balance.available;
  const events = accepted(decideInventoryBucket(bucket.state, { type: 'CloseBucket' }));
  const closed = { state: fold(inventoryBucketDecider, bucket.state, events), version: bucket.version + events.length };
  return {
    ...world,
    item: appliedToItem(world.item, { type: 'TakeBackStock', slot, quantity, closes: true }),
    buckets: world.buckets.map((one, index) => (index === slot ? closed : one)),
  };
};

export const initialLeaseWorld = (scope: LeaseScope): LeaseWorld => {
  const received = appliedToItem(
    { state: initialInventoryItem, version: 0 },
    { type: 'ReceiveStock', movementId: 'first', quantity: scope.units },
  );
  return opened({
    item: received,
    buckets: Array.from({ length: slots }, () => ({ state: initialInventoryBucket, version: 0 })),
    memories: [],
    standing: scope.buyers.map(() => 'new'),
    doubt: scope.buyers.map(() => false),
    displaced: [],
    calls: [],
    timeouts: scope.timeouts ?? 0,
    recalls: scope.recalls ?? 0,
    openings: scope.openings ?? 0,
    isRecalling: false,
    count: scope.count === undefined ? 'done' : 'due',
    undersold: false,
  });
};

export const openOf = (world: LeaseWorld) => [...world.item.state.open, ...world.buckets.flatMap(({ state }) => state.stock.open)];
export const freeOf = (world: LeaseWorld): number =>
  world.item.state.balance.available + world.buckets.reduce((sum, { state }) => sum + state.stock.balance.available, 0);
