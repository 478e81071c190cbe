import type { TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs } from '../../../kernel/instant.ts';
import type { RetrainingPolicy } from '../../../kernel/retraining-policy.ts';
import { archiveOf, type Platform, TaskTokenInvalidError, type TrainingEnd } from '../../../platform/ports.ts';
import type { TrainingRun } from '../../domain/training/training-run.ts';
import { type LabelledRow, type TrainingSet, trainingSetOf } from './training-set.ts';
import type { TrainingRunRows } from './training-run.rows.ts';

type Window = { readonly from: Instant; readonly to: Instant };

/** What a model learns from: its columns, and the rows of a tenant as they were known at a moment. */
export type TrainingSource = {
  readonly names: readonly string[];
  readonly rows: (tenantId: TenantId, window: Window) => AsyncIterable<LabelledRow>;
};

/** The training set of a tenant as it was known at a moment; undefined where there is no history. */
export type ReadTrainingSet = (tenantId: TenantId, window: Window) => Promise<TrainingSet | undefined>;

/** The training set of a model that learns from features and a label each. */
export const setOfRows =
  ({ names, rows }: TrainingSource): ReadTrainingSet =>
  async (tenantId, window) => {
    const found: LabelledRow[] = [];
    for await (const row of rows(tenantId, window)) found.push(row);
    return trainingSetOf(names, found);
  };

/** With fewer rows, or fewer of the rarer label, a model would learn chance. */
export const rowsMin = 1_000;
export const positivesMin = 50;
const secondsMax = 3_600;
const monthMs = 30.44 * 86_400_000;

/** Nothing trains on this engine. */
export class TrainingUnavailableError extends Error {
  override readonly name = 'TrainingUnavailableError';
}
/** The job ended without a model; the cause says why. Machines match the name. */
const jobFailed = 'TrainingJobFailed';

export const trainingFolder = (tenantId: TenantId, model: string, runId: string): string => `training/${tenantId}/${model}/${runId}/`;
/** Channel and region of each row of the training set. */
export const groupsFile = 'groups.json';
const jobOf = (run: Pick<TrainingRun, 'model' | 'runId'>): string => `${run.model}-${run.runId}`;

export type TrainStepParts = {
  readonly platform: Pick<Platform, 'blobs' | 'clock' | 'sha256' | 'training' | 'workflows' | 'observability'>;
  readonly rows: TrainingRunRows;
  readonly policy: (tenantId: TenantId) => Promise<RetrainingPolicy>;
  /** By model; none for whoever only begins jobs and hears of their ends. */
  readonly sources: Readonly<Record<string, ReadTrainingSet>>;
};

const tooFew = (rows: number, positives: number | null): string | undefined => {
  if (rows < rowsMin) return `There are ${rows} rows whose end is known; a training takes ${rowsMin}.`;
  if (positives === null) return undefined;
  const rarer = Math.min(positives, rows - positives);
  return rarer < positivesMin ? `Of ${rows} rows ${rarer} have the rarer label; a training takes ${positivesMin}.` : undefined;
};

/** The first half of a training: from the history to a model that nobody has looked at yet. */
export const createTrainSteps = (parts: TrainStepParts) => {
  const { platform, rows } = parts;
  const { clock } = platform;

  const runOf = async (tenantId: TenantId, runId: string): Promise<TrainingRun> => {
    const run = await rows.read(tenantId, runId);
    if (!run) throw new Error(`there is no training ${runId}`);
    return run;
  };

  return {
    /**
     * Writes the training set. Nothing is trained on too little; the run then ends as skipped.
     * @param begun the run as it began, for whoever asked for it may not have come to keep it
     */
    build: async (tenantId: TenantId, runId: string, begun?: TrainingRun): Promise<{ readonly ready: boolean }> => {
      if (begun) await rows.ensure(tenantId, begun);
      const run = await runOf(tenantId, runId);
      const source = parts.sources[run.model];
      if (!source) throw new Error(`${run.model} has no training source`);
      const { windowMonths } = await parts.policy(tenantId);
      const window = { from: plusMs(run.startedAt, -windowMonths * monthMs), to: run.startedAt };
      const set = await source(tenantId, window);
      const lack = tooFew(set?.dataset.rows ?? 0, set?.dataset.positives ?? null);
      const now = clock.now();
      if (!set || lack !== undefined) {
        await rows.note(tenantId, runId, { state: 'skipped', outcome: lack ?? 'There is no history.', endedAt: now }, now);
        return { ready: false };
      }
      const folder = trainingFolder(tenantId, run.model, runId);
      await platform.blobs.put(`${folder}input/history.csv`, { bytes: new TextEncoder().encode(set.csv), contentType: 'text/csv' });
      // Beside what the job is given, so that no model can learn from it.
      if (set.groups) {
        const groups = new TextEncoder().encode(JSON.stringify(set.groups));
        await platform.blobs.put(`${folder}${groupsFile}`, { bytes: groups, contentType: 'application/json' });
      }
      const dataset = { ...set.dataset, sha256: platform.sha256(set.csv) };
      await rows.note(tenantId, runId, { state: 'training', dataset }, now);
      return { ready: true };
    },

    /** Begins the job, whose end answers the token. */
    start: async (tenantId: TenantId, runId: string, token: string): Promise<void> => {
      if (!platform.training) throw new TrainingUnavailableError('Nothing can be trained on this engine');
      const run = await runOf(tenantId, runId);
      const folder = trainingFolder(tenantId, run.model, runId);
      const name = jobOf(run);
      // The token first: a job may end before this function does.
      await rows.keepJob(name, { tenantId, runId, token });
      const { model, seed, distil = false } = run;
      const job = { name, model, input: `${folder}input/`, output: `${folder}output/`, seed, secondsMax, ...(distil ? { distil } : {}) };
      await platform.training.start(job);
    },

    /** A job has ended: its workflow goes on. An end that nobody waits for is of a training that was given up. */
    ended: async (end: TrainingEnd): Promise<void> => {
      const job = await rows.job(end.name);
      if (!job) return;
      const costMicroUsd = Math.round(end.seconds * (platform.training?.microUsdPerSecond ?? 0));
      await rows.note(job.tenantId, job.runId, { seconds: end.seconds, costMicroUsd }, clock.now());
      platform.observability.metrics.addMetric('TrainingSeconds', 'Seconds', end.seconds);
      try {
        if (end.ok) await platform.workflows.succeed(job.token, { seconds: end.seconds });
        else await platform.workflows.fail(job.token, jobFailed, end.reason ?? 'The job said nothing');
      } catch (error) {
        if (!(error instanceof TaskTokenInvalidError)) throw error;
      }
      await rows.forgetJob(end.name);
    },

    /** Where the job left its archive. */
    archiveKey: (tenantId: TenantId, run: TrainingRun): string =>
      archiveOf({ output: `${trainingFolder(tenantId, run.model, run.runId)}output/`, name: jobOf(run) }),
    runOf,
  };
};

export type TrainSteps = ReturnType<typeof createTrainSteps>;
