import type { Aggregate, StreamId } from '../../../platform/event-store/aggregate.ts';
import { type InventoryBucketCommand, type InventoryBucketState, inventoryBucketDecider } from '../../domain/buckets/inventory-bucket.ts';
import { type InventoryBucketEvent, inventoryBucketEventSchemaVersions } from '../../domain/buckets/inventory-bucket.events.ts';
import { inventoryBucketId, inventoryBucketKind } from '../../domain/inventory-item.id.ts';
import type { InventoryRejection } from '../../domain/inventory-item.rejections.ts';
import { packOpen, type StoredReservation, unpackOpen } from '../inventory-item.aggregate.ts';

type StoredBucketState = {
  readonly epoch: number;
  readonly isSelling: boolean;
  readonly open: readonly StoredReservation[];
  readonly recent: string;
};

export const inventoryBucketAggregate: Aggregate<InventoryBucketState, InventoryBucketCommand, InventoryBucketEvent, InventoryRejection> = {
  kind: inventoryBucketKind,
  decider: inventoryBucketDecider,
  schemaVersions: inventoryBucketEventSchemaVersions,
  storage: 'inline',
  inline: {
    pack: ({ epoch, isSelling, stock: { open, recent } }): StoredBucketState => ({ epoch, isSelling, open: packOpen(open), recent }),
    unpack: (stored, { balance }) => {
      const { epoch, isSelling, open, recent } = stored as StoredBucketState;
      return { epoch, isSelling, stock: { balance, open: unpackOpen(open), recent } };
    },
  },
  stateVersion: 1,
};

/** The stream of one of the buckets of an item. */
export const inventoryBucketStream = (item: StreamId, slot: number): StreamId => ({
  tenantId: item.tenantId,
  kind: inventoryBucketKind,
  id: inventoryBucketId(item.id, slot),
});
