import { createTenantIds } from '../../lib/access/index.ts';
import { createForecastRows, demandQuantile } from '../../lib/forecasting/index.ts';
import {
  createAvailability,
  createCheckRows,
  createFlagStore,
  createIncomingSupply,
  createStockLevelList,
  type StockCheckParts,
} from '../../lib/inventory/index.ts';
import { LocationId, OrderId, orderIdPattern, Sku, type TenantId } from '../../lib/kernel/ids.ts';
import { type Instant, plusMs } from '../../lib/kernel/instant.ts';
import { createRecentMap } from '../../lib/kernel/recent-map.ts';
import { lineProgress } from '../../lib/orders/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf, orderReadingOf, policiesOf, storeOf } from '../composition.ts';

type Demand = Awaited<ReturnType<StockCheckParts['demand']>>;

/** Forecasts change once a day, and every change of stock asks for one. */
const keptMs = 3_600_000;
const articlesKept = 10_000;

const createDemand = (platform: Platform): StockCheckParts['demand'] => {
  const kept = createRecentMap<string, { readonly staleAt: Instant; readonly demand: Promise<Demand> }>(articlesKept);
  const forecasts = createForecastRows(platform.views);
  const read = async (tenantId: TenantId, sku: Sku): Promise<Demand> => {
    const forecast = await forecasts.read(tenantId, sku);
    if (!forecast) return undefined;
    const shares = new Map(forecast.locations.map(({ locationId, share }) => [locationId, share]));
    return {
      dailyUnits: forecast.days.map(({ mean }) => mean),
      dispersion: forecast.dispersion,
      shareOf: (locationId) => shares.get(locationId) ?? 0,
    };
  };
  return (tenantId, sku) => {
    const now = platform.clock.now();
    const key = `${tenantId} ${sku}`;
    const known = kept.get(key);
    if (known && now < known.staleAt) return known.demand;
    const demand = read(tenantId, sku);
    kept.set(key, { staleAt: plusMs(now, keptMs), demand });
    // What failed is asked again by the next one, not in an hour.
    demand.catch(() => kept.delete(key));
    return demand;
  };
};

/** Units of an article that have left for an order. */
const createShippedFor = (platform: Platform): StockCheckParts['shippedFor'] => {
  const orders = orderReadingOf(platform);
  return async (tenantId, reference, sku) => {
    const reading = orderIdPattern.test(reference) ? await orders.get(tenantId, OrderId(reference)) : undefined;
    if (!reading) return undefined;
    const own = new Set(reading.order.lines.filter((line) => line.sku === sku).map(({ lineId }) => lineId));
    return lineProgress(reading.order).reduce((sum, { lineId, shippedQuantity }) => sum + (own.has(lineId) ? shippedQuantity : 0), 0);
  };
};

type Article = { readonly sku: string; readonly price?: number | undefined; readonly currency?: string | undefined };

const articleOf = ({ sku, price, currency }: Article) => ({
  sku: Sku(sku),
  priceMinor: price ?? null,
  currency: currency ?? null,
});

/** What the checks of stock see of the rest of the product. */
export const stockCheckParts = (platform: Platform): StockCheckParts => {
  const catalog = catalogOf(platform);
  const policies = policiesOf(platform);
  const availability = createAvailability(storeOf(platform));
  return {
    platform,
    flags: createFlagStore(platform),
    rows: createCheckRows(platform.views),
    settings: async (tenantId) => (await policies.inForce(tenantId, 'stock_checks')).value,
    safetyStock: async (tenantId) => (await policies.inForce(tenantId, 'safety_stock')).value,
    articles: async (tenantId, page) => {
      const { items, cursor } = await catalog.listProductsBySku(tenantId, page);
      return { items: items.map(articleOf), ...(cursor === undefined ? {} : { cursor }) };
    },
    article: async (tenantId, sku) => {
      const found = await catalog.getProduct(tenantId, sku);
      return found && articleOf(found);
    },
    locations: async (tenantId) =>
      (await catalog.listLocations(tenantId)).map(({ location_id: id, active }) => ({ locationId: LocationId(id), isActive: active })),
    levels: createStockLevelList(platform),
    level: async (tenantId, sku, locationId) => {
      const [found] = await availability(tenantId, [sku], [locationId]);
      return found && { onHand: found.balance.onHand, available: found.available };
    },
    incoming: createIncomingSupply(platform),
    demand: createDemand(platform),
    quantile: demandQuantile,
    shippedFor: createShippedFor(platform),
    tenants: createTenantIds(platform),
  };
};
