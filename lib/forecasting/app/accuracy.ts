import type { Sku, TenantId } from '../../kernel/ids.ts';
import type { Aggregate } from '../../platform/event-store/aggregate.ts';
import { systemCaller } from '../../platform/event-store/caller.ts';
import type { EventStore } from '../../platform/event-store/event-store.ts';
import type { Ids, Table } from '../../platform/ports.ts';
import { type AccuracyBreach, type AccuracyMeasures, breachOf, describeBreach, measuresOf, tallyOf } from '../domain/accuracy.ts';
import {
  type ForecastAccuracyEvent,
  forecastAccuracyDecider,
  forecastAccuracyEventSchemaVersions,
  forecastAccuracyKind,
  type ForecastAccuracyState,
  forecastAccuracyStateVersion,
  type ReportBreach,
} from '../domain/accuracy-watch.ts';
import { createForecastRows, type VersionAccuracy } from './forecast.rows.ts';

export const forecastAccuracyAggregate: Aggregate<ForecastAccuracyState, ReportBreach, ForecastAccuracyEvent, never> = {
  kind: forecastAccuracyKind,
  decider: forecastAccuracyDecider,
  schemaVersions: forecastAccuracyEventSchemaVersions,
  storage: 'inline',
  stateVersion: forecastAccuracyStateVersion,
};

/** Tells that forecasts have been bad for too long: `forecast.accuracy_breached` on the bus, once for each week. */
export const createReportBreach =
  ({ store, ids }: { readonly store: EventStore; readonly ids: Pick<Ids, 'next'> }) =>
  async (tenantId: TenantId, breach: AccuracyBreach): Promise<void> => {
    const trace = ids.next();
    const { context } = systemCaller(tenantId, 'forecasting', { correlationId: trace, causationId: trace });
    const id = { tenantId, kind: forecastAccuracyKind, id: 'all' };
    await store.execute(forecastAccuracyAggregate, id, { type: 'ReportBreach', breach }, context);
  };

/** Forecasts of past weeks against what came, of everything or of one SKU. */
export type AccuracyReport = {
  readonly weeks: readonly {
    readonly week: string;
    readonly measures: AccuracyMeasures;
    /** Versions of the trained model on the same articles; empty unless several were compared. */
    readonly versions: readonly VersionAccuracy[];
  }[];
  /** Of the newest week, those with the most demand first. Empty for one SKU. */
  readonly categories: readonly { readonly category: string; readonly measures: AccuracyMeasures }[];
  readonly breach: (AccuracyBreach & { readonly text: string }) | null;
};

const weeksWatched = 30;

export const createReadAccuracy = ({ views }: { readonly views: Table }) => {
  const rows = createForecastRows(views);
  return async (
    tenantId: TenantId,
    { weeks, sku }: { readonly weeks: number; readonly sku?: Sku | undefined },
  ): Promise<AccuracyReport> => {
    if (sku !== undefined) {
      const past = (await rows.read(tenantId, sku))?.past ?? [];
      const judged = past.flatMap((one) =>
        one.actual === undefined ? [] : [{ week: one.week, measures: measuresOf(tallyOf(one, one.actual)), versions: [] }],
      );
      return { weeks: judged.slice(-weeks), categories: [], breach: null };
    }
    const all = await rows.readAccuracy(tenantId, Math.max(weeks, weeksWatched));
    const breach = breachOf(all.slice(-weeksWatched));
    return {
      weeks: all.slice(-weeks).map(({ week, measures, versions = [] }) => ({ week, measures, versions })),
      categories: (all.at(-1)?.categories ?? []).toSorted((left, right) => right.measures.actual - left.measures.actual),
      breach: breach ? { ...breach, text: describeBreach(breach) } : null,
    };
  };
};
