import type { InventoryItemEvent } from './inventory-item.events.ts';

/** What an item remembers of a change: the id that must not count twice, and what it stood for. */
export type Memory = { readonly id: string; readonly content: string };

export const closedReservation = (reservationId: string): Memory => ({ id: `reservation:${reservationId}`, content: 'closed' });

type MovementEvent = Extract<InventoryItemEvent, { readonly movementId: string }>;
type Fields<E> = E extends MovementEvent ? Omit<E, 'movement' | 'balance' | 'shortage' | 'displaced' | 'leased'> : never;

/** The part of a movement that the command alone determines, so that a repeated command yields the same text. */
export type MovementContent = Fields<MovementEvent>;

export const movementMemory = (event: MovementContent): Memory => {
  const id = `movement:${event.movementId}`;
  switch (event.type) {
    case 'inventory.shipped':
      // One shipment may carry several reservations of the same item.
      return { id: `${id}:${event.reservationId}`, content: `shipped ${event.quantity}` };
    case 'inventory.adjusted':
      // The delta of a count follows from the book, which the first count has changed.
      return { id, content: event.countedOnHand === undefined ? `adjusted ${event.delta}` : `counted ${event.countedOnHand}` };
    case 'inventory.expected':
      return { id, content: `expected ${event.delta}` };
    case 'inventory.returned':
      return { id, content: `returned ${event.quantity} ${event.disposition}` };
    case 'inventory.reclassified':
      return { id, content: `reclassified ${event.quantity} ${event.from} ${event.to}` };
    default:
      return { id, content: `${event.type} ${event.quantity}` };
  }
};
