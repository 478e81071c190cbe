import type { Sku, TenantId } from '../../kernel/ids.ts';
import { Instant, plusMs, toEpochMs } from '../../kernel/instant.ts';
import { concurrently } from '../../platform/concurrently.ts';
import type { Platform } from '../../platform/ports.ts';
import { dayNumber, dayOf } from '../domain/daily-series.ts';
import type { DemandOfDay } from '../domain/demand.ts';
import { forecastSku, type RegionShare } from '../domain/sku-forecast.ts';
import type { DemandHistory } from './demand-history.ts';
import { createForecastRows, type StoredForecast } from './forecast.rows.ts';

/** What is expected to be wanted of a SKU. Other models may stand behind it: callers go by the version, not by the model. */
export interface DemandForecast {
  /** The last forecast made; undefined while there is none. */
  ofSku(tenantId: TenantId, sku: Sku): Promise<StoredForecast | undefined>;
}

/** The catalog, as far as it names articles. */
export type ArticleList = (
  tenantId: TenantId,
  page: { readonly limit: number; readonly cursor?: string },
) => Promise<{ readonly items: readonly { readonly sku: string }[]; readonly cursor?: string }>;

export type ForecastParts = {
  readonly platform: Pick<Platform, 'views' | 'clock' | 'observability'>;
  readonly history: DemandHistory;
  readonly articles: ArticleList;
  readonly tenants: () => Promise<readonly TenantId[]>;
  /** Shares of the regions that the tenant's newest orders went to. */
  readonly usualRegions: (tenantId: TenantId) => Promise<readonly RegionShare[]>;
  /** The location that would serve a region if it had everything. */
  readonly servedBy: (tenantId: TenantId) => Promise<(region: string) => string | undefined>;
};

const historyDays = 112;
const horizonDays = 28;
const articlesPerPage = 50;
/** Pages of one run; the next one goes on where it stopped. */
const pagesPerRun = 20;
const readsAtOnce = 8;
/** A pass begins this long after the one before. */
const everyMs = 20 * 3_600_000;

const firstDayOf = (history: readonly DemandOfDay[], none: number): number =>
  history.reduce((first, { day }) => Math.min(first, dayNumber(day)), none);

/**
 * Forecasts of every article with demand, each from its own history up to yesterday. They are made in passes over the
 * catalog, a thousand articles at a run, so that a run is bounded and one that breaks off is gone on with.
 */
export const createForecasts = (parts: ForecastParts) => {
  const { platform, history, articles } = parts;
  const { clock, observability } = platform;
  const rows = createForecastRows(platform.views);

  const make = async (
    tenantId: TenantId,
    sku: Sku,
    around: { readonly usual: readonly RegionShare[]; readonly servedBy: (region: string) => string | undefined },
  ): Promise<StoredForecast | undefined> => {
    const now = clock.now();
    const lastDay = dayNumber(now.slice(0, 10)) - 1;
    const from = Instant(`${dayOf(lastDay + 1 - historyDays)}T00:00:00.000Z`);
    const known = await history.ofSku(tenantId, sku, { from, to: Instant(`${now.slice(0, 10)}T00:00:00.000Z`) });
    if (known.length === 0) return undefined;
    // Before its first sale nobody could buy it.
    const firstDay = firstDayOf(known, lastDay);
    const forecast = forecastSku({ sku, history: known, firstDay, lastDay, horizonDays, ...around });
    return { ...forecast, version: `forecast-${dayOf(lastDay)}`, madeAt: now };
  };

  const around = async (tenantId: TenantId) => {
    const [usual, servedBy] = await Promise.all([parts.usualRegions(tenantId), parts.servedBy(tenantId)]);
    return { usual, servedBy };
  };

  const renew = async (tenantId: TenantId): Promise<number> => {
    const now = clock.now();
    const last = await rows.readPass(tenantId);
    const isDone = last?.cursor === undefined;
    if (last && isDone && toEpochMs(now) < toEpochMs(plusMs(last.startedAt, everyMs))) return 0;
    const startedAt = last && !isDone ? last.startedAt : now;
    let cursor = last?.cursor;
    let made = 0;
    const context = await around(tenantId);
    for (let page = 0; page < pagesPerRun; page += 1) {
      const { items, cursor: next } = await articles(tenantId, { limit: articlesPerPage, ...(cursor === undefined ? {} : { cursor }) });
      await concurrently(items, readsAtOnce, async ({ sku }) => {
        const forecast = await make(tenantId, sku as Sku, context);
        if (!forecast) return;
        await rows.save(tenantId, forecast);
        made += 1;
      });
      cursor = next;
      await rows.savePass(tenantId, { startedAt, ...(cursor === undefined ? {} : { cursor }) });
      if (cursor === undefined) break;
    }
    return made;
  };

  return {
    ofSku: (tenantId: TenantId, sku: Sku): Promise<StoredForecast | undefined> => rows.read(tenantId, sku),
    /** The stored forecast, or one made for this answer where the article has demand and no forecast yet. */
    current: async (tenantId: TenantId, sku: Sku): Promise<StoredForecast | undefined> =>
      (await rows.read(tenantId, sku)) ?? make(tenantId, sku, await around(tenantId)),
    /** Goes on with the pass of every tenant. One tenant's trouble holds back no other. @throws Error after all have been tried */
    renewAll: async (): Promise<{ readonly tenants: number; readonly forecasts: number }> => {
      const all = await parts.tenants();
      let forecasts = 0;
      let failed = 0;
      for (const tenantId of all) {
        try {
          forecasts += await renew(tenantId);
        } catch (error) {
          failed += 1;
          observability.logger.error('forecasts could not be made', { tenant_id: tenantId, error: error as Error });
        }
      }
      if (failed > 0) throw new Error(`forecasts could not be made for ${failed} of ${all.length} tenants`);
      return { tenants: all.length, forecasts };
    },
  };
};

export type Forecasts = ReturnType<typeof createForecasts>;
