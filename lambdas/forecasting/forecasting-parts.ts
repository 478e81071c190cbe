import { createTenantIds } from '../../lib/access/index.ts';
import {
  createDemandHistory,
  createFeedBook,
  createForecasts,
  createForecastTrainingSet,
  createReportBreach,
  type DemandHistory,
  type ForecastParts,
  type Forecasts,
  type ReadForecastTrainingSet,
} from '../../lib/forecasting/index.ts';
import { createIncomingSupply, createStockLevelList } from '../../lib/inventory/index.ts';
import { createImportedDemand, withImportedDemand } from '../../lib/intelligence/app/training/imported-demand.ts';
import { plusMs } from '../../lib/kernel/instant.ts';
import { createRecentDemand, createSkuDemand } from '../../lib/orders/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createPresetPolicies, createRefreshFutureValues, type RefreshFutureValues, servingLocation } from '../../lib/sourcing/index.ts';
import { catalogOf, locationReaderOf, policiesOf, storeOf } from '../composition.ts';

// Apart from the other use cases, because only functions off the way of an order need them.

const weekMs = 7 * 24 * 3_600_000;
const ordersForRegions = 500;

/** How locations are chosen for orders now. */
export const sourcingPoliciesOf = (platform: Platform) =>
  createPresetPolicies((tenantId) => policiesOf(platform).inForce(tenantId, 'sourcing'));

/** What orders and the imported past tell of demand: a retailer that has imported its past is forecast from it, from the first day on. */
export const demandHistoryOf = (platform: Platform): DemandHistory =>
  createDemandHistory({ demand: withImportedDemand(createSkuDemand(platform), createImportedDemand(platform.views)) });

/** What the model of demand learns from. */
export const forecastTrainingSetOf = (platform: Platform): ReadForecastTrainingSet =>
  createForecastTrainingSet({
    history: demandHistoryOf(platform),
    articles: catalogOf(platform).listProductsBySku,
    feeds: createFeedBook(platform).within,
    sha256: platform.sha256,
  });

/**
 * Forecasts of demand.
 * @param trained for whoever makes them of the whole catalog: the model is heavy, and what is asked for one article in between goes
 * by rules
 */
export const forecastsOf = (platform: Platform, trained: Pick<ForecastParts, 'models' | 'onCompared'> = {}): Forecasts => {
  const catalog = catalogOf(platform);
  const recentDemand = createRecentDemand(platform);
  const locations = locationReaderOf(platform);
  const policies = sourcingPoliciesOf(platform);
  const feeds = createFeedBook(platform);
  return createForecasts({
    platform,
    history: demandHistoryOf(platform),
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
    feeds: feeds.within,
    ...trained,
    orderShape: async (tenantId) => {
      const orders = await recentDemand(tenantId, { since: plusMs(platform.clock.now(), -4 * weekMs), limit: ordersForRegions });
      const lines = orders.reduce((sum, order) => sum + order.lines.length, 0);
      const units = orders.reduce((sum, order) => sum + order.lines.reduce((own, line) => own + line.units, 0), 0);
      return lines === 0 ? undefined : { unitsPerLine: units / lines, linesPerOrder: lines / orders.length };
    },
    reportBreach: createReportBreach({ store: storeOf(platform), ids: platform.ids }),
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
