import { createHash } from 'node:crypto';
import { bundledFraudScorer } from '../../../lib/intelligence/adapters/bundled-models.ts';
import {
  createModelRegistry,
  createModelTallies,
  createModelVersions,
  createModelWatch,
  createRegisteredModels,
  createScoring,
  type RegisteredArtefact,
} from '../../../lib/intelligence/index.ts';
import type { Features } from '../../../lib/intelligence/domain/feature-schema.ts';
import type { ModelsMode } from '../../../lib/intelligence/app/score.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { systemCaller } from '../../../lib/platform/event-store/caller.ts';
import { createEventStore } from '../../../lib/platform/event-store/event-store.ts';
import { openBlobStore } from '../../../lib/platform/embedded/blob-store.sqlite.ts';
import { createLocalModels, type LocalModel } from '../../../lib/platform/embedded/model-endpoint.local.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import { createVirtualClock } from '../../../lib/platform/embedded/virtual-clock.ts';
import type { BlobStore, Platform, Table } from '../../../lib/platform/ports.ts';
import { createIds } from '../../../lib/platform/system/ids.system.ts';
import fraudSummary from '../../../models/fraud/artefact/meta/artefact.json' with { type: 'json' };
import fraudFeatures from '../../../models/fraud/artefact/meta/features.json' with { type: 'json' };
import fraudGolden from '../../../models/fraud/artefact/meta/golden.json' with { type: 'json' };
import fraudModel from '../../../models/fraud/artefact/model.json' with { type: 'json' };
import { openEmbeddedParts } from '../../contract/engine.ts';

export const main = TenantId('main');
export const starter = bundledFraudScorer();
export const caller = systemCaller(main, 'test', { correlationId: 'c', causationId: 'c' });
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** XGBoost writes it as a text, and from 3.1 on in brackets. */
export const starterBaseScore = Number(fraudModel.learner.learner_model_param.base_score.replace(/[[\]]/g, ''));

/** The starter's trees with another base score: the same features, other answers, another hash. */
export const artefact = (baseScore: number): RegisteredArtefact => {
  const model = structuredClone(fraudModel) as { learner: { learner_model_param: { base_score: string } } };
  model.learner.learner_model_param.base_score = `[${baseScore.toExponential()}]`;
  return {
    model,
    summary: { ...fraudSummary, model_version: sha256(`base ${baseScore}`).slice(0, 16) },
    features: fraudFeatures,
  };
};
export const ownArtefact: RegisteredArtefact = {
  model: fraudModel,
  summary: fraudSummary,
  features: fraudFeatures,
  golden: fraudGolden,
};

/** A registry over tables and blobs of its own, and processes that score by it. */
export const openRegistry = () => {
  const parts = openEmbeddedParts();
  const clock = createVirtualClock(Instant('2026-11-20T14:00:00.000Z'));
  const counted: Record<string, number> = {};
  const metrics = { addMetric: (name: string, _unit: string, value: number) => void (counted[name] = (counted[name] ?? 0) + value) };
  const log: string[] = [];
  const say = (message: string) => void log.push(message);
  const observability = { logger: { error: say, warn: say, info: say }, metrics } as unknown as Platform['observability'];
  const ledger: Table = openTable(parts.store, { name: 'ledger' }).table;
  const stored = openBlobStore(parts.store, clock);
  let blobsDown = false;
  let loads = 0;
  const blobs: BlobStore = {
    ...stored,
    get: (key) => {
      loads += 1;
      return blobsDown ? Promise.reject(new Error('the blob store is down')) : stored.get(key);
    },
  };
  const platform = { ledger, blobs, clock, ids: createIds(clock), sha256, observability };
  const newStore = () => createEventStore(platform);
  const registry = createModelRegistry({ platform, store: newStore() });

  /** Scoring as one process of a fleet, with caches of its own. */
  const newProcess = (more: { endpoints?: Readonly<Record<string, LocalModel>>; mode?: ModelsMode } = {}) => {
    const versions = createModelVersions({ platform, store: newStore(), starters: { fraud: starter } });
    const tallies = createModelTallies(platform);
    const watch = createModelWatch({ platform, registry, tallies, tenants: () => Promise.resolve([main]), forget: versions.forget });
    return createScoring({
      models: createLocalModels(more.endpoints ?? {}),
      local: { fraud: starter },
      registered: createRegisteredModels({ versions, tallies, guard: watch.look, clock, sha256, metrics }),
      mode: more.mode ?? 'in-process',
      clock,
      metrics,
      deadlineMs: 10_000,
    });
  };

  /** A version whose gates are passed and that is approved. @returns its number */
  const ready = async (baseScore: number, more: { histogram?: { edges: readonly number[]; shares: readonly number[] } } = {}) => {
    const registered = await registry.register(caller, 'fraud', artefact(baseScore), { note: 'made for a test', ...more });
    if (!registered.ok) throw new Error(registered.error.code);
    const { version } = registered.value.version;
    await registry.evaluate(caller, 'fraud', version, [{ name: 'auc', value: 0.9, bound: 0.8, wants: 'at_least' }]);
    await registry.approve(caller, 'fraud', version, { by: 'person', reason: 'fine' });
    return version;
  };

  return {
    clock,
    counted,
    log,
    registry,
    tallies: createModelTallies(platform),
    watch: createModelWatch({ platform, registry, tallies: createModelTallies(platform), tenants: () => Promise.resolve([main]) }),
    platform,
    newProcess,
    ready,
    artefacts: { loads: () => loads, setDown: (down: boolean) => void (blobsDown = down), stored },
    close: () => parts.close(),
  };
};

/** Features of the n-th order: every one within the lower fifth of its range, and some not known. */
export const features = (index: number): Features =>
  Object.fromEntries(
    starter.schema.features.map(({ name, range: [least, greatest] }, column) => {
      const part = ((index * 7_919 + column * 104_729) % 1_000) / 1_000;
      return [name, (index + column) % 9 === 0 ? null : least + (greatest - least) * part * 0.2];
    }),
  );

/** How the starter's scores lie on such orders, in ten bins of equal share. */
export const usualScores = (rows = 2_000) => {
  const scores = Array.from({ length: rows }, (_, index) => {
    const scored = starter.score(features(index));
    if (!scored.ok) throw new Error(scored.error.feature);
    return scored.value.score;
  }).toSorted((one, other) => one - other);
  const edges = [...new Set(Array.from({ length: 9 }, (_, index) => scores[Math.floor(((index + 1) * rows) / 10)] ?? 0))];
  const bins = Array.from({ length: edges.length + 1 }, () => 0);
  for (const score of scores) {
    const bin = edges.filter((edge) => score >= edge).length;
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return { edges, shares: bins.map((count) => count / rows) };
};
