import { createTenantIds } from '../../lib/access/index.ts';
import { createForecastRows } from '../../lib/forecasting/index.ts';
import type { OrderWatchParts } from '../../lib/orders/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf, storeOf } from '../composition.ts';

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
  };
};
