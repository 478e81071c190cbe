import type { StockDesk } from '../../../lib/channels/index.ts';
import { defaultBuffers } from '../../../lib/inventory/index.ts';

/** Stock of which nothing is held back. */
export const deskOf = (quantities: ReadonlyMap<string, number>): StockDesk => ({
  forSale: async (_tenant, skus) =>
    new Map(skus.flatMap((sku) => (quantities.has(sku) ? [[sku, { available: quantities.get(sku) ?? 0, safetyStock: 0 }]] : []))),
  buffers: async () => ({ ...defaultBuffers, percent: 0 }),
  sales: async () => new Map(),
  articles: async () => ({ skus: [] }),
});
