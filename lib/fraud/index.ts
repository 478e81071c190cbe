export { createAdvisedRisk } from './app/advised-risk.ts';
export { createReviewThreshold, parseThresholds, type ReviewChoice, reviewThresholdParameter } from './app/review-threshold.ts';
export type { RiskScorer } from './app/risk-scorer.ts';
export { fraudFeatures } from './domain/fraud-features.ts';
