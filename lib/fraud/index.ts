export { type BandedRiskParts, type BandsChoice, createBandedRisk } from './app/banded-risk.ts';
export { defaultFraudBands } from './app/default-bands.ts';
export { createExplorer, type Explorer } from './app/explorer.ts';
export { createReviewThreshold, parseThresholds, type ReviewChoice, reviewThresholdParameter } from './app/review-threshold.ts';
export type { BandsReceipt, RiskAssessment, RiskScorer } from './app/risk-scorer.ts';
export { recommendationSentence } from './domain/bands.words.ts';
export { fraudFeatures, knownFeatures } from './domain/fraud-features.ts';
export type { ChargebackHistory, PastChargeback } from './app/signals/chargeback-history.ts';
export { createFraudSignals, type FraudSignalsReader } from './app/signals/fraud-signals.ts';
export {
  createImportedSignals,
  type ImportedChargeback,
  type ImportedOrder,
  type KeepImportedSignals,
} from './app/signals/imported-signals.ts';
export { readRiskFacts } from './app/signals/read-risk-facts.ts';
export { isIpAddress } from './domain/signals/network.ts';
export type { FraudSignals } from './domain/signals/fraud-signals.ts';
export type { RiskFacts } from './domain/signals/risk-facts.ts';
export { createChargebackHistory } from './app/chargeback-rows.ts';
export {
  createRecordChargeback,
  describeChargebackRejection,
  type RecordChargeback,
  type ReportedChargeback,
} from './app/chargebacks.ts';
export { fraudCaseProjection } from './app/fraud-case.projection.ts';
export { fraudCaseAggregate, fraudCaseKind } from './app/fraud-case.stream.ts';
export { createFraudLabels, type LabelledOrder, type PlacedWindow, type ReadFraudLabels } from './app/fraud-labels.ts';
export { createFraudOutcomes, type FraudOutcomes } from './app/fraud-outcomes.ts';
export { createFraudReactions } from './app/fraud-reactions.ts';
export { createFraudReviews, type FraudReview, type FraudReviewPage, type FraudReviews } from './app/fraud-reviews.ts';
export type { OrderDesk } from './app/order-desk.ts';
export { createReadFraudCase, type FraudCaseReading, type ReadFraudCase } from './app/read-fraud-case.ts';
export {
  createVerification,
  type VerificationDesk,
  type VerificationOutcome,
  type VerificationStanding,
} from './app/verification/verification.ts';
export { describeBands } from './domain/describe-bands.ts';
export { percentText } from './domain/bands.words.ts';
export { type CostOfHistory, costOfHistory, type ScoredOutcome } from './domain/cost-history.ts';
export { describeFraudCaseRejection } from './domain/fraud-case.decide.ts';
