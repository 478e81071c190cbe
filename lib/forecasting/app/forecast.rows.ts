import * as z from 'zod';
import { Instant, plusMs, toEpochMs } from '../../kernel/instant.ts';
import type { TenantId } from '../../kernel/ids.ts';
import { fromWire, toWire } from '../../kernel/wire.ts';
import type { Table } from '../../platform/ports.ts';
import { snapshotMark } from '../../platform/projection/snapshot-rows.ts';
import type { AccuracyMeasures, WeekForecast } from '../domain/accuracy.ts';
import type { SkuForecast } from '../domain/sku-forecast.ts';
import type { SumSeries, WeekTallies } from '../domain/sums.ts';

/** A week that was forecast before it began; `actual` stands there once it is over. */
export type PastWeek = WeekForecast & {
  readonly actual?: number;
  /** What each version of the trained model said of it, where several were compared. */
  readonly versions?: readonly { readonly version: number; readonly mean: number; readonly dispersion: number }[];
};

/** A forecast, and when it was made; the version is named by what uses it. */
export type StoredForecast = SkuForecast & {
  readonly version: string;
  readonly madeAt: Instant;
  /** What was expected of the last weeks, oldest first. */
  readonly past?: readonly PastWeek[];
};

/** How orders are made up, of the newest ones. */
export type OrderShape = { readonly unitsPerLine: number; readonly linesPerOrder: number };

/** Where a pass over the articles of a tenant has come to. */
export type Pass = {
  readonly startedAt: Instant;
  /** Day number of the last day of the history that all its forecasts go by; absent in rows of earlier releases. */
  readonly lastDay?: number;
  /** The week whose forecasts are judged by the pass; absent when they have been. */
  readonly scoring?: string;
  readonly sums?: readonly SumSeries[];
  readonly tallies?: WeekTallies;
  /** Units of everything by day of the history, as far as the pass has come. */
  readonly group?: readonly number[];
  readonly orderShape?: OrderShape;
  /** Units of everything by day of the two years before that history; absent where the pass does not look that far back. */
  readonly older?: readonly number[];
  /** Place in the catalog to go on from; absent once every article has been looked at. */
  readonly cursor?: string;
};

/** Demand of all SKUs together, as the last whole pass has found it. */
export type ForecastTotals = {
  readonly version: string;
  readonly madeAt: Instant;
  readonly days: readonly string[];
  readonly series: readonly SumSeries[];
  readonly orderShape?: OrderShape;
};

/** How good the forecasts of one week were. */
export type WeekAccuracy = {
  readonly week: string;
  readonly madeAt: Instant;
  readonly measures: AccuracyMeasures;
  readonly categories: readonly { readonly category: string; readonly measures: AccuracyMeasures }[];
  /** Of each version of the trained model on the same articles, where several were compared. */
  readonly versions?: readonly VersionAccuracy[];
};

/** How good the forecasts of one version were; its number is that of the registry. */
export type VersionAccuracy = { readonly version: number; readonly measures: AccuracyMeasures };

/** Units of everything by day, as the last whole pass has read them. */
export type GroupDemand = { readonly firstDay: number; readonly units: readonly number[] };

const dayMs = 24 * 3_600_000;
/** Of articles that nobody renews, because they are gone, nothing is kept longer than a week. */
const keptMs = 7 * dayMs;
const accuracyKeptMs = 2 * 366 * dayMs;
/** Longer than until it is counted anew. */
const seasonKeptMs = 60 * dayMs;
const weeksMost = 104;

const ForecastRow = z.object({ forecast: z.looseObject({ sku: z.string(), version: z.string(), made_at: z.string() }) });
const PassRow = z.object({ started_at: z.string(), cursor: z.string().optional(), pass: z.looseObject({}).optional() });
const TotalsRow = z.object({ totals: z.looseObject({ version: z.string(), made_at: z.string() }) });
const GroupRow = z.object({ first_day: z.int(), units: z.array(z.number()) });
const SeasonRow = z.object({ made_at: z.string(), first_day: z.int(), units: z.array(z.number()) });
const AccuracyRow = z.object({ accuracy: z.looseObject({ week: z.string(), measures: z.looseObject({}) }) });

const forecastKey = (tenantId: TenantId, sku: string) => ({ PK: `${tenantId}#FORECASTS#${sku}`, SK: 'CURRENT' });
const partition = (tenantId: TenantId): string => `${tenantId}#FORECASTING`;
const passKey = (tenantId: TenantId) => ({ PK: partition(tenantId), SK: 'PASS' });
const totalsKey = (tenantId: TenantId) => ({ PK: partition(tenantId), SK: 'TOTALS' });
const groupKey = (tenantId: TenantId) => ({ PK: partition(tenantId), SK: 'GROUP' });
const seasonKey = (tenantId: TenantId) => ({ PK: partition(tenantId), SK: 'SEASON' });
const accuracyPrefix = 'ACCURACY#';

/** Forecasts in the views: a row of some kilobytes for each article, made anew every night, and one of everything together. */
export const createForecastRows = (views: Table) => {
  const ttl = (now: Instant, ms: number): number => Math.ceil(toEpochMs(plusMs(now, ms)) / 1_000);
  return {
    read: async (tenantId: TenantId, sku: string): Promise<StoredForecast | undefined> => {
      const parsed = ForecastRow.safeParse(await views.get(forecastKey(tenantId, sku)));
      return parsed.success ? fromWire<StoredForecast>(parsed.data.forecast) : undefined;
    },
    save: (tenantId: TenantId, forecast: StoredForecast): Promise<void> =>
      views.put({
        ...forecastKey(tenantId, forecast.sku),
        ...snapshotMark,
        forecast: toWire(forecast),
        ttl: ttl(forecast.madeAt, keptMs),
      }),
    readPass: async (tenantId: TenantId): Promise<Pass | undefined> => {
      const parsed = PassRow.safeParse(await views.get(passKey(tenantId)));
      if (!parsed.success) return undefined;
      const { started_at, cursor, pass } = parsed.data;
      return {
        ...fromWire<Omit<Pass, 'startedAt' | 'cursor'>>(pass ?? {}),
        startedAt: Instant(started_at),
        ...(cursor === undefined ? {} : { cursor }),
      };
    },
    savePass: (tenantId: TenantId, { startedAt, cursor, ...rest }: Pass): Promise<void> =>
      views.put({
        ...passKey(tenantId),
        ...snapshotMark,
        started_at: startedAt,
        ...(cursor === undefined ? {} : { cursor }),
        pass: toWire(rest),
        ttl: ttl(startedAt, keptMs),
      }),
    readTotals: async (tenantId: TenantId): Promise<ForecastTotals | undefined> => {
      const parsed = TotalsRow.safeParse(await views.get(totalsKey(tenantId)));
      return parsed.success ? fromWire<ForecastTotals>(parsed.data.totals) : undefined;
    },
    saveTotals: (tenantId: TenantId, totals: ForecastTotals): Promise<void> =>
      views.put({ ...totalsKey(tenantId), ...snapshotMark, totals: toWire(totals), ttl: ttl(totals.madeAt, keptMs) }),
    readGroup: async (tenantId: TenantId): Promise<GroupDemand | undefined> => {
      const parsed = GroupRow.safeParse(await views.get(groupKey(tenantId)));
      return parsed.success ? { firstDay: parsed.data.first_day, units: parsed.data.units } : undefined;
    },
    saveGroup: (tenantId: TenantId, { firstDay, units }: GroupDemand, now: Instant): Promise<void> =>
      views.put({ ...groupKey(tenantId), ...snapshotMark, first_day: firstDay, units, ttl: ttl(now, keptMs) }),
    /** What was wanted of everything together in the last years, for the season of the year. */
    readSeason: async (tenantId: TenantId): Promise<(GroupDemand & { readonly madeAt: Instant }) | undefined> => {
      const parsed = SeasonRow.safeParse(await views.get(seasonKey(tenantId)));
      if (!parsed.success) return undefined;
      const { made_at: madeAt, first_day: firstDay, units } = parsed.data;
      return { madeAt: madeAt as Instant, firstDay, units };
    },
    saveSeason: (tenantId: TenantId, { firstDay, units }: GroupDemand, now: Instant): Promise<void> =>
      views.put({ ...seasonKey(tenantId), ...snapshotMark, made_at: now, first_day: firstDay, units, ttl: ttl(now, seasonKeptMs) }),
    /** Weeks that have been judged, oldest first; the newest of them. */
    readAccuracy: async (tenantId: TenantId, weeks: number): Promise<readonly WeekAccuracy[]> => {
      const { items } = await views.query({
        PK: partition(tenantId),
        prefix: accuracyPrefix,
        descending: true,
        limit: Math.min(weeks, weeksMost),
      });
      return items
        .flatMap((item) => {
          const parsed = AccuracyRow.safeParse(item);
          return parsed.success ? [fromWire<WeekAccuracy>(parsed.data.accuracy)] : [];
        })
        .reverse();
    },
    saveAccuracy: (tenantId: TenantId, accuracy: WeekAccuracy): Promise<void> =>
      views.put({
        PK: partition(tenantId),
        SK: `${accuracyPrefix}${accuracy.week}`,
        ...snapshotMark,
        accuracy: toWire(accuracy),
        ttl: ttl(accuracy.madeAt, accuracyKeptMs),
      }),
  };
};

export type ForecastRows = ReturnType<typeof createForecastRows>;
