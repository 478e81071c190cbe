import { createTenantIds } from '../../lib/access/index.ts';
import { createForecastRows } from '../../lib/forecasting/index.ts';
import type { OrderWatchParts } from '../../lib/orders/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { locateRegion } from '../../lib/sourcing/index.ts';
import { catalogOf, storeOf } from '../composition.ts';

// Addresses of the armed forces and of territories that our list of regions does not place.
const further: ReadonlySet<string> = new Set(['US-AA', 'US-AE', 'US-AP', 'US-AS', 'US-MP', 'US-UM', 'US-FM', 'US-MH', 'US-PW']);
const countriesWithRegions: ReadonlySet<string> = new Set(['US', 'CA']);

/** What the watch over orders sees of the rest of the product. */
export const orderWatchParts = (platform: Platform): OrderWatchParts => {
  const forecasts = createForecastRows(platform.views);
  return {
    platform,
    store: storeOf(platform),
    tenants: createTenantIds(platform),
    forecastPerDay: async (tenantId, sku, day) => {
      const found = await forecasts.read(tenantId, sku);
      return found?.days.find((one) => one.day === day)?.mean;
    },
    categoriesOf: async (tenantId, skus) => {
      const products = await catalogOf(platform).getProducts(tenantId, skus);
      return new Map([...products].flatMap(([sku, { category }]) => (category === undefined ? [] : [[sku, category] as const])));
    },
    hasRegion: (country, region) =>
      countriesWithRegions.has(country) ? further.has(`${country}-${region}`) || locateRegion(country, region) !== undefined : undefined,
  };
};
