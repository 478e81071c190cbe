import type { Instant } from '../../kernel/instant.ts';
import { assertNever } from '../../kernel/result.ts';

/** Why a command on one inventory item was refused. Every number is in units. */
export type InventoryRejection =
  | { readonly code: 'invalid-quantity'; readonly quantity: number; readonly minimum: number; readonly maximum: number }
  | { readonly code: 'insufficient-stock'; readonly asked: number; readonly available: number }
  | {
      readonly code: 'stock-allocated';
      readonly asked: number;
      readonly onHand: number;
      readonly allocated: number;
      readonly available: number;
    }
  | { readonly code: 'insufficient-on-hand'; readonly asked: number; readonly onHand: number }
  | {
      readonly code: 'insufficient-set-aside';
      readonly bucket: 'damaged' | 'quality_control';
      readonly asked: number;
      readonly held: number;
    }
  | { readonly code: 'insufficient-incoming'; readonly asked: number; readonly incoming: number }
  | { readonly code: 'balance-limit'; readonly limit: number }
  | { readonly code: 'same-place'; readonly place: 'damaged' }
  | { readonly code: 'reservation-not-found'; readonly reservationId: string }
  | { readonly code: 'reservation-closed'; readonly reservationId: string }
  | { readonly code: 'reservation-conflict'; readonly reservationId: string; readonly recorded: number; readonly asked: number }
  | { readonly code: 'reservation-exceeded'; readonly reservationId: string; readonly held: number; readonly asked: number }
  | { readonly code: 'reservation-not-firm'; readonly reservationId: string }
  | { readonly code: 'reservation-not-expired'; readonly reservationId: string; readonly expiresAt?: Instant }
  | { readonly code: 'expiry-in-the-past'; readonly reservationId: string; readonly expiresAt: Instant }
  | { readonly code: 'too-many-reservations'; readonly limit: number }
  | { readonly code: 'movement-conflict'; readonly movementId: string }
  /** Buckets hold units of the item: what they hold has to be looked at too, or taken back first. */
  | { readonly code: 'stock-leased'; readonly leased: number };

/** One sentence for an operator. */
export const describeInventoryRejection = (rejection: InventoryRejection): string => {
  switch (rejection.code) {
    case 'invalid-quantity':
      return `${rejection.quantity} is not a whole number of units from ${rejection.minimum} to ${rejection.maximum}.`;
    case 'insufficient-stock':
      return `${rejection.asked} units were asked for and ${rejection.available} are available.`;
    case 'stock-allocated':
      return `Taking ${rejection.asked} of ${rejection.onHand} units would leave less than the ${rejection.allocated} reserved; ${rejection.available} are free. If a count shows that they are missing, record the count.`;
    case 'insufficient-on-hand':
      return `${rejection.asked} units were named and ${rejection.onHand} are on hand.`;
    case 'insufficient-set-aside':
      return `${rejection.asked} units were named and ${rejection.held} stand in ${rejection.bucket.replace('_', ' ')}.`;
    case 'insufficient-incoming':
      return `${rejection.asked} expected units were withdrawn and ${rejection.incoming} are expected.`;
    case 'balance-limit':
      return `No more than ${rejection.limit} units can stand in one place.`;
    case 'same-place':
      return `The units already stand in ${rejection.place}.`;
    case 'reservation-not-found':
      return `There is no open reservation ${rejection.reservationId}.`;
    case 'reservation-closed':
      return `Reservation ${rejection.reservationId} has been shipped, released or expired.`;
    case 'reservation-conflict':
      return `Reservation ${rejection.reservationId} was made for ${rejection.recorded} units, not ${rejection.asked}.`;
    case 'reservation-exceeded':
      return `Reservation ${rejection.reservationId} holds ${rejection.held} units, fewer than ${rejection.asked}.`;
    case 'reservation-not-firm':
      return `Reservation ${rejection.reservationId} belongs to a cart and cannot be shipped.`;
    case 'reservation-not-expired':
      return rejection.expiresAt === undefined
        ? `Reservation ${rejection.reservationId} does not expire.`
        : `Reservation ${rejection.reservationId} expires at ${rejection.expiresAt}.`;
    case 'expiry-in-the-past':
      return `Reservation ${rejection.reservationId} would have expired at ${rejection.expiresAt} already.`;
    case 'too-many-reservations':
      return `The item already holds ${rejection.limit} open reservations.`;
    case 'movement-conflict':
      return `Movement ${rejection.movementId} has been recorded with other content.`;
    case 'stock-leased':
      return `${rejection.leased} units stand in buckets, from which they are sold.`;
    default:
      return assertNever(rejection);
  }
};
