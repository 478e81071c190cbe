import { fold } from '../../../kernel/decider.ts';
import type { DomainEvent } from '../../../kernel/decider.ts';
import type { Aggregate, StreamId } from '../../../platform/event-store/aggregate.ts';
import { type CommitItem, encodeCommit, lastVersionOf, positionOf } from '../../../platform/event-store/commit.codec.ts';
import type { CommandContext } from '../../../platform/event-store/event-record.ts';
import { createStreamHeads, type Head } from '../../../platform/event-store/stream-heads.ts';
import { type Clock, ConditionFailedError, type Item, TransactionCanceledError } from '../../../platform/ports.ts';
import type { InventoryBucketState } from '../../domain/buckets/inventory-bucket.ts';
import type { InventoryItemState } from '../../domain/inventory-item.state.ts';
import type { ItemWrites } from './bucket-plan.ts';
import type { GroupLedger } from './group-commit.ts';
import { inventoryBucketAggregate, inventoryBucketStream } from './inventory-bucket.aggregate.ts';
import { inventoryItemAggregate } from '../inventory-item.aggregate.ts';

export type ItemHead = Head<InventoryItemState>;
export type BucketHead = Head<InventoryBucketState>;

/** An item with the heads that were read of it, and what is to be written to it. */
export type ItemChange = {
  readonly id: StreamId;
  readonly item: ItemHead;
  readonly buckets: ReadonlyMap<number, BucketHead>;
  readonly writes: ItemWrites;
};

/** The same after the write. */
export type ItemAfter = { readonly item: ItemHead; readonly buckets: ReadonlyMap<number, BucketHead> };

/** Whether another writer came first: nothing was written, and all is to be read and decided anew. */
export const isConflict = (error: unknown): boolean => error instanceof ConditionFailedError || error instanceof TransactionCanceledError;

/** Reads and writes items together with their buckets. */
export const createBucketLedger = ({ ledger, ids, sha256, clock }: GroupLedger & { readonly clock: Clock }) => {
  const heads = createStreamHeads(ledger);
  const nextId = (): string => ids.next();

  const append = <S, C, E extends DomainEvent, R>(
    aggregate: Aggregate<S, C, E, R>,
    id: StreamId,
    head: Head<S>,
    events: readonly E[],
    context: CommandContext,
  ): { readonly item: CommitItem; readonly head: Head<S> } => {
    const state = fold(aggregate.decider, head.state, events);
    const inline = { state: aggregate.inline ? aggregate.inline.pack(state) : state, stateVersion: aggregate.stateVersion };
    const { schemaVersions } = aggregate;
    const parts = { id, position: head.position, events, schemaVersions, context, now: clock.now(), inline };
    const { item } = encodeCommit(parts, nextId, sha256);
    return { item, head: { state, version: lastVersionOf(item), position: positionOf(item) } };
  };

  return {
    readItem: (id: StreamId): Promise<ItemHead> => heads.read(inventoryItemAggregate, id),
    readBuckets: async (id: StreamId, slots: readonly number[]): Promise<ReadonlyMap<number, BucketHead>> =>
      new Map(
        await Promise.all(
          slots.map(async (slot) => [slot, await heads.read(inventoryBucketAggregate, inventoryBucketStream(id, slot))] as const),
        ),
      ),
    /** All or nothing, with further records beside the commits. @throws what `isConflict` knows when another writer came first */
    write: async (changes: readonly ItemChange[], context: CommandContext, beside: readonly Item[] = []): Promise<readonly ItemAfter[]> => {
      const commits: CommitItem[] = [];
      const written: { readonly id: StreamId; readonly head: Head<unknown> }[] = [];
      const after = changes.map(({ id, item: before, buckets, writes }): ItemAfter => {
        let item = before;
        if (writes.item.length > 0) {
          const appended = append(inventoryItemAggregate, id, before, writes.item, context);
          commits.push(appended.item);
          item = appended.head;
          written.push({ id, head: item });
        }
        const later = new Map(buckets);
        for (const { slot, events } of writes.buckets) {
          const head = later.get(slot);
          if (!head) throw new RangeError(`bucket ${slot} has not been read`);
          if (events.length === 0) continue;
          const bucketId = inventoryBucketStream(id, slot);
          const appended = append(inventoryBucketAggregate, bucketId, head, events, context);
          commits.push(appended.item);
          later.set(slot, appended.head);
          written.push({ id: bucketId, head: appended.head });
        }
        return { item, buckets: later };
      });
      const [first] = commits;
      if (first && commits.length === 1 && beside.length === 0) await ledger.put(first, { kind: 'absent' });
      else if (first) {
        await ledger.transact([
          ...commits.map((item) => ({ kind: 'put', item, condition: { kind: 'absent' } }) as const),
          ...beside.map((item) => ({ kind: 'put', item }) as const),
        ]);
      }
      for (const { id, head } of written) heads.remember(id, head);
      return after;
    },
  };
};

export type BucketLedger = ReturnType<typeof createBucketLedger>;
