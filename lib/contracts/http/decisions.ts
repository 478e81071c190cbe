// Decisions of any kind: explained, listed, overridden, contested, and what people think of them.
import * as z from 'zod';
import { decisionRefPattern } from '../../intelligence/domain/decisions/decision-ref.ts';
import {
  auditFindings,
  contestOutcomes,
  contestReasons,
  decisionMarks,
  feedbackReasons,
  outcomeKinds,
  overrideReasons,
  overrideVerbs,
  verdicts,
} from '../../intelligence/domain/decisions/decision.values.ts';
import { fairnessDimensions, fairnessMeasures } from '../../intelligence/domain/decisions/fairness.ts';
import { FulfillmentOrderId, LocationId, locationIdPattern, orderIdPattern } from '../../kernel/ids.ts';
import { rerouteReasons } from '../../orders/domain/order.values.ts';
import type { Route } from '../../platform/http/route.ts';
import { Actor } from './actor.ts';
import { JsonValue, moment, notFoundResponse, OrderPath, pageCursor, pageLimit, refused, rejectedResponse, words } from './common.ts';
import { OrderView } from './order-resource.ts';

const at = z.iso.datetime();
const text = z.string();
const count = z.int().min(0);
const share = z.number().min(0).max(1);

/** Characters of a comment at most. */
export const decisionCommentMax = 500;
const comment = words(decisionCommentMax).optional().meta({ description: 'Kept with the personal data of the order, and erased with it' });

const decisionName = z
  .string()
  .regex(decisionRefPattern, 'must be the name of a decision, such as <order id>.route.001.001')
  .meta({ description: "The decision's name everywhere: `<order>.<decision>`" });
export const DecisionPath = z.object({ id: decisionName });

const policy = z.object({ name: text, version: z.int() }).nullable();
const confidence = z
  .object({
    value: share.nullable().meta({ description: 'Null where a rule decided, which is never unsure' }),
    basis: z
      .enum(['probability', 'margin', 'rule'])
      .meta({ description: 'The probability of what was decided, or by which share of its cost the choice beats the next one' }),
  })
  .meta({ id: 'DecisionConfidence' });

const Said = z
  .object({
    at,
    actor: Actor,
    what: z.enum(['feedback', 'override', 'contest', 'answer', 'outcome']),
    verdict: z.enum(verdicts).optional(),
    verb: z.enum(overrideVerbs).optional(),
    act: text.optional().meta({ description: 'What was done, such as `hold:fraud-review-4680`' }),
    reason_code: text.optional(),
    contest_id: text.optional(),
    hold_id: text.nullable().optional(),
    asked_by: z.enum(['customer', 'staff']).optional(),
    outcome: z.union([z.enum(contestOutcomes), z.enum(outcomeKinds)]).optional(),
    comment: text.nullable().meta({ description: 'Null without the scope orders:personal, or once it is erased' }),
  })
  .meta({ id: 'SaidOfDecision', description: 'Something that was said or done about a decision' });

const ExplainedDecision = z
  .object({
    decision_id: text.meta({ description: "The decision's name everywhere" }),
    order_id: text.nullable(),
    local_id: text.meta({ description: 'Its name among the decisions of its order' }),
    kind: text,
    decided_at: at,
    decided: text.nullable().meta({ description: 'The band of a check, the plan of a routing; null where nothing could be' }),
    summary: text,
    for_customer: text.meta({ description: 'Can be read to the customer' }),
    policy,
    decided_by: z.object({ policy: text, version: z.int(), source: text }).nullable(),
    model: z
      .object({ name: text, version: text, source: text, fallback: text.nullable(), used_by_policy: z.boolean() })
      .nullable()
      .meta({ description: 'Null where no model was asked, or none answered' }),
    score: z.object({ value: z.number(), unit: z.enum(['probability', 'minor units']) }).nullable(),
    contributions: z
      .object({
        unit: z.enum(['log-odds', 'minor units']),
        base: z.number(),
        parts: z.array(z.object({ name: text, words: text, value: z.number() })),
        sum: z.number(),
        adds_up: z.boolean().meta({ description: 'Whether base and parts come to the score, but for what rounding leaves' }),
      })
      .nullable(),
    features: z.record(z.string(), z.number().nullable()).nullable(),
    inputs: JsonValue,
    reasons: z.array(text),
    confidence,
    propensity: share.nullable().meta({ description: 'Chance with which this was chosen; null where nothing was left to chance' }),
    would_change: z.array(text),
    may_change: text.meta({ description: 'Who may decide otherwise, and by what' }),
    hash: text,
    hash_matches: z.boolean().meta({ description: 'Whether the receipt is the one that was written' }),
    outcomes: z.array(z.object({ code: text, sentence: text, at: at.nullable(), amount_minor: z.int().nullable() })),
    said: z.array(Said),
  })
  .meta({ id: 'ExplainedDecision' });

export const getDecisionRoute = {
  method: 'GET',
  path: '/decisions/{id}',
  scope: 'orders:read',
  operationId: 'getDecision',
  summary: 'One decision of any kind: what it rested on, why, how sure, what became of it, and what people think of it',
  params: DecisionPath,
  responses: { 200: { description: 'The decision', schema: ExplainedDecision }, ...refused, ...notFoundResponse },
} as const satisfies Route;

export const orderWhyRoute = {
  method: 'GET',
  path: '/orders/{id}/why',
  scope: 'orders:read',
  operationId: 'getOrderWhy',
  summary: 'Why the order is treated as it is, in sentences that can be read to the customer',
  params: OrderPath,
  responses: {
    200: {
      description: 'The explanation',
      schema: z
        .object({
          order_id: text,
          answer: text.meta({ description: 'All of it, to be read out' }),
          paragraphs: z.array(
            z.object({
              decision_id: text.nullable().meta({ description: 'Null for what no decision on record says, such as the date promised' }),
              kind: text,
              for_customer: text,
              reasons: z.array(text).max(3),
              would_change: z.array(text),
              may_change: text,
            }),
          ),
          decisions: z.array(ExplainedDecision),
        })
        .meta({ id: 'OrderWhy' }),
    },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;

const ListedDecision = z
  .object({
    decision_id: text,
    order_id: text.nullable(),
    kind: text,
    decided_at: at,
    decided: text.nullable(),
    summary: text,
    reason: text.nullable(),
    policy,
    model_version: text.nullable(),
    score: z.number().nullable(),
    confidence,
    propensity: share.nullable(),
  })
  .meta({ id: 'ListedDecision' });

export const listDecisionsRoute = {
  method: 'GET',
  path: '/decisions',
  scope: 'orders:read',
  operationId: 'listDecisions',
  summary: 'Decisions, those of the newest orders first',
  query: z.strictObject({
    kind: z
      .string()
      .regex(/^[a-z][a-z-]{0,30}$/, 'must be a kind of decision, such as routing')
      .optional(),
    from: moment.optional(),
    to: moment.optional(),
    version: z.string().max(120).optional().meta({ description: 'Of the model, or `name@version` of the policy' }),
    band: z
      .string()
      .regex(/^[a-z][a-z-]{0,30}$/, 'must be a band, such as review')
      .optional(),
    mark: z.enum(decisionMarks).optional().meta({ description: 'Only those of which something was said' }),
    limit: pageLimit,
    cursor: pageCursor,
  }),
  responses: {
    200: {
      description: 'A page; it may hold fewer or somewhat more than were asked for and still have a cursor',
      schema: z.object({ items: z.array(ListedDecision), cursor: text.optional() }),
    },
    ...refused,
  },
} as const satisfies Route;

const done = {
  400: { description: 'Fields are missing or wrong; `problems` names each' },
  ...refused,
  ...notFoundResponse,
  ...rejectedResponse,
};

export const giveFeedbackRoute = {
  method: 'POST',
  path: '/decisions/{id}/feedback',
  scope: 'orders:manage',
  operationId: 'giveDecisionFeedback',
  summary: 'Says whether the decision was right; it becomes a label of its model',
  params: DecisionPath,
  body: z.strictObject({ verdict: z.enum(verdicts), reason_code: z.enum(feedbackReasons), comment }),
  responses: { 200: { description: 'Noted; the same again notes it once', schema: z.object({ feedback_id: text }) }, ...done },
} as const satisfies Route;

const askedReasons = overrideReasons.filter((reason) => reason !== 'not-given');

export const overrideDecisionRoute = {
  method: 'POST',
  path: '/decisions/{id}/override',
  scope: 'orders:manage',
  operationId: 'overrideDecision',
  summary: 'Releases or upholds what a check has stopped, with a reason; it becomes a label of its model',
  params: DecisionPath,
  body: z.strictObject({
    action: z.enum(['release', 'uphold']).meta({ description: '`uphold` ends the order where the check is one for fraud or duplicates' }),
    reason_code: z.enum(askedReasons),
    comment,
  }),
  responses: { 200: { description: 'Done', schema: z.object({ act: text }) }, ...done },
} as const satisfies Route;

export const contestDecisionRoute = {
  method: 'POST',
  path: '/orders/{id}/decisions/{decision_id}/contest',
  scope: 'orders:write',
  operationId: 'contestDecision',
  summary: 'Asks that a person looks at the decision; the order goes into the review queue, and its goods go on',
  params: OrderPath.extend({ decision_id: z.string().regex(/^[A-Za-z0-9._-]{1,150}$/, 'must be the name of a decision of the order') }),
  body: z.strictObject({
    reason_code: z.enum(contestReasons),
    asked_by: z.enum(['customer', 'staff']).default('customer'),
    comment,
  }),
  responses: {
    200: {
      description: 'Noted; the same again notes it once',
      schema: z.object({
        decision_id: text,
        contest_id: text,
        hold_id: text.nullable().meta({ description: 'The hold by which it stands in the review queue; null where the order is over' }),
      }),
    },
    ...done,
  },
} as const satisfies Route;

export const answerContestRoute = {
  method: 'POST',
  path: '/decisions/{id}/contests/{contest_id}/answer',
  scope: 'orders:manage',
  operationId: 'answerContest',
  summary: 'Says what a person makes of a contested decision, and takes it out of the review queue',
  params: DecisionPath.extend({ contest_id: z.string().regex(orderIdPattern, 'must be the id of a contest') }),
  body: z.strictObject({ outcome: z.enum(contestOutcomes), comment }),
  responses: { 200: { description: 'Noted', schema: z.object({ contest_id: text, outcome: z.enum(contestOutcomes) }) }, ...done },
} as const satisfies Route;

export const rerouteOrderRoute = {
  method: 'POST',
  path: '/orders/{id}/reroute',
  scope: 'orders:manage',
  operationId: 'rerouteOrder',
  summary: 'Sends work that nobody has begun to another location, with a reason',
  params: OrderPath,
  body: z.strictObject({
    fulfillment_order_id: z
      .string()
      .regex(orderIdPattern, 'must be a fulfillment order id: 26 characters a–z, 2–7')
      .transform(FulfillmentOrderId),
    to_location_id: z
      .string()
      .regex(locationIdPattern, 'must be a location id')
      .transform(LocationId)
      .optional()
      .meta({ description: 'Wherever is best without the present location, when absent' }),
    reason_code: z.enum(rerouteReasons),
  }),
  responses: { 200: { description: 'The order as it stands; its units are sourced anew', schema: OrderView }, ...done },
} as const satisfies Route;

const range = {
  from: moment.optional().meta({ description: 'Default: 24 hours before `to`' }),
  to: moment.optional().meta({ description: 'Default: now' }),
};
const ordersOf = z.object({ in_range: count, is_estimate: z.boolean(), read: count, is_sample: z.boolean() });
const percent = z.number().min(0).max(100).nullable().meta({ description: 'Null where there is nothing to count' });
const times = (unit: string) =>
  z.object({ measured: count, p50: z.number().nullable(), p90: z.number().nullable() }).meta({ description: unit });

const auditCounts = Object.fromEntries(auditFindings.map((finding) => [finding, count])) as Record<
  (typeof auditFindings)[number],
  typeof count
>;

export const decisionKpisRoute = {
  method: 'GET',
  path: '/decisions/kpis',
  scope: 'operations:read',
  operationId: 'getDecisionKpis',
  summary: 'How far decisions are accepted, overridden, justified in time, and pass an audit; over at most 31 days',
  query: z.strictObject(range),
  responses: {
    200: {
      description: 'The figures',
      schema: z
        .object({
          from: at,
          to: at,
          orders: ordersOf,
          kinds: z.array(
            z.object({
              kind: text,
              decisions: count,
              accepted: count,
              accepted_percent: percent,
              overridden: count,
              override_percent: percent,
              contested: count,
              called_wrong: count,
              audit: z.object({ ...auditCounts, examined: count, recomputed: count, passed_percent: percent }),
            }),
          ),
          weeks: z
            .array(
              z.object({
                week: z.iso.date().meta({ description: 'Its Monday in UTC; the first and the last may not be whole' }),
                kind: text,
                decisions: count,
                accepted: count,
                accepted_percent: percent,
                overridden: count,
                override_percent: percent,
              }),
            )
            .meta({ description: 'Adoption over time: by week in which it was decided, then by kind' }),
          time_to_justify: z.object({
            answer_ms: times('Milliseconds in which the explanation of an order is made, measured now on some of these orders'),
            contest_seconds: times("Seconds from a contest to a person's answer"),
            open_contests: count,
          }),
        })
        .meta({ id: 'DecisionKpis' }),
    },
    400: { description: 'The range is empty or longer than 31 days' },
    ...refused,
  },
} as const satisfies Route;

export const decisionFairnessRoute = {
  method: 'GET',
  path: '/decisions/fairness',
  scope: 'operations:read',
  operationId: 'getDecisionFairness',
  summary: 'Whether regions, channels and currencies are treated alike; over at most 31 days',
  query: z.strictObject(range),
  responses: {
    200: {
      description: 'Rates by group, the worst first',
      schema: z
        .object({
          from: at,
          to: at,
          orders: ordersOf,
          orders_min: count.meta({ description: 'Orders from which a group is compared' }),
          gaps: count,
          comparisons: z.array(
            z.object({
              measure: z.enum(fairnessMeasures),
              by: z.enum(fairnessDimensions),
              gaps: count,
              groups: z.array(
                z.object({
                  group: text,
                  orders: count,
                  adverse: count,
                  rate: share,
                  low: share.meta({ description: 'Ends of the Wilson interval at 99 %' }),
                  high: share,
                  times_best: z
                    .number()
                    .nullable()
                    .meta({ description: "The rate over that of the best group; null where that one's is 0" }),
                  favourable_ratio: z.number().meta({ description: 'Share that it did not happen to, over that of the best group' }),
                  counts: z.boolean(),
                  gap: z.enum(['four-fifths', 'rate']).nullable(),
                }),
              ),
            }),
          ),
        })
        .meta({ id: 'FairnessReport' }),
    },
    400: { description: 'The range is empty or longer than 31 days' },
    ...refused,
  },
} as const satisfies Route;
