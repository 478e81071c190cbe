// How likely goods of a cart come back, as a checkout asks for it.
import * as z from 'zod';
import { orderIdPattern, PersonId, skuPattern } from '../../kernel/ids.ts';
import { currencyPattern } from '../../kernel/money.ts';
import type { Route } from '../../platform/http/route.ts';
import { refused, text } from './common.ts';

const amountMax = 1_000_000_000_000;
const amount = z.int('must be a whole number of minor units').min(0, 'must be 0 or more').max(amountMax, `must be ${amountMax} or less`);

const askedLine = z.strictObject({
  sku: z.string().trim().regex(skuPattern, 'must be 1 to 128 characters without # and control characters'),
  quantity: z.int('must be a whole number').min(1, 'must be 1 or more').max(10_000, 'must be 10000 or less'),
  unit_price: amount.optional().meta({ description: 'Before discounts, minor units; that of the catalog when left out' }),
  discount: amount.optional().meta({ description: 'Of the whole line, minor units' }),
  size: text(40).optional().meta({ description: 'Where it is another one than the catalog says, or the catalog says none' }),
  article: text(128).optional().meta({ description: 'What the SKU is a size of; as the catalog says it when left out' }),
  category: text(100).optional().meta({ description: 'As the catalog says it when left out' }),
});

/** `POST /checkout/return-risk` */
export const ReturnRiskBody = z
  .strictObject({
    currency: z.string().regex(currencyPattern, 'must be three upper-case letters after ISO 4217, such as EUR'),
    channel: z
      .string()
      .regex(/^[a-z][a-z0-9_-]{0,63}$/, 'must be a channel, such as storefront')
      .default('storefront'),
    lines: z.array(askedLine).min(1, 'must have at least one line').max(50, 'must have at most 50 lines'),
    customer: z
      .strictObject({
        email: z.email('must be an e-mail address').max(320).optional(),
        person_id: z
          .string()
          .regex(orderIdPattern, 'must be a person id, as `person_id` of an order says it')
          .transform(PersonId)
          .optional(),
      })
      .refine(({ email, person_id: id }) => (email === undefined) !== (id === undefined), 'must name the customer in one way')
      .optional()
      .meta({ description: 'Whoever buys. What they sent back before counts with their consent to personalisation alone' }),
  })
  .meta({ id: 'ReturnRiskBody' });
export type ReturnRiskBody = z.output<typeof ReturnRiskBody>;

const count = z.int().min(0);

const Suggestion = z
  .object({
    kind: z.enum(['bracketing', 'size', 'alternative']).meta({
      description:
        '`bracketing`: several sizes of one article are in the cart; `size`: others who sent this size back kept another one; `alternative`: an article of the category that comes back less',
    }),
    sku: z.string().nullable().meta({ description: 'To be bought instead, and in stock; null where there is none to name' }),
    size: z.string().nullable(),
    sentence: z.string().meta({ description: 'Can be shown to the customer' }),
    evidence: z.record(z.string(), z.number()).meta({ description: 'What it rests on, in counts' }),
  })
  .meta({ id: 'ReturnSuggestion' });

const JudgedLine = z
  .object({
    decision_id: z.string().meta({ description: 'Of the receipt, for `GET /decisions/{id}`; kept for 90 days' }),
    sku: z.string(),
    probability: z.number().min(0).max(1).meta({ description: 'That something of the line comes back' }),
    basis: z.enum(['model', 'history', 'usual']).meta({
      description:
        '`history`: the shop’s own shares by rule, because they are few or no model answered; `usual`: nothing of the kind has been sold here, so it rests on what is usual elsewhere',
    }),
    base: z
      .number()
      .meta({ description: 'Log-odds before anything is known of the line; with the parts they add up to the probability’s' }),
    parts: z.array(
      z.object({
        feature: z.string(),
        words: z.string(),
        contribution: z.number().meta({ description: 'Log-odds; above 0 makes a return more likely' }),
      }),
    ),
    confidence: z.enum(['low', 'medium', 'high']).meta({ description: 'By how many lines of the article were sold before' }),
    evidence: z.object({
      article_sold: count,
      category_sold: count,
      customer_sold: count.nullable().meta({ description: 'Null where nothing of the customer was looked at' }),
    }),
    reasons: z.array(z.string()),
    cost: z.object({
      if_returned_minor: count,
      expected_minor: count.meta({ description: 'What a return of the line would cost, times its probability' }),
    }),
    suggestion: Suggestion.nullable(),
    may_show: z.boolean().meta({ description: 'Whether the suggestion may be shown to the customer' }),
    show_reason: z.enum(['shown', 'nothing-to-say', 'switched-off', 'unlikely']),
  })
  .meta({ id: 'ReturnRiskOfLine' });

export const returnRiskRoute = {
  method: 'POST',
  path: '/checkout/return-risk',
  scope: 'orders:write',
  operationId: 'assessReturnRisk',
  summary: 'How likely the goods of a cart come back, what that would cost, and what may keep them from it',
  body: ReturnRiskBody,
  responses: {
    200: {
      description: 'Line by line, in the order of the cart',
      schema: z
        .object({
          check_id: z.string(),
          counted_at: z.iso.datetime().nullable().meta({ description: 'When sales and returns were counted; null while nothing has been' }),
          customer: z.enum(['used', 'no-consent', 'unknown', 'not-told']).meta({
            description:
              'Whether what the customer sent back before was looked at; `unknown`: nobody of that name is known, or nothing of theirs has been counted yet',
          }),
          expected_cost_minor: count,
          currency: z.string(),
          policy_version: z.int().min(0),
          lines: z.array(JudgedLine),
        })
        .meta({ id: 'ReturnRisk' }),
    },
    400: { description: 'A field is not as it must be; `problems` names it' },
    ...refused,
  },
} as const satisfies Route;
