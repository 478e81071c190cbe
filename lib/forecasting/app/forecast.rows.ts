import * as z from 'zod';
import { Instant, plusMs, toEpochMs } from '../../kernel/instant.ts';
import type { TenantId } from '../../kernel/ids.ts';
import { fromWire, toWire } from '../../kernel/wire.ts';
import type { Table } from '../../platform/ports.ts';
import { snapshotMark } from '../../platform/projection/snapshot-rows.ts';
import type { SkuForecast } from '../domain/sku-forecast.ts';

/** A forecast, and when it was made; the version is named by what uses it. */
export type StoredForecast = SkuForecast & { readonly version: string; readonly madeAt: Instant };

/** Where a pass over the articles of a tenant has come to. */
export type Pass = {
  readonly startedAt: Instant;
  /** Place in the catalog to go on from; absent once every article has been looked at. */
  readonly cursor?: string;
};

/** Of articles that nobody renews, because they are gone, nothing is kept longer than a week. */
const keptMs = 7 * 24 * 3_600_000;

const ForecastRow = z.object({ forecast: z.looseObject({ sku: z.string(), version: z.string(), made_at: z.string() }) });
const PassRow = z.object({ started_at: z.string(), cursor: z.string().optional() });

const forecastKey = (tenantId: TenantId, sku: string) => ({ PK: `${tenantId}#FORECASTS#${sku}`, SK: 'CURRENT' });
const passKey = (tenantId: TenantId) => ({ PK: `${tenantId}#FORECASTING`, SK: 'PASS' });

/** Forecasts in the views: a row of some kilobytes for each article, made anew every night. */
export const createForecastRows = (views: Table) => {
  const ttl = (now: Instant): number => Math.ceil(toEpochMs(plusMs(now, keptMs)) / 1_000);
  return {
    read: async (tenantId: TenantId, sku: string): Promise<StoredForecast | undefined> => {
      const parsed = ForecastRow.safeParse(await views.get(forecastKey(tenantId, sku)));
      return parsed.success ? fromWire<StoredForecast>(parsed.data.forecast) : undefined;
    },
    save: (tenantId: TenantId, forecast: StoredForecast): Promise<void> =>
      views.put({ ...forecastKey(tenantId, forecast.sku), ...snapshotMark, forecast: toWire(forecast), ttl: ttl(forecast.madeAt) }),
    readPass: async (tenantId: TenantId): Promise<Pass | undefined> => {
      const parsed = PassRow.safeParse(await views.get(passKey(tenantId)));
      if (!parsed.success) return undefined;
      const { started_at, cursor } = parsed.data;
      return { startedAt: Instant(started_at), ...(cursor === undefined ? {} : { cursor }) };
    },
    savePass: (tenantId: TenantId, { startedAt, cursor }: Pass): Promise<void> =>
      views.put({
        ...passKey(tenantId),
        ...snapshotMark,
        started_at: startedAt,
        ...(cursor === undefined ? {} : { cursor }),
        ttl: ttl(startedAt),
      }),
  };
};

export type ForecastRows = ReturnType<typeof createForecastRows>;
