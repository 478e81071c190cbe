export { createReviewThreshold } from './app/review-threshold.ts';
export type { RiskScorer } from './app/risk-scorer.ts';
