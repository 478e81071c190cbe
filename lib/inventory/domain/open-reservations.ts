import type { Instant } from '../../kernel/instant.ts';
import type { ReservationKind } from './inventory-item.events.ts';

export type OpenReservation = {
  readonly id: string;
  /** Units still held. */
  readonly quantity: number;
  readonly kind: ReservationKind;
  readonly expiresAt?: Instant;
  /** Units that have left already, when it is shipped in parts. */
  readonly shipped?: number;
  /** Units that were given back while it went on. */
  readonly givenBack?: number;
};

/** Open reservations of one item, oldest first. */
export type OpenReservations = readonly OpenReservation[];

type Index = Map<string, OpenReservation>;

/**
 * The reservations of a list by their id. An index belongs to one list and goes over to the list that is made from it, so
 * that many decisions one after the other, each on the outcome of the one before, keep it up instead of making it anew. It is
 * first made for a list that was made from another (`wanted`): one that was read for a single decision is looked through
 * sooner. An index changes how long a look takes, never what it finds.
 */
const indexes = new WeakMap<OpenReservations, Index | 'wanted'>();

/** Fewer are looked through as quickly as an index is asked. */
const indexedFrom = 16;

const indexOf = (open: OpenReservations): Index | undefined => {
  const known = indexes.get(open);
  if (known !== 'wanted') return known;
  const index: Index = new Map(open.map((reservation) => [reservation.id, reservation]));
  indexes.set(open, index);
  return index;
};

const handOver = (before: OpenReservations, after: OpenReservations, change: (index: Index) => void): void => {
  const index = indexes.get(before);
  if (index === undefined || index === 'wanted') {
    if (after.length >= indexedFrom) indexes.set(after, 'wanted');
    return;
  }
  indexes.delete(before);
  change(index);
  indexes.set(after, index);
};

export const findOpen = ({ open }: { readonly open: OpenReservations }, reservationId: string): OpenReservation | undefined => {
  const index = indexOf(open);
  if (index) return index.get(reservationId);
  for (const reservation of open) if (reservation.id === reservationId) return reservation;
  return undefined;
};

/** The list with one more, the newest. */
export const withOpened = (open: OpenReservations, reservation: OpenReservation): OpenReservations => {
  const after = [...open, reservation];
  handOver(open, after, (index) => index.set(reservation.id, reservation));
  return after;
};

/** The list with one reservation changed in its place. */
export const withChanged = (
  open: OpenReservations,
  reservationId: string,
  change: (reservation: OpenReservation) => OpenReservation,
): OpenReservations => {
  const before = findOpen({ open }, reservationId);
  if (!before) return open;
  const changed = change(before);
  const after = open.map((reservation) => (reservation === before ? changed : reservation));
  handOver(open, after, (index) => index.set(reservationId, changed));
  return after;
};

/** The list without these; an id that is not in it is passed over. */
export const withoutClosed = (open: OpenReservations, reservationIds: readonly string[]): OpenReservations => {
  const closed = new Set(reservationIds);
  const after = open.filter((reservation) => !closed.has(reservation.id));
  handOver(open, after, (index) => closed.forEach((id) => index.delete(id)));
  return after;
};
