// What a command on an item with buckets comes to: pure decisions over what has been read of the item and its buckets.
import { fold } from '../../../kernel/decider.ts';
import type { InventoryBucketEvent } from '../../domain/buckets/inventory-bucket.events.ts';
import {
  type BucketReservationCommand,
  decideInventoryBucket,
  type InventoryBucketCommand,
  type InventoryBucketState,
  inventoryBucketDecider,
  isKnown,
} from '../../domain/buckets/inventory-bucket.ts';
import type { InventoryItemCommand, ReserveStock } from '../../domain/inventory-item.commands.ts';
import { decideInventoryItem, inventoryItemDecider } from '../../domain/inventory-item.decide.ts';
import type { InventoryItemEvent } from '../../domain/inventory-item.events.ts';
import type { InventoryRejection } from '../../domain/inventory-item.rejections.ts';
import { expiredReservations, type InventoryItemState, type Lease } from '../../domain/inventory-item.state.ts';
import { isClosedReservation } from '../../domain/reservation.decide.ts';
import { findOpen } from '../../domain/open-reservations.ts';
import { slotOf } from '../../domain/recent-ids.ts';

/** An item and those of its buckets that have been read. `isFresh` unless the item was remembered from earlier in the spell. */
export type ItemView = {
  readonly item: InventoryItemState;
  readonly isFresh: boolean;
  readonly buckets: ReadonlyMap<number, InventoryBucketState>;
};

/** Events of the item and of its buckets, to be written together. */
export type ItemWrites = {
  readonly item: readonly InventoryItemEvent[];
  readonly buckets: readonly { readonly slot: number; readonly events: readonly InventoryBucketEvent[] }[];
};

export type BucketPlan =
  /** More has to be read before anything can be said; all of it anew, for what is there does not fit together. */
  | { readonly kind: 'read'; readonly slots: readonly number[] }
  /** The buckets have to be closed first, which anybody may do. */
  | { readonly kind: 'recall' }
  | { readonly kind: 'write'; readonly writes: ItemWrites }
  | { readonly kind: 'refuse'; readonly rejection: InventoryRejection };

/** The bucket that a reservation belongs to for as long as the item has this many. */
export const homeSlot = (reservationId: string, slots: number): number => slotOf(reservationId, slots);

const slotsOf = ({ slots }: Lease): readonly number[] => Array.from({ length: slots }, (_, slot) => slot);
const refuse = (rejection: InventoryRejection): BucketPlan => ({ kind: 'refuse', rejection });
const read = (slots: readonly number[]): BucketPlan => ({ kind: 'read', slots });
const onItem = (view: ItemView, command: InventoryItemCommand): BucketPlan => {
  if (!view.isFresh) return read([]);
  const decision = decideInventoryItem(view.item, command);
  return decision.ok ? { kind: 'write', writes: { item: decision.value, buckets: [] } } : refuse(decision.error);
};

type Read = { readonly lease: Lease; readonly view: ItemView; readonly bucketOf: (slot: number) => InventoryBucketState };
type Step = { readonly slot: number; readonly command: InventoryBucketCommand };

/** Commands, each decided on what those before it leave; undefined when one is refused. */
const carriedOut = (view: ItemView, items: readonly InventoryItemCommand[], steps: readonly Step[]): ItemWrites | undefined => {
  let { item } = view;
  const itemEvents: InventoryItemEvent[] = [];
  for (const command of items) {
    const decision = decideInventoryItem(item, command);
    if (!decision.ok) return undefined;
    itemEvents.push(...decision.value);
    item = fold(inventoryItemDecider, item, decision.value);
  }
  const inBuckets = new Map<number, InventoryBucketEvent[]>();
  const states = new Map(view.buckets);
  for (const { slot, command } of steps) {
    const before = states.get(slot);
    if (!before) throw new RangeError(`bucket ${slot} has not been read`);
    const decision = decideInventoryBucket(before, command);
    if (!decision.ok) return undefined;
    inBuckets.set(slot, [...(inBuckets.get(slot) ?? []), ...decision.value]);
    states.set(slot, fold(inventoryBucketDecider, before, decision.value));
  }
  return {
    item: itemEvents,
    buckets: [...inBuckets].map(([slot, events]) => ({ slot, events })).filter(({ events }) => events.length > 0),
  };
};

const written = (writes: ItemWrites | undefined, otherwise: BucketPlan): BucketPlan => (writes ? { kind: 'write', writes } : otherwise);

/**
 * Brings units to the buyer's home in the transaction that reserves them there: from the item first, then from the fullest
 * buckets, more than the buyer needs so that the next one finds some. When few are left, buckets are not worth their while:
 * they are closed, and the item alone says who gets the last ones and that there are none.
 */
const bring = ({ view, lease, bucketOf }: Read, home: number, command: ReserveStock): BucketPlan => {
  const missing = command.quantity - bucketOf(home).stock.balance.available;
  const free = view.item.balance.available;
  const others = slotsOf(lease).filter((slot) => slot !== home);
  const elsewhere = others.reduce((sum, slot) => sum + bucketOf(slot).stock.balance.available, 0);
  if (free + elsewhere < missing + lease.slots) return { kind: 'recall' };
  const fromItem = Math.min(free, Math.max(missing, Math.ceil(free / lease.slots)));
  const items: InventoryItemCommand[] =
    fromItem > 0 ? [{ type: 'LeaseStock', epoch: lease.epoch, slots: lease.slots, quantity: fromItem }] : [];
  const steps: Step[] = fromItem > 0 ? [{ slot: home, command: { type: 'FillBucket', quantity: fromItem } }] : [];
  let needed = missing - fromItem;
  const fullestFirst = others
    .map((slot) => ({ slot, units: bucketOf(slot).stock.balance.available }))
    .sort((left, right) => right.units - left.units || left.slot - right.slot);
  for (const { slot, units } of fullestFirst) {
    if (needed <= 0) break;
    const quantity = Math.min(units, Math.max(needed, Math.floor(units / 2)));
    if (quantity === 0) continue;
    steps.push({ slot, command: { type: 'DrawFromBucket', quantity, toSlot: home } });
    steps.push({ slot: home, command: { type: 'FillBucket', quantity, fromSlot: slot } });
    needed -= quantity;
  }
  return written(carriedOut(view, items, [...steps, { slot: home, command }]), { kind: 'recall' });
};

const allRead = (view: ItemView, lease: Lease): boolean => view.isFresh && slotsOf(lease).every((slot) => view.buckets.has(slot));

const reserveInBucket = (known: Read, home: number, command: ReserveStock): BucketPlan => {
  const decision = decideInventoryBucket(known.bucketOf(home), command);
  if (decision.ok) return { kind: 'write', writes: { item: [], buckets: [{ slot: home, events: decision.value }] } };
  if (decision.error.code === 'too-many-reservations') return { kind: 'recall' };
  if (decision.error.code !== 'insufficient-stock') return refuse(decision.error);
  return allRead(known.view, known.lease) ? bring(known, home, command) : read(slotsOf(known.lease));
};

/** The item sells again; carts that ran out in its closed buckets give way as those of its own do. */
const reserveOnItem = ({ view, lease, bucketOf }: Read, command: ReserveStock): BucketPlan => {
  const plain = onItem(view, command);
  if (plain.kind !== 'refuse' || plain.rejection.code !== 'insufficient-stock' || lease.quantity === 0) return plain;
  if (!allRead(view, lease)) return read(slotsOf(lease));
  const steps: Step[] = [];
  const items: InventoryItemCommand[] = [];
  const ownExpired = expiredReservations(view.item, command.now).reduce((sum, { quantity }) => sum + quantity, 0);
  let missing = command.quantity - view.item.balance.available - ownExpired;
  for (const slot of slotsOf(lease)) {
    for (const { id, quantity } of expiredReservations(bucketOf(slot).stock, command.now)) {
      if (missing <= 0) break;
      steps.push({ slot, command: { type: 'ExpireReservation', reservationId: id, now: command.now } });
      items.push({ type: 'TakeBackStock', slot, quantity, closes: false });
      missing -= quantity;
    }
  }
  return missing > 0 ? plain : written(carriedOut(view, [...items, command], steps), plain);
};

/** What a bucket's part of a change means for its item. */
const onItemToo = (slot: number, events: readonly InventoryBucketEvent[]): readonly InventoryItemCommand[] =>
  events.flatMap((event): readonly InventoryItemCommand[] => {
    if (event.type === 'inventory_bucket.returned') return [{ type: 'TakeBackStock', slot, quantity: event.quantity, closes: false }];
    if (event.type !== 'inventory_bucket.shipped') return [];
    const { movementId, reservationId, quantity } = event;
    return [{ type: 'ShipLeased', movementId, reservationId, quantity, slot }];
  });

const changeInBucket = ({ view, bucketOf }: Read, home: number, command: BucketReservationCommand): BucketPlan => {
  const decision = decideInventoryBucket(bucketOf(home), command);
  if (!decision.ok) return refuse(decision.error);
  const items = onItemToo(home, decision.value);
  if (items.length > 0 && !view.isFresh) return read([home]);
  return written(carriedOut(view, items, [{ slot: home, command }]), read([home]));
};

/** The reservation is looked for in the item, then at home; where it is not known, whoever sells now decides about it. */
const onReservation = (view: ItemView, lease: Lease, command: BucketReservationCommand): BucketPlan => {
  const id = command.reservationId;
  if (findOpen(view.item, id) || isClosedReservation(view.item, id)) return onItem(view, command);
  const home = homeSlot(id, lease.slots);
  const bucket = view.buckets.get(home);
  if (!bucket) return read([home]);
  const known: Read = { lease, view, bucketOf: (slot) => view.buckets.get(slot) ?? bucket };
  const sells = bucket.isSelling && bucket.epoch === lease.epoch;
  // What was remembered of the item is good for the spell in which it was read, and for no other.
  if (!sells && !view.isFresh) return read([home]);
  if (lease.selling.length > 0 && !sells && !isKnown(bucket, id)) {
    // Somebody is closing the buckets, or has opened them since the item was read.
    return lease.selling.includes(home) ? read([home]) : { kind: 'recall' };
  }
  if (sells) return command.type === 'ReserveStock' ? reserveInBucket(known, home, command) : changeInBucket(known, home, command);
  if (isKnown(bucket, id)) return changeInBucket(known, home, command);
  return command.type === 'ReserveStock' ? reserveOnItem(known, command) : onItem(view, command);
};

/** A count or damage that takes goods from those who reserved them looks at all of them, wherever they stand. */
const onWhole = (view: ItemView, lease: Lease, command: InventoryItemCommand): BucketPlan => {
  const plain = onItem(view, command);
  if (plain.kind !== 'refuse' || plain.rejection.code !== 'stock-leased') return plain;
  if (lease.selling.length > 0) return { kind: 'recall' };
  if (!allRead(view, lease)) return read(slotsOf(lease));
  if (command.type !== 'CountStock' && command.type !== 'DamageStock') return plain;
  const elsewhere = slotsOf(lease).flatMap((slot) => view.buckets.get(slot)?.stock.open ?? []);
  const decided = onItem(view, { ...command, elsewhere });
  if (decided.kind !== 'write') return decided;
  const displaced = decided.writes.item.flatMap((event) => ('displaced' in event ? (event.displaced ?? []) : []));
  const steps = slotsOf(lease).map((slot): Step => ({ slot, command: { type: 'DisplaceInBucket', reservations: displaced } }));
  const inBuckets = carriedOut(view, [], steps);
  return written(inBuckets && { ...inBuckets, item: decided.writes.item }, plain);
};

/** What a command on one item comes to. Items without buckets decide by themselves. */
export const planOnBuckets = (view: ItemView, command: InventoryItemCommand): BucketPlan => {
  const { lease } = view.item;
  if (!lease) return onItem(view, command);
  switch (command.type) {
    case 'ReserveStock':
    case 'AllocateReservation':
    case 'ReleaseReservation':
    case 'ExpireReservation':
    case 'ShipStock':
      return onReservation(view, lease, command);
    default:
      return onWhole(view, lease, command);
  }
};
