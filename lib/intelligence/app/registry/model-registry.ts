import type { TenantId } from '../../../kernel/ids.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { Caller } from '../../../platform/event-store/caller.ts';
import type { EventRecord } from '../../../platform/event-store/event-record.ts';
import type { EventStore } from '../../../platform/event-store/event-store.ts';
import type { Platform } from '../../../platform/ports.ts';
import type { ModelCommand } from '../../domain/registry/model.commands.ts';
import type { ModelRejection } from '../../domain/registry/model.rejections.ts';
import type { ModelState, ModelVersion } from '../../domain/registry/model.state.ts';
import type {
  Approver,
  Breach,
  Gate,
  Metric,
  ModelSlot,
  RollbackCause,
  ScoreHistogram,
  TrainingData,
} from '../../domain/registry/model.values.ts';
import { ArtefactDamagedError, type ArtefactStore, createArtefactStore, type RegisteredArtefact } from './artefact-store.ts';
import { modelAggregate, modelStream } from './model.stream.ts';

/** What is known of a version beside its files. */
export type Provenance = {
  /** As measured on held-out data; those of the artefact's summary where left out. */
  readonly metrics?: readonly Metric[];
  /** What it was trained on; what the artefact's summary says where left out. */
  readonly training?: TrainingData;
  /** How its scores lay on the data that it was measured with. Without one the watch cannot see a shift of the scores. */
  readonly histogram?: ScoreHistogram;
  /** Why it was made, in the words of the business. */
  readonly note: string;
};

/** What reading an artefact gives, before anything of it is believed. */
export type ReadArtefact = {
  readonly model: string;
  readonly modelVersion: string;
  readonly schemaHash: string;
  readonly metrics: readonly Metric[];
  readonly training: TrainingData;
};

/** A model that this release builds features for. */
export type KnownModel = {
  readonly model: string;
  /** Of the features as serving builds them now. */
  readonly schemaHash: string;
  /** What the repository brings as version 0. */
  readonly starter: { readonly modelVersion: string; readonly metrics: readonly Metric[]; readonly training: TrainingData };
};

export type RegistryParts = {
  readonly platform: Pick<Platform, 'blobs' | 'clock' | 'sha256'>;
  readonly store: EventStore;
  /** By name. */
  readonly known: Readonly<Record<string, KnownModel>>;
  /** Reads the files, walks the golden vectors, and says what is wrong with them. */
  readonly readArtefact: (artefact: RegisteredArtefact) => Result<ReadArtefact, string>;
};

/** A model as it stands, with how often it has changed. */
export type RegisteredModel = { readonly known: KnownModel; readonly state: ModelState; readonly version: number };

type Changed = Promise<Result<RegisteredModel, ModelRejection>>;

export type ModelRegistry = {
  /** Names of the models that this release knows, in order. */
  readonly models: readonly string[];
  /** Stores the files and records the version. The same artefact again answers with the version that it has. */
  readonly register: (
    caller: Caller,
    model: string,
    artefact: RegisteredArtefact,
    provenance: Provenance,
  ) => Promise<Result<{ readonly version: ModelVersion; readonly model: RegisteredModel }, ModelRejection>>;
  /** Registers what somebody has put into a folder of the tenant's blobs; see `artefactFolder`. */
  readonly registerFolder: (
    caller: Caller,
    model: string,
    folder: string,
    provenance: Provenance,
  ) => Promise<Result<{ readonly version: ModelVersion; readonly model: RegisteredModel }, ModelRejection>>;
  readonly evaluate: (caller: Caller, model: string, version: number, gates: readonly Gate[]) => Changed;
  readonly approve: (
    caller: Caller,
    model: string,
    version: number,
    approval: { readonly by: Approver; readonly reason: string },
  ) => Changed;
  readonly startShadow: (caller: Caller, model: string, version: number, reason: string) => Changed;
  readonly endShadow: (caller: Caller, model: string, version: number, reason: string) => Changed;
  readonly startChallenger: (
    caller: Caller,
    model: string,
    version: number,
    trial: { readonly sharePerMille: number; readonly watchSeconds: number | null; readonly reason: string },
  ) => Changed;
  readonly endChallenger: (
    caller: Caller,
    model: string,
    version: number,
    ending: { readonly reason: string; readonly breach?: Breach },
  ) => Changed;
  /** @param promotion.watchSeconds for how long the watch looks at it; a day where left out */
  readonly promote: (
    caller: Caller,
    model: string,
    version: number,
    promotion: { readonly reason: string; readonly watchSeconds?: number },
  ) => Changed;
  readonly rollBack: (
    caller: Caller,
    model: string,
    rollback: { readonly cause: RollbackCause; readonly reason: string; readonly version?: number; readonly breach?: Breach },
  ) => Changed;
  readonly retire: (caller: Caller, model: string, version: number, reason: string) => Changed;
  /** What an endpoint serves from now on, once it does. */
  readonly assignSlot: (caller: Caller, model: string, slot: ModelSlot, version: number | null) => Changed;
  /** Undefined for a model that this release does not know. */
  readonly state: (tenantId: TenantId, model: string) => Promise<RegisteredModel | undefined>;
  /** Every event of the model, oldest first. */
  readonly history: (tenantId: TenantId, model: string) => Promise<readonly EventRecord[]>;
};

/** A day: long enough for every hour of a usual one to have been seen. */
export const watchSecondsDefault = 86_400;

/** Versions of models and which of them answers, for the people and the machine that look after them. */
export const createRegistry = (parts: RegistryParts): ModelRegistry => {
  const { platform, store, known, readArtefact } = parts;
  const artefacts: ArtefactStore = createArtefactStore(platform);
  const knownOf = (model: string): KnownModel | undefined => (Object.hasOwn(known, model) ? known[model] : undefined);

  const execute = async (caller: Caller, model: string, command: (found: KnownModel) => ModelCommand): Changed => {
    const found = knownOf(model);
    if (!found) return err({ code: 'model-not-found' });
    const done = await store.execute(modelAggregate, modelStream(caller.tenantId, model), command(found), caller.context);
    return done.ok ? ok({ known: found, state: done.value.state, version: done.value.version }) : done;
  };

  const register: ModelRegistry['register'] = async (caller, model, artefact, provenance) => {
    const found = knownOf(model);
    if (!found) return err({ code: 'model-not-found' });
    const read = readArtefact(artefact);
    if (!read.ok) return err({ code: 'artefact-unusable', reason: read.error });
    const { modelVersion, schemaHash } = read.value;
    if (read.value.model !== model) return err({ code: 'artefact-unusable', reason: `it is of the model ${read.value.model}` });
    // Before anything is stored: the decider asks again, but whatever it refuses would stay behind as blobs.
    if (schemaHash !== found.schemaHash) return err({ code: 'feature-schema-differs', expected: found.schemaHash, found: schemaHash });
    const files = await artefacts.put(caller.tenantId, model, artefact);
    const done = await execute(caller, model, ({ schemaHash: servingSchema }) => ({
      type: 'RegisterVersion',
      modelVersion,
      schemaHash,
      servingSchema,
      files,
      metrics: provenance.metrics ?? read.value.metrics,
      training: provenance.training ?? read.value.training,
      histogram: provenance.histogram ?? null,
      note: provenance.note,
      now: platform.clock.now(),
    }));
    if (!done.ok) return done;
    const version = done.value.state.versions.find((one) => one.modelVersion === modelVersion && !one.isRetired);
    if (!version) throw new Error('a registered version stands in the state');
    return ok({ version, model: done.value });
  };

  return {
    models: Object.keys(known).toSorted(),
    register,
    registerFolder: async (caller, model, folder, provenance) => {
      try {
        return await register(caller, model, await artefacts.readFolder(folder), provenance);
      } catch (error) {
        if (!(error instanceof ArtefactDamagedError)) throw error;
        return err({ code: 'artefact-unusable', reason: error.message });
      }
    },
    evaluate: (caller, model, version, gates) => execute(caller, model, () => ({ type: 'EvaluateGates', version, gates })),
    approve: (caller, model, version, { by, reason }) => execute(caller, model, () => ({ type: 'ApproveVersion', version, by, reason })),
    startShadow: (caller, model, version, reason) =>
      execute(caller, model, ({ schemaHash: servingSchema }) => ({ type: 'StartShadow', version, servingSchema, reason })),
    endShadow: (caller, model, version, reason) => execute(caller, model, () => ({ type: 'EndShadow', version, reason })),
    startChallenger: (caller, model, version, { sharePerMille, watchSeconds, reason }) =>
      execute(caller, model, ({ schemaHash: servingSchema }) => ({
        type: 'StartChallenger',
        version,
        sharePerMille,
        watchSeconds,
        servingSchema,
        reason,
        now: platform.clock.now(),
      })),
    endChallenger: (caller, model, version, { reason, breach = null }) =>
      execute(caller, model, () => ({ type: 'EndChallenger', version, reason, breach })),
    promote: (caller, model, version, { reason, watchSeconds = watchSecondsDefault }) =>
      execute(caller, model, ({ schemaHash: servingSchema }) => ({
        type: 'PromoteVersion',
        version,
        watchSeconds,
        servingSchema,
        reason,
        now: platform.clock.now(),
      })),
    rollBack: (caller, model, { cause, reason, version = null, breach = null }) =>
      execute(caller, model, () => ({ type: 'RollBack', version, cause, reason, breach, now: platform.clock.now() })),
    retire: (caller, model, version, reason) => execute(caller, model, () => ({ type: 'RetireVersion', version, reason })),
    assignSlot: (caller, model, slot, version) => execute(caller, model, () => ({ type: 'AssignSlot', slot, version })),
    state: async (tenantId, model) => {
      const found = knownOf(model);
      return found && { known: found, ...(await store.load(modelAggregate, modelStream(tenantId, model))) };
    },
    history: (tenantId, model) => store.read(modelStream(tenantId, model)),
  };
};
