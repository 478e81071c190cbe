import type { Instant } from '../../../kernel/instant.ts';
import type { Approval, Gate, Registration, RollbackCause, SlotAssignment, VersionBreach, VersionReason } from './model.values.ts';

// Each command may be repeated and then changes nothing. `servingSchema` is the hash of the features that serving builds at
// this moment: a version that was trained on others would be asked what it has not learnt.

export type RegisterVersion = Registration & {
  readonly type: 'RegisterVersion';
  readonly servingSchema: string;
  readonly now: Instant;
};

export type EvaluateGates = { readonly type: 'EvaluateGates'; readonly version: number; readonly gates: readonly Gate[] };

export type ApproveVersion = Approval & { readonly type: 'ApproveVersion' };

export type StartShadow = VersionReason & { readonly type: 'StartShadow'; readonly servingSchema: string };

export type EndShadow = VersionReason & { readonly type: 'EndShadow' };

/** Another challenger has to be ended first; another share of the same one takes effect at once. */
export type StartChallenger = VersionReason & {
  readonly type: 'StartChallenger';
  readonly sharePerMille: number;
  /** Seconds for which it is watched (a canary), or null. */
  readonly watchSeconds: number | null;
  readonly servingSchema: string;
  readonly now: Instant;
};

/** Ends this challenger alone, so that a late finding does not end another. */
export type EndChallenger = VersionBreach & { readonly type: 'EndChallenger' };

/** Of the starter no gate and no approval is asked: it came with the release. */
export type PromoteVersion = VersionReason & {
  readonly type: 'PromoteVersion';
  readonly watchSeconds: number;
  readonly servingSchema: string;
  readonly now: Instant;
};

export type RollBack = Omit<VersionBreach, 'version'> & {
  readonly type: 'RollBack';
  /** Rolls this champion back alone, so that a late finding does not hit another; null for whichever it is. */
  readonly version: number | null;
  readonly cause: RollbackCause;
  readonly now: Instant;
};

export type RetireVersion = VersionReason & { readonly type: 'RetireVersion' };

export type AssignSlot = SlotAssignment & { readonly type: 'AssignSlot' };

export type ModelCommand =
  | RegisterVersion
  | EvaluateGates
  | ApproveVersion
  | StartShadow
  | EndShadow
  | StartChallenger
  | EndChallenger
  | PromoteVersion
  | RollBack
  | RetireVersion
  | AssignSlot;
