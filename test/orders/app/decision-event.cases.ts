/** Name of the decision that the events are about. */
export const decisionName = `${'o'.repeat(26)}.fraud.1`;

const about = { kind: 'fraud', band: 'review', model: 'fraud', model_version: 'v1', decided_at: '2026-11-20T14:00:00.000Z' };
const plain = { about, has_comment: false };

/** Type, payload, sentence and reference of the events on decisions. */
export const decisionCases: readonly (readonly [string, object, string, string])[] = [
  [
    'decision.feedback_given',
    { ...plain, feedback_id: 'f', verdict: 'wrong', reason_code: 'genuine-customer' },
    'Somebody finds the decision on fraud wrong (reason: genuine customer).',
    decisionName,
  ],
  [
    'decision.overridden',
    { ...plain, act: 'hold:h', verb: 'released', reason_code: 'known-customer' },
    'A person released what the decision had stopped (reason: known customer).',
    decisionName,
  ],
  [
    'decision.overridden',
    { ...plain, act: 'hold:h', verb: 'upheld', reason_code: 'not-given' },
    'A person upheld what the decision had stopped.',
    decisionName,
  ],
  [
    'decision.contested',
    { ...plain, contest_id: 'c', reason_code: 'wants-explanation', asked_by: 'customer', hold_id: 'contest-c' },
    'The customer asked for a person to look at the decision on fraud (reason: wants explanation).',
    decisionName,
  ],
  [
    'decision.contest_answered',
    { ...plain, contest_id: 'c', outcome: 'explained' },
    'A person has looked at the contested decision: the decision was explained.',
    decisionName,
  ],
  [
    'decision.outcome_recorded',
    { about, outcome_id: 'x', outcome: 'no-chargeback', at: '2026-11-20T14:00:00.000Z', amount_minor: null, source: 'the bank' },
    'What became of the decision is known from the bank: no chargeback.',
    decisionName,
  ],
];
