import { createRecentMap } from '../../../kernel/recent-map.ts';
import { err, ok } from '../../../kernel/result.ts';
import type { StreamId } from '../../../platform/event-store/aggregate.ts';
import type { CommandContext } from '../../../platform/event-store/event-record.ts';
import { ConcurrencyExhaustedError } from '../../../platform/event-store/event-store.ts';
import type { Balance } from '../../domain/inventory-item.events.ts';
import type { InventoryItemCommand } from '../../domain/inventory-item.commands.ts';
import type { InventoryRejection } from '../../domain/inventory-item.rejections.ts';
import type { Lease } from '../../domain/inventory-item.state.ts';
import { isSoldFromBuckets } from '../../domain/buckets/lease.decide.ts';
import { withBuckets } from './bucket-balance.ts';
import { type BucketHead, type BucketLedger, isConflict, type ItemAfter, type ItemHead } from './bucket-ledger.ts';
import { homeSlot, type ItemView, type ItemWrites, planOnBuckets } from './bucket-plan.ts';
import type { Leases } from './leases.ts';
import {
  itemName,
  type ItemOutcome,
  type ReservationStrategy,
  settledWith,
  settledWithout,
  type StockAnswer,
  type StockRequest,
} from './stock-request.ts';

/** More than a plain write gets: an item is sold from buckets because many writers meet there. */
const attemptsMax = 24;
/** Times that one attempt may find that more has to be read. */
const readsMax = 6;

type Known = { readonly item: ItemHead; readonly isFresh: boolean; readonly buckets: ReadonlyMap<number, BucketHead> };
type Planned =
  | { readonly kind: 'write'; readonly id: StreamId; readonly known: Known; readonly writes: ItemWrites }
  | { readonly kind: 'refuse'; readonly rejection: InventoryRejection }
  | { readonly kind: 'again' };

export type BucketStrategy = ReservationStrategy & {
  /** Whether the item has buckets, as far as this process has seen: then only this strategy can answer for it. */
  readonly hasBuckets: (name: string) => boolean;
  /** Whether its buckets sell, as far as this process has seen. */
  readonly isSelling: (name: string) => boolean;
};

const viewOf = ({ item, isFresh, buckets }: Known): ItemView => ({
  item: item.state,
  isFresh,
  buckets: new Map([...buckets].map(([slot, { state }]) => [slot, state])),
});

const reservationOf = (command: InventoryItemCommand): string | undefined =>
  'reservationId' in command ? command.reservationId : undefined;

/**
 * Serves buyers from the buckets of an item. A bucket's own version guards what is promised from it, so that buyers of different
 * buckets do not meet; whatever concerns several buckets or the item is one transaction over all of them.
 * @param parts.seen is told of the versions that streams have reached, which tell how much all writers together write
 */
export const createBucketStrategy = (parts: {
  readonly ledger: BucketLedger;
  readonly leases: Leases;
  readonly seen?: (name: string, slot: number, version: number, slots: number) => void;
}): BucketStrategy => {
  const { ledger, leases } = parts;
  /** Items as they stood when this process last read them: within one spell of selling, what they promised before does not grow. */
  const items = createRecentMap<string, ItemHead>(1_000);
  /** What this process last saw of buckets, to tell a buyer's balance without reading them all. */
  const glimpses = createRecentMap<string, ReadonlyMap<number, BucketHead>>(1_000);

  const note = (name: string, { item, buckets }: ItemAfter): void => {
    items.set(name, item);
    glimpses.set(name, new Map([...(glimpses.get(name) ?? []), ...buckets]));
  };

  /** The item first: a bucket that is read after it is never of an earlier spell. */
  const lookAgain = async (id: StreamId, slots: readonly number[]): Promise<Known> => {
    const item = await ledger.readItem(id);
    const known: Known = { item, isFresh: true, buckets: await ledger.readBuckets(id, slots) };
    note(itemName(id), known);
    return known;
  };

  const firstLook = async (id: StreamId, command: InventoryItemCommand, attempt: number): Promise<Known> => {
    const remembered = items.get(itemName(id));
    const reservation = reservationOf(command);
    const lease = remembered && isSoldFromBuckets(remembered.state) ? remembered.state.lease : undefined;
    if (attempt > 1 || !remembered || !lease || reservation === undefined) return lookAgain(id, []);
    return { item: remembered, isFresh: false, buckets: await ledger.readBuckets(id, [homeSlot(reservation, lease.slots)]) };
  };

  const plan = async (id: StreamId, command: InventoryItemCommand, context: CommandContext, attempt: number): Promise<Planned> => {
    let known = await firstLook(id, command, attempt);
    for (let reads = 0; reads < readsMax; reads += 1) {
      const planned = planOnBuckets(viewOf(known), command);
      if (planned.kind === 'write') return { kind: 'write', id, known, writes: planned.writes };
      if (planned.kind === 'refuse') return planned;
      if (planned.kind === 'recall') {
        await leases.recall(id, context);
        items.delete(itemName(id));
        return { kind: 'again' };
      }
      known = await lookAgain(id, planned.slots);
    }
    return { kind: 'again' };
  };

  const balanceOf = (name: string, { item, buckets }: ItemAfter): Balance =>
    withBuckets(
      item.state,
      [...new Map([...(glimpses.get(name) ?? []), ...buckets]).values()].map(({ state }) => state),
    );

  const outcomeOf = ({ id, writes }: Planned & { readonly kind: 'write' }, after: ItemAfter): ItemOutcome => {
    const name = itemName(id);
    const changed = writes.item.length > 0 || writes.buckets.some(({ events }) => events.length > 0);
    const state = { ...after.item.state, balance: balanceOf(name, after) };
    return { state, version: after.item.version, events: writes.item, changed };
  };

  const answer = async ({ commands, context }: StockRequest): Promise<StockAnswer> => {
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      const planned = await Promise.all(commands.map(({ id, command }) => plan(id, command, context, attempt)));
      if (planned.some(({ kind }) => kind === 'again')) continue;
      const refused = planned.flatMap((one, index) => (one.kind === 'refuse' ? [{ index, rejection: one.rejection }] : []));
      if (refused.length > 0) return err(refused);
      const writing = planned.flatMap((one) => (one.kind === 'write' ? [one] : []));
      try {
        const after = await ledger.write(
          writing.map(({ id, known, writes }) => ({ id, item: known.item, buckets: known.buckets, writes })),
          context,
        );
        return ok(writing.map((one, index) => finish(one, after[index])));
      } catch (error) {
        if (!isConflict(error)) throw error;
      }
    }
    throw new ConcurrencyExhaustedError(`${attemptsMax} writers in a row came first on the buckets of ${commands.length} items`);
  };

  const finish = (one: Planned & { readonly kind: 'write' }, after: ItemAfter | undefined): ItemOutcome => {
    if (!after) throw new RangeError('every item that is written has a head after it');
    const name = itemName(one.id);
    note(name, after);
    const slots = after.item.state.lease?.slots ?? 0;
    for (const { slot } of one.writes.buckets) parts.seen?.(name, slot, after.buckets.get(slot)?.version ?? 0, slots);
    return outcomeOf(one, after);
  };

  /** Requests of one home take turns, so that callers of this process do not run into one another. */
  const turnsOf = ({ commands }: StockRequest): readonly string[] =>
    commands.map(({ id, command }) => {
      const name = itemName(id);
      const lease: Lease | undefined = items.get(name)?.state.lease;
      const reservation = reservationOf(command);
      return lease && reservation !== undefined ? `${name}/${homeSlot(reservation, lease.slots)}` : name;
    });

  return {
    hasBuckets: (name) => items.get(name)?.state.lease !== undefined,
    isSelling: (name) => {
      const known = items.get(name);
      return known !== undefined && isSoldFromBuckets(known.state);
    },
    carryOut: (requests) => {
      const last = new Map<string, Promise<unknown>>();
      return Promise.all(
        requests.map((request) => {
          const turns = turnsOf(request);
          const before = turns.map((turn) => last.get(turn) ?? Promise.resolve());
          const settled = Promise.all(before)
            .then(() => answer(request))
            .then(settledWith, settledWithout);
          for (const turn of turns) last.set(turn, settled);
          return settled;
        }),
      );
    },
  };
};
