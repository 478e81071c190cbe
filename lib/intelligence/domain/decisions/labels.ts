import { assertNever } from '../../../kernel/result.ts';
import type { DecisionEvent } from './decision.events.ts';
import type { About, OverrideVerb } from './decision.values.ts';

/** What a word on a decision teaches its model. */
export type LabelMeaning = {
  readonly from: 'feedback' | 'override' | 'contest' | 'outcome';
  /** Whether the decision was right; null where nobody can tell. */
  readonly decisionWasRight: boolean | null;
  /** What the model is to learn, 1 for what it looks for (such as fraud) and 0 for its absence; null where nothing follows. */
  readonly target: 0 | 1 | null;
  /** How far it can be relied on: a bank's word counts as certain, a person's judgement for less. 0 to 1. */
  readonly weight: number;
};

const weights = { outcome: 1, override: 0.5, contest: 0.5, feedback: 0.3 } as const;

const stopped: ReadonlySet<string> = new Set(['verify', 'review', 'decline']);

/**
 * Checks say of an order whether it is what they look for (a fraud, a twin): one that was stopped, was taken for it. So that a
 * verdict on the decision says what the order was.
 */
const targetOf = ({ band }: About, wasRight: boolean | null): LabelMeaning['target'] => {
  if (wasRight === null || band === null || (band !== 'pass' && !stopped.has(band))) return null;
  return (band !== 'pass') === wasRight ? 1 : 0;
};

const rightByVerb: Readonly<Record<OverrideVerb, boolean>> = {
  released: false,
  upheld: true,
  rerouted: false,
  changed: false,
  accepted: true,
  declined: false,
};

/** What an event teaches; undefined for one that says nothing yet, such as a contest that nobody has answered. */
export const labelOf = (event: DecisionEvent): LabelMeaning | undefined => {
  switch (event.type) {
    case 'decision.feedback_given': {
      const right = event.verdict === 'unsure' ? null : event.verdict === 'right';
      return { from: 'feedback', decisionWasRight: right, target: targetOf(event.about, right), weight: weights.feedback };
    }
    case 'decision.overridden': {
      const right = rightByVerb[event.verb];
      return { from: 'override', decisionWasRight: right, target: targetOf(event.about, right), weight: weights.override };
    }
    case 'decision.contested':
      return undefined;
    case 'decision.contest_answered': {
      const right = event.outcome === 'explained' ? null : event.outcome === 'upheld';
      return { from: 'contest', decisionWasRight: right, target: targetOf(event.about, right), weight: weights.contest };
    }
    case 'decision.outcome_recorded':
      if (event.outcome === 'chargeback' || event.outcome === 'no-chargeback') {
        const target = event.outcome === 'chargeback' ? 1 : 0;
        const { band } = event.about;
        const right = band === null ? null : stopped.has(band) === (target === 1);
        return { from: 'outcome', decisionWasRight: right, target, weight: weights.outcome };
      }
      return { from: 'outcome', decisionWasRight: null, target: null, weight: weights.outcome };
    default:
      return assertNever(event);
  }
};
