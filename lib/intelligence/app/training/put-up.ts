import type { TenantId } from '../../../kernel/ids.ts';
import { systemCaller } from '../../../platform/event-store/caller.ts';
import { endpointModels, type Platform, type PutUpState, type ServedArchive, UnavailableError } from '../../../platform/ports.ts';
import { versionOf } from '../../domain/registry/model.state.ts';
import { retrainingActor } from '../../domain/registry/version-origin.ts';
import type { TrainingRun } from '../../domain/training/training-run.ts';
import { modelsPrefix } from '../registry/artefact-store.ts';
import type { ModelRegistry } from '../registry/model-registry.ts';
import { endpointsTenant } from '../registry/registered-models.ts';
import type { TrainSteps } from './train-steps.ts';

export type PutUpParts = {
  readonly platform: Pick<Platform, 'blobs' | 'training' | 'observability'>;
  readonly registry: Pick<ModelRegistry, 'state' | 'assignSlot'>;
  readonly steps: Pick<TrainSteps, 'archiveKey' | 'runOf'>;
};

/** `none`: nothing of this model stands behind an endpoint here, and the version answers in process. */
export type EndpointState = PutUpState | 'none';

const slot = 'b';

/**
 * Has the second endpoint of a model answer by the version of a training, step by step: a workflow asks until it is no longer
 * pending. Until the endpoint is in service, and where it fails, the version answers in process; no order waits for it.
 */
export const createPutUp = ({ platform, registry, steps }: PutUpParts) => {
  const { blobs, training } = platform;

  const tellFailed = (run: TrainingRun, error?: Error): void => {
    platform.observability.metrics.addMetric('ModelEndpointsFailed', 'Count', 1);
    const told = { model: run.model, run_id: run.runId, ...(error ? { error } : {}) };
    platform.observability.logger.error('endpoint of a version failed; it answers in process', told);
  };

  /** An endpoint more or less holds up no version: what goes wrong with it is told, and the training goes on. */
  const ask = async (run: TrainingRun, served: ServedArchive): Promise<PutUpState> => {
    try {
      const state = (await training?.putUp?.(served)) ?? 'failed';
      if (state === 'failed') tellFailed(run);
      return state;
    } catch (error) {
      // What does not answer for a moment is asked again a minute later.
      if (error instanceof UnavailableError) return 'pending';
      tellFailed(run, error as Error);
      return 'failed';
    }
  };

  return async (tenantId: TenantId, runId: string): Promise<{ readonly endpoint: EndpointState }> => {
    const run = await steps.runOf(tenantId, runId);
    // Endpoints are one set for the whole installation.
    if (!training?.putUp || tenantId !== endpointsTenant || !endpointModels.includes(run.model)) return { endpoint: 'none' };
    const state = (await registry.state(tenantId, run.model))?.state;
    const version = state && run.version !== null ? versionOf(state, run.version) : undefined;
    if (!state || !version) throw new Error(`training ${runId} has no version to put up`);
    const caller = systemCaller(tenantId, retrainingActor, { correlationId: runId, causationId: runId });
    const serves = state.slots[slot];
    if (serves === version.version) return { endpoint: 'ready' };
    // The version before answers in process from here on: an answer by a version that is not expected would be refused.
    if (serves !== null) await registry.assignSlot(caller, run.model, slot, null);
    const archive = `${modelsPrefix}endpoints/${run.model}/${version.modelVersion}.tar.gz`;
    // The archive that the training left holds what serves it; where trainings are kept it would not stay for good.
    const left = await blobs.get(steps.archiveKey(tenantId, run));
    if (!left) throw new Error(`what training ${runId} left is gone`);
    await blobs.put(archive, { bytes: left.bytes, contentType: 'application/gzip' });
    const endpoint = await ask(run, { model: run.model, version: version.modelVersion, archive });
    if (endpoint === 'ready') await registry.assignSlot(caller, run.model, slot, version.version);
    return { endpoint };
  };
};

export type PutUp = ReturnType<typeof createPutUp>;
