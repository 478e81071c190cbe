import type { TenantId } from '../../../kernel/ids.ts';
import { stateAnomalyKinds } from '../../domain/anomalies/anomaly.ts';
import { anomaliesOfState, type CheckedItem, countDueOf } from '../../domain/anomalies/anomaly.states.ts';
import { createFactReader } from './anomalies.history.ts';
import type { CheckedArticle, ExpectedDemand, StockCheckParts } from './anomalies.parts.ts';
import type { CountDueRow } from './anomalies.rows.ts';
import type { ItemRef } from '../inventory.types.ts';

/** Kinds that are about one item. */
const itemKinds = stateAnomalyKinds.filter((kind) => kind !== 'stale_counts');

/** What whoever looks at many items has read for all of them. */
export type ItemSurroundings = {
  readonly article: CheckedArticle | undefined;
  readonly isActive: boolean;
  readonly demand: ExpectedDemand | undefined;
  readonly level: { readonly onHand: number; readonly available: number };
};

const perDay = (demand: ExpectedDemand | undefined, locationId: string): number | undefined => {
  if (!demand || demand.dailyUnits.length === 0) return undefined;
  const mean = demand.dailyUnits.reduce((sum, units) => sum + units, 0) / demand.dailyUnits.length;
  return mean * demand.shareOf(locationId);
};

/**
 * Looks at one SKU at one location: what is strange about it is told or taken back, and it is put on the list of counts or off
 * it. Reads only the events that have come since the look before, so looking twice costs little and changes nothing.
 */
export const createCheckItem = (parts: StockCheckParts) => {
  const { flags, rows, platform } = parts;
  const readFacts = createFactReader(platform);

  const dueRow = (item: CheckedItem, article: CheckedArticle | undefined, due: NonNullable<ReturnType<typeof countDueOf>>): CountDueRow => {
    const priceMinor = article?.priceMinor ?? null;
    return {
      ...due,
      sku: item.sku,
      locationId: item.locationId,
      onHand: item.onHand,
      lastCountedAt: item.facts.lastCount?.at ?? null,
      valueMinor: priceMinor === null ? null : priceMinor * due.unverifiedUnits,
      currency: priceMinor === null ? null : (article?.currency ?? null),
      checkedAt: platform.clock.now(),
    };
  };

  return async (
    tenantId: TenantId,
    { sku, locationId }: ItemRef,
    around: ItemSurroundings,
  ): Promise<{ readonly opened: number; readonly isDue: boolean }> => {
    const now = platform.clock.now();
    const [settings, kept] = await Promise.all([parts.settings(tenantId), rows.kept(tenantId, sku, locationId)]);
    const { facts, isWhole } = await readFacts(tenantId, { sku, locationId }, kept.facts);
    const { article, isActive, demand, level } = around;
    const item: CheckedItem = { sku, locationId, facts, ...level, isActive, expectedPerDay: perDay(demand, locationId) };
    // Half a history would say that nothing was sold or counted for long.
    if (!isWhole) {
      await rows.keep(tenantId, item, { facts, due: undefined, before: kept.place, now });
      return { opened: 0, isDue: false };
    }
    const found = anomaliesOfState(item, settings, now);
    const { opened } = await flags.follow(tenantId, { sku, locationId }, itemKinds, found);
    // Nobody counts what has left the network with its location.
    const due = isActive || item.onHand > 0 ? countDueOf(item, found, settings, now) : undefined;
    await rows.keep(tenantId, item, { facts, due: due && dueRow(item, article, due), before: kept.place, now });
    return { opened, isDue: due !== undefined };
  };
};

export type CheckItem = ReturnType<typeof createCheckItem>;
