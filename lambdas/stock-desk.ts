import type { Catalog } from '../lib/catalog/index.ts';
import type { StockDesk } from '../lib/channels/index.ts';
import type { Inventory } from '../lib/inventory/index.ts';
import { LocationId, Sku } from '../lib/kernel/ids.ts';

/** Inventory and the catalog as channels are told of stock. */
export const createStockDesk = (parts: {
  readonly catalog: Pick<Catalog, 'listLocations' | 'listProducts'>;
  readonly availability: Inventory['availability'];
}): StockDesk => ({
  available: async (tenantId, skus, locations) => {
    const active = (await parts.catalog.listLocations(tenantId)).filter((location) => location.active);
    const ids = active.map((location) => LocationId(location.location_id));
    const counted = locations === 'all' ? ids : ids.filter((id) => locations.includes(id));
    const found = new Map<Sku, number>();
    // What one location has promised beyond its stock does not take away what another has.
    for (const { sku, available } of await parts.availability(tenantId, skus, counted))
      found.set(sku, (found.get(sku) ?? 0) + Math.max(0, available));
    return found;
  },
  articles: async (tenantId, page) => {
    const { items, cursor } = await parts.catalog.listProducts(tenantId, page);
    return { skus: items.map(({ sku }) => Sku(sku)), ...(cursor === undefined ? {} : { cursor }) };
  },
});
