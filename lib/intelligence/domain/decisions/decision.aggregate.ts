import type { Decider } from '../../../kernel/decider.ts';
import { assertNever, err, ok, type Result } from '../../../kernel/result.ts';
import type {
  ContestAnswered,
  DecisionContested,
  DecisionEvent,
  DecisionOverridden,
  FeedbackGiven,
  OutcomeRecorded,
} from './decision.events.ts';

/** The words on one decision, last first where one replaced another. */
export type DecisionState = {
  readonly feedback: readonly FeedbackGiven[];
  readonly overrides: readonly DecisionOverridden[];
  readonly contests: readonly (DecisionContested & { readonly answer: ContestAnswered | null })[];
  readonly outcomes: readonly OutcomeRecorded[];
};

type Wish<Event extends DecisionEvent, Name extends string> = Omit<Event, 'type'> & { readonly type: Name };
export type DecisionCommand =
  | Wish<FeedbackGiven, 'GiveFeedback'>
  | Wish<DecisionOverridden, 'NoteOverride'>
  | Wish<DecisionContested, 'ContestDecision'>
  | Wish<ContestAnswered, 'AnswerContest'>
  | Wish<OutcomeRecorded, 'RecordOutcome'>;

export type DecisionRejection =
  | { readonly code: 'contest-open'; readonly contestId: string }
  | { readonly code: 'contest-unknown'; readonly contestId: string }
  | { readonly code: 'contest-answered'; readonly contestId: string }
  | { readonly code: 'too-many-words'; readonly atMost: number };

/** One sentence for people. */
export const describeDecisionRejection = (rejection: DecisionRejection): string => {
  switch (rejection.code) {
    case 'contest-open':
      return `The decision is contested already (${rejection.contestId}), and nobody has answered that yet.`;
    case 'contest-unknown':
      return `The decision was not contested under ${rejection.contestId}.`;
    case 'contest-answered':
      return `The contest ${rejection.contestId} has been answered already, otherwise.`;
    case 'too-many-words':
      return `The decision has ${rejection.atMost} remarks of one kind already, which is as many as one can have.`;
    default:
      return assertNever(rejection);
  }
};

/** Every reader of a decision goes through all that was said of it, so there must be an end to it. */
export const wordsMax = 200;

const initial: DecisionState = { feedback: [], overrides: [], contests: [], outcomes: [] };

type Decided = Result<readonly DecisionEvent[], DecisionRejection>;

const once = <Event extends DecisionEvent>(known: readonly unknown[], isRepeated: boolean, event: Event): Decided => {
  if (isRepeated) return ok([]);
  return known.length >= wordsMax ? err({ code: 'too-many-words', atMost: wordsMax }) : ok([event]);
};

/** The same act again says nothing new, unless it now has a reason. */
const repeatsOverride = (state: DecisionState, { act, verb, reasonCode }: Omit<DecisionOverridden, 'type'>): boolean => {
  const known = state.overrides.find((one) => one.act === act);
  return known?.verb === verb && (known.reasonCode !== 'not-given' || reasonCode === 'not-given');
};

const contest = (state: DecisionState, wish: Omit<DecisionContested, 'type'>): Decided => {
  if (state.contests.some(({ contestId }) => contestId === wish.contestId)) return ok([]);
  const open = state.contests.find(({ answer }) => answer === null);
  if (open) return err({ code: 'contest-open', contestId: open.contestId });
  return once(state.contests, false, { ...wish, type: 'decision.contested' });
};

const answer = (state: DecisionState, wish: Omit<ContestAnswered, 'type'>): Decided => {
  const { contestId } = wish;
  const known = state.contests.find((one) => one.contestId === contestId);
  if (!known) return err({ code: 'contest-unknown', contestId });
  if (known.answer) return known.answer.outcome === wish.outcome ? ok([]) : err({ code: 'contest-answered', contestId });
  return ok([{ ...wish, type: 'decision.contest_answered' }]);
};

const decide = (state: DecisionState, command: DecisionCommand): Decided => {
  switch (command.type) {
    case 'GiveFeedback':
      return once(
        state.feedback,
        state.feedback.some(({ feedbackId }) => feedbackId === command.feedbackId),
        { ...command, type: 'decision.feedback_given' },
      );
    case 'NoteOverride':
      return once(state.overrides, repeatsOverride(state, command), { ...command, type: 'decision.overridden' });
    case 'ContestDecision':
      return contest(state, command);
    case 'AnswerContest':
      return answer(state, command);
    case 'RecordOutcome':
      return once(
        state.outcomes,
        state.outcomes.some(({ outcomeId }) => outcomeId === command.outcomeId),
        { ...command, type: 'decision.outcome_recorded' },
      );
    default:
      return assertNever(command);
  }
};

const evolve = (state: DecisionState, event: DecisionEvent): DecisionState => {
  switch (event.type) {
    case 'decision.feedback_given':
      return { ...state, feedback: [...state.feedback, event] };
    case 'decision.overridden':
      return { ...state, overrides: [...state.overrides.filter(({ act }) => act !== event.act), event] };
    case 'decision.contested':
      return { ...state, contests: [...state.contests, { ...event, answer: null }] };
    case 'decision.contest_answered':
      return { ...state, contests: state.contests.map((one) => (one.contestId === event.contestId ? { ...one, answer: event } : one)) };
    case 'decision.outcome_recorded':
      return { ...state, outcomes: [...state.outcomes, event] };
    default:
      return assertNever(event);
  }
};

export const decisionDecider: Decider<DecisionState, DecisionCommand, DecisionEvent, DecisionRejection> = { initial, decide, evolve };

/** Every event that may stand in such a stream, with the schema version written today. */
export const decisionEventSchemaVersions: Readonly<Record<DecisionEvent['type'], number>> = {
  'decision.feedback_given': 1,
  'decision.overridden': 1,
  'decision.contested': 1,
  'decision.contest_answered': 1,
  'decision.outcome_recorded': 1,
};

/** Raised when the shape of the state changes. */
export const decisionStateVersion = 1;
