import type { TenantId } from '../../../kernel/ids.ts';
import { toEpochMs } from '../../../kernel/instant.ts';
import { createRecentMap } from '../../../kernel/recent-map.ts';
import type { EventStore } from '../../../platform/event-store/event-store.ts';
import type { Observability } from '../../../platform/observability.ts';
import type { Platform } from '../../../platform/ports.ts';
import { initialModel, type ModelState, type ModelVersion, versionOf } from '../../domain/registry/model.state.ts';
import { starterVersion } from '../../domain/registry/model.values.ts';
import { featureSchemaHash } from '../../domain/registry/schema-hash.ts';
import type { Scorer } from '../../domain/scorer.ts';
import { createArtefactStore, type RegisteredArtefact } from './artefact-store.ts';
import { atMost } from './deadline.ts';
import { modelAggregate, modelStream } from './model.stream.ts';

/** For so long a process goes by what it has read of a model: a promotion or a rollback is everywhere after that. */
export const aliasSeconds = 10;
/** Artefacts kept in a process, as bytes of JSON; the parsed trees take about as much again. */
const keptBytesMax = 12_000_000;
const keptMax = 24;
/** After a load that failed nobody tries again for so long, because every order would wait for it. */
const retryAfterMs = 30_000;
const loadDeadlineMs = 2_000;
const statesMax = 2_000;

export type ModelVersions = {
  /** How the model is served to the tenant, as of the last ten seconds. Never throws: what was known before stands in. */
  readonly serving: (tenantId: TenantId, model: string) => Promise<ModelState>;
  /** A version to be asked in this process; undefined when its artefact cannot be had now. Never throws. */
  readonly scorer: (tenantId: TenantId, model: string, version: number) => Promise<Scorer | undefined>;
  /** Forgets what was read, for a process that has just changed a model. */
  readonly forget: (tenantId: TenantId, model: string) => void;
};

export type ModelVersionsParts = {
  readonly platform: Pick<Platform, 'blobs' | 'clock' | 'sha256'>;
  readonly store: EventStore;
  /** Scorers of the repository's own artefacts, by model. */
  readonly starters: Readonly<Record<string, Scorer>>;
  /** @throws when the files do not make a scorer */
  readonly scorerOf: (artefact: RegisteredArtefact) => Scorer;
  readonly observability: Pick<Observability, 'logger' | 'metrics'>;
};

type Kept = { readonly scorer: Scorer; readonly bytes: number };
type ReadState = { readonly state: ModelState; readonly readAtMs: number };

class LoadTooSlowError extends Error {
  override readonly name = 'LoadTooSlowError';
}

/** A version was trained on features that this release does not build. */
class SchemaOutdatedError extends Error {
  override readonly name = 'SchemaOutdatedError';
}

/** Keeps the artefacts used last, up to so many bytes; one alone may be larger. */
const createScorerCache = () => {
  const kept = new Map<string, Kept>();
  return {
    get: (name: string): Scorer | undefined => {
      const found = kept.get(name);
      if (!found) return undefined;
      kept.delete(name);
      kept.set(name, found);
      return found.scorer;
    },
    set: (name: string, entry: Kept): void => {
      kept.set(name, entry);
      let bytes = [...kept.values()].reduce((sum, one) => sum + one.bytes, 0);
      for (const [oldest, { bytes: freed }] of kept) {
        if ((bytes <= keptBytesMax && kept.size <= keptMax) || oldest === name) break;
        kept.delete(oldest);
        bytes -= freed;
      }
    },
  };
};

/** What scoring reads of the registry: which version answers whom, and the versions themselves, loaded when they are needed. */
export const createModelVersions = (parts: ModelVersionsParts): ModelVersions => {
  const { platform, store, starters, scorerOf, observability } = parts;
  const artefacts = createArtefactStore(platform);
  const states = createRecentMap<string, ReadState>(statesMax);
  const reading = new Map<string, Promise<ModelState>>();
  const scorers = createScorerCache();
  const loading = new Map<string, Promise<Scorer | undefined>>();
  const failedAtMs = createRecentMap<string, number>(statesMax);

  const nowMs = (): number => toEpochMs(platform.clock.now());
  const nameOf = (tenantId: string, model: string, version = ''): string => `${tenantId}#${model}#${version}`;

  const starterOf = (model: string): Scorer | undefined => (Object.hasOwn(starters, model) ? starters[model] : undefined);

  const readState = async (tenantId: TenantId, model: string, before: ReadState | undefined): Promise<ModelState> => {
    try {
      const { state } = await store.load(modelAggregate, modelStream(tenantId, model));
      states.set(nameOf(tenantId, model), { state, readAtMs: nowMs() });
      return state;
    } catch (error) {
      observability.logger.warn('model registry could not be read', { model, error: error as Error });
      return before?.state ?? initialModel;
    }
  };

  const load = async (tenantId: TenantId, model: string, registered: ModelVersion, name: string): Promise<Scorer | undefined> => {
    try {
      const starter = starterOf(model);
      if (starter && registered.schemaHash !== featureSchemaHash(starter.schema, platform.sha256))
        throw new SchemaOutdatedError('trained on other features than this release builds');
      const artefact = await atMost(artefacts.get(registered.files), loadDeadlineMs);
      if (artefact === undefined) throw new LoadTooSlowError(`not loaded within ${loadDeadlineMs} ms`);
      const scorer = scorerOf(artefact);
      scorers.set(name, { scorer, bytes: registered.files.reduce((sum, { byteLength }) => sum + byteLength, 0) });
      return scorer;
    } catch (error) {
      failedAtMs.set(name, nowMs());
      observability.metrics.addMetric('ModelVersionsUnavailable', 'Count', 1);
      observability.logger.error('model version could not be loaded', { model, version: registered.version, error: error as Error });
      return undefined;
    }
  };

  const serving: ModelVersions['serving'] = async (tenantId, model) => {
    const name = nameOf(tenantId, model);
    const known = states.get(name);
    if (known && nowMs() - known.readAtMs < aliasSeconds * 1_000) return known.state;
    const under = reading.get(name) ?? readState(tenantId, model, known).finally(() => reading.delete(name));
    reading.set(name, under);
    return under;
  };

  return {
    serving,
    scorer: async (tenantId, model, version) => {
      if (version === starterVersion) return starterOf(model);
      const registered = versionOf(await serving(tenantId, model), version);
      if (!registered || registered.isRetired) return undefined;
      const name = nameOf(tenantId, model, `${version}#${registered.modelVersion}`);
      const kept = scorers.get(name);
      if (kept) return kept;
      const failed = failedAtMs.get(name);
      if (failed !== undefined && nowMs() - failed < retryAfterMs) return undefined;
      const under = loading.get(name) ?? load(tenantId, model, registered, name).finally(() => loading.delete(name));
      loading.set(name, under);
      return under;
    },
    forget: (tenantId, model) => states.delete(nameOf(tenantId, model)),
  };
};
