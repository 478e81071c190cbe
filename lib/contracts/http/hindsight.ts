// What routing decisions have lost against the best ones, by what is known since.
import * as z from 'zod';
import type { Route } from '../../platform/http/route.ts';
import { refused } from './common.ts';
import { ProvenDifference } from './differences.ts';

const count = z.int().min(0);
const minor = z.int().meta({ description: 'Minor units' });
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day, such as 2026-11-22');

const HindsightDay = z
  .object({
    day,
    made_at: z.iso.datetime(),
    is_partial: z.boolean().meta({ description: 'The day had more decisions than were looked at' }),
    unknown: count.meta({ description: 'Decisions left out, because what they rested on is gone' }),
    currencies: z.array(
      z.object({
        currency: z.string(),
        decisions: count,
        with_loss: count.meta({ description: 'Decisions than which a better one is known now' }),
        chosen_minor: minor,
        best_minor: minor,
        loss_minor: minor.meta({ description: 'What was chosen less the best; never below 0' }),
        by: z
          .object({ exploration: minor, rate: minor, forecast: minor, stock: minor, weights: minor, constraint: minor })
          .meta({ description: 'What the loss is laid on; the parts sum to it, and a single one may be below 0' }),
        arms: z
          .array(
            z.object({ arm: z.enum(['learned', 'control']), decisions: count, mean_minor: minor, variance: z.number().min(0).optional() }),
          )
          .meta({ description: 'Decisions of a rollout by arm, and what one cost on average' }),
        worst: z.array(
          z.object({
            order_id: z.string(),
            decision_id: z.string(),
            loss: minor,
            chosen: z.array(z.string()),
            best: z.array(z.string()),
          }),
        ),
      }),
    ),
    accuracy: z
      .object({
        parcels: count,
        cost_error_percent: z.number().min(0).nullable(),
        days_error: z.number().min(0).nullable().meta({ description: 'Mean absolute error of the days on the way' }),
        days_bias: z.number().nullable().meta({ description: 'Above 0 where parcels take longer than foretold' }),
      })
      .meta({ description: 'How what was foretold of parcels that ended on the day compares with what came' }),
  })
  .meta({ id: 'HindsightDay' });

const arm = z.object({ decisions: count, mean_minor: minor });
const ArmDifference = z
  .object({
    currency: z.string(),
    learned: arm,
    control: arm,
    days: count.meta({ description: 'Days of the range that it rests on' }),
    difference: ProvenDifference.meta({ description: 'The learned arm less the control, in minor units for each decision' }),
  })
  .meta({ id: 'ArmDifference', description: 'Whether decisions of a rollout differ in cost from the others' });

export const hindsightRoute = {
  method: 'GET',
  path: '/hindsight',
  scope: 'policies:read',
  operationId: 'hindsight',
  summary: 'What routing decisions have lost against the best ones by what is known since, and why; how good predictions were',
  query: z.strictObject({ from: day, to: day }).refine(({ from, to }) => from <= to, { path: ['to'], message: 'must not lie before from' }),
  responses: {
    200: {
      description: 'The days that were looked at, in order',
      schema: z.object({ items: z.array(HindsightDay), differences: z.array(ArmDifference) }),
    },
    ...refused,
  },
} as const satisfies Route;
