import * as z from 'zod';
import {
  contestOutcomes,
  contestReasons,
  feedbackReasons,
  outcomeKinds,
  overrideReasons,
  overrideVerbs,
  verdicts,
} from '../../intelligence/domain/decisions/decision.values.ts';
import { holdIdPattern } from '../../kernel/ids.ts';

const instant = z.iso.datetime({ precision: 3 });
const text = z.string().max(200);
const id = z.string().min(1).max(200);

const about = z
  .strictObject({
    kind: text,
    band: text.nullable(),
    model: text.nullable(),
    model_version: text.nullable(),
    decided_at: instant,
  })
  .meta({ description: 'Whose decision it is, as its receipt says' });
const hasComment = z.boolean().meta({ description: 'Whether there is a text with it; that stands with the personal data' });

/** Payload of every event on a decision. The stream's id is the decision's name, `<order>.<decision>`. */
export const decisionEventPayloads = {
  'decision.feedback_given': z.strictObject({
    about,
    feedback_id: id,
    verdict: z.enum(verdicts),
    reason_code: z.enum(feedbackReasons),
    has_comment: hasComment,
  }),
  'decision.overridden': z.strictObject({
    about,
    act: id.meta({ description: 'What was done, such as `hold:fraud-review-4680`' }),
    verb: z.enum(overrideVerbs),
    reason_code: z.enum(overrideReasons),
    has_comment: hasComment,
  }),
  'decision.contested': z.strictObject({
    about,
    contest_id: id,
    reason_code: z.enum(contestReasons),
    asked_by: z.enum(['customer', 'staff']),
    hold_id: z.string().regex(holdIdPattern).nullable(),
    has_comment: hasComment,
  }),
  'decision.contest_answered': z.strictObject({ about, contest_id: id, outcome: z.enum(contestOutcomes), has_comment: hasComment }),
  'decision.outcome_recorded': z.strictObject({
    about,
    outcome_id: id,
    outcome: z.enum(outcomeKinds),
    at: instant,
    amount_minor: z.int().nullable(),
    source: text,
  }),
} as const;

export type DecisionEventType = keyof typeof decisionEventPayloads;

/** EventBridge `detail-type` of each event. */
export const decisionDetailTypes: Readonly<Record<DecisionEventType, string>> = {
  'decision.feedback_given': 'DecisionFeedbackGiven',
  'decision.overridden': 'DecisionOverridden',
  'decision.contested': 'DecisionContested',
  'decision.contest_answered': 'DecisionContestAnswered',
  'decision.outcome_recorded': 'DecisionOutcomeRecorded',
};
