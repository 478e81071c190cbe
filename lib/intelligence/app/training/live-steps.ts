import type { TenantId } from '../../../kernel/ids.ts';
import type { Result } from '../../../kernel/result.ts';
import type { RetrainingPolicy } from '../../../kernel/retraining-policy.ts';
import { type Caller, systemCaller } from '../../../platform/event-store/caller.ts';
import type { Platform } from '../../../platform/ports.ts';
import type { Waits } from '../../../platform/waits/waits.ts';
import { evaluateGate } from '../../domain/registry/model.values.ts';
import { versionOf } from '../../domain/registry/model.state.ts';
import type { ModelRejection } from '../../domain/registry/model.rejections.ts';
import { retrainingActor } from '../../domain/registry/version-origin.ts';
import type { RowGroups } from '../../domain/training/fairness-gate.ts';
import type { TrainingRun, TrainingState } from '../../domain/training/training-run.ts';
import type { RegisteredArtefact } from '../registry/artefact-store.ts';
import type { ModelRegistry } from '../registry/model-registry.ts';
import { modelStream } from '../registry/model.stream.ts';
import type { TrainingRunRows } from './training-run.rows.ts';
import type { Evaluator, Measurement } from './evaluators.ts';
import { groupsFile, trainingFolder, type TrainSteps } from './train-steps.ts';

export type LiveStepParts = {
  readonly platform: Pick<Platform, 'blobs' | 'clock' | 'observability'>;
  readonly rows: TrainingRunRows;
  readonly steps: Pick<TrainSteps, 'archiveKey' | 'runOf'>;
  readonly policy: (tenantId: TenantId) => Promise<RetrainingPolicy>;
  readonly registry: ModelRegistry;
  readonly waits: Waits;
  /** Unpacks what a job left. @throws ModelArchiveInvalidError */
  readonly unpack: (bytes: Uint8Array) => { readonly artefact: RegisteredArtefact; readonly modelBytes: number };
  /** Who measures a version of each model beside its champion. */
  readonly evaluators: Readonly<Record<string, Evaluator>>;
};

/** What the workflow goes by after the gates. */
export type Evaluated = {
  readonly passed: boolean;
  readonly approval: 'policy' | 'person';
  readonly canary_seconds: number;
  readonly watch_seconds: number;
};

const approvalWait = 'training-approval';
const hourSeconds = 3_600;
/** A wait has to last. */
const watchSecondsMin = 1;
/** The second half of a training: from a model that nobody knows to the champion, or to the reason why not. */
export const createLiveSteps = (parts: LiveStepParts) => {
  const { platform, rows, registry, steps } = parts;
  const now = () => platform.clock.now();
  const callerOf = (tenantId: TenantId, runId: string): Caller =>
    systemCaller(tenantId, retrainingActor, { correlationId: runId, causationId: runId });
  const close = (tenantId: TenantId, runId: string, state: TrainingState, outcome: string): Promise<void> => {
    const at = now();
    return rows.note(tenantId, runId, { state, outcome, endedAt: at }, at);
  };
  const must = <T>(done: Result<T, ModelRejection>): T => {
    if (done.ok) return done.value;
    throw new Error(`the registry refused: ${JSON.stringify(done.error)}`);
  };
  const versionIn = (run: TrainingRun): number => {
    if (run.version === null) throw new Error(`training ${run.runId} has no version yet`);
    return run.version;
  };

  const measure = async (tenantId: TenantId, run: TrainingRun): Promise<Measurement & { readonly artefact: RegisteredArtefact }> => {
    const folder = trainingFolder(tenantId, run.model, run.runId);
    const [archive, csv, grouped] = await Promise.all([
      platform.blobs.get(steps.archiveKey(tenantId, run)),
      platform.blobs.get(`${folder}input/history.csv`),
      platform.blobs.get(`${folder}${groupsFile}`),
    ]);
    if (!archive || !csv) throw new Error(`what training ${run.runId} left is gone`);
    const { artefact, modelBytes } = parts.unpack(archive.bytes);
    const evaluator = Object.hasOwn(parts.evaluators, run.model) ? parts.evaluators[run.model] : undefined;
    if (!evaluator) throw new Error(`nobody measures ${run.model}`);
    const state = await registry.state(tenantId, run.model);
    const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
    return {
      artefact,
      ...(await evaluator({
        tenantId,
        csv: text(csv.bytes),
        groups: grouped && (JSON.parse(text(grouped.bytes)) as RowGroups),
        artefact,
        modelBytes,
        champion: state?.state.champion ?? 0,
      })),
    };
  };

  return {
    /** Measures the new model beside the champion on rows that it has not seen, registers it and says whether it may go on. */
    evaluate: async (tenantId: TenantId, runId: string): Promise<Evaluated> => {
      const run = await steps.runOf(tenantId, runId);
      const policy = await parts.policy(tenantId);
      const { artefact, gates, metrics, rowsHeldOut, histogram } = await measure(tenantId, run);
      const caller = callerOf(tenantId, runId);
      const evaluated = gates.map(evaluateGate);
      const { version } = must(
        await registry.register(caller, run.model, artefact, {
          metrics,
          training: {
            sha256: run.dataset?.sha256 ?? null,
            rows: run.dataset?.rows ?? null,
            rowsHeldOut,
            from: run.dataset?.from ?? null,
            to: run.dataset?.to ?? null,
            seed: run.seed,
          },
          histogram,
          note: `Training ${runId}: ${run.reason}`.slice(0, 500),
        }),
      );
      must(await registry.evaluate(caller, run.model, version.version, gates));
      const failed = evaluated.filter(({ passed }) => !passed);
      const at = now();
      await rows.note(tenantId, runId, { version: version.version, gates: evaluated, state: 'evaluating' }, at);
      if (failed.length > 0)
        await close(tenantId, runId, 'refused', `Gates not passed: ${failed.map(({ name }) => name).join(', ')}. The champion stays.`);
      return {
        passed: failed.length === 0,
        approval: policy.approval,
        canary_seconds: policy.canaryHours * hourSeconds,
        watch_seconds: Math.max(watchSecondsMin, policy.watchHours * hourSeconds),
      };
    },

    /** The policy lets through whatever has passed the gates. */
    approveByPolicy: async (tenantId: TenantId, runId: string): Promise<void> => {
      const run = await steps.runOf(tenantId, runId);
      const reason = 'The policy retraining approves what has passed the gates.';
      must(await registry.approve(callerOf(tenantId, runId), run.model, versionIn(run), { by: 'policy', reason }));
    },

    /** Leaves the token with the model until somebody approves the version, or retires it. */
    awaitApproval: async (tenantId: TenantId, runId: string, token: string): Promise<void> => {
      const run = await steps.runOf(tenantId, runId);
      await parts.waits.register(modelStream(tenantId, run.model), approvalWait, token, { run_id: runId, version: String(versionIn(run)) });
      await rows.note(tenantId, runId, { state: 'awaiting_approval' }, now());
      // Whoever approved before the token was there is not waited for.
      await settleApproval(tenantId, run.model);
    },

    /** Gives the version a share of the orders. */
    beginCanary: async (tenantId: TenantId, runId: string): Promise<void> => {
      const run = await steps.runOf(tenantId, runId);
      const policy = await parts.policy(tenantId);
      const trial = {
        sharePerMille: policy.canaryPerMille,
        watchSeconds: policy.canaryHours * hourSeconds,
        reason: `Training ${runId} passed its gates.`,
      };
      must(await registry.startChallenger(callerOf(tenantId, runId), run.model, versionIn(run), trial));
      await rows.note(tenantId, runId, { state: 'canary' }, now());
    },

    /** Makes it the champion, unless its canary was ended meanwhile. */
    promote: async (tenantId: TenantId, runId: string, afterCanary: boolean): Promise<{ readonly promoted: boolean }> => {
      const run = await steps.runOf(tenantId, runId);
      const version = versionIn(run);
      const { watchHours } = await parts.policy(tenantId);
      const found = await registry.state(tenantId, run.model);
      if (found?.state.champion === version) return { promoted: true };
      if (afterCanary && found?.state.challenger?.version !== version) {
        await close(tenantId, runId, 'declined', 'The canary was ended before its time; the champion stays.');
        return { promoted: false };
      }
      const reason = afterCanary ? 'The canary ran its time without a breach.' : 'It passed its gates and was approved.';
      const watchSeconds = Math.max(watchSecondsMin, watchHours * hourSeconds);
      must(await registry.promote(callerOf(tenantId, runId), run.model, version, { reason, watchSeconds }));
      await rows.note(tenantId, runId, { state: 'watching' }, now());
      return { promoted: true };
    },

    /** The watch is over: it is still the champion, or was rolled back. */
    conclude: async (tenantId: TenantId, runId: string): Promise<void> => {
      const run = await steps.runOf(tenantId, runId);
      const found = await registry.state(tenantId, run.model);
      const version = versionIn(run);
      const rolledBack = found && versionOf(found.state, version)?.rolledBackAt !== null;
      if (rolledBack) return close(tenantId, runId, 'rolled_back', 'The watch rolled it back; the champion before answers.');
      await close(tenantId, runId, 'promoted', `Version ${version} answers.`);
    },

    /** Something went wrong that nobody foresaw. */
    fail: async (tenantId: TenantId, runId: string, error: string, cause: string): Promise<void> => {
      platform.observability.metrics.addMetric('TrainingsFailed', 'Count', 1);
      platform.observability.logger.error('training failed', { tenant_id: tenantId, run_id: runId, error_name: error });
      await close(tenantId, runId, 'failed', cause === '' ? error : cause.slice(0, 1_000));
    },

    /** A version was approved or retired: the training that waits for it goes on. */
    settleApproval,
  };

  async function settleApproval(tenantId: TenantId, model: string): Promise<void> {
    const stream = modelStream(tenantId, model);
    const open = (await parts.waits.list(stream)).filter(({ name }) => name === approvalWait);
    if (open.length === 0) return;
    const found = await registry.state(tenantId, model);
    for (const wait of open) {
      const version = found && versionOf(found.state, Number(wait.context['version']));
      if (version?.isRetired) {
        await close(tenantId, String(wait.context['run_id']), 'declined', 'Somebody retired the version instead of approving it.');
        await parts.waits.succeed(stream, wait, { approved: false });
      } else if (version?.approvedBy) await parts.waits.succeed(stream, wait, { approved: true });
    }
  }
};

export type LiveSteps = ReturnType<typeof createLiveSteps>;
