import type { Instant } from '../../../kernel/instant.ts';
import type { About } from './decision.values.ts';

/** A receipt as it stands on record; older releases wrote less of it. */
export type Recorded = {
  readonly decisionId: string;
  readonly kind: string;
  readonly decidedAt: Instant;
  readonly hash: string;
  readonly receipt: unknown;
};

export type ScorePart = { readonly name: string; readonly words: string; readonly value: number };

/** How a score comes about: `base` and the parts sum to it, but for what rounding leaves. */
export type Contributions = {
  readonly unit: 'log-odds' | 'minor units';
  readonly base: number;
  readonly parts: readonly ScorePart[];
  readonly sum: number;
  /** Whether they come to the score on record. */
  readonly addsUp: boolean;
};

/** One decision of any kind in one form. */
export type DecisionAccount = {
  readonly kind: string;
  readonly decisionId: string;
  readonly decidedAt: Instant;
  readonly hash: string;
  /** What was decided, as a code: the band of a check, the plan of a routing. Null where nothing could be. */
  readonly decided: string | null;
  /** What was decided, in one sentence for staff. */
  readonly summary: string;
  /** What was decided and why, in sentences that can be read to a customer. */
  readonly forCustomer: string;
  readonly policy: { readonly name: string; readonly version: number } | null;
  readonly decidedBy: { readonly policy: string; readonly version: number; readonly source: string } | null;
  readonly model: {
    readonly name: string;
    readonly version: string;
    readonly source: string;
    readonly fallback: string | null;
    /** Whether the decision followed from it, or only stood beside it. */
    readonly usedByPolicy: boolean;
  } | null;
  /** `probability` where the score is one, `minor units` where it is a cost. */
  readonly score: { readonly value: number; readonly unit: 'probability' | 'minor units' } | null;
  readonly contributions: Contributions | null;
  readonly features: Readonly<Record<string, number | null>> | null;
  /** Everything else that it rested on, as the receipt has it. */
  readonly inputs: unknown;
  /** Why, in words, strongest first. */
  readonly reasons: readonly string[];
  readonly confidence: { readonly value: number | null; readonly basis: 'probability' | 'margin' | 'rule' };
  /** Chance with which this was chosen; null where nothing was left to chance. */
  readonly propensity: number | null;
  /** What would have led to another decision. */
  readonly wouldChange: readonly string[];
  /** Who may decide otherwise, and by what. */
  readonly mayChange: string;
};

type Loose = Readonly<Record<string, unknown>>;

/** An object, or nothing: what stands in a receipt of another release may have another form. */
export const looseOf = (value: unknown): Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
export const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
export const numberOf = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const textsOf = (value: unknown): readonly string[] => listOf(value).filter((one) => typeof one === 'string');

export const policyOf = (value: unknown): DecisionAccount['policy'] => {
  const { name, version } = looseOf(value);
  return typeof name === 'string' && typeof version === 'number' ? { name, version } : null;
};

export const decidedByOf = (value: unknown): DecisionAccount['decidedBy'] => {
  const { policy, version, source } = looseOf(value);
  return typeof policy === 'string' && typeof version === 'number' ? { policy, version, source: textOf(source) ?? 'stored' } : null;
};

/** What is kept of a decision beside each word on it. */
export const aboutOf = ({ kind, decided, model, decidedAt }: DecisionAccount): About => ({
  kind,
  // A plan's name is made of its locations and says nothing to anybody who counts decisions.
  band: kind === 'routing' ? null : decided,
  model: model?.name ?? null,
  modelVersion: model?.version ?? null,
  decidedAt,
});
