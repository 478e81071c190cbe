import type { LocationId, Sku, TenantId } from '../../../kernel/ids.ts';
import { plusMs } from '../../../kernel/instant.ts';
import type { SafetyStockPolicy, StockChecksPolicy } from '../../../kernel/stock-policies.ts';
import { describeBreach, safetyBreachOf, type SafetyBreach, type SafetyTarget } from '../../domain/anomalies/safety-stock.ts';
import { safetyStockOf } from '../../domain/buffers/buffer.policy.ts';
import type { ExpectedDemand, StockCheckParts } from './anomalies.parts.ts';
import type { FlagContent } from './anomalies.store.ts';
import type { ItemRef } from '../inventory.types.ts';

const dayMs = 86_400_000;
/** While there is no forecast, the time for which units under way count as on their way soon. */
const leadDaysUnknown = 7;

type Rules = { readonly policy: SafetyStockPolicy; readonly checks: StockChecksPolicy; readonly demand: ExpectedDemand | undefined };

/**
 * What a location should have of an article: what the policy of safety stock says of the article by name, else what covers the
 * forecast demand of the lead time, else what the policy says of every article.
 */
export const safetyTargetOf = (
  { policy, checks: { forecastCover: cover }, demand }: Rules,
  quantile: StockCheckParts['quantile'],
  sku: Sku,
  locationId: LocationId,
): SafetyTarget => {
  const isNamed = policy.overrides.some((override) => override.sku === sku && (override.locationId ?? locationId) === locationId);
  if (!isNamed && cover && demand) {
    const ahead = demand.dailyUnits.slice(0, cover.leadTimeDays).reduce((sum, units) => sum + units, 0);
    const expectedUnits = ahead * demand.shareOf(locationId);
    const units = quantile(expectedUnits, demand.dispersion, cover.percent / 100);
    if (units > 0) return { source: 'forecast', units, leadTimeDays: cover.leadTimeDays, coveredPercent: cover.percent, expectedUnits };
  }
  return { source: 'policy', units: safetyStockOf(policy, sku, locationId) };
};

const contentOf = ({ sku, locationId }: ItemRef, target: SafetyTarget, breach: SafetyBreach): FlagContent => ({
  kind: 'safety_stock',
  sku,
  locationId,
  about: '',
  severity: breach.severity,
  evidence: [],
  figures: [
    { name: 'counted', value: breach.counted },
    { name: 'safety_stock', value: target.units },
    { name: 'shortfall', value: breach.shortfall },
    { name: target.source === 'forecast' ? 'from_forecast' : 'from_policy', value: 1 },
  ],
  sentence: describeBreach(sku, locationId, target, breach),
  recommendedAction: breach.recommendedAction,
});

/**
 * Tells when a location has less of an article than it should, and takes it back when it has enough again. Nothing is kept of
 * it but the alert itself, which follows from how things stand when it is looked at: events may come twice and in any order.
 */
export const createSafetyStockAlerts = (parts: StockCheckParts) => {
  const { flags, platform, quantile } = parts;

  const breachAt = async (tenantId: TenantId, item: ItemRef, rules: Rules, target: SafetyTarget): Promise<SafetyBreach | undefined> => {
    const { sku, locationId } = item;
    const locations = await parts.locations(tenantId);
    const active = new Set<string>(locations.filter(({ isActive }) => isActive).map(({ locationId: id }) => id));
    if (!active.has(locationId)) return undefined;
    const [levels, incoming] = await Promise.all([
      parts.levels(tenantId, sku, (id) => active.has(id)),
      parts.incoming.ofSku(tenantId, sku),
    ]);
    const until = plusMs(platform.clock.now(), (target.source === 'forecast' ? target.leadTimeDays : leadDaysUnknown) * dayMs);
    const available = levels.find(({ location_id: id }) => id === locationId)?.available ?? 0;
    const elsewhere = levels
      .filter(({ location_id: id }) => id !== locationId)
      .map((level) => {
        const id = level.location_id as LocationId;
        return { locationId: id, surplus: level.available - safetyTargetOf(rules, quantile, sku, id).units };
      });
    const arriving = incoming
      .filter(({ locationId: id, expectedAt }) => id === locationId && expectedAt <= until)
      .map(({ reference, quantity, expectedAt }) => ({ reference, quantity, expectedAt }));
    return safetyBreachOf({ available, target, arriving, elsewhere });
  };

  /** @param isThorough looks also where nothing is to be kept, for an alert that a change of policy has left behind */
  return async (tenantId: TenantId, item: ItemRef, isThorough = false): Promise<{ readonly opened: number; readonly closed: number }> => {
    const { sku, locationId } = item;
    const [policy, checks, demand] = await Promise.all([
      parts.safetyStock(tenantId),
      parts.settings(tenantId),
      parts.demand(tenantId, sku),
    ]);
    const rules = { policy, checks, demand };
    const target = safetyTargetOf(rules, quantile, sku, locationId);
    if (target.units === 0 && !isThorough) return { opened: 0, closed: 0 };
    const level = target.units === 0 ? undefined : await parts.level(tenantId, sku, locationId);
    const isBelow = target.units > 0 && (level?.available ?? 0) < target.units;
    const breach = isBelow ? await breachAt(tenantId, item, rules, target) : undefined;
    return flags.follow(tenantId, item, ['safety_stock'], breach ? [contentOf(item, target, breach)] : []);
  };
};

export type CheckSafetyStock = ReturnType<typeof createSafetyStockAlerts>;
