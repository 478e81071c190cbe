import type { TenantId } from '../../../kernel/ids.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { RetrainingPolicy } from '../../../kernel/retraining-policy.ts';
import { toWire } from '../../../kernel/wire.ts';
import type { Platform } from '../../../platform/ports.ts';
import {
  describeTrainingRefusal,
  isDueByTime,
  mayTrain,
  type TrainingRefusal,
  type TrainingRun,
  type TrainingTrigger,
} from '../../domain/training/training-run.ts';
import type { TrainingRunRows } from './training-run.rows.ts';

/** State machine that trains a model and takes the result to where it answers. */
export const retrainMachine = 'retrain';

export type BeginTrainingParts = {
  readonly platform: Pick<Platform, 'workflows' | 'clock' | 'ids' | 'observability'>;
  readonly rows: TrainingRunRows;
  readonly policy: (tenantId: TenantId) => Promise<RetrainingPolicy>;
  /** Models that can be trained from what is kept. */
  readonly models: readonly string[];
};

export type TrainingWish = {
  readonly model: string;
  readonly trigger: TrainingTrigger;
  readonly reason: string;
  readonly seed?: number;
  /** A small model is to learn from a large one. */
  readonly distil?: boolean;
  readonly requestedBy: string;
};

export type BeginRefusal =
  | TrainingRefusal
  | { readonly code: 'model-not-trainable' | 'model-not-distillable'; readonly models: readonly string[] };

/** Models that answer with a probability by one set of trees. A forecast is three parts, of which none can be taken alone. */
export const distillableModels: readonly string[] = ['fraud', 'routing', 'returns'];

/** One sentence for people. */
export const describeBeginRefusal = (refusal: BeginRefusal): string => {
  switch (refusal.code) {
    case 'model-not-trainable':
      return `What is kept trains ${refusal.models.join(', ')}.`;
    case 'model-not-distillable':
      return `A small model can learn from a large one of ${refusal.models.join(', ')}.`;
    default:
      return describeTrainingRefusal(refusal);
  }
};

/** The seed of the starters; another one is as good, and the same one makes the same model of the same history. */
const seedDefault = 20261101;
const runsLookedAt = 200;

export const createBeginTraining = (parts: BeginTrainingParts) => {
  const { platform, rows } = parts;
  const recent = async (tenantId: TenantId): Promise<readonly TrainingRun[]> => (await rows.list(tenantId, { limit: runsLookedAt })).items;

  const begin = async (tenantId: TenantId, wish: TrainingWish): Promise<Result<TrainingRun, BeginRefusal>> => {
    if (!parts.models.includes(wish.model)) return err({ code: 'model-not-trainable', models: parts.models });
    if (wish.distil && !distillableModels.includes(wish.model)) return err({ code: 'model-not-distillable', models: distillableModels });
    const [policy, runs] = await Promise.all([parts.policy(tenantId), recent(tenantId)]);
    const now = platform.clock.now();
    const allowed = mayTrain(wish.model, wish.trigger, policy, runs, now);
    if (!allowed.ok) return allowed;
    const run: TrainingRun = {
      runId: platform.ids.next(),
      model: wish.model,
      trigger: wish.trigger,
      reason: wish.reason,
      seed: wish.seed ?? seedDefault,
      ...(wish.distil ? { distil: true } : {}),
      state: 'building',
      dataset: null,
      seconds: null,
      costMicroUsd: null,
      version: null,
      gates: [],
      outcome: null,
      requestedBy: wish.requestedBy,
      startedAt: now,
      updatedAt: now,
      endedAt: null,
    };
    // The workflow first, which knows the run: were the row first and this process ended between, the row would hold up every
    // other training and nothing would ever end it.
    const input = { tenant_id: tenantId, model: run.model, run_id: run.runId, run: toWire(run) };
    await platform.workflows.start({ machine: retrainMachine, name: run.runId, input });
    await rows.ensure(tenantId, run);
    return ok(run);
  };

  return {
    begin,
    /** Begins what time asks for. What the policy does not allow waits for the next look. */
    beginDue: async (tenantId: TenantId): Promise<readonly string[]> => {
      const [policy, runs] = await Promise.all([parts.policy(tenantId), recent(tenantId)]);
      // Nobody has trained here yet: the first training is somebody's decision, or follows an import.
      if (!policy.enabled || runs.length === 0) return [];
      const begun: string[] = [];
      for (const model of parts.models) {
        if (!runs.some((run) => run.model === model) || !isDueByTime(model, policy, runs, platform.clock.now())) continue;
        const reason = `The last training is ${policy.everyDays} days ago.`;
        const done = await begin(tenantId, { model, trigger: 'schedule', reason, requestedBy: 'schedule' });
        if (done.ok) begun.push(model);
      }
      return begun;
    },
  };
};

export type BeginTraining = ReturnType<typeof createBeginTraining>;
