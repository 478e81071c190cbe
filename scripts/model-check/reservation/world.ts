// A state of the reservation model: streams of stock, buyers, and the calls that are under way for them.
import { fold } from '../../../lib/kernel/decider.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import type { Result } from '../../../lib/kernel/result.ts';
import type { InventoryItemCommand } from '../../../lib/inventory/domain/inventory-item.commands.ts';
import { inventoryItemDecider } from '../../../lib/inventory/domain/inventory-item.decide.ts';
import type { InventoryItemEvent } from '../../../lib/inventory/domain/inventory-item.events.ts';
import type { InventoryRejection } from '../../../lib/inventory/domain/inventory-item.rejections.ts';
import {
  expiredReservations,
  findOpen,
  initialInventoryItem,
  type InventoryItemState,
} from '../../../lib/inventory/domain/inventory-item.state.ts';
import { type BuyerSpec, bucketsOf, type Scope, type StreamRef, streamsOf } from './scope.ts';

/** Units of one bucket of the balance, added up from the movements. */
export type Sums = { readonly onHand: number; readonly allocated: number };

export type Stream = { readonly version: number; readonly state: InventoryItemState; readonly sums: Sums };

export type Stage =
  | 'idle'
  /** Waits for a call's answer. */
  | 'asking'
  /** Stopped waiting and does not know how the call ended. */
  | 'unsure'
  | 'cart'
  | 'held'
  | 'refused'
  /** Refused, and closes its reservation, because an earlier call for it may still be under way. */
  | 'closing'
  /** Told that its reservation is over. */
  | 'closed'
  /** Refused although the units were free all the time. */
  | 'wronged'
  | 'leaving'
  | 'gone'
  | 'shipping'
  | 'shipped';

export type Buyer = {
  readonly stage: Stage;
  /** A firm reservation has been asked for, not only a cart. */
  readonly firm: boolean;
  /** Some call of the buyer went without an answer. */
  readonly doubted: boolean;
  /** Reservation ids used so far. More than one is a mistake. */
  readonly ids: number;
  /** Lines released or shipped so far. */
  readonly settled: number;
};

/** A stream as a call has read it. */
export type Look = { readonly stream: number; readonly version: number; readonly state: InventoryItemState };

export type Member = {
  readonly buyer: number;
  readonly reservationId: string;
  readonly kind: 'cart' | 'order';
  /** The buyer still waits for this call's answer. */
  readonly attached: boolean;
  /** Asked after carts had run out: the call goes by the time at which it was made. */
  readonly late: boolean;
  /** At some moment since the buyer asked, units for some line were short. */
  readonly sawShort: boolean;
};

/** A call under way: one buyer's, or a batch of several at one process. */
export type Call = {
  /** The writer under group commit; undefined where each call is a process of its own. */
  readonly process: number | undefined;
  /** A batch that has begun takes in no more buyers. */
  readonly begun: boolean;
  readonly members: readonly Member[];
  readonly looks: readonly Look[];
  /** Looks taken to confirm that nothing changed meanwhile. */
  readonly again: readonly Look[];
  /** What it decides on was kept from the last commit, not read. */
  readonly fromMemory: boolean;
  /** Units taken out of a bucket and not yet put into another (only by mistake). */
  readonly inHand: { readonly to: number; readonly quantity: number } | undefined;
};

export type World = {
  readonly streams: readonly Stream[];
  readonly buyers: readonly Buyer[];
  readonly calls: readonly Call[];
  /** What each process kept of its last commit, per process. */
  readonly memory: readonly (readonly Look[])[];
  /** Items that have been called sold out (only by mistake). */
  readonly soldOut: readonly number[];
  /** The moment at which carts run out has passed. */
  readonly late: boolean;
  readonly received: readonly boolean[];
  readonly crashesLeft: number;
  readonly timeoutsLeft: number;
};

/** The scope with what follows from it, computed once. */
export type Setting = { readonly scope: Scope; readonly streams: readonly StreamRef[] };

export const settingOf = (scope: Scope): Setting => ({ scope, streams: streamsOf(scope) });

const early = Instant('2026-11-20T14:00:00.000Z');
const afterwards = Instant('2026-11-20T15:00:00.000Z');
/** When carts run out. */
export const cartExpiresAt = Instant('2026-11-20T14:30:00.000Z');

export const nowOf = (world: { readonly late: boolean }): Instant => (world.late ? afterwards : early);

export const buyerName = (buyer: number): string => `b${buyer + 1}`;
export const reservationIdOf = (buyer: number, nth: number): string => (nth <= 1 ? buyerName(buyer) : `${buyerName(buyer)}.${nth}`);
const knownIds = new Map<number, readonly string[]>();

/** Every reservation id that the buyer has used. */
export const idsOf = (buyer: number, { ids }: Pick<Buyer, 'ids'>): readonly string[] => {
  const place = buyer * 100 + ids;
  let known = knownIds.get(place);
  if (!known) {
    known = Array.from({ length: Math.max(1, ids) }, (_none, index) => reservationIdOf(buyer, index + 1));
    knownIds.set(place, known);
  }
  return known;
};

export const specOf = ({ scope }: Setting, buyer: number): BuyerSpec => {
  const spec = scope.buyers[buyer];
  if (!spec) throw new RangeError(`there is no buyer ${buyer}`);
  return spec;
};

export const streamAt = (world: World, index: number): Stream => {
  const stream = world.streams[index];
  if (!stream) throw new RangeError(`there is no stream ${index}`);
  return stream;
};

export const decideOn = (
  state: InventoryItemState,
  command: InventoryItemCommand,
): Result<readonly InventoryItemEvent[], InventoryRejection> => inventoryItemDecider.decide(state, command);

export const after = (state: InventoryItemState, events: readonly InventoryItemEvent[]): InventoryItemState =>
  fold(inventoryItemDecider, state, events);

/** A commit on a stream: the events are recorded as they are, and the sums follow their movements. */
export const committed = (stream: Stream, events: readonly InventoryItemEvent[]): Stream => ({
  version: stream.version + 1,
  state: after(stream.state, events),
  sums: events.reduce(
    ({ onHand, allocated }, { movement }) => ({
      onHand: onHand + (movement.onHand ?? 0),
      allocated: allocated + (movement.allocated ?? 0),
    }),
    stream.sums,
  ),
});

export const withStream = (world: World, index: number, stream: Stream): World => ({
  ...world,
  streams: world.streams.with(index, stream),
});

export const withBuyer = (world: World, index: number, change: Partial<Buyer>): World => {
  const buyer = world.buyers[index];
  return buyer ? { ...world, buyers: world.buyers.with(index, { ...buyer, ...change }) } : world;
};

/** Runs a command that is decided and written on one stream in one step, as a conditional write that succeeds is. */
export const apply = (world: World, index: number, command: InventoryItemCommand): World | undefined => {
  const stream = streamAt(world, index);
  const decision = decideOn(stream.state, command);
  if (!decision.ok) return undefined;
  return decision.value.length === 0 ? world : withStream(world, index, committed(stream, decision.value));
};

/** Units that a buyer could be given now: free ones, and those of carts that have run out by the time of his call. */
export const freeUnits = (setting: Setting, world: World, item: number, at: { readonly late: boolean }): number =>
  bucketsOf(setting.streams, item).reduce((sum, index) => {
    const { state } = streamAt(world, index);
    const reclaimable = expiredReservations(state, nowOf(at)).reduce((units, { quantity }) => units + quantity, 0);
    return sum + state.balance.available + reclaimable;
  }, 0);

/** Units of a buyer's reservation that are held in a stream. */
export const heldIn = (stream: Stream, reservationId: string): number => findOpen(stream.state, reservationId)?.quantity ?? 0;

export const initialWorld = (setting: Setting): World => {
  const { scope, streams } = setting;
  return {
    streams: streams.map(({ item, bucket }) => {
      const empty: Stream = { version: 0, state: initialInventoryItem, sums: { onHand: 0, allocated: 0 } };
      const quantity = scope.items[item]?.[bucket] ?? 0;
      if (quantity === 0) return empty;
      const received = decideOn(empty.state, { type: 'ReceiveStock', movementId: 'first', quantity });
      return received.ok ? committed(empty, received.value) : empty;
    }),
    buyers: scope.buyers.map(() => ({ stage: 'idle', firm: false, doubted: false, ids: 0, settled: 0 })),
    calls: [],
    memory: Array.from({ length: scope.processes ?? 1 }, () => []),
    soldOut: [],
    late: false,
    received: (scope.receipts ?? []).map(() => false),
    crashesLeft: scope.crashes ?? 0,
    timeoutsLeft: scope.timeouts ?? 0,
  };
};
