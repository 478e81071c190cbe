import { err, type Result } from '../../kernel/result.ts';
import type { LocationId, Sku, TenantId } from '../../kernel/ids.ts';
import type { EventStore } from '../../platform/event-store/event-store.ts';
import type { InventoryItemCommand } from '../domain/inventory-item.commands.ts';
import type { InventoryRejection } from '../domain/inventory-item.rejections.ts';
import type { Caller, ItemRef, StockChange, StockLevel, TogetherRejection, TransferStockInput } from './inventory.types.ts';
import type { StreamId } from '../../platform/event-store/aggregate.ts';
import { inventoryItemAggregate, inventoryItemStream } from './inventory-item.aggregate.ts';
import { withBuckets } from './reservations/bucket-balance.ts';
import { inventoryBucketAggregate, inventoryBucketStream } from './reservations/inventory-bucket.aggregate.ts';
import { type Items, onItem, onItemsTogether } from './reservations/item-commands.ts';
import type { Balance } from '../domain/inventory-item.events.ts';
import type { InventoryItemState } from '../domain/inventory-item.state.ts';
import { isSoldFromBuckets } from '../domain/buckets/lease.decide.ts';

type Commanded<Type extends InventoryItemCommand['type']> = Omit<Extract<InventoryItemCommand, { readonly type: Type }>, 'type'>;

/** A use case that is one command on one item. */
export const createItemUseCase =
  <Type extends InventoryItemCommand['type']>(items: Items, type: Type) =>
  (caller: Caller, input: ItemRef & Commanded<Type>): Promise<Result<StockChange, InventoryRejection>> => {
    const { sku, locationId, ...rest } = input;
    return onItem(items, caller, { item: { sku, locationId }, command: { type, ...rest } as InventoryItemCommand });
  };

/** Moves units between two locations at once: they leave the one and stand at the other, or nothing happens. */
export const createTransferStock =
  (items: Items) =>
  async (caller: Caller, input: TransferStockInput): Promise<Result<readonly StockChange[], TogetherRejection>> => {
    const { transferId, sku, fromLocationId, toLocationId, quantity } = input;
    if (fromLocationId === toLocationId) return err({ code: 'same-location' });
    const movement = { movementId: transferId, transferId, quantity };
    return onItemsTogether(items, caller, [
      { item: { sku, locationId: fromLocationId }, command: { type: 'TransferOut', ...movement } },
      { item: { sku, locationId: toLocationId }, command: { type: 'TransferIn', ...movement } },
    ]);
  };

/** Items read by one call to the store; each batch is one round trip. */
const readBatch = 100;

/** The balance of an item with what its buckets have free, which are read only when it is sold from them. */
export const createBalanceReader =
  (store: EventStore) =>
  async (item: StreamId, state: InventoryItemState): Promise<Balance> => {
    if (!isSoldFromBuckets(state)) return state.balance;
    const ids = Array.from({ length: state.lease?.slots ?? 0 }, (_, slot) => inventoryBucketStream(item, slot));
    const buckets = await store.loadMany(inventoryBucketAggregate, ids);
    return withBuckets(
      state,
      buckets.map((bucket) => bucket.state),
    );
  };

/** Strong read of the named items, in the order asked. Items that never had stock stand at zero, version 0. */
export const createStockLevels =
  (store: EventStore) =>
  async (tenantId: TenantId, items: readonly ItemRef[]): Promise<readonly StockLevel[]> => {
    const levels: StockLevel[] = [];
    const balanceOf = createBalanceReader(store);
    for (let start = 0; start < items.length; start += readBatch) {
      const batch = items.slice(start, start + readBatch);
      const loaded = await store.loadMany(
        inventoryItemAggregate,
        batch.map((item) => inventoryItemStream(tenantId, item)),
      );
      for (const [index, { sku, locationId }] of batch.entries()) {
        const item = loaded[index];
        const balance = item && (await balanceOf(inventoryItemStream(tenantId, { sku, locationId }), item.state));
        if (item && balance) levels.push({ sku, locationId, balance, version: item.version });
      }
    }
    return levels;
  };

/** What is available of each SKU at each location, by strong reads; pairs that never had stock are left out. */
export const createAvailability = (store: EventStore) => {
  const stockLevels = createStockLevels(store);
  return async (
    tenantId: TenantId,
    skus: readonly Sku[],
    locationIds: readonly LocationId[],
  ): Promise<readonly (StockLevel & { readonly available: number })[]> => {
    const items = [...new Set(skus)].flatMap((sku) => [...new Set(locationIds)].map((locationId) => ({ sku, locationId })));
    const levels = await stockLevels(tenantId, items);
    return levels.filter((level) => level.version > 0).map((level) => ({ ...level, available: level.balance.available }));
  };
};
