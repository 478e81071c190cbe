import type { Projection } from '../../platform/projection/projector.ts';
import { inventoryItemKind, parseInventoryItemId } from '../domain/inventory-item.id.ts';

/** Where a SKU has, or has had, stock. */
type StockPlace = { readonly sku: string; readonly locationId: string };

const initial = (streamId: string): StockPlace => {
  const item = parseInventoryItemId(streamId);
  if (!item) throw new Error(`${streamId} is not an inventory item`);
  return item;
};

export const stockListKeys = { sku: (tenantId: string, sku: string) => `${tenantId}#STOCKLEVELS#${sku}` };

/** One row per SKU and location for good: what stands there is in the newest commit, where reading it costs a fifth of a write. */
export const stockLevelProjection: Projection<StockPlace> = {
  kind: inventoryItemKind,
  reads: 'beginning',
  initial,
  apply: (place) => place,
  rows: ({ sku, locationId }, tenantId) => [{ PK: stockListKeys.sku(tenantId, sku), SK: locationId }],
};
