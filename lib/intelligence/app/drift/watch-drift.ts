import * as z from 'zod';
import type { TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { fromWire, toWire } from '../../../kernel/wire.ts';
import type { Platform } from '../../../platform/ports.ts';
import { snapshotMark } from '../../../platform/projection/snapshot-rows.ts';
import { type Drift, modelDrift, type Observation, type TrainingHistograms } from '../../domain/drift/drift.ts';

/** What a model has met and said lately, from the receipts of its decisions. */
export type ReadObservations = (
  tenantId: TenantId,
  window: { readonly from: Instant; readonly to: Instant },
) => Promise<readonly Observation[]>;

export type DriftSource = {
  /** Of the version that answers; undefined where none were kept with it. */
  readonly histograms: (tenantId: TenantId) => Promise<{ readonly histograms: TrainingHistograms; readonly version: number } | undefined>;
  readonly observations: ReadObservations;
};

export type DriftReport = Drift & {
  readonly model: string;
  /** Of the registry; 0 is the starter. */
  readonly version: number;
  readonly from: Instant;
  readonly to: Instant;
  readonly madeAt: Instant;
};

/** A week of orders, so that every weekday is in it. */
const windowMs = 7 * 86_400_000;
const keptMs = 30 * 86_400_000;

const Row = z.object({ report: z.looseObject({ model: z.string(), verdict: z.string() }) });
const keyOf = (tenantId: TenantId, model: string) => ({ PK: `${tenantId}#DRIFT#${model}`, SK: 'CURRENT' });

export type DriftParts = {
  readonly platform: Pick<Platform, 'views' | 'clock' | 'observability'>;
  readonly sources: Readonly<Record<string, DriftSource>>;
  /** Called for a model that has drifted. */
  readonly onDrift: (tenantId: TenantId, report: DriftReport) => Promise<void>;
};

/** Compares every night what models meet with what they were trained on. One row for each model and tenant. */
export const createDriftWatch = ({ platform, sources, onDrift }: DriftParts) => {
  const { views, clock, observability } = platform;

  const look = async (tenantId: TenantId, model: string): Promise<DriftReport | undefined> => {
    const source = Object.hasOwn(sources, model) ? sources[model] : undefined;
    const trained = await source?.histograms(tenantId);
    if (!source || !trained) return undefined;
    const to = clock.now();
    const from = plusMs(to, -windowMs);
    const observed = await source.observations(tenantId, { from, to });
    return { ...modelDrift(trained.histograms, observed), model, version: trained.version, from, to, madeAt: to };
  };

  return {
    models: Object.keys(sources),
    look,
    read: async (tenantId: TenantId, model: string): Promise<DriftReport | undefined> => {
      const parsed = Row.safeParse(await views.get(keyOf(tenantId, model)));
      return parsed.success ? fromWire<DriftReport>(parsed.data.report) : undefined;
    },
    /** Looks at every model of a tenant, keeps what was found, and tells of drift. */
    watch: async (tenantId: TenantId): Promise<readonly DriftReport[]> => {
      const reports: DriftReport[] = [];
      for (const model of Object.keys(sources)) {
        const report = await look(tenantId, model);
        if (!report) continue;
        reports.push(report);
        const ttl = Math.ceil(toEpochMs(plusMs(report.madeAt, keptMs)) / 1_000);
        await views.put({ ...keyOf(tenantId, model), ...snapshotMark, report: toWire(report), ttl });
        if (report.verdict !== 'drifted') continue;
        observability.metrics.addMetric('ModelDrifted', 'Count', 1);
        const moved = report.figures.filter(({ drifted }) => drifted).map(({ name }) => name);
        observability.logger.warn('model has drifted', { tenant_id: tenantId, model, features: moved.slice(0, 10) });
        await onDrift(tenantId, report);
      }
      return reports;
    },
  };
};

export type DriftWatch = ReturnType<typeof createDriftWatch>;
