import { toEpochMs } from '../../../kernel/instant.ts';
import { concurrently } from '../../../platform/concurrently.ts';
import { systemCaller } from '../../../platform/event-store/caller.ts';
import type { Item, Platform } from '../../../platform/ports.ts';
import { expiryPartition, expiryPlace, expiryShards, minuteOf, notedCart } from './expiry-list.ts';
import type { Caller, ReservationRef } from '../inventory.types.ts';

/** Carts that one run releases at most, give or take those of one page; the next run goes on after them. */
const cartsMax = 500;
/** Minutes that one run looks at, at most: after a standstill, those of a day take a few runs. */
const minutesMax = 600;
/** How far back the first run of an installation looks, in minutes. */
const firstMinutes = 60;
const atOnce = 8;

/** As much of the inventory as releases carts that ran out, and only those. */
type Expiring = { readonly expireReservations: (caller: Caller, reservations: readonly ReservationRef[]) => Promise<unknown> };

/** What a run did. `behindSeconds` is for how long the oldest cart that is left may have run out. */
export type Swept = { readonly carts: number; readonly behindSeconds: number };

/**
 * Gives back the units of carts that ran out, by the minute in which they did. A minute is looked at a minute after it is
 * over, when no call that began in it can still make a cart. A run that breaks off loses nothing: what it had not finished is
 * found again by the next.
 */
export const createSweepReservations =
  ({ platform, inventory }: { readonly platform: Pick<Platform, 'ledger' | 'clock'>; readonly inventory: Expiring }) =>
  async (): Promise<Swept> => {
    const { ledger, clock } = platform;
    const newest = minuteOf(clock.now()) - 2;
    const place = (await ledger.query({ PK: expiryPlace.PK, from: expiryPlace.SK, to: expiryPlace.SK })).items[0];
    const first = Number(place?.['minute'] ?? newest - firstMinutes) + 1;
    let carts = 0;

    const release = async (row: Item): Promise<void> => {
      const { tenantId, reservations } = notedCart(row);
      const reservationId = reservations[0]?.reservationId ?? 'none';
      const caller = systemCaller(tenantId, 'reservation-sweeper', { correlationId: reservationId, causationId: reservationId });
      await inventory.expireReservations(caller, reservations);
      await ledger.delete({ PK: row.PK, SK: row.SK });
      carts += 1;
    };

    /** @returns whether nothing of it is left */
    const sweepMinute = async (minute: number): Promise<boolean> => {
      for (let shard = 0; shard < expiryShards; shard += 1) {
        for (;;) {
          const { items } = await ledger.query({ PK: expiryPartition(minute, shard), limit: 100 });
          await concurrently(items, atOnce, release);
          if (items.length === 0) break;
          if (carts >= cartsMax) return false;
        }
      }
      return true;
    };

    let done = first - 1;
    while (done < newest && done < first - 1 + minutesMax && (await sweepMinute(done + 1))) done += 1;
    if (done >= first) await ledger.put({ ...expiryPlace, minute: done });
    const behindMs = done >= newest ? 0 : toEpochMs(clock.now()) - (done + 2) * 60_000;
    return { carts, behindSeconds: Math.max(0, Math.round(behindMs / 1_000)) };
  };
