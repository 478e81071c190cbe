import { createTenantIds } from '../../lib/access/index.ts';
import { createDemandHistory, createForecasts, type Forecasts } from '../../lib/forecasting/index.ts';
import { createIncomingSupply, createStockLevelList } from '../../lib/inventory/index.ts';
import { plusMs } from '../../lib/kernel/instant.ts';
import { createRecentDemand, createSkuDemand } from '../../lib/orders/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createPresetPolicies, createRefreshFutureValues, type RefreshFutureValues, servingLocation } from '../../lib/sourcing/index.ts';
import { catalogOf, locationReaderOf, policiesOf } from '../composition.ts';

// Apart from the other use cases, because only functions off the way of an order need them.

const weekMs = 7 * 24 * 3_600_000;
const ordersForRegions = 500;

const sourcingPoliciesOf = (platform: Platform) => createPresetPolicies((tenantId) => policiesOf(platform).inForce(tenantId, 'sourcing'));

/** Forecasts of demand. */
export const forecastsOf = (platform: Platform): Forecasts => {
  const catalog = catalogOf(platform);
  const recentDemand = createRecentDemand(platform);
  const locations = locationReaderOf(platform);
  const policies = sourcingPoliciesOf(platform);
  return createForecasts({
    platform,
    history: createDemandHistory({ demand: createSkuDemand(platform) }),
    articles: catalog.listProductsBySku,
    tenants: createTenantIds(platform),
    usualRegions: async (tenantId) => {
      const orders = await recentDemand(tenantId, { since: plusMs(platform.clock.now(), -4 * weekMs), limit: ordersForRegions });
      const counts = new Map<string, number>();
      for (const { region } of orders) counts.set(region, (counts.get(region) ?? 0) + 1);
      return [...counts].map(([region, count]) => ({ region, share: count / orders.length }));
    },
    servedBy: async (tenantId) => {
      const [policy, everywhere] = await Promise.all([policies.policy(tenantId, undefined), locations.locations(tenantId)]);
      return policy ? servingLocation(policy, everywhere) : () => undefined;
    },
  });
};

/** Estimates of what units are worth later. */
export const futureValueRefreshOf = (platform: Platform): RefreshFutureValues => {
  const levels = createStockLevelList(platform);
  const incoming = createIncomingSupply(platform);
  const forecasts = forecastsOf(platform);
  return createRefreshFutureValues({
    platform,
    tenants: createTenantIds(platform),
    recentOrders: createRecentDemand(platform),
    stockOf: async (tenantId, sku) =>
      (await levels(tenantId, sku, () => true)).map(({ location_id, available }) => ({
        locationId: location_id,
        units: Math.max(0, available),
      })),
    incomingOf: async (tenantId, sku) =>
      (await incoming.ofSku(tenantId, sku)).map(({ locationId, quantity, expectedAt }) => ({ locationId, units: quantity, expectedAt })),
    forecastOf: async (tenantId, sku) => {
      const forecast = await forecasts.ofSku(tenantId, sku);
      if (!forecast || forecast.days.length === 0) return undefined;
      return forecast.days.reduce((sum, { mean }) => sum + mean, 0) / forecast.days.length;
    },
    locations: locationReaderOf(platform),
    policies: sourcingPoliciesOf(platform),
  });
};
