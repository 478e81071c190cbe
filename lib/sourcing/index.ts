export { highsSolver } from './adapters/highs-solver.ts';
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
export { type CheckPolicy, createCheckPolicy } from './app/check-policy.ts';
export { createPresetPolicies, type SourcingChoice, sourcingPolicyParameter } from './app/preset-policies.ts';
export { inputsPrefix } from './app/replay/decision-inputs.ts';
export { simulationsPrefix } from './app/replay/simulation.rows.ts';
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
export type { Candidate, NotReproduced, ReplayDifference, ReplayRates, ReplayResult } from './domain/replay.ts';
export type { LocationTotals, ReplayedCurrency, ReplayedLocation, ReplayTotals } from './domain/replay.tally.ts';
export type { Chosen, SourceInput, SourcingParts, SourcingRejection } from './app/source.ts';
export type {
  ArticleNeeds,
  ArticleReader,
  AvailabilityReader,
  FutureValueReader,
  LocationReader,
  PolicyReader,
} from './app/sourcing.ports.ts';
export { decideWith } from './app/propose-plan.ts';
export { createRefreshFutureValues, type FutureValueParts, type RefreshFutureValues } from './app/future-value.refresh.ts';
export { createReadFutureValues, type FutureValueReport } from './app/future-value.report.ts';
export { createFutureValues } from './app/future-values.ts';
export { servingLocation } from './domain/opportunity/serving-location.ts';
export { policyFromJson, policyInFile } from './app/policy.schema.ts';
export { locateRegion } from './domain/geography.ts';
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
