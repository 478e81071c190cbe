import { describe, expect, it } from 'vitest';
import {
  type DecisionCommand,
  decisionDecider,
  type DecisionState,
  wordsMax,
} from '../../../lib/intelligence/domain/decisions/decision.aggregate.ts';
import type { DecisionEvent } from '../../../lib/intelligence/domain/decisions/decision.events.ts';
import { formatDecisionRef, parseDecisionRef } from '../../../lib/intelligence/domain/decisions/decision-ref.ts';
import { labelOf } from '../../../lib/intelligence/domain/decisions/labels.ts';
import { fold } from '../../../lib/kernel/decider.ts';
import { HoldId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';

const about = { kind: 'fraud', band: 'review', model: 'fraud', modelVersion: 'v1', decidedAt: Instant('2026-11-20T10:00:00.000Z') };
const feedback = (feedbackId: string, verdict: 'right' | 'wrong' | 'unsure' = 'wrong'): DecisionCommand => ({
  type: 'GiveFeedback',
  about,
  feedbackId,
  verdict,
  reasonCode: 'genuine-customer',
  hasComment: false,
});
const override = (reasonCode: 'not-given' | 'known-customer', verb: 'released' | 'upheld' = 'released'): DecisionCommand => ({
  type: 'NoteOverride',
  about,
  act: 'hold:1',
  verb,
  reasonCode,
  hasComment: false,
});
const contest = (contestId: string): DecisionCommand => ({
  type: 'ContestDecision',
  about,
  contestId,
  reasonCode: 'other',
  askedBy: 'customer',
  holdId: HoldId(`contest-${contestId}`),
  hasComment: false,
});
const answer = (contestId: string, outcome: 'upheld' | 'changed' | 'explained'): DecisionCommand => ({
  type: 'AnswerContest',
  about,
  contestId,
  outcome,
  hasComment: false,
});

const run = (...commands: readonly DecisionCommand[]) => {
  let state: DecisionState = decisionDecider.initial;
  const events: DecisionEvent[] = [];
  let refusal: string | undefined;
  for (const command of commands) {
    const decided = decisionDecider.decide(state, command);
    refusal = decided.ok ? undefined : decided.error.code;
    if (!decided.ok) continue;
    events.push(...decided.value);
    state = fold(decisionDecider, state, decided.value);
  }
  return { state, events: events.map(({ type }) => type), all: events, refusal };
};

describe('what is said of a decision', () => {
  it('is noted once under one id', () => {
    expect(run(feedback('a'), feedback('a'), feedback('b')).events).toEqual(['decision.feedback_given', 'decision.feedback_given']);
  });

  it('gives an act a reason afterwards, and never takes it away again', () => {
    const { state, events } = run(override('not-given'), override('known-customer'), override('not-given'), override('known-customer'));
    expect(events).toHaveLength(2);
    expect(state.overrides).toMatchObject([{ reasonCode: 'known-customer' }]);
  });

  it('follows a person who decides otherwise than before', () => {
    expect(run(override('known-customer'), override('known-customer', 'upheld')).state.overrides).toMatchObject([{ verb: 'upheld' }]);
  });

  it('has one contest open at a time, which is answered once', () => {
    expect(run(contest('a'), contest('b')).refusal).toBe('contest-open');
    expect(run(contest('a'), contest('a')).events).toEqual(['decision.contested']);
    expect(run(answer('a', 'upheld')).refusal).toBe('contest-unknown');
    expect(run(contest('a'), answer('a', 'upheld'), answer('a', 'changed')).refusal).toBe('contest-answered');
    expect(run(contest('a'), answer('a', 'upheld'), answer('a', 'upheld'), contest('b')).events).toEqual([
      'decision.contested',
      'decision.contest_answered',
      'decision.contested',
    ]);
  });

  it('has an end', () => {
    const many = Array.from({ length: wordsMax }, (_, index) => feedback(String(index)));
    expect(run(...many).events).toHaveLength(wordsMax);
    expect(run(...many, feedback('one more')).refusal).toBe('too-many-words');
  });
});

describe('a label', () => {
  const labelled = (...commands: readonly DecisionCommand[]) => {
    const last = run(...commands).all.at(-1);
    return last && labelOf(last);
  };
  const on = (band: string) => ({ ...about, band });

  it('says of a stopped order that it was genuine when the stop was wrong, and fraudulent when it was right', () => {
    expect(labelled(feedback('a', 'wrong'))).toMatchObject({ decisionWasRight: false, target: 0 });
    expect(labelled(feedback('a', 'right'))).toMatchObject({ decisionWasRight: true, target: 1 });
    expect(labelled(override('known-customer'))).toMatchObject({ from: 'override', target: 0, weight: 0.5 });
    expect(labelled(override('known-customer', 'upheld'))).toMatchObject({ target: 1 });
  });

  it('says the opposite of one that passed', () => {
    expect(labelled({ ...feedback('a', 'wrong'), about: on('pass') } as DecisionCommand)).toMatchObject({ target: 1 });
    expect(labelled({ ...feedback('a', 'right'), about: on('pass') } as DecisionCommand)).toMatchObject({ target: 0 });
  });

  it('is certain where the bank has spoken', () => {
    const outcome = (kind: 'chargeback' | 'no-chargeback'): DecisionCommand => ({
      type: 'RecordOutcome',
      about: on('pass'),
      outcomeId: kind,
      outcome: kind,
      at: about.decidedAt,
      amountMinor: null,
      source: 'bank',
    });
    expect(labelled(outcome('chargeback'))).toEqual({ from: 'outcome', decisionWasRight: false, target: 1, weight: 1 });
    expect(labelled(outcome('no-chargeback'))).toEqual({ from: 'outcome', decisionWasRight: true, target: 0, weight: 1 });
  });

  it('teaches nothing when nobody is sure, or a contest is open', () => {
    expect(labelled(feedback('a', 'unsure'))).toMatchObject({ decisionWasRight: null, target: null });
    expect(labelled(contest('a'))).toBeUndefined();
    expect(labelled(contest('a'), answer('a', 'explained'))).toMatchObject({ decisionWasRight: null, target: null });
  });

  it('has no target where a plan was chosen', () => {
    expect(labelled({ ...feedback('a'), about: { ...about, kind: 'routing', band: null, model: null } } as DecisionCommand)).toMatchObject({
      decisionWasRight: false,
      target: null,
    });
  });
});

describe('the name of a decision', () => {
  const order = 'abcdefghijklmnopqrstuvwxyz';

  it('says whose it is, and is read back', () => {
    expect(parseDecisionRef(`${order}.route.001.002`)).toEqual({ of: 'order', subjectId: order, decisionId: 'route.001.002' });
    expect(parseDecisionRef('proposal~T-1.made')).toEqual({ of: 'proposal', subjectId: 'T-1', decisionId: 'made' });
    for (const name of [`${order}.route.001.002`, `${order}.duplicate.${order}`, 'proposal~T-1.made']) {
      const ref = parseDecisionRef(name);
      expect(ref && formatDecisionRef(ref)).toBe(name);
    }
  });

  it.each(['', order, `${order}.`, `.${order}`, 'order.route', `${order}.a#b`, `${order} .a`, 'Proposal~x.y'])('is not %j', (text) => {
    expect(parseDecisionRef(text)).toBeUndefined();
  });
});
