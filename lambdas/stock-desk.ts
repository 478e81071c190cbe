import type { Catalog } from '../lib/catalog/index.ts';
import type { BackorderDesk, StockDesk } from '../lib/channels/index.ts';
import type { DemandHistory } from '../lib/forecasting/index.ts';
import { type Inventory, type KnownSales, safetyStockOf } from '../lib/inventory/index.ts';
import { LocationId, Sku, type TenantId } from '../lib/kernel/ids.ts';
import { Instant, plusMs, toEpochMs } from '../lib/kernel/instant.ts';
import { createRecentMap } from '../lib/kernel/recent-map.ts';
import type { Orders } from '../lib/orders/index.ts';
import type { Clock } from '../lib/platform/ports.ts';
import type { PolicyBook } from '../lib/policies/index.ts';

/** What is known of how articles sell. */
export interface SalesRates {
  /** Over all channels; undefined when nothing is known. */
  of(tenantId: TenantId, sku: Sku): Promise<KnownSales | undefined>;
}

/** Inventory, the catalog and policies as channels are told of stock. */
export const createStockDesk = (parts: {
  readonly catalog: Pick<Catalog, 'listLocations' | 'listProducts'>;
  readonly availability: Inventory['availability'];
  readonly policies: Pick<PolicyBook, 'inForce'>;
  readonly sales: SalesRates;
}): StockDesk => ({
  forSale: async (tenantId, skus, locations) => {
    const active = (await parts.catalog.listLocations(tenantId)).filter((location) => location.active);
    const ids = active.map((location) => LocationId(location.location_id));
    const counted = locations === 'all' ? ids : ids.filter((id) => locations.includes(id));
    const { value: policy } = await parts.policies.inForce(tenantId, 'safety_stock');
    const found = new Map<Sku, { readonly available: number; readonly safetyStock: number }>();
    // What one location has promised beyond its stock does not take away what another has, and neither does what it keeps.
    for (const { sku, locationId, available } of await parts.availability(tenantId, skus, counted)) {
      const before = found.get(sku) ?? { available: 0, safetyStock: 0 };
      const units = Math.max(0, available);
      const kept = Math.min(units, safetyStockOf(policy, sku, locationId));
      found.set(sku, { available: before.available + units, safetyStock: before.safetyStock + kept });
    }
    return found;
  },
  buffers: async (tenantId) => (await parts.policies.inForce(tenantId, 'buffers')).value,
  sales: async (tenantId, skus) => {
    const found = new Map<Sku, KnownSales>();
    for (const sku of new Set(skus)) {
      const sales = await parts.sales.of(tenantId, sku);
      if (sales) found.set(sku, sales);
    }
    return found;
  },
  articles: async (tenantId, page) => {
    const { items, cursor } = await parts.catalog.listProducts(tenantId, page);
    return { skus: items.map(({ sku }) => Sku(sku)), ...(cursor === undefined ? {} : { cursor }) };
  },
});

/** Orders as far as oversells are counted by them. */
export const createBackorderDesk = (orders: Pick<Orders['read'], 'get'>): BackorderDesk => ({
  placed: async (tenantId, orderId) => (await orders.get(tenantId, orderId))?.order,
});

const dayMs = 86_400_000;
const windowDays = 28;
/** Fewer whole days say nothing of how much the daily figures vary. */
const daysForDispersion = 14;
const keptMs = 3_600_000;
const articlesKept = 10_000;

const dispersionOf = (units: readonly number[], mean: number): number | null => {
  if (units.length < daysForDispersion || mean === 0) return null;
  const squares = units.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return squares / (units.length - 1) / mean;
};

/**
 * How articles sold in the last 28 days, or since the first day on which they did, over all channels. An article that did not
 * sell in that time is not known. Read once an hour for each article and process.
 */
export const createSalesRates = ({ history, clock }: { readonly history: DemandHistory; readonly clock: Clock }): SalesRates => {
  const kept = createRecentMap<string, { readonly staleAt: Instant; readonly sales: Promise<KnownSales | undefined> }>(articlesKept);

  const read = async (tenantId: TenantId, sku: Sku, now: Instant): Promise<KnownSales | undefined> => {
    const sold = await history.ofSku(tenantId, sku, { from: plusMs(now, -windowDays * dayMs), to: now });
    const [first] = sold.map(({ day }) => day).toSorted();
    if (first === undefined) return undefined;
    const startMs = toEpochMs(Instant(`${first}T00:00:00.000Z`));
    const total = sold.reduce((sum, { units }) => sum + units, 0);
    const byDay = new Map<string, number>();
    for (const { day, units } of sold) byDay.set(day, (byDay.get(day) ?? 0) + units);
    // Today is not over, and the first day began before the window.
    const wholeDays = Math.floor((toEpochMs(now) - startMs) / dayMs) - 1;
    const series = Array.from({ length: Math.max(0, wholeDays) }, (_, index) => {
      const day = plusMs(Instant(`${first}T00:00:00.000Z`), (index + 1) * dayMs).slice(0, 10);
      return byDay.get(day) ?? 0;
    });
    const mean = series.reduce((sum, units) => sum + units, 0) / Math.max(1, series.length);
    const days = Math.max(1, Math.min(windowDays, (toEpochMs(now) - startMs) / dayMs));
    return { unitsPerDay: total / days, dispersion: dispersionOf(series, mean) };
  };

  return {
    of: (tenantId, sku) => {
      const now = clock.now();
      const key = `${tenantId} ${sku}`;
      const known = kept.get(key);
      if (known && now < known.staleAt) return known.sales;
      const sales = read(tenantId, sku, now);
      kept.set(key, { staleAt: plusMs(now, keptMs), sales });
      // What failed is asked again by the next one, not in an hour.
      sales.catch(() => kept.delete(key));
      return sales;
    },
  };
};
