import type { Instant } from '../../../kernel/instant.ts';

/** What somebody thinks of a decision. */
export const verdicts = ['right', 'wrong', 'unsure'] as const;
export type Verdict = (typeof verdicts)[number];

/** Why somebody finds a decision right or wrong. */
export const feedbackReasons = [
  'as-expected',
  'genuine-customer',
  'fraud',
  'not-a-duplicate',
  'is-a-duplicate',
  'wrong-location',
  'too-late',
  'too-expensive',
  'needless-split',
  'stock-was-wrong',
  'forecast-too-high',
  'forecast-too-low',
  'unclear-reasons',
  'other',
] as const;
export type FeedbackReason = (typeof feedbackReasons)[number];

/** Why a person decides otherwise, or the same. `not-given` stands for those who used a button that does not ask. */
export const overrideReasons = [
  'customer-verified',
  'known-customer',
  'payment-confirmed',
  'evidence-of-fraud',
  'both-orders-wanted',
  'ordered-twice',
  'customer-asked',
  'location-cannot',
  'faster-elsewhere',
  'cheaper-elsewhere',
  'keep-stock',
  'local-knowledge',
  'data-was-wrong',
  'other',
  'not-given',
] as const;
export type OverrideReason = (typeof overrideReasons)[number];

/**
 * What a person made of a decision: `released` what it had stopped, `upheld` what it had stopped, `rerouted` work to another
 * location, `changed` the figure it had come to, `accepted` or `declined` what it proposed.
 */
export const overrideVerbs = ['released', 'upheld', 'rerouted', 'changed', 'accepted', 'declined'] as const;
export type OverrideVerb = (typeof overrideVerbs)[number];

/** The verbs by which a person says that the decision was not the right one. */
const against: ReadonlySet<OverrideVerb> = new Set(['released', 'rerouted', 'changed', 'declined']);
/** Whether whoever acted so decided otherwise than the machine. */
export const goesAgainst = (verb: OverrideVerb): boolean => against.has(verb);

/** Why a customer, or somebody for them, wants a decision looked at by a person. */
export const contestReasons = [
  'mistaken-identity',
  'order-is-genuine',
  'wanted-twice',
  'delivery-too-late',
  'data-is-wrong',
  'wants-explanation',
  'other',
] as const;
export type ContestReason = (typeof contestReasons)[number];

/** How a contest ended. */
export const contestOutcomes = ['upheld', 'changed', 'explained'] as const;
export type ContestOutcome = (typeof contestOutcomes)[number];

/** What became of what was decided, where no stream of the product says it. */
export const outcomeKinds = [
  'chargeback',
  'no-chargeback',
  'damaged',
  'lost',
  'returned',
  'delivered-late',
  'delivered-in-time',
  'sold',
  'not-sold',
] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

/** Whose decision it is about, as its receipt says: kept with each word on it, so that labels need no second read. */
export type About = {
  readonly kind: string;
  /** What was decided, such as `pass` or `review`; null where there is no such thing. */
  readonly band: string | null;
  /** Null where no model had a say. */
  readonly model: string | null;
  readonly modelVersion: string | null;
  readonly decidedAt: Instant;
};

/** By what a decision has come to notice. */
export const decisionMarks = ['feedback', 'overridden', 'contested', 'contest-open', 'outcome'] as const;
export type DecisionMark = (typeof decisionMarks)[number];

/**
 * What an examination of a decision comes to. `passed`: its hash verifies, its parts sum, and deciding again comes to the same
 * wherever that can be done. `inputs-missing`: what it rested on is gone, so that nobody can decide again.
 */
export const auditFindings = ['passed', 'hash-differs', 'inputs-missing', 'decided-otherwise', 'parts-do-not-sum'] as const;
export type AuditFinding = (typeof auditFindings)[number];

/**
 * For what a person is asked: `personalisation` for recommendations, sizes and delivery options made for them;
 * `automated-decisions` for decisions about their orders that no person has looked at; `model-training` for learning from
 * their orders.
 */
export const consentPurposes = ['personalisation', 'automated-decisions', 'model-training'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];
