import type { EventStore } from '../platform/event-store/event-store.ts';
import type { Platform } from '../platform/ports.ts';
import { scorerOf } from './adapters/model-artefact.ts';
import { knownModels, readArtefact } from './adapters/registry/known-models.ts';
import { createRegistry, type ModelRegistry } from './app/registry/model-registry.ts';
import { createModelVersions as createVersions, type ModelVersions } from './app/registry/model-versions.ts';
import type { Scorer } from './domain/scorer.ts';

/** Versions of models: registered, evaluated, approved, put into shadow or against the champion, promoted and rolled back. */
export const createModelRegistry = (parts: {
  readonly platform: Pick<Platform, 'blobs' | 'clock' | 'sha256'>;
  readonly store: EventStore;
}): ModelRegistry => {
  const { sha256 } = parts.platform;
  return createRegistry({ ...parts, known: knownModels(sha256), readArtefact: readArtefact(sha256) });
};

/** Versions to be asked in this process, loaded when they are needed. `starters` are those that the bundle carries. */
export const createModelVersions = (parts: {
  readonly platform: Pick<Platform, 'blobs' | 'clock' | 'sha256' | 'observability'>;
  readonly store: EventStore;
  readonly starters: Readonly<Record<string, Scorer>>;
}): ModelVersions => createVersions({ ...parts, scorerOf, observability: parts.platform.observability });

export { createDecisionLog, type DecisionLog, type DecisionRecord } from './app/decision-log.ts';
export { servedModel } from './app/model-answer.ts';
export { createScoring, modelsMode, type NotScored, type Scored, type Scoring } from './app/score.ts';
export {
  bundledForecastScorer,
  bundledFraudScorer,
  bundledReturnsScorer,
  bundledRoutingScorer,
} from './adapters/bundled-models.ts';
export { classTreeModel, scalarTreeModel, type TreeModel } from './adapters/tree-model.ts';
export type { Features } from './domain/feature-schema.ts';
export type { Scorer } from './domain/scorer.ts';
export { artefactFolder, modelsPrefix, type RegisteredArtefact } from './app/registry/artefact-store.ts';
export type { ModelRegistry, Provenance, RegisteredModel } from './app/registry/model-registry.ts';
export { createModelTallies, type ModelTallies } from './app/registry/model-tallies.ts';
export { timeDeadlinesBy } from './app/registry/deadline.ts';
export type { ModelVersions } from './app/registry/model-versions.ts';
export { describeModelEvent } from './app/registry/model-words.ts';
export { createModelWatch, type ModelWatch } from './app/registry/model-watch.ts';
export { createRegisteredModels, endpointsTenant, type RegisteredModels, type ScoreSubject } from './app/registry/registered-models.ts';
export { modelAggregate, modelStream } from './app/registry/model.stream.ts';
export { automatedShare, originOf } from './domain/registry/version-origin.ts';
export { outcomeDifference } from './domain/registry/outcome-difference.ts';
export { describeModelRejection, type ModelRejection } from './domain/registry/model.rejections.ts';
export { type ModelState, type ModelVersion, roleOf, slotOf, statusOf, versionOf } from './domain/registry/model.state.ts';
export { binnedMin, stabilityIndex, type VersionFigures } from './domain/registry/watch.ts';
export {
  type Gate,
  type Metric,
  type ModelSlot,
  modelSlots,
  type ScoreHistogram,
  type TrainingData,
} from './domain/registry/model.values.ts';
// Decisions: explained, listed, audited, and what people say and do about them.
export { type AuditDecision, createAuditDecision, type Recompute, type Recomputed } from './app/decisions/audit-decisions.ts';
export { type Consent, type Consents, createConsents, type Statement, type StatedConsent } from './app/decisions/consent.ts';
export { createDecisionKpis, type DecisionKpis, type PickOrders } from './app/decisions/decision-kpis.ts';
export type { DecidedOrders, DecisionComments, DecisionsParts, DecisionSources, Refused } from './app/decisions/decision.ports.ts';
export { decisionProjection } from './app/decisions/decision.projection.ts';
export { decisionAggregate, decisionKind } from './app/decisions/decision.stream.ts';
export { createFairnessReport, type FairnessReport } from './app/decisions/fairness-report.ts';
export { createListDecisions, type DecisionFilter, type ListedDecision, type NewestOrders } from './app/decisions/list-decisions.ts';
export { createNoteReviews, reviewedTypes } from './app/decisions/note-reviews.ts';
export { createReadDecision, type ExplainedDecision, saidIn } from './app/decisions/read-decision.ts';
export { createReadLabels, type DecisionLabel, type ReadLabels } from './app/decisions/read-labels.ts';
export { createSayOfDecision, describeSayRejection, type SayOfDecision, type SayRejection } from './app/decisions/say-of-decision.ts';
export { createWhy, type Why } from './app/decisions/why.ts';
export { accountOf } from './domain/decisions/account.ts';
export type { Recorded } from './domain/decisions/decision-account.ts';
export { formatDecisionRef, orderDecisionRef, parseDecisionRef } from './domain/decisions/decision-ref.ts';
export type { AuditFinding, ConsentPurpose, OutcomeKind, OverrideReason, OverrideVerb } from './domain/decisions/decision.values.ts';
export type { OrderFacts, Outcome, WorkFacts } from './domain/decisions/outcomes.ts';
// Checks of incoming records.
export { createRecordChecks, type CheckedVerdict, type RecordChecks, type RecordJudge } from './app/records/record-checks.ts';
export type { RecordDay, RecordSample } from './app/records/record-check-store.ts';
export { falsePositiveBudget, type KeptRecord, recordsMax, recordsMin } from './domain/records/record-check.ts';
export type { CheckedRecord } from './domain/records/record-features.ts';
export type { RecordReason } from './domain/records/record-words.ts';
export { createRecordCheckStandings, lately, type RecordCheckStanding } from './app/records/record-check-standing.ts';
