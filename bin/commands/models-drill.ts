import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DrillReport, runRollbackDrill } from '../../lib/intelligence/app/registry/rollback-drill.ts';
import type { ScoreHistogram } from '../../lib/intelligence/domain/registry/model.values.ts';
import {
  bundledFraudScorer,
  createModelRegistry,
  createModelTallies,
  createModelVersions,
  createModelWatch,
  createRegisteredModels,
  createScoring,
  type Features,
  type RegisteredArtefact,
} from '../../lib/intelligence/index.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { Instant } from '../../lib/kernel/instant.ts';
import { createEventStore } from '../../lib/platform/event-store/event-store.ts';
import { openBlobStore } from '../../lib/platform/embedded/blob-store.sqlite.ts';
import { createLocalModels } from '../../lib/platform/embedded/model-endpoint.local.ts';
import { openStore } from '../../lib/platform/embedded/store.ts';
import { openTable } from '../../lib/platform/embedded/table.sqlite.ts';
import { createVirtualClock } from '../../lib/platform/embedded/virtual-clock.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createIds } from '../../lib/platform/system/ids.system.ts';
import fraudSummary from '../../models/fraud/artefact/meta/artefact.json' with { type: 'json' };
import fraudFeatures from '../../models/fraud/artefact/meta/features.json' with { type: 'json' };
import fraudModel from '../../models/fraud/artefact/model.json' with { type: 'json' };

const tenantId = TenantId('main');
const startedAt = Instant('2026-01-01T00:00:00.000Z');
const rowsMeasured = 2_000;
const binCount = 10;
/** Nearly every order would be called fraud. */
const wrongBaseScore = '0.97';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const bad: RegisteredArtefact = {
  model: {
    ...fraudModel,
    learner: { ...fraudModel.learner, learner_model_param: { ...fraudModel.learner.learner_model_param, base_score: wrongBaseScore } },
  },
  summary: { ...fraudSummary, model_version: sha256(`drill ${fraudSummary.model_version}`).slice(0, 16) },
  features: fraudFeatures,
};

/** Shares of scores in bins that hold about as many each. */
const histogramOf = (scores: readonly number[]): ScoreHistogram => {
  const sorted = scores.toSorted((one, other) => one - other);
  const wanted = Array.from({ length: binCount - 1 }, (_, index) => sorted[Math.floor(((index + 1) * sorted.length) / binCount)] ?? 0);
  const edges = [...new Set(wanted)];
  const bins = Array.from({ length: edges.length + 1 }, () => 0);
  for (const score of scores) {
    const bin = edges.filter((edge) => score >= edge).length;
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return { edges, shares: bins.map((count) => count / scores.length) };
};

/** Runs the drill in a folder of its own, with a clock of its own: nothing of an installation is touched. */
export const runDrill = async (): Promise<DrillReport> => {
  const starter = bundledFraudScorer();
  // Every feature somewhere in the lower fifth of its range, and some not known.
  const features = (order: number): Features =>
    Object.fromEntries(
      starter.schema.features.map(({ name, range: [least, greatest] }, column) => {
        const part = ((order * 7_919 + column * 104_729) % 1_000) / 1_000;
        return [name, (order + column) % 9 === 0 ? null : least + (greatest - least) * part * 0.2];
      }),
    );
  const usual = Array.from({ length: rowsMeasured }, (_, order) => starter.score(features(order)));
  const dataDir = mkdtempSync(join(tmpdir(), 'waybill-drill-'));
  const opened = openStore({ dataDir });
  try {
    const clock = createVirtualClock(startedAt);
    const nothing = (): void => undefined;
    const observability = {
      logger: { error: nothing, warn: nothing },
      metrics: { addMetric: nothing },
    } as unknown as Platform['observability'];
    const platform = {
      ledger: openTable(opened, { name: 'ledger' }).table,
      blobs: openBlobStore(opened, clock),
      clock,
      ids: createIds(clock),
      sha256,
      observability,
    };
    const registry = createModelRegistry({ platform, store: createEventStore(platform) });
    const process = () => {
      const tallies = createModelTallies(platform);
      const versions = createModelVersions({ platform, store: createEventStore(platform), starters: { fraud: starter } });
      const tenants = () => Promise.resolve([tenantId]);
      const watch = createModelWatch({ platform, registry, tallies, tenants, forget: versions.forget });
      const { metrics } = observability;
      const registered = createRegisteredModels({ versions, tallies, guard: watch.look, clock, sha256, metrics });
      return createScoring({ models: createLocalModels({}), local: { fraud: starter }, registered, mode: 'in-process', clock, metrics });
    };
    return await runRollbackDrill({
      tenantId,
      model: 'fraud',
      registry,
      processes: [process(), process(), process()],
      clock,
      bad,
      histogram: histogramOf(usual.flatMap((scored) => (scored.ok ? [scored.value.score] : []))),
      features,
    });
  } finally {
    await opened.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
};
