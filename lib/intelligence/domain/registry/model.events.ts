import type { Instant } from '../../../kernel/instant.ts';
import type { Approval, EvaluatedGate, Registration, RollbackCause, SlotAssignment, VersionBreach, VersionReason } from './model.values.ts';

/** Versions count from 1; 0 is the starter. */
export type ModelVersionRegistered = Registration & {
  readonly type: 'model.version_registered';
  readonly version: number;
  readonly registeredAt: Instant;
};

/** Evaluating again replaces the gates of before, and takes an approval back. */
export type ModelGatesEvaluated = {
  readonly type: 'model.gates_evaluated';
  readonly version: number;
  readonly gates: readonly EvaluatedGate[];
  readonly passed: boolean;
};

export type ModelVersionApproved = Approval & { readonly type: 'model.version_approved' };

/** From now on the version scores beside whoever answers, and nobody acts on what it says. */
export type ModelShadowStarted = VersionReason & { readonly type: 'model.shadow_started' };
export type ModelShadowEnded = VersionReason & { readonly type: 'model.shadow_ended' };

/** From now on the version answers for a share of the subjects. */
export type ModelChallengerStarted = VersionReason & {
  readonly type: 'model.challenger_started';
  readonly sharePerMille: number;
  /** Until then the watch looks at it every minute (a canary); null for a comparison that runs until somebody ends it. */
  readonly watchUntil: Instant | null;
  readonly startedAt: Instant;
};

export type ModelChallengerEnded = VersionBreach & { readonly type: 'model.challenger_ended' };

/** The version answers from now on. A champion that was there before is kept, to roll back to. */
export type ModelPromoted = VersionReason & {
  readonly type: 'model.promoted';
  readonly previous: number;
  readonly promotedAt: Instant;
  /** Until then the watch looks at it every minute. */
  readonly watchUntil: Instant;
};

/** The champion before answers again. What was rolled back needs its gates evaluated anew before it can be promoted again. */
export type ModelRolledBack = VersionBreach & {
  readonly type: 'model.rolled_back';
  readonly to: number;
  readonly cause: RollbackCause;
  readonly rolledBackAt: Instant;
};

export type ModelVersionRetired = VersionReason & { readonly type: 'model.version_retired' };

/** What an endpoint serves from now on; null when it was taken down. */
export type ModelSlotAssigned = SlotAssignment & { readonly type: 'model.slot_assigned' };

export type ModelEvent =
  | ModelVersionRegistered
  | ModelGatesEvaluated
  | ModelVersionApproved
  | ModelShadowStarted
  | ModelShadowEnded
  | ModelChallengerStarted
  | ModelChallengerEnded
  | ModelPromoted
  | ModelRolledBack
  | ModelVersionRetired
  | ModelSlotAssigned;

export const modelEventSchemaVersions: Readonly<Record<ModelEvent['type'], number>> = {
  'model.version_registered': 1,
  'model.gates_evaluated': 1,
  'model.version_approved': 1,
  'model.shadow_started': 1,
  'model.shadow_ended': 1,
  'model.challenger_started': 1,
  'model.challenger_ended': 1,
  'model.promoted': 1,
  'model.rolled_back': 1,
  'model.version_retired': 1,
  'model.slot_assigned': 1,
};
