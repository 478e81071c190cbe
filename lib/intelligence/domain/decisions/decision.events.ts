import type { HoldId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type {
  About,
  ContestOutcome,
  ContestReason,
  FeedbackReason,
  OutcomeKind,
  OverrideReason,
  OverrideVerb,
  Verdict,
} from './decision.values.ts';

// What people say and do about a decision, and what becomes of it. The decision itself is its receipt, which never changes.
// Free text stands in the vault alone: `hasComment` says that there was one, and it is found under the id beside it.

export type FeedbackGiven = {
  readonly type: 'decision.feedback_given';
  readonly about: About;
  readonly feedbackId: string;
  readonly verdict: Verdict;
  readonly reasonCode: FeedbackReason;
  readonly hasComment: boolean;
};

/** `act` names what was done, such as `hold:fraud-review-4680`, so that the same act counts once. */
export type DecisionOverridden = {
  readonly type: 'decision.overridden';
  readonly about: About;
  readonly act: string;
  readonly verb: OverrideVerb;
  readonly reasonCode: OverrideReason;
  readonly hasComment: boolean;
};

export type DecisionContested = {
  readonly type: 'decision.contested';
  readonly about: About;
  readonly contestId: string;
  readonly reasonCode: ContestReason;
  readonly askedBy: 'customer' | 'staff';
  /** The hold that puts the order before a person; null where the order is over and nothing can be held. */
  readonly holdId: HoldId | null;
  readonly hasComment: boolean;
};

export type ContestAnswered = {
  readonly type: 'decision.contest_answered';
  readonly about: About;
  readonly contestId: string;
  readonly outcome: ContestOutcome;
  readonly hasComment: boolean;
};

export type OutcomeRecorded = {
  readonly type: 'decision.outcome_recorded';
  readonly about: About;
  readonly outcomeId: string;
  readonly outcome: OutcomeKind;
  /** When it came about in the world. */
  readonly at: Instant;
  /** Minor units of the order's currency; null where it is no matter of money. */
  readonly amountMinor: number | null;
  /** Who says so, such as `chargebacks`. */
  readonly source: string;
};

export type DecisionEvent = FeedbackGiven | DecisionOverridden | DecisionContested | ContestAnswered | OutcomeRecorded;
