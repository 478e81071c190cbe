import * as z from 'zod';
import type { Route } from '../../platform/http/route.ts';
import { Actor } from './actor.ts';
import { JsonObject, moment, notFoundResponse, pageCursor, pageLimit, refused } from './common.ts';

const rateSources = ['logged', 'candidate'] as const;

/** `POST /simulations`: which decisions are replayed, under which policy. */
export const SimulationBody = z.strictObject({
  from: moment.meta({ description: 'First moment of the decisions', format: 'date-time', type: 'string' }),
  to: moment.meta({ description: 'Moment before which they were made; at most 93 days after `from`', format: 'date-time', type: 'string' }),
  preset: z.string().min(1).max(40).optional().meta({
    description: 'A policy by name: one that ships with the product, or `live` for that of each decision; `live` when neither is given',
  }),
  policy: JsonObject.optional().meta({ description: 'A whole sourcing policy, in minor units; instead of `preset`' }),
  rates: z
    .enum(rateSources)
    .default('logged')
    .meta({ description: 'Whose rates price both sides: those under which each decision was made, or those of the policy replayed' }),
});
export type SimulationBody = z.output<typeof SimulationBody>;

const count = z.int().min(0);
const minor = z.int().meta({ description: 'Minor units' });
const percent = z.number().min(0).max(100);
const text = z.string();
const currency = z.string().regex(/^[A-Z]{3}$/);

const ReplayTotals = z
  .object({
    orders: count,
    decisions: count,
    parcels: count,
    units: count,
    unsourced_units: count,
    splits: count.meta({ description: 'Decisions that came to more than one parcel' }),
    km: count.meta({ description: 'Of all parcels whose way is known' }),
    promised_parcels: count.meta({ description: 'Parcels of which both the promise and the days on the way are known' }),
    late_parcels: count,
    late_days: count,
    shipping_minor: minor,
    handling_minor: minor,
    split_minor: minor,
    total_minor: minor.meta({ description: 'Shipping, handling and splits' }),
    parcels_per_order: z.number().min(0),
    split_percent: percent,
    late_percent: percent.nullable().meta({ description: 'Null where nothing was promised' }),
  })
  .meta({ id: 'ReplayTotals', description: 'What one side of a replay comes to' });

const LocationTotals = z.object({ orders: count, parcels: count, units: count, cost_minor: minor }).meta({ id: 'ReplayLocationTotals' });
const Sent = z.array(z.object({ location_id: text, units: count }));

const meanCost = z.object({ mean: z.number(), low: z.number(), high: z.number() });
const OffPolicyEstimate = z
  .object({
    currency,
    decisions: count,
    matched: count.meta({ description: 'Decisions on which policy and log agree; only these tell' }),
    supported: count
      .optional()
      .meta({ description: 'Decisions of which the log could have drawn what the policy chooses; absent in replays of before' }),
    effective: z.number().min(0).meta({ description: 'Decisions that the matched ones are worth, as unevenly as they weigh' }),
    logged: meanCost.meta({ description: 'Minor units of a decision, by what became of it; low and high hold nine cases of ten' }),
    snips: meanCost.meta({ description: 'Of the policy, by self-normalised inverse propensities' }),
    doubly_robust: meanCost.meta({ description: 'The same with a model of costs, as a cross-check' }),
    verdict: z.enum(['better', 'worse', 'undecided', 'no-evidence']),
    refusal: z
      .enum(['few-decisions', 'little-overlap'])
      .optional()
      .meta({ description: 'Why nothing is concluded: they weigh less than 30, or less than four of five have support' }),
  })
  .meta({ id: 'OffPolicyEstimate' });

const ReplayResult = z
  .object({
    reproduction: z.object({
      decisions: count.meta({ description: 'Routing decisions of the range, also those that were not followed' }),
      reproduced: count.meta({ description: 'Those that the same inputs and policy lead to again' }),
      not_reproduced: z
        .array(
          z.object({
            order_id: text,
            decision_id: text,
            reason: z.enum(['inputs-missing', 'inputs-altered', 'decided-otherwise']),
          }),
        )
        .max(100)
        .meta({ description: 'At most the first 100' }),
    }),
    compared: count.meta({ description: 'Decisions that were followed and whose inputs are there' }),
    changed: count.meta({ description: 'Of these, those that the policy replayed makes otherwise' }),
    not_priced: count.meta({ description: 'Left out because no rates serve the ways of one side' }),
    currencies: z.array(z.object({ currency, logged: ReplayTotals, candidate: ReplayTotals })),
    locations: z.array(z.object({ location_id: text, currency, logged: LocationTotals, candidate: LocationTotals })),
    differences: z
      .array(
        z.object({
          order_id: text,
          decision_id: text,
          currency,
          logged: Sent,
          candidate: Sent,
          logged_minor: minor,
          candidate_minor: minor,
        }),
      )
      .max(50)
      .meta({ description: 'The decisions that differ most in money' }),
    estimates: z
      .array(OffPolicyEstimate)
      .optional()
      .meta({ description: 'What the policy would really have cost; present where the log drew among nearly equal plans' }),
  })
  .meta({ id: 'ReplayResult', description: 'The policy replayed against the log' });

const summary = {
  simulation_id: text,
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  policy: z.object({ name: text, version: z.int() }).nullable().meta({ description: 'Null for that of each decision' }),
  rates: z.enum(rateSources),
  state: z.enum(['running', 'done', 'failed']),
  progress: z.object({ found: count, replayed: count }).meta({ description: 'Decisions found in the range, and how many are through' }),
  problem: z.object({ code: text, message: text }).nullable().meta({ description: 'Why it failed' }),
  requested_by: Actor,
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  expires_at: z.iso.datetime().meta({ description: 'When it is forgotten' }),
};

const SimulationSummary = z.object(summary).meta({ id: 'SimulationSummary' });
const Simulation = z
  .object({ ...summary, result: ReplayResult.nullable().meta({ description: 'Null until it is done' }) })
  .meta({ id: 'Simulation', description: 'The replay of a policy' });

const SimulationPath = z.object({ id: z.string().regex(/^[a-z0-9]{26}$/, 'must be the id of a simulation: 26 characters a–z, 0–9') });

export const postSimulationRoute = {
  method: 'POST',
  path: '/simulations',
  scope: 'policies:write',
  operationId: 'createSimulation',
  summary: 'Re-runs a sourcing policy on the decisions of a range, in money; changes nothing',
  body: SimulationBody,
  maxBodyBytes: 256 * 1024,
  responses: {
    202: { description: 'The replay, which runs from now on', schema: Simulation },
    400: { description: 'A field is not as it must be; `problems` names it' },
    ...refused,
  },
} as const satisfies Route;

export const listSimulationsRoute = {
  method: 'GET',
  path: '/simulations',
  scope: 'policies:read',
  summary: 'Replays of policies of the last 90 days, newest first',
  query: z.strictObject({ limit: pageLimit, cursor: pageCursor }),
  responses: {
    200: { description: 'A page', schema: z.object({ items: z.array(SimulationSummary), cursor: z.string().optional() }) },
    ...refused,
  },
} as const satisfies Route;

export const getSimulationRoute = {
  method: 'GET',
  path: '/simulations/{id}',
  scope: 'policies:read',
  summary: 'How far the replay of a policy has come, and what it found',
  params: SimulationPath,
  responses: { 200: { description: 'The replay', schema: Simulation }, ...refused, ...notFoundResponse },
} as const satisfies Route;
