import { type CircuitBreaker, createCircuitBreaker } from '../../platform/circuit-breaker.ts';
import type { Clock, ModelEndpoint, Parameters } from '../../platform/ports.ts';
import { completeFeatures, type Features } from '../domain/feature-schema.ts';
import { starterVersion } from '../domain/registry/model.values.ts';
import type { Prediction, Scorer } from '../domain/scorer.ts';
import { type ModelAnswer, modelRequest, readModelAnswer } from './model-answer.ts';
import type { ScoreNote } from './registry/model-tallies.ts';
import type { RegisteredModels, ScorePlan, ScoreSubject, ShadowScore } from './registry/registered-models.ts';

/** `sagemaker` asks the endpoints first; `in-process` asks none, for an account that has none. */
export type ModelsMode = 'sagemaker' | 'in-process';

/** Parameter that chooses the mode; `in-process` where it is not set. */
export const modelsParameter = 'models';

/** Why whoever should have answered did not. */
export type FallbackReason = 'endpoint-failed' | 'answer-refused' | 'breaker-open' | 'mode-unknown' | 'version-unavailable';

/** In which part the version answered. `previous`: a champion of before, because the one that was meant cannot be had. */
export type ScoreRole = 'champion' | 'challenger' | 'starter' | 'previous';

/** How it came about that this version answered, for whoever compares versions later. */
export type ScoreAssignment = {
  /** Number in the registry; 0 is the starter. */
  readonly registryVersion: number;
  readonly role: ScoreRole;
  /** How likely it was that the version which was meant would be: above 0 and up to 1. Says nothing of a fallback. */
  readonly propensity: number;
  /** What the versions in shadow said. */
  readonly shadows: readonly ShadowScore[];
};

export type Scored = Prediction & {
  readonly source: 'endpoint' | 'in-process';
  readonly model: string;
  /** Hash of the model that answered. */
  readonly version: string;
  /** Null when whoever was meant to answer did. */
  readonly fallback: FallbackReason | null;
  readonly assignment: ScoreAssignment;
};

/** No model answered; the caller's rule decides alone. */
export type NotScored = {
  readonly source: 'none';
  readonly model: string;
  readonly reason: 'no-model' | 'features-invalid';
  /** The feature that was wrong. */
  readonly feature: string | null;
  readonly fallback: FallbackReason | null;
};

export interface Scoring {
  /**
   * Never throws: an outage of scoring must not stop an order.
   * @param subject whom it is for; without one the starter answers
   */
  score(model: string, features: Features, subject?: ScoreSubject): Promise<Scored | NotScored>;
}

export type ScoringParts = {
  readonly models: ModelEndpoint;
  /** The repository's own models in this process, by name. */
  readonly local: Readonly<Record<string, Scorer>>;
  /** Versions beside them; without it they alone answer. */
  readonly registered?: RegisteredModels;
  readonly mode: ModelsMode | (() => Promise<ModelsMode>);
  readonly clock: Clock;
  readonly metrics: { readonly addMetric: (name: string, unit: 'Count', value: number) => void };
  /** Milliseconds that an endpoint has; default 300. */
  readonly deadlineMs?: number;
};

/** The parameter names a mode that does not exist. */
export class ModelsModeUnknownError extends Error {
  override readonly name = 'ModelsModeUnknownError';
}

/** The mode as the parameter says it at this moment. @throws ModelsModeUnknownError */
export const modelsMode = (parameters: Parameters) => async (): Promise<ModelsMode> => {
  const mode = (await parameters.get(modelsParameter)) ?? 'in-process';
  if (mode === 'sagemaker' || mode === 'in-process') return mode;
  throw new ModelsModeUnknownError(`${modelsParameter}: ${JSON.stringify(mode)} is neither sagemaker nor in-process`);
};

const defaultDeadlineMs = 300;
const failuresMax = 5;
const pauseMs = 30_000;

type Expected = Pick<Scorer, 'schema' | 'version'>;
type Asked = { readonly answer: ModelAnswer } | { readonly fallback: FallbackReason };
type Answered =
  | (Prediction & { readonly source: Scored['source']; readonly version: string; readonly registryVersion: number })
  | Unanswered;
type Unanswered = { readonly source: 'none'; readonly reason: NotScored['reason']; readonly feature: string | null };
type Outcome = { readonly answered: Answered; readonly fallback: FallbackReason | null };

/** Asks endpoints, and leaves one alone for 30 seconds after five failures in a row: waiting for it would slow every order. */
const createEndpoints = ({ models, clock, metrics, deadlineMs = defaultDeadlineMs }: ScoringParts) => {
  const breakers = new Map<string, CircuitBreaker>();
  const breakerOf = (endpoint: string): CircuitBreaker => {
    const breaker = breakers.get(endpoint) ?? createCircuitBreaker({ failuresMax, pauseMs, clock });
    breakers.set(endpoint, breaker);
    return breaker;
  };
  return async (endpoint: string, features: Features, expected: Expected | undefined): Promise<Asked> => {
    const breaker = breakerOf(endpoint);
    if (!breaker.allows()) return { fallback: 'breaker-open' };
    let fallback: FallbackReason = 'endpoint-failed';
    try {
      const answer = readModelAnswer(await models.invoke({ endpoint, payload: modelRequest(features), deadlineMs }), expected);
      if (answer) {
        breaker.succeeded();
        return { answer };
      }
      fallback = 'answer-refused';
    } catch {
      // Whatever went wrong there, the order goes on here. What went wrong is the engine's to log.
    }
    if (breaker.failed()) metrics.addMetric('ScoringBreakerOpen', 'Count', 1);
    return { fallback };
  };
};

const walk = (scorer: Scorer, registryVersion: number, features: Features): Answered | undefined => {
  const scored = scorer.score(features);
  if (!scored.ok) return { source: 'none', reason: 'features-invalid', feature: scored.error.feature };
  if (!Number.isFinite(scored.value.score)) return undefined;
  return { source: 'in-process', registryVersion, version: scorer.version, ...scored.value };
};

const noModel: Unanswered = { source: 'none', reason: 'no-model', feature: null };

/** Scores in this process: by the version that was meant, else by whoever stands in for it, the starter in the end. */
const createInProcess =
  ({ registered, metrics }: ScoringParts) =>
  async (plan: ScorePlan | undefined, starter: Scorer | undefined, features: Features, before: FallbackReason | null): Promise<Outcome> => {
    if (!plan || !registered) return { answered: (starter && walk(starter, starterVersion, features)) ?? noModel, fallback: before };
    let fallback = before;
    for (const version of registered.line(plan)) {
      const scorer = version === starterVersion ? starter : await registered.scorer(plan, version);
      const answered = scorer && walk(scorer, version, features);
      if (answered) return { answered, fallback };
      if (fallback === null) metrics.addMetric('ScoringFallbacks', 'Count', 1);
      // What is wrong with the version weighs more than what is wrong with its endpoint: nobody else can serve it.
      fallback = 'version-unavailable';
    }
    return { answered: noModel, fallback };
  };

const roleOf = (plan: ScorePlan | undefined, registryVersion: number): ScoreRole => {
  if (plan?.assignment.role === 'challenger' && plan.assignment.version === registryVersion) return 'challenger';
  if (registryVersion === starterVersion) return 'starter';
  return plan?.state.champion === registryVersion ? 'champion' : 'previous';
};

const noteOf = ({ answered, fallback }: Outcome): ScoreNote['outcome'] => {
  if (answered.source === 'none') return 'unscored';
  if (fallback === 'version-unavailable') return 'unavailable';
  if (fallback === 'answer-refused') return 'refused';
  return fallback === 'endpoint-failed' || fallback === 'breaker-open' ? 'failed' : 'scored';
};

/**
 * Scores by the version that the registry assigns to the subject: by its endpoint where it has one, and in this process when
 * that is slow, down, or serves another version. A version that cannot be had is replaced by the champion before it.
 */
export const createScoring = (parts: ScoringParts): Scoring => {
  const { metrics, registered } = parts;
  const ask = createEndpoints(parts);
  const inProcess = createInProcess(parts);

  const modeNow = async (): Promise<ModelsMode | 'unknown'> => {
    if (typeof parts.mode === 'string') return parts.mode;
    return parts.mode().catch(() => 'unknown');
  };

  const answer = async (model: string, plan: ScorePlan | undefined, starter: Scorer | undefined, features: Features): Promise<Outcome> => {
    const mode = await modeNow();
    if (mode === 'in-process') return inProcess(plan, starter, features, null);
    const meant = plan?.assignment.version ?? starterVersion;
    const hash = plan && registered ? registered.hashOf(plan, meant, starter) : starter?.version;
    const expected = starter && hash !== undefined ? { schema: starter.schema, version: hash } : undefined;
    const endpoint = registered ? hash && (await registered.endpointOf(model, hash, starter)) : model;
    // A version that no endpoint serves is meant to be asked here.
    if (endpoint === undefined && mode === 'sagemaker') return inProcess(plan, starter, features, null);
    const asked: Asked =
      mode === 'unknown' || endpoint === undefined ? { fallback: 'mode-unknown' } : await ask(endpoint, features, expected);
    if ('answer' in asked) return { answered: { source: 'endpoint', registryVersion: meant, ...asked.answer }, fallback: null };
    metrics.addMetric('ScoringFallbacks', 'Count', 1);
    return inProcess(plan, starter, features, asked.fallback);
  };

  return {
    score: async (model, features, subject) => {
      const starter = Object.hasOwn(parts.local, model) ? parts.local[model] : undefined;
      const completed = starter ? completeFeatures(starter.schema, features) : { ok: true as const, value: features };
      if (!completed.ok) return { source: 'none', model, reason: 'features-invalid', feature: completed.error.feature, fallback: null };
      const plan = registered && subject ? await registered.plan(model, subject) : undefined;
      const outcome = await answer(model, plan, starter, completed.value);
      const { answered, fallback } = outcome;
      const registryVersion = answered.source === 'none' ? starterVersion : answered.registryVersion;
      const shadows = plan && registered ? await registered.shadows(plan, registryVersion, completed.value) : [];
      if (plan && registered) {
        const own = answered.source !== 'none' && registryVersion === plan.assignment.version ? answered.score : null;
        await registered.count(plan, noteOf(outcome), own, shadows);
      }
      if (answered.source === 'none') return { ...answered, model, fallback };
      const { registryVersion: _number, ...scored } = answered;
      const assignment = { registryVersion, role: roleOf(plan, registryVersion), propensity: plan?.assignment.propensity ?? 1, shadows };
      return { ...scored, model, fallback, assignment };
    },
  };
};
