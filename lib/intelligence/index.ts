export { createDecisionLog, type DecisionLog, type DecisionRecord } from './app/decision-log.ts';
export { servedModel } from './app/model-answer.ts';
export { createScoring, modelsMode, type NotScored, type Scored, type Scoring } from './app/score.ts';
export { bundledForecastScorer, bundledFraudScorer, bundledRoutingScorer } from './adapters/bundled-models.ts';
export type { Features } from './domain/feature-schema.ts';
export type { Scorer } from './domain/scorer.ts';
