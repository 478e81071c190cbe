export { highsSolver, useSolverWithoutHaste } from './adapters/highs-solver.ts';
import type { DecisionInputs, DecisionName } from './app/replay/decision-inputs.ts';
import { type Chosen, createChoose, type SourceInput, type SourcingParts, type SourcingRejection } from './app/source.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { SourcingDecision } from './domain/sourcing.decision.ts';

export type Sourcing = {
  readonly source: (input: SourceInput) => Promise<Result<SourcingDecision, SourcingRejection>>;
  /** As `source`, with all that the decision rests on. */
  readonly choose: (input: SourceInput) => Promise<Result<Chosen, SourcingRejection>>;
  /** Keeps what a decision rests on; to be called before the decision is recorded, so that every recorded one can be replayed. */
  readonly keepInputs: (name: DecisionName, inputs: DecisionInputs) => Promise<void>;
};

/** The door of the context: where the lines of an order come from. */
export const createSourcing = (parts: SourcingParts): Sourcing => {
  const choose = createChoose(parts);
  return {
    choose,
    source: async (input) => {
      const chosen = await choose(input);
      return chosen.ok ? ok(chosen.value.decision) : chosen;
    },
    keepInputs: async (name, inputs) => parts.inputs?.keep(name, inputs),
  };
};

export {
  type ArticleBook,
  createEvaluateRoute,
  type EvaluatedRoute,
  type EvaluateRoute,
  type KnownArticle,
  type UnknownArticle,
} from './app/evaluate-route.ts';
export { type CheckPolicy, createCheckPolicy, type RecentOrder } from './app/check-policy.ts';
export { createPresetPolicies, type SourcingChoice, sourcingPolicyParameter } from './app/preset-policies.ts';
export { inputsPrefix } from './app/replay/decision-inputs.ts';
export { createFindEvidence, type FindEvidence } from './app/replay/evidence.ts';
export { createSimulationRows, simulationsPrefix } from './app/replay/simulation.rows.ts';
export { createInputsArchive, type DecisionInputs, type DecisionName, type InputsArchive } from './app/replay/decision-inputs.ts';
export {
  createReplayPolicy,
  type ReplayPolicy,
  replayedDecisionsMax,
  type ReplayProgress,
  type ReplayRejection,
  type ReplayRequest,
  type RoutingHistory,
  type RoutingRecord,
} from './app/replay/replay-policy.ts';
export { type CandidateProblem, livePreset, replayCandidate, replayPresets } from './app/replay/replay-candidate.ts';
export { type ReplayRange, replayRange, replayRangeDaysMax, type ReplayRangeProblem } from './app/replay/replay-range.ts';
export type { Simulation } from './app/replay/simulation.rows.ts';
export {
  createSimulations,
  describeReplayRejection,
  type Simulations,
  type SimulationWithResult,
  simulationTriesMax,
} from './app/replay/simulations.ts';
export { supportLeast } from './domain/evaluation/off-policy.ts';
export { createReplay } from './domain/replay.ts';
export type { Candidate, NotReproduced, ReplayDifference, ReplayRates, ReplayResult } from './domain/replay.ts';
export type { LocationTotals, ReplayedCurrency, ReplayedLocation, ReplayTotals } from './domain/replay.tally.ts';
export type { Chosen, SourceInput, SourcingParts, SourcingRejection } from './app/source.ts';
export { createEasyPost } from './adapters/rating/easypost.ts';
export { createShipStation } from './adapters/rating/shipstation.ts';
export { apiKeySecret, createQuotes, serviceUrlParameter } from './app/quotes/quotes.ts';
export { type AskQuote, createAskQuote, type GivenQuote } from './app/quotes/ask-quote.ts';
export type { RatedPlace } from './app/quotes/rating.ts';
export type {
  ArticleNeeds,
  ArticleReader,
  AvailabilityReader,
  FutureValueReader,
  LearnedReader,
  LocationReader,
  PolicyReader,
  QuoteReader,
  ReturnShareReader,
} from './app/sourcing.ports.ts';
export {
  createHindsightRows,
  type HindsightDay,
  type HindsightOfCurrency,
  type PredictionAccuracy,
} from './app/hindsight/hindsight.rows.ts';
export { createLookBack, type LookBack } from './app/hindsight/look-back.ts';
export { createCarrierReport, type CarrierFigures, type CarrierReport } from './app/learning/carrier-report.ts';
export {
  createDeliveryPlans,
  type DeliveryPlan,
  type DeliveryPlans,
  type LeftOut,
  type ReadDeliveryPlans,
} from './app/delivery-options/delivery-plans.ts';
export {
  type AwaitedOrder,
  createOrderEstimate,
  type DeliveryEstimate,
  type EstimateOrder,
} from './app/delivery-options/order-estimate.ts';
export { createLearnedFigures, createOrderDraw } from './app/learning/learned-figures.ts';
export { type PastParcel, routingRows } from './app/learning/routing-training-set.ts';
export { outcomeOf, parcelOf } from './domain/learning/parcel.ts';
export { departedOf, type RoutingFeatures, routingFeatureNames, routingFeatures } from './domain/learning/routing-features.ts';
export { createOutcomesInRange } from './app/learning/outcomes-in-range.ts';
export { createOutcomeRows, type OutcomeRows } from './app/learning/outcome.rows.ts';
export { createParcelRisks, type ForetellLate, type ParcelAtRisk, type ParcelRisks } from './app/learning/parcel-risks.ts';
export {
  createImportOutcomes,
  createRecordOutcomes,
  type ImportOutcomes,
  type ReadShippedWork,
  type RecordOutcomes,
  type ToldOutcome,
} from './app/learning/record-outcomes.ts';
export { createRefreshLearned, type RefreshLearned } from './app/learning/refresh-learned.ts';
export { mostDelicate, type PackageKind, packageKinds } from './domain/learning/outcome.ts';
export { decideWith } from './app/propose-plan.ts';
export { createRefreshFutureValues, type FutureValueParts, type RefreshFutureValues } from './app/future-value.refresh.ts';
export { createReadFutureValues, type FutureValueReport } from './app/future-value.report.ts';
export { createFutureValues } from './app/future-values.ts';
export { servingLocation } from './domain/opportunity/serving-location.ts';
export { crossesBorder, distanceTo, servicesFor } from './domain/parcel-price.ts';
export { policyFromJson, policyInFile } from './app/policy.schema.ts';
export { decideUnreleased, notReleased, withWaiting } from './domain/unreleased.ts';
export { greatCircleKm, locate, locateRegion } from './domain/geography.ts';
export { calendarDay, timeZoneOf } from './domain/time-zone.ts';
export type {
  Assignment,
  DecisionReceipt,
  PlanCandidate,
  SourcedLine,
  SourcingDecision,
  UnsourcedLine,
  UnsourcedReason,
} from './domain/sourcing.decision.ts';
export { presetPolicy, presetPolicyNames } from './domain/sourcing.policy.ts';
export type { SourcingPolicy } from './domain/sourcing.policy.ts';
export type { Coordinates, Exclusion, Place, SourcingLine, SourcingLocation, SourcingRequest, StockAt } from './domain/sourcing.request.ts';
export { type ArmDifference, armDifferences } from './app/hindsight/arm-difference.ts';
