import { fromEpochMs, type Instant, toEpochMs } from '../../../kernel/instant.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { RetrainingPolicy } from '../../../kernel/retraining-policy.ts';
import type { EvaluatedGate } from '../registry/model.values.ts';

/** Who or what asked for a training. */
export const trainingTriggers = ['person', 'schedule', 'accuracy', 'drift', 'import'] as const;
export type TrainingTrigger = (typeof trainingTriggers)[number];

/** How far a training has come. The last six are ends. */
export const trainingStates = [
  'building',
  'training',
  'evaluating',
  'awaiting_approval',
  'canary',
  'watching',
  'promoted',
  'refused',
  'skipped',
  'declined',
  'rolled_back',
  'failed',
] as const;
export type TrainingState = (typeof trainingStates)[number];

const ends: ReadonlySet<TrainingState> = new Set(['promoted', 'refused', 'skipped', 'declined', 'rolled_back', 'failed']);
export const isEnd = (state: TrainingState): boolean => ends.has(state);

/** What a model learnt from. */
export type TrainingDataset = {
  readonly rows: number;
  /** Rows whose label is 1, of a model that answers with a probability; null of others. */
  readonly positives: number | null;
  readonly from: Instant;
  readonly to: Instant;
  /** SHA-256 of the file. */
  readonly sha256: string;
};

/** One training of a model from its beginning to its end. */
export type TrainingRun = {
  readonly runId: string;
  readonly model: string;
  readonly trigger: TrainingTrigger;
  readonly reason: string;
  readonly seed: number;
  /** A small model learns from a large one. */
  readonly distil?: boolean;
  readonly state: TrainingState;
  readonly dataset: TrainingDataset | null;
  readonly seconds: number | null;
  /** What the training cost, in millionths of a dollar; null until it has ended. */
  readonly costMicroUsd: number | null;
  /** Version in the registry; null until it is there. */
  readonly version: number | null;
  readonly gates: readonly EvaluatedGate[];
  /** Why it ended as it did, in a sentence; null while it runs. */
  readonly outcome: string | null;
  readonly requestedBy: string;
  readonly startedAt: Instant;
  readonly updatedAt: Instant;
  readonly endedAt: Instant | null;
};

/** Why no training begins. */
export type TrainingRefusal =
  | { readonly code: 'retraining-off' }
  /** One of the model is under way. */
  | { readonly code: 'training-under-way'; readonly runId: string }
  | { readonly code: 'cooling-down'; readonly until: Instant }
  | { readonly code: 'runs-used-up'; readonly runsPerMonth: number }
  | { readonly code: 'budget-used-up'; readonly monthlyBudgetUsd: number };

const dayMs = 86_400_000;
const monthOf = (at: Instant): string => at.slice(0, 7);

/** A run that nobody has heard of for so long has been given up by its workflow. */
const abandonedMs = 45 * dayMs;

const costOf = (runs: readonly TrainingRun[]): number => runs.reduce((sum, { costMicroUsd }) => sum + (costMicroUsd ?? 0), 0);

/**
 * Whether a training may begin. A person is not held up by the switch and by the pause between trainings, but by the limits of
 * the month, which are there for money.
 * @param runs of all models, at least those of this month
 */
export const mayTrain = (
  model: string,
  trigger: TrainingTrigger,
  policy: RetrainingPolicy,
  runs: readonly TrainingRun[],
  now: Instant,
): Result<void, TrainingRefusal> => {
  const own = runs.filter((run) => run.model === model);
  const open = own.find(({ state, updatedAt }) => !isEnd(state) && toEpochMs(now) - toEpochMs(updatedAt) < abandonedMs);
  if (open) return err({ code: 'training-under-way', runId: open.runId });
  const byPerson = trigger === 'person' || trigger === 'import';
  if (!byPerson && !policy.enabled) return err({ code: 'retraining-off' });
  // What was skipped for want of history has trained nothing.
  const trained = own.filter(({ state }) => state !== 'skipped');
  const last = trained.reduce<Instant | undefined>(
    (latest, { startedAt }) => (latest === undefined || startedAt > latest ? startedAt : latest),
    undefined,
  );
  const restedAt = last === undefined ? undefined : toEpochMs(last) + policy.cooldownDays * dayMs;
  if (!byPerson && restedAt !== undefined && toEpochMs(now) < restedAt) return err({ code: 'cooling-down', until: fromEpochMs(restedAt) });
  const ofMonth = runs.filter(({ startedAt, state }) => monthOf(startedAt) === monthOf(now) && state !== 'skipped');
  if (ofMonth.length >= policy.runsPerMonth) return err({ code: 'runs-used-up', runsPerMonth: policy.runsPerMonth });
  if (costOf(ofMonth) >= policy.monthlyBudgetUsd * 1_000_000 && costOf(ofMonth) > 0)
    return err({ code: 'budget-used-up', monthlyBudgetUsd: policy.monthlyBudgetUsd });
  return ok(undefined);
};

/** In a sentence. */
export const describeTrainingRefusal = (refusal: TrainingRefusal): string => {
  switch (refusal.code) {
    case 'retraining-off':
      return 'The policy retraining is switched off.';
    case 'training-under-way':
      return `A training of the model is under way: ${refusal.runId}.`;
    case 'cooling-down':
      return `The model was trained lately; it may be again from ${refusal.until} on.`;
    case 'runs-used-up':
      return `This month's ${refusal.runsPerMonth} trainings are used up.`;
    case 'budget-used-up':
      return `This month's budget for trainings, ${refusal.monthlyBudgetUsd} USD, is used up.`;
  }
};

/** Whether time alone asks for a training. */
export const isDueByTime = (model: string, policy: RetrainingPolicy, runs: readonly TrainingRun[], now: Instant): boolean => {
  if (policy.everyDays === 0) return false;
  const times = runs.filter((run) => run.model === model).map(({ startedAt }) => toEpochMs(startedAt));
  const last = Math.max(Number.NEGATIVE_INFINITY, ...times);
  return toEpochMs(now) - last >= policy.everyDays * dayMs;
};
