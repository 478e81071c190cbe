import type * as z from 'zod';
import type { decisionEventPayloads } from '../../../contracts/events/decisions.ts';
import { spoken, type Vocabulary, type Words } from './words.ts';

type Payloads = { readonly [Type in keyof typeof decisionEventPayloads]: z.output<(typeof decisionEventPayloads)[Type]> };

const decision = (title: string, sentence: string, { stream_id: reference }: { readonly stream_id: string }): Words => ({
  kind: 'decision',
  title,
  sentence,
  reference,
});

const verdicts = { right: 'right', wrong: 'wrong', unsure: 'neither right nor wrong' } as const;

const verbs = {
  released: 'released what the decision had stopped',
  upheld: 'upheld what the decision had stopped',
  rerouted: 'sent the work to another location',
  changed: 'changed what the decision had come to',
  accepted: 'accepted what the decision proposed',
  declined: 'declined what the decision proposed',
} as const;

const endings = {
  upheld: 'the decision stands',
  changed: 'the decision was changed',
  explained: 'the decision was explained',
} as const;

const because = (code: string): string => (code === 'not-given' ? '' : ` (reason: ${spoken(code)})`);

/** What people said and did about decisions. */
export const decisionWords: Vocabulary<Payloads> = {
  'decision.feedback_given': ({ verdict, reason_code: reason, about: { kind } }, record) =>
    decision('Decision judged', `Somebody finds the decision on ${spoken(kind)} ${verdicts[verdict]}${because(reason)}.`, record),
  'decision.overridden': ({ verb, reason_code: reason }, record) =>
    decision('Decision overridden', `A person ${verbs[verb]}${because(reason)}.`, record),
  'decision.contested': ({ asked_by: who, reason_code: reason, about: { kind } }, record) =>
    decision(
      'Decision contested',
      `${who === 'customer' ? 'The customer' : 'Staff'} asked for a person to look at the decision on ${spoken(kind)}${because(reason)}.`,
      record,
    ),
  'decision.contest_answered': ({ outcome }, record) =>
    decision('Contest answered', `A person has looked at the contested decision: ${endings[outcome]}.`, record),
  'decision.outcome_recorded': ({ outcome, source }, record) =>
    decision('Outcome known', `What became of the decision is known from ${source}: ${spoken(outcome)}.`, record),
};
