import type { Instant } from '../../../kernel/instant.ts';

/** Versions of a model that have not been retired, at most: beyond them somebody has forgotten to clear away. */
export const versionsMax = 200;
/** Retired versions that the state still names; older ones stand in the events alone. */
export const retiredKept = 50;
/** Versions in shadow at a time: each costs every score a walk through its trees. */
export const shadowsMax = 3;
/** Share of the subjects that a challenger may answer for, in per mille: more than half would make it the champion. */
export const shareMinPerMille = 10;
export const shareMaxPerMille = 500;
/** Champions that are remembered to roll back to; the starter stands behind them all. */
export const previousMax = 10;
export const gatesMax = 50;
export const metricsMax = 60;
export const scoreBinsMax = 40;

/** The artefact that the repository brings: always there, and what everything rolls back to in the end. */
export const starterVersion = 0;

/** Two endpoints for each model in AWS, so that a version is put up in one while the other answers. */
export const modelSlots = ['a', 'b'] as const;
export type ModelSlot = (typeof modelSlots)[number];

/** What the port of the endpoints calls a slot. The first one keeps the name under which every release has put it up. */
export const slotEndpoint = (model: string, slot: ModelSlot): string => (slot === 'a' ? model : `${model}-${slot}`);

/** File of the trees. */
export const modelFile = 'model.json';

/** One file of an artefact, as it was stored. */
export type ArtefactFile = {
  /** `model.json`, `meta/features.json` and so on. */
  readonly path: string;
  /** Where it stands in the blob store. */
  readonly key: string;
  /** Of the bytes, 64 hex digits. */
  readonly sha256: string;
  readonly byteLength: number;
};

/** What a version was trained on, as far as whoever trained it says. */
export type TrainingData = {
  /** SHA-256 of the history; null where it is not known. */
  readonly sha256: string | null;
  readonly rows: number | null;
  readonly rowsHeldOut: number | null;
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly seed: number | null;
};

/** A figure that was measured on held-out data, such as `auc`. */
export type Metric = { readonly name: string; readonly value: number };

/** How the scores of a version lay on the data that it was measured with. */
export type ScoreHistogram = {
  /** Rising bounds between the bins: one fewer than there are bins. */
  readonly edges: readonly number[];
  /** Shares by bin, adding up to 1. */
  readonly shares: readonly number[];
};

/** A condition for going live: `value` has to be at least, or at most, `bound`. */
export type Gate = {
  readonly name: string;
  readonly value: number;
  readonly bound: number;
  readonly wants: 'at_least' | 'at_most';
};

export type EvaluatedGate = Gate & { readonly passed: boolean };

/** Whether a gate is passed. */
export const evaluateGate = (gate: Gate): EvaluatedGate => ({
  ...gate,
  passed: gate.wants === 'at_least' ? gate.value >= gate.bound : gate.value <= gate.bound,
});

/** Who found that a version may go live. */
export const approvers = ['person', 'policy'] as const;
export type Approver = (typeof approvers)[number];

/** Why a champion went back: a person wanted it, the watch saw its figures leave their bounds, or a drill was held. */
export const rollbackCauses = ['person', 'watch', 'drill'] as const;
export type RollbackCause = (typeof rollbackCauses)[number];

/** What the watch saw when it rolled a version back. */
export type Breach = { readonly figure: string; readonly value: number; readonly bound: number };

/** What is known of a version from the day on which it is registered. */
export type Registration = {
  /** Hash of the trees and the feature schema, 16 hex digits: what scores and receipts name. */
  readonly modelVersion: string;
  /** Of the features as serving builds them: names, order and what stands in for what is missing. */
  readonly schemaHash: string;
  readonly files: readonly ArtefactFile[];
  /** As measured on held-out data by whoever trained it. */
  readonly metrics: readonly Metric[];
  readonly training: TrainingData;
  readonly histogram: ScoreHistogram | null;
  readonly note: string;
};

/** A version, and in somebody's words why something is done about it. */
export type VersionReason = { readonly version: number; readonly reason: string };

/** The same, with what the watch saw; null where it was not the watch. */
export type VersionBreach = VersionReason & { readonly breach: Breach | null };

/** Who lets a version answer, and why. */
export type Approval = VersionReason & { readonly by: Approver };

/** What an endpoint is to serve; null for nothing. */
export type SlotAssignment = { readonly slot: ModelSlot; readonly version: number | null };
