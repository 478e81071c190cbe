import type { Sku, TenantId } from '../../kernel/ids.ts';
import { Instant } from '../../kernel/instant.ts';
import type { Clock } from '../../platform/ports.ts';
import { type WeekTally, tallyOf } from '../domain/accuracy.ts';
import { dailyUnits, dayNumber, dayOf } from '../domain/daily-series.ts';
import type { DemandOfDay } from '../domain/demand.ts';
import { driversOf } from '../domain/feeds/drivers.ts';
import type { Feeds } from '../domain/feeds/feeds.ts';
import { weekOf } from '../domain/levels.ts';
import { servedDays } from '../domain/model/served-rows.ts';
import {
  type Beside,
  compareVersions,
  type ForecastVersion,
  type ModelForecaster,
  type RegionShare,
  type VersionForecast,
} from '../domain/sku-forecast.ts';
import type { VersionTally } from '../domain/sums.ts';
import type { DemandHistory } from './demand-history.ts';
import type { PastWeek, StoredForecast } from './forecast.rows.ts';

/** What the forecasts of a tenant have in common. */
export type ForecastContext = {
  readonly usual: readonly RegionShare[];
  readonly servedBy: (region: string) => string | undefined;
  readonly feeds: Feeds;
  readonly beside?: Beside | undefined;
  readonly models?: ForecastModels | undefined;
};

/** Versions of the trained model as they serve a tenant. */
export type ForecastModels = {
  /** The one that answers for an article; undefined where none can, and rules do. */
  readonly of: (sku: string) => ModelForecaster | undefined;
  /** Those that are compared on every article; none unless there are two at least. */
  readonly compared: readonly ForecastVersion[];
};

export type Made = {
  readonly forecast: StoredForecast;
  /** How good the forecast of the judged week was; undefined where there was none. */
  readonly tally: WeekTally | undefined;
  /** The same of each version that was compared. */
  readonly versions: readonly VersionTally[];
  /** Units by day from the first day of the window on. */
  readonly units: readonly number[];
};

export const historyDays = servedDays;
export const horizonDays = 28;
/** Weeks of which it is kept what was expected of them. */
const pastWeeks = 14;

const firstDayOf = (history: readonly DemandOfDay[], none: number): number =>
  history.reduce((first, { day }) => Math.min(first, dayNumber(day)), none);

/** The first Monday of which no day has passed. */
export const nextWeek = (lastDay: number): string => {
  const today = dayOf(lastDay + 1);
  const monday = weekOf(today);
  return monday === today ? monday : dayOf(dayNumber(monday) + 7);
};

/** The last week of which every day has passed. */
export const endedWeek = (lastDay: number): string => dayOf(dayNumber(weekOf(dayOf(lastDay + 1))) - 7);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The weeks forecast before, with what came of those that are over, and the next one as it is expected now. */
const pastOf = (
  before: readonly PastWeek[],
  forecast: Pick<StoredForecast, 'days' | 'dispersion'>,
  history: readonly DemandOfDay[],
  lastDay: number,
  versions: readonly VersionForecast[],
): readonly PastWeek[] => {
  const week = nextWeek(lastDay);
  const first = dayNumber(week) - (lastDay + 1);
  const next: PastWeek = {
    week,
    mean: Math.round(sum(forecast.days.slice(first, first + 7).map(({ mean }) => mean)) * 10_000) / 10_000,
    dispersion: forecast.dispersion,
    naive: sum(dailyUnits(history, lastDay - 6, lastDay)),
    ...(versions.length < 2
      ? {}
      : {
          versions: versions.map(({ version, days, dispersion }) => ({
            version,
            mean: Math.round(sum(days.slice(first, first + 7)) * 10_000) / 10_000,
            dispersion,
          })),
        }),
  };
  const ended = before
    .filter((one) => one.week !== week)
    .map((one): PastWeek => {
      const start = dayNumber(one.week);
      const isOver = start + 6 <= lastDay && start > lastDay - historyDays;
      return isOver ? { ...one, actual: sum(dailyUnits(history, start, start + 6)) } : one;
    });
  return [...ended, next].slice(-pastWeeks);
};

/** Makes the forecast of one article from its own history and what was told beside it. */
export const createMakeForecast =
  (parts: { readonly clock: Pick<Clock, 'now'>; readonly history: DemandHistory }) =>
  async (
    tenantId: TenantId,
    article: { readonly sku: string; readonly category?: string | undefined },
    context: ForecastContext,
    run: { readonly lastDay: number; readonly before?: StoredForecast | undefined; readonly scoring?: string | undefined },
  ): Promise<Made | undefined> => {
    const { lastDay, before, scoring } = run;
    const from = Instant(`${dayOf(lastDay + 1 - historyDays)}T00:00:00.000Z`);
    const to = Instant(`${dayOf(lastDay + 1)}T00:00:00.000Z`);
    const known = await parts.history.ofSku(tenantId, article.sku as Sku, { from, to });
    if (known.length === 0) return undefined;
    // Before its first sale nobody could buy it.
    const firstDay = firstDayOf(known, lastDay);
    const { feeds, models, ...around } = context;
    const { forecast, versions } = compareVersions({
      ...article,
      history: known,
      firstDay,
      lastDay,
      horizonDays,
      ...around,
      drivers: driversOf(feeds, article, lastDay),
      model: models?.of(article.sku),
      compared: models?.compared,
    });
    const past = pastOf(before?.past ?? [], forecast, known, lastDay, versions);
    const judged = past.find(({ week, actual }) => week === scoring && actual !== undefined);
    return {
      forecast: { ...forecast, version: `forecast-${dayOf(lastDay)}`, madeAt: parts.clock.now(), past },
      tally: judged && tallyOf(judged, judged.actual ?? 0),
      versions: (judged?.versions ?? []).map(({ version, mean, dispersion }) => ({
        version,
        tally: tallyOf({ week: judged?.week ?? '', naive: judged?.naive ?? 0, mean, dispersion }, judged?.actual ?? 0),
      })),
      units: dailyUnits(known, lastDay + 1 - historyDays, lastDay),
    };
  };

export type MakeForecast = ReturnType<typeof createMakeForecast>;
