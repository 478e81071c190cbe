import type { Result } from '../../../kernel/result.ts';
import type { Clock } from '../../../platform/ports.ts';
import type {
  Caller,
  ItemRefusal,
  ReleasedReservation,
  ReservationRef,
  ReserveTogetherInput,
  ShipReservationsInput,
  StockChange,
  TogetherRejection,
} from '../inventory.types.ts';
import { type ItemCommand, type Items, mergeLines, onEachItem, onItem, onItemsTogether } from './item-commands.ts';

type Parts = { readonly items: Items; readonly clock: Clock };
type EachResult = Promise<Result<readonly StockChange[], readonly ItemRefusal[]>>;

/** Reserves every line in one transaction or none of them; the refusal names the lines that were short. */
export const createReserveTogether =
  ({ items, clock }: Parts) =>
  (caller: Caller, input: ReserveTogetherInput): Promise<Result<readonly StockChange[], TogetherRejection>> => {
    const now = clock.now();
    const commands = mergeLines(input.lines).map(
      (line): ItemCommand => ({
        item: line,
        command: {
          type: 'ReserveStock',
          reservationId: input.reservationId,
          quantity: line.quantity,
          kind: input.kind ?? 'order',
          ...(input.expiresAt === undefined ? {} : { expiresAt: input.expiresAt }),
          now,
        },
      }),
    );
    return onItemsTogether(items, caller, commands);
  };

/** Makes reservations firm. Nothing has to happen together: the stock is held already, and a repeat finishes the rest. */
export const createAllocateReservations =
  ({ items }: Parts) =>
  (caller: Caller, reservations: readonly ReservationRef[]): EachResult =>
    onEachItem(
      items,
      caller,
      reservations.map((item) => ({ item, command: { type: 'AllocateReservation', reservationId: item.reservationId } })),
    );

/** Gives reserved stock back. Safe to repeat, and to call for reservations that may never have been made. */
export const createReleaseReservations =
  ({ items }: Parts) =>
  (caller: Caller, reservations: readonly ReleasedReservation[]): EachResult =>
    onEachItem(
      items,
      caller,
      reservations.map(({ keep, ...item }) => ({
        item,
        command: { type: 'ReleaseReservation', reservationId: item.reservationId, ...(keep === undefined ? {} : { keep }) },
      })),
    );

/** Records that reserved goods left. A refusal of one line does not hold up the others: they have left as well. */
export const createShipReservations =
  ({ items }: Parts) =>
  (caller: Caller, input: ShipReservationsInput): EachResult =>
    onEachItem(
      items,
      caller,
      mergeLines(input.lines).map((item) => ({
        item,
        command: { type: 'ShipStock', movementId: input.movementId, reservationId: item.reservationId, quantity: item.quantity },
      })),
    );

/** Releases those of the named reservations that have run out by now; the others are refused by the item and stay. */
export const createExpireReservations =
  ({ items, clock }: Parts) =>
  async (caller: Caller, reservations: readonly ReservationRef[]): Promise<{ readonly expired: readonly StockChange[] }> => {
    const now = clock.now();
    const expired: StockChange[] = [];
    for (const item of reservations) {
      const result = await onItem(items, caller, { item, command: { type: 'ExpireReservation', reservationId: item.reservationId, now } });
      if (result.ok && result.value.changed) expired.push(result.value);
    }
    return { expired };
  };
