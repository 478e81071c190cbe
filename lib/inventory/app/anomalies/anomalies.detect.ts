import type { LocationId, Sku, TenantId } from '../../../kernel/ids.ts';
import { plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { rotated } from '../../../kernel/rotated.ts';
import { forEveryTenant } from '../../../platform/every-tenant.ts';
import { concurrently } from '../../../platform/concurrently.ts';
import { staleCountsOf } from '../../domain/anomalies/anomaly.states.ts';
import { createCheckItem } from './anomalies.item.ts';
import type { CheckedArticle, StockCheckParts } from './anomalies.parts.ts';
import { createSafetyStockAlerts } from './safety-stock-alerts.ts';

const articlesPerPage = 50;
/** Pages of one run; the next one goes on where it stopped. */
const pagesPerRun = 20;
const readsAtOnce = 8;
/** A pass begins this long after the one before. */
const everyMs = 20 * 3_600_000;
/** Serious anomalies may be open this long before they ring. */
export const seriousAfterMs = 24 * 3_600_000;
/** A run begins no further page after so long, well before its function is ended, and the next run begins with another tenant. */
const runMs = 40_000;
const runEveryMs = 1_800_000;
/** Rows of a location's list of counts that are read at once, and how many pages of them: what lies behind is not counted. */
const countsPerPage = 1_000;
const countPagesMax = 10;
const namedMax = 3;

/** Articles of a location that nobody has counted for long, the first of them, and whether all of its list was looked at. */
type StaleCounts = { readonly stale: number; readonly first: readonly Sku[]; readonly isWhole: boolean };
const none: StaleCounts = { stale: 0, first: [], isWhole: true };

/**
 * Looks at every item of every tenant, about once a day, a thousand articles at a run: a run is bounded, and one that breaks
 * off is gone on with. It ends by itself before its time is over. Reports first, so that figures come however it ends: `InventoryAnomaliesSerious`, those that have been open for a day, and `SafetyStockBreached`.
 */
export const createDetectAnomalies = (parts: StockCheckParts) => {
  const { rows, flags, platform } = parts;
  const { clock, observability } = platform;
  const checkItem = createCheckItem(parts);
  const checkSafetyStock = createSafetyStockAlerts(parts);

  const checkArticle = async (tenantId: TenantId, article: CheckedArticle, active: ReadonlySet<string>): Promise<number> => {
    const { sku } = article;
    const [levels, demand] = await Promise.all([parts.levels(tenantId, sku, () => true), parts.demand(tenantId, sku)]);
    for (const { location_id, on_hand: onHand, available } of levels) {
      const locationId = location_id as Parameters<typeof checkItem>[1]['locationId'];
      await checkItem(tenantId, { sku, locationId }, { article, demand, isActive: active.has(locationId), level: { onHand, available } });
      await checkSafetyStock(tenantId, { sku, locationId }, true);
    }
    return levels.length;
  };

  const countStale = async (tenantId: TenantId, locationId: LocationId, staleAfterDays: number): Promise<StaleCounts> => {
    const first: Sku[] = [];
    let stale = 0;
    let cursor: string | undefined;
    for (let pages = 0; pages < countPagesMax; pages += 1) {
      const page = await rows.due(tenantId, locationId, { limit: countsPerPage, cursor });
      for (const { days, sku } of page.items) {
        if (days < staleAfterDays) continue;
        stale += 1;
        if (first.length < namedMax) first.push(sku);
      }
      cursor = page.cursor;
      if (cursor === undefined) break;
    }
    return { stale, first, isWhole: cursor === undefined };
  };

  /** At the end of a pass the lists of counts are whole. */
  const tellStaleCounts = async (tenantId: TenantId, active: ReadonlySet<string>): Promise<void> => {
    const settings = await parts.settings(tenantId);
    for (const { locationId } of await parts.locations(tenantId)) {
      const { stale, first, isWhole } = active.has(locationId) ? await countStale(tenantId, locationId, settings.staleAfterDays) : none;
      const found = staleCountsOf(locationId, stale, first, settings, isWhole);
      await flags.follow(tenantId, { sku: null, locationId }, ['stale_counts'], found);
    }
  };

  const goOn = async (tenantId: TenantId, untilMs: number): Promise<number> => {
    const now = clock.now();
    const last = await rows.readPass(tenantId);
    const isDone = last?.cursor === undefined;
    if (last && isDone && toEpochMs(now) < toEpochMs(plusMs(last.startedAt, everyMs))) return 0;
    const startedAt = last && !isDone ? last.startedAt : now;
    const active = new Set<string>((await parts.locations(tenantId)).flatMap(({ locationId, isActive }) => (isActive ? [locationId] : [])));
    let cursor = last?.cursor;
    let checked = 0;
    for (let page = 0; page < pagesPerRun && toEpochMs(clock.now()) < untilMs; page += 1) {
      const { items: articles, cursor: next } = await parts.articles(tenantId, {
        limit: articlesPerPage,
        ...(cursor === undefined ? {} : { cursor }),
      });
      await concurrently(articles, readsAtOnce, async (article) => {
        const items = await checkArticle(tenantId, article, active);
        checked += items;
      });
      cursor = next;
      if (cursor === undefined) await tellStaleCounts(tenantId, active);
      await rows.savePass(tenantId, { startedAt, ...(cursor === undefined ? {} : { cursor }) });
      if (cursor === undefined) break;
    }
    return checked;
  };

  const report = async (tenantIds: readonly TenantId[]): Promise<void> => {
    let [serious, breached] = [0, 0];
    for (const tenantId of tenantIds) {
      const own = await flags.countHigh(tenantId, plusMs(clock.now(), -seriousAfterMs));
      if (own > 0) observability.logger.warn('inventory anomalies open', { tenant_id: tenantId, anomalies: own });
      serious += own;
      breached += await flags.countOpen(tenantId, 'safety_stock');
    }
    observability.metrics.addMetric('InventoryAnomaliesSerious', 'Count', serious);
    observability.metrics.addMetric('SafetyStockBreached', 'Count', breached);
  };

  return {
    /** One tenant's trouble holds back no other. @throws Error after all have been tried */
    runAll: async (): Promise<{ readonly tenants: number; readonly checked: number }> => {
      const startedMs = toEpochMs(clock.now());
      const untilMs = startedMs + runMs;
      const tenants = async (): Promise<readonly TenantId[]> => {
        const all = await parts.tenants();
        await report(all);
        return rotated(all, Math.floor(startedMs / runEveryMs));
      };
      let checked = 0;
      const isOver = (): boolean => toEpochMs(clock.now()) >= untilMs;
      const all = await forEveryTenant({ observability, tenants, trouble: 'stock could not be checked', isOver }, async (tenantId) => {
        const found = await goOn(tenantId, untilMs);
        checked += found;
      });
      return { ...all, checked };
    },
    /** Looks at every article of a tenant now, however long that takes: for whoever asks for it at a terminal. */
    runNow: async (tenantId: TenantId): Promise<{ readonly checked: number }> => {
      const active = new Set<string>(
        (await parts.locations(tenantId)).flatMap(({ locationId, isActive }) => (isActive ? [locationId] : [])),
      );
      let checked = 0;
      let cursor: string | undefined;
      do {
        const page = await parts.articles(tenantId, { limit: articlesPerPage, ...(cursor === undefined ? {} : { cursor }) });
        await concurrently(page.items, readsAtOnce, async (article) => {
          const items = await checkArticle(tenantId, article, active);
          checked += items;
        });
        cursor = page.cursor;
      } while (cursor !== undefined);
      await tellStaleCounts(tenantId, active);
      return { checked };
    },
  };
};
