import type { InventoryBucketState } from '../../domain/buckets/inventory-bucket.ts';
import type { Balance } from '../../domain/inventory-item.events.ts';
import type { InventoryItemState } from '../../domain/inventory-item.state.ts';
import { isSoldFromBuckets } from '../../domain/buckets/lease.decide.ts';

/** The item's balance with what its buckets have free: it stands there to be sold, and is not promised to anybody. */
export const withBuckets = (item: InventoryItemState, buckets: readonly InventoryBucketState[]): Balance => {
  if (!isSoldFromBuckets(item)) return item.balance;
  // Read one after the other, so units on their way between buckets may be seen twice; never more than were leased.
  const seen = buckets.reduce((sum, { isSelling, stock }) => sum + (isSelling ? stock.balance.available : 0), 0);
  const free = Math.min(seen, item.lease?.quantity ?? 0);
  return { ...item.balance, allocated: item.balance.allocated - free, available: item.balance.available + free };
};
