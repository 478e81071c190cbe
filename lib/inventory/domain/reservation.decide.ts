import { err, ok, type Result } from '../../kernel/result.ts';
import type { AllocateReservation, ExpireReservation, ReleaseReservation, ReserveStock, ShipStock } from './inventory-item.commands.ts';
import type { InventoryItemEvent, ReservationReleased } from './inventory-item.events.ts';
import { evolveInventoryItem } from './inventory-item.evolve.ts';
import { closedReservation } from './inventory-item.memory.ts';
import { type Decision, invalidQuantity, posted, repeatOf } from './inventory-item.posting.ts';
import type { InventoryRejection } from './inventory-item.rejections.ts';
import {
  expiredReservations,
  findOpen,
  type InventoryItemState,
  type OpenReservation,
  openReservationsMax,
  reservedQuantity,
} from './inventory-item.state.ts';
import { recall } from './recent-ids.ts';

/** Expired reservations that one reserve may clear away, so that a commit stays small. */
const reclaimMax = 200;

/** Whether the item remembers that the reservation was shipped, given back or voided. */
export const isClosedReservation = (state: InventoryItemState, reservationId: string): boolean => {
  const { id, content } = closedReservation(reservationId);
  return recall(state.recent, id, content) !== 'unknown';
};

const find = (state: InventoryItemState, reservationId: string): Result<OpenReservation, InventoryRejection> => {
  const open = findOpen(state, reservationId);
  if (open) return ok(open);
  return err({ code: isClosedReservation(state, reservationId) ? 'reservation-closed' : 'reservation-not-found', reservationId });
};

const release = (state: InventoryItemState, reservation: OpenReservation, reason: ReservationReleased['reason']): ReservationReleased => ({
  type: 'inventory.reservation_released',
  reservationId: reservation.id,
  quantity: reservation.quantity,
  reason,
  ...posted(state, { type: 'release', allocated: -reservation.quantity }),
});

const hasRoom = (state: InventoryItemState, { quantity }: ReserveStock): boolean =>
  state.balance.available >= quantity && state.open.length < openReservationsMax;

/** Releases expired reservations, soonest first, until `asked` units are free; nothing when even all would not do. */
const reclaim = (
  state: InventoryItemState,
  command: ReserveStock,
): { readonly state: InventoryItemState; readonly events: readonly InventoryItemEvent[] } => {
  if (hasRoom(state, command)) return { state, events: [] };
  const events: InventoryItemEvent[] = [];
  let after = state;
  for (const reservation of expiredReservations(state, command.now).slice(0, reclaimMax)) {
    if (hasRoom(after, command)) break;
    const event = release(after, reservation, 'expired');
    events.push(event);
    after = evolveInventoryItem(after, event);
  }
  return after.balance.available >= command.quantity ? { state: after, events } : { state, events: [] };
};

const repeatReserve = (state: InventoryItemState, open: OpenReservation, command: ReserveStock): Decision => {
  const recorded = reservedQuantity(open);
  if (recorded !== command.quantity) {
    return err({ code: 'reservation-conflict', reservationId: command.reservationId, recorded, asked: command.quantity });
  }
  // A cart that became an order must not run out any more.
  if (command.kind === 'order' && open.kind === 'cart')
    return allocateReservation(state, { type: 'AllocateReservation', reservationId: open.id });
  return ok([]);
};

export const reserveStock = (state: InventoryItemState, command: ReserveStock): Decision => {
  const { reservationId, quantity, kind, expiresAt } = command;
  const invalid = invalidQuantity(quantity);
  if (invalid) return err(invalid);
  const open = findOpen(state, reservationId);
  if (open) return repeatReserve(state, open, command);
  if (isClosedReservation(state, reservationId)) return err({ code: 'reservation-closed', reservationId });
  if (expiresAt !== undefined && expiresAt <= command.now) return err({ code: 'expiry-in-the-past', reservationId, expiresAt });
  const room = reclaim(state, command);
  const { available } = room.state.balance;
  if (available < quantity) return err({ code: 'insufficient-stock', asked: quantity, available });
  if (room.state.open.length >= openReservationsMax) return err({ code: 'too-many-reservations', limit: openReservationsMax });
  const reserved: InventoryItemEvent = {
    type: 'inventory.reserved',
    reservationId,
    quantity,
    kind,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...posted(room.state, { type: 'reserve', allocated: quantity }),
  };
  return ok([...room.events, reserved]);
};

export const allocateReservation = (state: InventoryItemState, command: AllocateReservation): Decision => {
  const found = find(state, command.reservationId);
  if (!found.ok) return found;
  if (found.value.kind === 'allocation') return ok([]);
  const { id: reservationId, quantity } = found.value;
  return ok([{ type: 'inventory.allocated', reservationId, quantity, ...posted(state, { type: 'allocate' }) }]);
};

/** A limit, not a difference: asked twice, or late, nothing more is given back. */
const releaseBeyond = (state: InventoryItemState, open: OpenReservation | undefined, keep: number): Decision => {
  const invalid = invalidQuantity(keep);
  if (invalid) return err(invalid);
  if (!open || open.quantity <= keep) return ok([]);
  const quantity = open.quantity - keep;
  const given = posted(state, { type: 'release', allocated: -quantity });
  return ok([{ type: 'inventory.reservation_released', reservationId: open.id, quantity, reason: 'requested', remaining: keep, ...given }]);
};

export const releaseReservation = (state: InventoryItemState, command: ReleaseReservation): Decision => {
  const { reservationId, keep } = command;
  const open = findOpen(state, reservationId);
  if (keep !== undefined) return releaseBeyond(state, open, keep);
  if (open) return ok([release(state, open, 'requested')]);
  if (isClosedReservation(state, reservationId)) return ok([]);
  return ok([{ type: 'inventory.reservation_voided', reservationId, ...posted(state, { type: 'release' }) }]);
};

export const expireReservation = (state: InventoryItemState, command: ExpireReservation): Decision => {
  const open = findOpen(state, command.reservationId);
  // A timer may fire after the reservation was shipped or released: there is nothing left to do.
  if (!open) return ok([]);
  const { id: reservationId, expiresAt } = open;
  if (expiresAt === undefined) return err({ code: 'reservation-not-expired', reservationId });
  if (expiresAt > command.now) return err({ code: 'reservation-not-expired', reservationId, expiresAt });
  return ok([release(state, open, 'expired')]);
};

export const shipStock = (state: InventoryItemState, command: ShipStock): Decision => {
  const { movementId, reservationId, quantity } = command;
  const invalid = invalidQuantity(quantity);
  if (invalid) return err(invalid);
  const content = { type: 'inventory.shipped', movementId, reservationId, quantity } as const;
  const repeat = repeatOf(state, content);
  if (repeat) return repeat;
  const found = find(state, reservationId);
  if (!found.ok) return found;
  if (found.value.kind === 'cart') return err({ code: 'reservation-not-firm', reservationId });
  const held = found.value.quantity;
  if (quantity > held) return err({ code: 'reservation-exceeded', reservationId, held, asked: quantity });
  return ok([{ ...content, ...posted(state, { type: 'sale', onHand: -quantity, allocated: -quantity }) }]);
};
