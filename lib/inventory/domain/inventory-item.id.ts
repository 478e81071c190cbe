import { LocationId, Sku, type TenantId } from '../../kernel/ids.ts';

/** Stream kind of an inventory item. */
export const inventoryItemKind = 'STOCK';

// `@` separates the parts, so one inside a part is escaped, and the escape character with it.
const escapePart = (part: string): string => part.replace(/%/g, '%25').replace(/@/g, '%40');
const unescapePart = (part: string): string => part.replace(/%40/g, '@').replace(/%25/g, '%');

/** Stream id of the stock of one SKU at one location: `<sku>@<locationId>`. */
export const inventoryItemId = (sku: Sku, locationId: LocationId): string => `${escapePart(sku)}@${escapePart(locationId)}`;

/** In which group of the ordered queue everything of a SKU stands, whichever location it is about. */
export const stockGroup = (tenantId: TenantId, sku: Sku): string => `${tenantId}#${escapePart(sku)}`;

/** Stream kind of the buckets of an item. */
export const inventoryBucketKind = 'STOCKBUCKET';

/** Stream id of a bucket: `<sku>@<locationId>@<slot>`. */
export const inventoryBucketId = (itemId: string, slot: number): string => `${itemId}@${slot}`;

/** SKU and location of the stream of an item, or of one of its buckets; undefined for any other id. */
export const parseStockStreamId = (id: string): { readonly sku: Sku; readonly locationId: LocationId } | undefined => {
  const [sku, locationId, slot, ...rest] = id.split('@');
  if (rest.length > 0 || (slot !== undefined && !/^\d+$/.test(slot))) return undefined;
  return parseInventoryItemId(`${sku}@${locationId ?? ''}`);
};

/** SKU and location of a stream id, or undefined when it is not one of an inventory item. */
export const parseInventoryItemId = (id: string): { readonly sku: Sku; readonly locationId: LocationId } | undefined => {
  const [sku, locationId, ...rest] = id.split('@');
  if (!sku || !locationId || rest.length > 0) return undefined;
  return { sku: Sku(unescapePart(sku)), locationId: LocationId(unescapePart(locationId)) };
};
