// Where an order would come from at this moment, without there being one.
import * as z from 'zod';
import { skuPattern } from '../../kernel/ids.ts';
import { currencyPattern } from '../../kernel/money.ts';
import type { Route } from '../../platform/http/route.ts';
import { presetPolicyNames } from '../../sourcing/domain/sourcing.policy.ts';
import { moment, refused, text } from './common.ts';
import { SourcingDecision } from './order-receipts.ts';
import { SourcingPolicyBody } from './sourcing-policy.ts';

const unitsMax = 1_000_000;

/** `POST /routing/evaluate` */
export const EvaluateRouteBody = z
  .strictObject({
    lines: z
      .array(
        z.strictObject({
          sku: z.string().trim().regex(skuPattern, 'must be 1 to 128 characters without # and control characters'),
          quantity: z.int('must be a whole number').min(1, 'must be 1 or more').max(unitsMax, `must be ${unitsMax} or less`),
        }),
      )
      .min(1, 'must have at least one line')
      .max(100, 'must have at most 100 lines'),
    destination: z.strictObject({
      country: z.string().regex(/^[A-Z]{2}$/, 'must be two upper-case letters after ISO 3166-1, such as DE'),
      region: text(100).optional().meta({ description: 'Subdivision after ISO 3166-2, with or without its country, such as US-NY' }),
      postal_code: text(40)
        .optional()
        .meta({ description: 'Three characters of it say where; the whole of it is needed where carriers are asked for prices' }),
    }),
    deliver_by: moment
      .optional()
      .meta({ description: 'What the customer would be told, RFC 3339 with a zone', format: 'date-time', type: 'string' }),
    currency: z
      .string()
      .regex(currencyPattern, 'must be three upper-case letters after ISO 4217, such as EUR')
      .optional()
      .meta({ description: 'Of the amounts; when left out that of the articles’ prices, and USD where they have none' }),
    preset: z
      .enum(presetPolicyNames as readonly [string, ...string[]])
      .optional()
      .meta({ description: 'A policy that ships with the product, instead of that of the tenant' }),
    policy: SourcingPolicyBody.optional().meta({ description: 'A whole policy, instead of that of the tenant' }),
  })
  .refine(({ preset, policy }) => preset === undefined || policy === undefined, {
    path: ['preset'],
    message: 'must be left out where a policy is given',
  })
  .meta({ id: 'EvaluateRouteBody' });
export type EvaluateRouteBody = z.output<typeof EvaluateRouteBody>;

export const evaluateRouteRoute = {
  method: 'POST',
  path: '/routing/evaluate',
  scope: 'orders:read',
  operationId: 'evaluateRoute',
  summary: 'Where these lines would come from at this moment, and why; nothing is written or reserved',
  body: EvaluateRouteBody,
  responses: {
    200: {
      description: 'What would be chosen, with its receipt',
      schema: z
        .object({
          evaluated_at: z.iso.datetime(),
          decision: SourcingDecision,
          delivery: z
            .object({
              likely: z.iso.datetime().meta({ description: 'One half of such orders is there by then' }),
              latest: z.iso.datetime().meta({ description: 'Nine of ten are there by then' }),
              parcels: z.int().min(0).meta({ description: 'Parcels that it rests on' }),
            })
            .nullable()
            .meta({ description: 'What the customer can be told, by how long parcels have really taken; null where too few are known' }),
        })
        .meta({ id: 'EvaluatedRoute', description: 'A decision that nobody has made' }),
    },
    400: { description: 'A field is not as it must be; `problems` names it, an article that nobody knows by `lines.N.sku`' },
    ...refused,
  },
} as const satisfies Route;
