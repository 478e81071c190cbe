import { assertNever, err, ok } from '../../kernel/result.ts';
import type {
  AdjustStock,
  CountStock,
  DamageStock,
  ExpectStock,
  ReceiveStock,
  ReclassifyStock,
  ReturnStock,
  TransferIn,
  TransferOut,
} from './inventory-item.commands.ts';
import type { DisplacedReservation, InventoryItemEvent, Movement, ReturnDisposition } from './inventory-item.events.ts';
import type { MovementContent } from './inventory-item.memory.ts';
import { type Decision, invalidDelta, invalidQuantity, overfull, posted, repeatOf } from './inventory-item.posting.ts';
import type { InventoryItemState, OpenReservation } from './inventory-item.state.ts';

type Shortage = { readonly shortage?: number; readonly displaced?: readonly DisplacedReservation[]; readonly leased?: number };

/** One event for a movement, unless it has been recorded before or would overfill a bucket. */
const recording = (state: InventoryItemState, content: MovementContent, movement: Movement, shortage: Shortage = {}): Decision => {
  const entry = posted(state, movement);
  const full = overfull(entry.balance);
  if (full) return err(full);
  return ok([{ ...content, ...shortage, ...entry } as InventoryItemEvent]);
};

const settled = (state: InventoryItemState, settlesIncoming: number | undefined): { readonly incoming?: number } => {
  const units = Math.min(state.balance.incoming, settlesIncoming ?? 0);
  return units > 0 ? { incoming: -units } : {};
};

const arrival = (
  state: InventoryItemState,
  command: ReceiveStock | TransferIn,
  content: MovementContent,
  type: 'receiving' | 'transfer',
): Decision => {
  const invalid =
    invalidQuantity(command.quantity) ?? (command.settlesIncoming === undefined ? undefined : invalidQuantity(command.settlesIncoming, 0));
  if (invalid) return err(invalid);
  const movement: Movement = { type, onHand: command.quantity, ...settled(state, command.settlesIncoming) };
  return repeatOf(state, content) ?? recording(state, content, movement);
};

export const receiveStock = (state: InventoryItemState, command: ReceiveStock): Decision => {
  const { movementId, quantity, reference } = command;
  const content = { type: 'inventory.received', movementId, quantity, ...(reference === undefined ? {} : { reference }) } as const;
  return arrival(state, command, content, 'receiving');
};

export const transferIn = (state: InventoryItemState, command: TransferIn): Decision => {
  const { movementId, transferId, quantity } = command;
  return arrival(state, command, { type: 'inventory.transferred_in', movementId, transferId, quantity }, 'transfer');
};

export const transferOut = (state: InventoryItemState, command: TransferOut): Decision => {
  const { movementId, transferId, quantity } = command;
  const invalid = invalidQuantity(quantity);
  if (invalid) return err(invalid);
  const content = { type: 'inventory.transferred_out', movementId, transferId, quantity } as const;
  const repeat = repeatOf(state, content);
  if (repeat) return repeat;
  const { available } = state.balance;
  if (quantity > available) return err({ code: 'insufficient-stock', asked: quantity, available });
  return recording(state, content, { type: 'transfer', onHand: -quantity });
};

export const expectStock = (state: InventoryItemState, command: ExpectStock): Decision => {
  const { movementId, delta, reference, expectedAt } = command;
  const invalid = invalidDelta(delta);
  if (invalid) return err(invalid);
  const content = {
    type: 'inventory.expected',
    movementId,
    delta,
    ...(reference === undefined ? {} : { reference }),
    ...(expectedAt === undefined ? {} : { expectedAt }),
  } as const;
  const repeat = repeatOf(state, content);
  if (repeat) return repeat;
  const { incoming } = state.balance;
  if (incoming + delta < 0) return err({ code: 'insufficient-incoming', asked: -delta, incoming });
  return recording(state, content, { type: 'expect', incoming: delta });
};

/**
 * Reservations to give up so that at most `keep` units stay reserved. Carts go first, because no one has been promised
 * anything yet; within each group the newest goes first.
 */
const displace = (
  state: InventoryItemState,
  keep: number,
  elsewhere: readonly OpenReservation[],
): Shortage & { readonly units: number; readonly leased?: number } => {
  const shortage = state.balance.allocated - keep;
  if (shortage <= 0) return { units: 0 };
  // What buckets hold came after what the item held before them, and before what it has sold since: it counts as older.
  const newestFirst = [...elsewhere, ...state.open].reverse();
  const isCart = (reservation: OpenReservation): boolean => reservation.kind === 'cart';
  const displaced: DisplacedReservation[] = [];
  let units = 0;
  for (const { id, quantity, kind } of [...newestFirst.filter(isCart), ...newestFirst.filter((reservation) => !isCart(reservation))]) {
    if (units >= shortage) break;
    displaced.push({ reservationId: id, quantity, kind });
    units += quantity;
  }
  const inBuckets = new Set(elsewhere.map(({ id }) => id));
  const leased = displaced.reduce((sum, { reservationId, quantity }) => sum + (inBuckets.has(reservationId) ? quantity : 0), 0);
  return { units, shortage, displaced, ...(leased === 0 ? {} : { leased }) };
};

const withReality = (
  state: InventoryItemState,
  content: MovementContent,
  movement: Movement,
  elsewhere: readonly OpenReservation[] | undefined,
): Decision => {
  const keep = state.balance.onHand + (movement.onHand ?? 0);
  const leased = state.lease?.quantity ?? 0;
  if (state.balance.allocated > keep && leased > 0 && elsewhere === undefined) return err({ code: 'stock-leased', leased });
  const { units, ...shortage } = displace(state, keep, elsewhere ?? []);
  return recording(state, content, units === 0 ? movement : { ...movement, allocated: -units }, shortage);
};

export const adjustStock = (state: InventoryItemState, command: AdjustStock): Decision => {
  const { movementId, delta, reasonCode } = command;
  const invalid = invalidDelta(delta);
  if (invalid) return err(invalid);
  const content = { type: 'inventory.adjusted', movementId, delta, reasonCode } as const;
  const repeat = repeatOf(state, content);
  if (repeat) return repeat;
  const { onHand, allocated, available } = state.balance;
  if (onHand + delta < 0) return err({ code: 'insufficient-on-hand', asked: -delta, onHand });
  if (available + delta < 0) return err({ code: 'stock-allocated', asked: -delta, onHand, allocated, available });
  return recording(state, content, { type: 'adjustment', onHand: delta });
};

export const countStock = (state: InventoryItemState, command: CountStock): Decision => {
  const { movementId, countedOnHand, reasonCode } = command;
  const invalid = invalidQuantity(countedOnHand, 0);
  if (invalid) return err(invalid);
  const delta = countedOnHand - state.balance.onHand;
  const content = { type: 'inventory.adjusted', movementId, delta, reasonCode, countedOnHand } as const;
  // A count that confirms the book is recorded too: it is the evidence that someone looked.
  return (
    repeatOf(state, content) ??
    withReality(state, content, { type: 'adjustment', ...(delta === 0 ? {} : { onHand: delta }) }, command.elsewhere)
  );
};

export const damageStock = (state: InventoryItemState, command: DamageStock): Decision => {
  const { movementId, quantity, reasonCode } = command;
  const invalid = invalidQuantity(quantity);
  if (invalid) return err(invalid);
  const content = { type: 'inventory.damaged', movementId, quantity, reasonCode } as const;
  const repeat = repeatOf(state, content);
  if (repeat) return repeat;
  const { onHand } = state.balance;
  if (quantity > onHand) return err({ code: 'insufficient-on-hand', asked: quantity, onHand });
  return withReality(state, content, { type: 'damage', onHand: -quantity, damaged: quantity }, command.elsewhere);
};

const returnBuckets = (disposition: ReturnDisposition, quantity: number): Omit<Movement, 'type'> => {
  switch (disposition) {
    case 'restock':
      return { onHand: quantity };
    case 'damaged':
      return { damaged: quantity };
    case 'quality_control':
      return { qualityControl: quantity };
    case 'dispose':
      return {};
    default:
      return assertNever(disposition);
  }
};

export const returnStock = (state: InventoryItemState, command: ReturnStock): Decision => {
  const { movementId, quantity, disposition, reference } = command;
  const invalid = invalidQuantity(quantity);
  if (invalid) return err(invalid);
  const content = {
    type: 'inventory.returned',
    movementId,
    quantity,
    disposition,
    ...(reference === undefined ? {} : { reference }),
  } as const;
  return repeatOf(state, content) ?? recording(state, content, { type: 'return', ...returnBuckets(disposition, quantity) });
};

export const reclassifyStock = (state: InventoryItemState, command: ReclassifyStock): Decision => {
  const { movementId, quantity, from, to, reasonCode } = command;
  const invalid = invalidQuantity(quantity);
  if (invalid) return err(invalid);
  if (from === 'damaged' && to === 'damaged') return err({ code: 'same-place', place: from });
  const content = { type: 'inventory.reclassified', movementId, quantity, from, to, reasonCode } as const;
  const repeat = repeatOf(state, content);
  if (repeat) return repeat;
  const held = from === 'damaged' ? state.balance.damaged : state.balance.qualityControl;
  if (quantity > held) return err({ code: 'insufficient-set-aside', bucket: from, asked: quantity, held });
  const leaving = from === 'damaged' ? { damaged: -quantity } : { qualityControl: -quantity };
  const arriving = to === 'on_hand' ? { onHand: quantity } : to === 'damaged' ? { damaged: quantity } : {};
  return recording(state, content, { type: 'adjustment', ...leaving, ...arriving });
};
