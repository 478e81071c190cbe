import type { Sku, TenantId } from '../../kernel/ids.ts';
import { Instant, plusMs, toEpochMs } from '../../kernel/instant.ts';
import { forEveryTenant } from '../../platform/every-tenant.ts';
import { concurrently } from '../../platform/concurrently.ts';
import type { Platform } from '../../platform/ports.ts';
import { type AccuracyBreach, breachOf, emptyTally, measuresOf } from '../domain/accuracy.ts';
import { dailyUnits, dayNumber, dayOf } from '../domain/daily-series.ts';
import { type Feeds, holidaysOf, noFeeds } from '../domain/feeds/feeds.ts';
import type { RegionShare } from '../domain/sku-forecast.ts';
import { addToSums, addToTallies, addVersionTallies, type WeekTallies } from '../domain/sums.ts';
import type { DemandHistory } from './demand-history.ts';
import {
  createMakeForecast,
  endedWeek,
  type ForecastContext,
  type ForecastModels,
  historyDays,
  horizonDays,
  type Made,
} from './forecast.make.ts';
import {
  createForecastRows,
  type GroupDemand,
  type OrderShape,
  type Pass,
  type StoredForecast,
  type VersionAccuracy,
} from './forecast.rows.ts';

/** What is expected to be wanted of a SKU. Other models may stand behind it: callers go by the version, not by the model. */
export interface DemandForecast {
  /** The last forecast made; undefined while there is none. */
  ofSku(tenantId: TenantId, sku: Sku): Promise<StoredForecast | undefined>;
}

type ListedArticle = { readonly sku: string; readonly category?: string | undefined };

/** The catalog, as far as it names articles. */
export type ArticleList = (
  tenantId: TenantId,
  page: { readonly limit: number; readonly cursor?: string },
) => Promise<{ readonly items: readonly ListedArticle[]; readonly cursor?: string }>;

export type ForecastParts = {
  readonly platform: Pick<Platform, 'views' | 'clock' | 'observability'>;
  readonly history: DemandHistory;
  readonly articles: ArticleList;
  readonly tenants: () => Promise<readonly TenantId[]>;
  /** Shares of the regions that the tenant's newest orders went to. */
  readonly usualRegions: (tenantId: TenantId) => Promise<readonly RegionShare[]>;
  /** The location that would serve a region if it had everything. */
  readonly servedBy: (tenantId: TenantId) => Promise<(region: string) => string | undefined>;
  /** What was told beside the demand for these days, both included; nothing when left out. */
  readonly feeds?: (tenantId: TenantId, span: { readonly from: string; readonly to: string }) => Promise<Feeds>;
  /** How the newest orders are made up; undefined where there are none. */
  readonly orderShape?: (tenantId: TenantId) => Promise<OrderShape | undefined>;
  /** Versions of the trained model for the level of the days; rules alone when left out. */
  readonly models?: ((tenantId: TenantId) => Promise<ForecastModels | undefined>) | undefined;
  /** Told once of each week in which several versions of the model were compared. */
  readonly onCompared?: (tenantId: TenantId, compared: ComparedVersions) => Promise<void>;
  /** Told once for each week that ends three bad ones. */
  readonly reportBreach?: (tenantId: TenantId, breach: AccuracyBreach) => Promise<void>;
};

/** How good the versions of the model were in one week, on the same articles. */
export type ComparedVersions = { readonly week: string; readonly versions: readonly VersionAccuracy[] };

const articlesPerPage = 50;
/** Pages of one run; the next one goes on where it stopped. */
const pagesPerRun = 20;
const readsAtOnce = 8;
/** A pass begins this long after the one before. */
const everyMs = 20 * 3_600_000;
/** Judged weeks that a breach is looked for in. */
const weeksWatched = 30;

/** Days before the history that forecasts go by, so that with it two years and the days around them are known. */
const olderDays = 2 * 364 + 60 - historyDays;
/** A season changes slowly, and reading years costs; what was imported meanwhile is in it after that. */
const seasonEveryMs = 30 * 24 * 3_600_000;

type PageMade = { readonly made: readonly Made[]; readonly older: readonly number[] };

const noTallies: WeekTallies = { total: emptyTally, categories: [] };

/** The pass after a page of articles. */
const addDays = (sum: readonly number[], own: readonly number[]): readonly number[] => own.map((value, day) => value + (sum[day] ?? 0));

/** Units of each day before the first on which anything was wanted say nothing of a season: nothing was sold yet. */
const fromFirstSale = ({ firstDay, units }: GroupDemand): GroupDemand | undefined => {
  const first = units.findIndex((one) => one > 0);
  return first < 0 ? undefined : { firstDay: firstDay + first, units: units.slice(first) };
};

const withPage = (pass: Pass, { made, older }: PageMade): Pass => {
  let { sums = [], tallies = noTallies, group = [] } = pass;
  for (const { forecast, tally, versions, units } of made) {
    sums = addToSums(sums, forecast);
    if (tally) tallies = addToTallies(tallies, forecast.category ?? '', tally);
    if (versions.length > 0) tallies = { ...tallies, versions: addVersionTallies(tallies.versions ?? [], versions) };
    group = addDays(group, units);
  }
  return { ...pass, sums, tallies, group, ...(pass.older ? { older: addDays(pass.older, older) } : {}) };
};

/**
 * Forecasts of every article with demand, each from its own history up to yesterday. They are made in passes over the
 * catalog, a thousand articles at a run, so that a run is bounded and one that breaks off is gone on with. All forecasts of a pass
 * go by the same days, so that they add up; sums and tallies stand in the row that says how far the pass has come, so that a
 * page that is done again counts once.
 */
export const createForecasts = (parts: ForecastParts) => {
  const { platform, articles } = parts;
  const { clock, observability } = platform;
  const rows = createForecastRows(platform.views);
  const make = createMakeForecast({ clock, history: parts.history });
  const yesterday = (now: Instant): number => dayNumber(now.slice(0, 10)) - 1;

  const around = async (tenantId: TenantId, lastDay: number): Promise<ForecastContext> => {
    const span = { from: dayOf(lastDay + 1 - historyDays), to: dayOf(lastDay + horizonDays) };
    const [usual, servedBy, feeds] = await Promise.all([
      parts.usualRegions(tenantId),
      parts.servedBy(tenantId),
      parts.feeds?.(tenantId, span) ?? noFeeds,
    ]);
    return { usual, servedBy, feeds };
  };

  /** The same with the models, for whoever makes forecasts of everything. */
  const withModels = async (tenantId: TenantId, lastDay: number): Promise<ForecastContext> => {
    const context = await around(tenantId, lastDay);
    const models = await parts.models?.(tenantId);
    if (!models) return context;
    const firstDay = lastDay + 1 - historyDays;
    const group = await rows.readGroup(tenantId);
    // Of the day before the last at most: in a pass that goes on, the row may be of the same day already.
    const until = group && group.units.slice(0, Math.max(0, lastDay - group.firstDay));
    const known =
      group && until ? Array.from({ length: historyDays }, (_, at) => until[firstDay + at - group.firstDay] ?? Number.NaN) : undefined;
    const holiday = holidaysOf(context.feeds, context.usual, { firstDay, days: historyDays + horizonDays });
    return { ...context, models, beside: { firstDay, group: known, holiday } };
  };

  const begin = async (tenantId: TenantId, startedAt: Instant): Promise<Pass & { readonly lastDay: number }> => {
    const lastDay = yesterday(startedAt);
    const week = endedWeek(lastDay);
    const [[judged], orderShape, season] = await Promise.all([
      rows.readAccuracy(tenantId, 1),
      parts.orderShape?.(tenantId),
      rows.readSeason(tenantId),
    ]);
    const looksBack = !season || toEpochMs(startedAt) >= toEpochMs(plusMs(season.madeAt, seasonEveryMs));
    return {
      startedAt,
      lastDay,
      ...(judged && judged.week >= week ? {} : { scoring: week }),
      ...(orderShape ? { orderShape } : {}),
      ...(looksBack ? { older: Array.from({ length: olderDays }, () => 0) } : {}),
    };
  };

  const judge = async (tenantId: TenantId, { scoring, tallies }: Pass): Promise<void> => {
    if (scoring === undefined || tallies === undefined || tallies.total.skus === 0) return;
    const categories = tallies.categories.map(({ category, tally }) => ({ category, measures: measuresOf(tally) }));
    const versions = (tallies.versions ?? []).map(({ version, tally }) => ({ version, measures: measuresOf(tally) }));
    await rows.saveAccuracy(tenantId, {
      week: scoring,
      madeAt: clock.now(),
      measures: measuresOf(tallies.total),
      categories,
      ...(versions.length > 0 ? { versions } : {}),
    });
    if (versions.length > 1) await parts.onCompared?.(tenantId, { week: scoring, versions });
    const breach = breachOf(await rows.readAccuracy(tenantId, weeksWatched));
    if (breach) await parts.reportBreach?.(tenantId, breach);
  };

  const finish = async (tenantId: TenantId, pass: Pass & { readonly lastDay: number }): Promise<void> => {
    await rows.saveTotals(tenantId, {
      version: `forecast-${dayOf(pass.lastDay)}`,
      madeAt: clock.now(),
      days: Array.from({ length: horizonDays }, (_, ahead) => dayOf(pass.lastDay + 1 + ahead)),
      series: pass.sums ?? [],
      ...(pass.orderShape ? { orderShape: pass.orderShape } : {}),
    });
    if (pass.group) await rows.saveGroup(tenantId, { firstDay: pass.lastDay + 1 - historyDays, units: pass.group }, clock.now());
    if (pass.older) {
      const all = { firstDay: pass.lastDay + 1 - historyDays - olderDays, units: [...pass.older, ...(pass.group ?? [])] };
      const season = fromFirstSale(all);
      if (season) await rows.saveSeason(tenantId, season, clock.now());
    }
    await judge(tenantId, pass);
  };

  const makePage = async (
    tenantId: TenantId,
    items: readonly ListedArticle[],
    context: ForecastContext,
    { lastDay, scoring, older: looksBack }: Pass & { readonly lastDay: number },
  ): Promise<PageMade> => {
    const made: Made[] = [];
    let older: readonly number[] = [];
    const firstDay = lastDay + 1 - historyDays;
    await concurrently(items, readsAtOnce, async ({ sku, category }) => {
      if (looksBack) {
        const from = Instant(`${dayOf(firstDay - olderDays)}T00:00:00.000Z`);
        const known = await parts.history.ofSku(tenantId, sku as Sku, { from, to: Instant(`${dayOf(firstDay)}T00:00:00.000Z`) });
        older = addDays(older, dailyUnits(known, firstDay - olderDays, firstDay - 1));
      }
      const before = await rows.read(tenantId, sku);
      const one = await make(tenantId, { sku, category }, context, { lastDay, before, scoring });
      if (!one) return;
      await rows.save(tenantId, one.forecast);
      made.push(one);
    });
    return { made, older };
  };

  const renew = async (tenantId: TenantId): Promise<number> => {
    const now = clock.now();
    const last = await rows.readPass(tenantId);
    const isDone = last?.cursor === undefined;
    if (last && isDone && toEpochMs(now) < toEpochMs(plusMs(last.startedAt, everyMs))) return 0;
    let pass = last && !isDone && last.lastDay !== undefined ? { ...last, lastDay: last.lastDay } : await begin(tenantId, now);
    const context = await withModels(tenantId, pass.lastDay);
    let forecasts = 0;
    for (let page = 0; page < pagesPerRun; page += 1) {
      const { cursor: from, ...rest } = pass;
      const { items, cursor } = await articles(tenantId, { limit: articlesPerPage, ...(from === undefined ? {} : { cursor: from }) });
      const made = await makePage(tenantId, items, context, pass);
      forecasts += made.made.length;
      pass = { ...withPage(rest, made), lastDay: pass.lastDay, ...(cursor === undefined ? {} : { cursor }) };
      // Before the row says that the pass is done: what ends it is then done again, not left out.
      if (cursor === undefined) await finish(tenantId, pass);
      const { sums: _sums, tallies: _tallies, group: _group, older: _older, ...done } = pass;
      await rows.savePass(tenantId, cursor === undefined ? done : pass);
      if (cursor === undefined) break;
    }
    return forecasts;
  };

  return {
    ofSku: (tenantId: TenantId, sku: Sku): Promise<StoredForecast | undefined> => rows.read(tenantId, sku),
    /** The stored forecast, or one made for this answer where the article has demand and no forecast yet. */
    current: async (tenantId: TenantId, sku: Sku, category?: string): Promise<StoredForecast | undefined> => {
      const stored = await rows.read(tenantId, sku);
      if (stored) return stored;
      const lastDay = yesterday(clock.now());
      return (await make(tenantId, { sku, category }, await around(tenantId, lastDay), { lastDay }))?.forecast;
    },
    /** Goes on with the pass of every tenant. One tenant's trouble holds back no other. @throws Error after all have been tried */
    renewAll: async (): Promise<{ readonly tenants: number; readonly forecasts: number }> => {
      let [forecasts, breached] = [0, 0];
      const afterAll = (): void => void observability.metrics.addMetric('ForecastAccuracyBreached', 'Count', breached);
      const all = await forEveryTenant(
        { observability, tenants: parts.tenants, trouble: 'forecasts could not be made', afterAll },
        async (tenantId) => {
          forecasts += await renew(tenantId);
          if (!breachOf(await rows.readAccuracy(tenantId, weeksWatched))) return;
          observability.logger.warn('forecasts are bad', { tenant_id: tenantId });
          breached += 1;
        },
      );
      return { ...all, forecasts };
    },
  };
};

export type Forecasts = ReturnType<typeof createForecasts>;
