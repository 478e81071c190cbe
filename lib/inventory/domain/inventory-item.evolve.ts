import { assertNever } from '../../kernel/result.ts';
import type { InventoryItemEvent } from './inventory-item.events.ts';
import { closedReservation, type Memory, movementMemory } from './inventory-item.memory.ts';
import type { InventoryItemState, Lease } from './inventory-item.state.ts';
import type { StockLeased } from './inventory-item.events.ts';
import { findOpen, type OpenReservation, withChanged, withoutClosed, withOpened } from './open-reservations.ts';
import { remember } from './recent-ids.ts';

const remembering = (state: InventoryItemState, memory: Memory): InventoryItemState => ({
  ...state,
  recent: remember(state.recent, memory.id, memory.content),
});

const closing = (state: InventoryItemState, reservationIds: readonly string[]): InventoryItemState => {
  const remaining: InventoryItemState = { ...state, open: withoutClosed(state.open, reservationIds) };
  return reservationIds.reduce((before, id) => remembering(before, closedReservation(id)), remaining);
};

const changing = (
  state: InventoryItemState,
  id: string,
  change: (reservation: OpenReservation) => OpenReservation,
): InventoryItemState => ({ ...state, open: withChanged(state.open, id, change) });

const firm = (reservation: OpenReservation): OpenReservation => {
  const { expiresAt: _dropped, ...rest } = reservation;
  return { ...rest, kind: 'allocation' };
};

const afterShipping = (state: InventoryItemState, reservationId: string, quantity: number): InventoryItemState => {
  const held = findOpen(state, reservationId)?.quantity ?? 0;
  if (held <= quantity) return closing(state, [reservationId]);
  return changing(state, reservationId, (reservation) => ({
    ...reservation,
    quantity: held - quantity,
    shipped: (reservation.shipped ?? 0) + quantity,
  }));
};

const givingBack = (state: InventoryItemState, id: string, quantity: number, remaining: number): InventoryItemState =>
  changing(state, id, (reservation) => ({ ...reservation, quantity: remaining, givenBack: (reservation.givenBack ?? 0) + quantity }));

const leasing = (lease: Lease | undefined, { epoch, slots, quantity }: StockLeased): Lease =>
  lease?.epoch === epoch
    ? { ...lease, quantity: lease.quantity + quantity }
    : { epoch, slots, quantity: (lease?.quantity ?? 0) + quantity, selling: Array.from({ length: slots }, (_, slot) => slot) };

/** The lease with so many units fewer in the buckets. */
const withdrawing = (state: InventoryItemState, quantity: number, closed?: number): InventoryItemState => {
  const { lease } = state;
  if (!lease) return state;
  const selling = closed === undefined ? lease.selling : lease.selling.filter((slot) => slot !== closed);
  return { ...state, lease: { ...lease, quantity: lease.quantity - quantity, selling } };
};

/** Records a fact. The balance is the event's own: it was decided on the version that the write enforced. */
export const evolveInventoryItem = (before: InventoryItemState, event: InventoryItemEvent): InventoryItemState => {
  const state: InventoryItemState = { ...before, balance: event.balance };
  switch (event.type) {
    case 'inventory.reserved': {
      const { reservationId: id, quantity, kind, expiresAt } = event;
      return { ...state, open: withOpened(state.open, { id, quantity, kind, ...(expiresAt === undefined ? {} : { expiresAt }) }) };
    }
    case 'inventory.allocated':
      return changing(state, event.reservationId, firm);
    case 'inventory.reservation_released':
      if (event.remaining === undefined) return closing(state, [event.reservationId]);
      return givingBack(state, event.reservationId, event.quantity, event.remaining);
    case 'inventory.reservation_voided':
      return closing(state, [event.reservationId]);
    case 'inventory.shipped':
      if (event.slot !== undefined) return remembering(withdrawing(state, event.quantity), movementMemory(event));
      return remembering(afterShipping(state, event.reservationId, event.quantity), movementMemory(event));
    case 'inventory.adjusted':
    case 'inventory.damaged': {
      const displaced = (event.displaced ?? []).map((reservation) => reservation.reservationId);
      return remembering(withdrawing(closing(state, displaced), event.leased ?? 0), movementMemory(event));
    }
    case 'inventory.received':
    case 'inventory.expected':
    case 'inventory.transferred_out':
    case 'inventory.transferred_in':
    case 'inventory.returned':
    case 'inventory.reclassified':
      return remembering(state, movementMemory(event));
    case 'inventory.leased':
      return { ...state, lease: leasing(state.lease, event) };
    case 'inventory.lease_returned':
      return withdrawing(state, event.quantity, event.closes ? event.slot : undefined);
    case 'inventory.lease_ended': {
      const { lease: _ended, ...rest } = state;
      return rest;
    }
    default:
      return assertNever(event);
  }
};
