import type { Clock, ModelEndpoint, Parameters } from '../../platform/ports.ts';
import { completeFeatures, type Features } from '../domain/feature-schema.ts';
import type { Prediction, Scorer } from '../domain/scorer.ts';
import { type CircuitBreaker, createCircuitBreaker } from '../../platform/circuit-breaker.ts';
import { type ModelAnswer, modelRequest, readModelAnswer } from './model-answer.ts';

/** `sagemaker` asks the endpoints first; `in-process` asks none, for an account that has none. */
export type ModelsMode = 'sagemaker' | 'in-process';

/** Parameter that chooses the mode; `in-process` where it is not set. */
export const modelsParameter = 'models';

/** Why an endpoint that should have answered did not. */
export type FallbackReason = 'endpoint-failed' | 'answer-refused' | 'breaker-open' | 'mode-unknown';

export type Scored = Prediction & {
  readonly source: 'endpoint' | 'in-process';
  readonly model: string;
  /** Hash of the model that answered. */
  readonly version: string;
  /** Null when whoever was meant to answer did. */
  readonly fallback: FallbackReason | null;
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
  /** Never throws: an outage of scoring must not stop an order. */
  score(model: string, features: Features): Promise<Scored | NotScored>;
}

export type ScoringParts = {
  readonly models: ModelEndpoint;
  /** Models in this process by name. */
  readonly local: Readonly<Record<string, Scorer>>;
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

type Asked = { readonly answer: ModelAnswer } | { readonly fallback: FallbackReason };

/**
 * Scores by the endpoint, and by the model in this process when the endpoint is slow, down, or serves another version.
 * After five failures in a row an endpoint is left alone for 30 seconds, because waiting for it would slow every order.
 */
export const createScoring = (parts: ScoringParts): Scoring => {
  const { models, clock, metrics, deadlineMs = defaultDeadlineMs } = parts;
  const breakers = new Map<string, CircuitBreaker>();

  const breakerOf = (model: string): CircuitBreaker => {
    const breaker = breakers.get(model) ?? createCircuitBreaker({ failuresMax, pauseMs, clock });
    breakers.set(model, breaker);
    return breaker;
  };

  const ask = async (model: string, features: Features, local: Scorer | undefined): Promise<Asked> => {
    const breaker = breakerOf(model);
    if (!breaker.allows()) return { fallback: 'breaker-open' };
    let fallback: FallbackReason = 'endpoint-failed';
    try {
      const answer = readModelAnswer(await models.invoke({ endpoint: model, payload: modelRequest(features), deadlineMs }), local);
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

  const inProcess = (model: string, features: Features, local: Scorer | undefined, fallback: FallbackReason | null): Scored | NotScored => {
    const scored = local?.score(features);
    if (local === undefined || scored === undefined) return { source: 'none', model, reason: 'no-model', feature: null, fallback };
    if (!scored.ok) return { source: 'none', model, reason: 'features-invalid', feature: scored.error.feature, fallback };
    return { source: 'in-process', model, version: local.version, ...scored.value, fallback };
  };

  const modeNow = async (): Promise<ModelsMode | 'unknown'> => {
    if (typeof parts.mode === 'string') return parts.mode;
    return parts.mode().catch(() => 'unknown');
  };

  return {
    score: async (model, features) => {
      const local = Object.hasOwn(parts.local, model) ? parts.local[model] : undefined;
      const completed = local ? completeFeatures(local.schema, features) : { ok: true as const, value: features };
      if (!completed.ok) return { source: 'none', model, reason: 'features-invalid', feature: completed.error.feature, fallback: null };
      const mode = await modeNow();
      if (mode === 'in-process') return inProcess(model, features, local, null);
      const asked: Asked = mode === 'unknown' ? { fallback: 'mode-unknown' } : await ask(model, completed.value, local);
      if ('answer' in asked) return { source: 'endpoint', model, ...asked.answer, fallback: null };
      metrics.addMetric('ScoringFallbacks', 'Count', 1);
      return inProcess(model, features, local, asked.fallback);
    },
  };
};
