import type { Instant } from '../../../kernel/instant.ts';
import {
  type Approver,
  type ArtefactFile,
  type EvaluatedGate,
  type Metric,
  type ModelSlot,
  type ScoreHistogram,
  starterVersion,
  type TrainingData,
} from './model.values.ts';

/** Stream kind of a model: its versions, and which of them answers. The stream's id is the model's name. */
export const modelKind = 'MODEL';

/** Raised when the shape of the state changes. */
export const modelStateVersion = 1;

export type ModelVersion = {
  readonly version: number;
  readonly modelVersion: string;
  readonly schemaHash: string;
  /** Empty once it is retired, as metrics and gates are: then the events alone know them. */
  readonly files: readonly ArtefactFile[];
  readonly metrics: readonly Metric[];
  readonly training: TrainingData;
  readonly histogram: ScoreHistogram | null;
  readonly note: string;
  readonly registeredAt: Instant;
  readonly gates: readonly EvaluatedGate[];
  /** Null until gates have been evaluated. */
  readonly gatesPassed: boolean | null;
  readonly approvedBy: Approver | null;
  readonly promotedAt: Instant | null;
  readonly rolledBackAt: Instant | null;
  readonly isRetired: boolean;
};

export type Challenger = {
  readonly version: number;
  readonly sharePerMille: number;
  readonly startedAt: Instant;
  /** Null for one that nobody watches. */
  readonly watchUntil: Instant | null;
};

/** The champion while it is watched. */
export type ChampionWatch = { readonly version: number; readonly since: Instant; readonly until: Instant };

export type ModelState = {
  /** In the order of their numbers; the starter is not among them. */
  readonly versions: readonly ModelVersion[];
  readonly newest: number;
  readonly champion: number;
  /** Champions of before, the last one last. */
  readonly previous: readonly number[];
  readonly challenger: Challenger | null;
  readonly shadows: readonly number[];
  readonly watch: ChampionWatch | null;
  readonly slots: Readonly<Record<ModelSlot, number | null>>;
};

/** Without any event the starter answers, behind the endpoint that the deployment has put up. */
export const initialModel: ModelState = {
  versions: [],
  newest: starterVersion,
  champion: starterVersion,
  previous: [],
  challenger: null,
  shadows: [],
  watch: null,
  slots: { a: starterVersion, b: null },
};

export const versionOf = (state: ModelState, version: number): ModelVersion | undefined =>
  state.versions.find((known) => known.version === version);

/** What a version does at the moment. One can be in shadow and otherwise idle, never in two other parts. */
export type ModelRole = 'champion' | 'challenger' | 'shadow' | 'none';

export const roleOf = (state: ModelState, version: number): ModelRole => {
  if (state.champion === version) return 'champion';
  if (state.challenger?.version === version) return 'challenger';
  return state.shadows.includes(version) ? 'shadow' : 'none';
};

/** How far a version has come. */
export const versionStatuses = ['registered', 'gates_failed', 'gates_passed', 'approved', 'retired'] as const;
export type VersionStatus = (typeof versionStatuses)[number];

export const statusOf = ({ isRetired, gatesPassed, approvedBy }: ModelVersion): VersionStatus => {
  if (isRetired) return 'retired';
  if (gatesPassed === null) return 'registered';
  if (!gatesPassed) return 'gates_failed';
  return approvedBy === null ? 'gates_passed' : 'approved';
};

/** The slot whose endpoint serves a version. */
export const slotOf = ({ slots }: ModelState, version: number): ModelSlot | undefined =>
  slots.a === version ? 'a' : slots.b === version ? 'b' : undefined;

/** What answers in place of a version that cannot: champions of before, the last one first, and the starter in the end. */
export const standIns = ({ champion, previous }: ModelState, version: number): readonly number[] => {
  const line = [champion, ...previous.toReversed(), starterVersion];
  return [...new Set(line)].filter((candidate) => candidate !== version);
};
