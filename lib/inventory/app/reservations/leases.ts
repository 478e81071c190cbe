import { plusMs } from '../../../kernel/instant.ts';
import type { StreamId } from '../../../platform/event-store/aggregate.ts';
import type { CommandContext } from '../../../platform/event-store/event-record.ts';
import { ConcurrencyExhaustedError } from '../../../platform/event-store/event-store.ts';
import type { Clock, Item } from '../../../platform/ports.ts';
import { decideInventoryBucket, type InventoryBucketCommand } from '../../domain/buckets/inventory-bucket.ts';
import type { InventoryItemCommand } from '../../domain/inventory-item.commands.ts';
import { decideInventoryItem } from '../../domain/inventory-item.decide.ts';
import { isSoldFromBuckets } from '../../domain/buckets/lease.decide.ts';
import { usualBounds } from '../../domain/reservation-strategy.choice.ts';
import { type BucketHead, type BucketLedger, isConflict, type ItemHead } from './bucket-ledger.ts';

/** Open reservations of an item from which on it gets no buckets, so that it has room when it sells again by itself. */
const openMax = 1_000;

/** Where the items stand that have buckets: what the sweeper goes through. */
export const leaseListKey = 'STOCKLEASES';

export type Leases = {
  /** Hands what is free to buckets, unless the item has too little, or too much open. @returns whether buckets sell it now */
  readonly open: (id: StreamId, context: CommandContext) => Promise<boolean>;
  /**
   * Closes the buckets one by one, each in one transaction with the item. Reservations stay where they are. Whoever finds one
   * closed and another open goes on with it, so that a crash halfway holds nobody up. @throws ConcurrencyExhaustedError
   */
  readonly recall: (id: StreamId, context: CommandContext) => Promise<void>;
  /** Forgets the buckets once they hold nothing and nothing has happened for a while. @returns whether none is left to look after */
  readonly end: (id: StreamId, context: CommandContext) => Promise<boolean>;
};

const attemptsMax = 24;

/** Stillness, in milliseconds, after which nobody comes any more for a reservation that a bucket remembers to be closed. */
const quietMs = 10 * 60_000;

export const leaseRow = (id: StreamId, fields: Readonly<Record<string, unknown>>): Item => ({
  PK: leaseListKey,
  SK: `${id.tenantId}#${id.id}`,
  tenant_id: id.tenantId,
  item_id: id.id,
  ...fields,
});

/** Shares that differ by one unit at most. */
const sharesOf = (units: number, slots: number): readonly number[] =>
  Array.from({ length: slots }, (_, slot) => Math.floor(units / slots) + (slot < units % slots ? 1 : 0));

/** @param parts.slots buckets of an item that gets its first. @param parts.fromUnits free units below which an item gets none */
export const createLeases = (parts: {
  readonly ledger: BucketLedger;
  readonly clock: Clock;
  readonly slots?: number;
  readonly fromUnits?: number;
}): Leases => {
  const { ledger, clock, slots: firstSlots = usualBounds.slots, fromUnits = usualBounds.fromUnits } = parts;
  const eventsOn = (item: ItemHead, command: InventoryItemCommand) => {
    const decision = decideInventoryItem(item.state, command);
    return decision.ok ? decision.value : undefined;
  };
  const inBucket = (head: BucketHead | undefined, slot: number, command: InventoryBucketCommand) => {
    const decision = head && decideInventoryBucket(head.state, command);
    return decision?.ok ? { slot, events: decision.value } : undefined;
  };

  /** One try. @returns false when another writer came first */
  const tryWrite = async (write: () => Promise<unknown>): Promise<boolean> => {
    try {
      await write();
      return true;
    } catch (error) {
      if (isConflict(error)) return false;
      throw error;
    }
  };

  const openOnce = async (id: StreamId, context: CommandContext): Promise<boolean> => {
    const item = await ledger.readItem(id);
    if (isSoldFromBuckets(item.state)) return true;
    const { available } = item.state.balance;
    const slots = item.state.lease?.slots ?? firstSlots;
    if (available < fromUnits || item.state.open.length > openMax) return false;
    const epoch = item.version + 1;
    const buckets = await ledger.readBuckets(
      id,
      sharesOf(0, slots).map((_, slot) => slot),
    );
    const opened = sharesOf(available, slots).map((quantity, slot) =>
      inBucket(buckets.get(slot), slot, { type: 'OpenBucket', epoch, quantity }),
    );
    const leased = eventsOn(item, { type: 'LeaseStock', epoch, slots, quantity: available });
    const events = opened.flatMap((one) => (one ? [one] : []));
    if (!leased || events.length < slots) return false;
    // Beside the lease itself, so that no crash can leave one that nobody looks after.
    const row = leaseRow(id, { leased_at: clock.now() });
    const change = { id, item, buckets, writes: { item: leased, buckets: events } };
    return tryWrite(() => ledger.write([change], context, [row]));
  };

  const closeOne = async (id: StreamId, context: CommandContext): Promise<'closed' | 'again' | 'none'> => {
    const item = await ledger.readItem(id);
    const slot = item.state.lease?.selling[0];
    if (slot === undefined) return 'none';
    const buckets = await ledger.readBuckets(id, [slot]);
    const closed = inBucket(buckets.get(slot), slot, { type: 'CloseBucket' });
    const [event] = closed?.events ?? [];
    if (!closed || event?.type !== 'inventory_bucket.closed') return 'again';
    const taken = eventsOn(item, { type: 'TakeBackStock', slot, quantity: event.quantity, closes: true });
    if (!taken) return 'again';
    const change = { id, item, buckets, writes: { item: taken, buckets: [closed] } };
    return (await tryWrite(() => ledger.write([change], context))) ? 'closed' : 'again';
  };

  const closeAll = async (id: StreamId, context: CommandContext): Promise<void> => {
    for (let attempt = 0; attempt < attemptsMax; ) {
      const outcome = await closeOne(id, context);
      if (outcome === 'none') return;
      attempt = outcome === 'closed' ? 0 : attempt + 1;
    }
    throw new ConcurrencyExhaustedError(`${attemptsMax} writers in a row came first on a bucket that was to be closed`);
  };

  /** Recalls under way in this process, which the next caller waits for. */
  const recalls = new Map<string, Promise<void>>();

  return {
    open: openOnce,
    recall: (id, context) => {
      const name = `${id.tenantId}#${id.id}`;
      const running = recalls.get(name) ?? closeAll(id, context).finally(() => recalls.delete(name));
      recalls.set(name, running);
      return running;
    },
    end: async (id, context) => {
      const item = await ledger.readItem(id);
      if (!item.state.lease) return true;
      const buckets = await ledger.readBuckets(
        id,
        sharesOf(0, item.state.lease.slots).map((_, slot) => slot),
      );
      const quietBefore = plusMs(clock.now(), -quietMs);
      if ([item, ...buckets.values()].some(({ position }) => (position.recordedAt ?? quietBefore) > quietBefore)) return false;
      const ended = eventsOn(item, { type: 'EndLease' });
      if (!ended || ended.length === 0) return false;
      return tryWrite(() => ledger.write([{ id, item, buckets: new Map(), writes: { item: ended, buckets: [] } }], context));
    },
  };
};
