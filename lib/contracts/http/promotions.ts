// Which promotions of a shop a cart gets, and what promotions did.
import * as z from 'zod';
import { leftOutReasons } from '../../customers/domain/promotions/match-promotion.ts';
import { skuPattern } from '../../kernel/ids.ts';
import { currencyPattern } from '../../kernel/money.ts';
import { promotionAudiences, promotionKinds } from '../../kernel/promotions-policy.ts';
import type { Route } from '../../platform/http/route.ts';
import { notFoundResponse, refused } from './common.ts';
import { ProvenDifference } from './differences.ts';

const instant = z.iso.datetime();
const amountMax = 1_000_000_000_000;
const amount = z.int('must be a whole number of minor units').min(0, 'must be 0 or more').max(amountMax, `must be ${amountMax} or less`);
const count = z.int().min(0);

/** `POST /checkout/promotions` */
export const PromotionsBody = z
  .strictObject({
    currency: z.string().regex(currencyPattern, 'must be three upper-case letters after ISO 4217, such as EUR'),
    channel: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be a channel, such as storefront')
      .default('storefront'),
    lines: z
      .array(
        z.strictObject({
          sku: z.string().trim().regex(skuPattern, 'must be 1 to 128 characters without # and control characters'),
          quantity: z.int('must be a whole number').min(1, 'must be 1 or more').max(10_000, 'must be 10000 or less'),
          unit_price: amount.optional().meta({ description: 'Before discounts, minor units; that of the catalog when left out' }),
          discount: amount.default(0).meta({ description: 'Of the whole line, as it is already; minor units' }),
        }),
      )
      .min(1, 'must have at least one line')
      .max(50, 'must have at most 50 lines'),
    shipping: amount.optional().meta({ description: 'What the customer pays for the delivery, minor units: what a free one is worth' }),
    customer: z
      .strictObject({ email: z.email('must be an e-mail address').max(320) })
      .optional()
      .meta({ description: 'Whoever buys. With their consent to personalisation what they bought before counts' }),
    order_reference: z
      .string()
      .regex(/^[^\u0000-\u001f\u007f]{1,128}$/u, 'must be 1 to 128 characters')
      .optional()
      .meta({
        description: '`channel_order_id` under which the order will come, so that what became of it is learned without knowing who',
      }),
  })
  .meta({ id: 'PromotionsBody' });
export type PromotionsBody = z.output<typeof PromotionsBody>;

const Promotion = z
  .object({
    promotion_id: z.string().meta({ description: 'To be named in `promotions` of the order' }),
    title: z.string(),
    kind: z.enum(promotionKinds),
    audience: z.enum(promotionAudiences),
    worth_minor: z.int().min(0).nullable().meta({
      description:
        'What it takes off the cart as it stands; null while none of its articles is in it, or where nobody said what delivery costs',
    }),
    sku: z.string().nullable().meta({ description: 'The article that it is about, which can be bought now; null where it is about all' }),
    score: z.number().meta({ description: 'Where it stands: the sum of the contributions' }),
    contributions: z.object({
      fit: z.number().min(0).max(1).meta({ description: 'How well its reason holds' }),
      effect: z.number().min(-1).max(1).meta({
        description:
          'By how much more likely an order was where it was shown than where it was held out, drawn towards 0 while few know it',
      }),
    }),
    reason: z.string(),
  })
  .meta({ id: 'OfferedPromotion' });

const Promotions = z
  .object({
    promotions_id: z.string(),
    answered_at: instant,
    expires_at: instant.meta({ description: 'Until then it can be read again' }),
    currency: z.string(),
    goods_minor: z.int().min(0),
    policy: z.object({ policy: z.string(), version: z.int(), source: z.enum(['stored', 'setting', 'default']) }),
    consent: z.boolean().nullable().meta({
      description: 'Whether the customer agrees to personalisation; null where none was named. Without it nothing of theirs is read',
    }),
    orders_of_person: count.meta({ description: 'Earlier orders that it rests on' }),
    counted_at: instant
      .nullable()
      .meta({ description: 'When it was counted after how long customers buy again; null while it has not been' }),
    items: z.array(Promotion).meta({ description: 'The one first that fits best' }),
    left_out: z.array(z.object({ promotion_id: z.string(), reason: z.enum(leftOutReasons) })).meta({
      description: '`held-out`: kept from this customer to measure what it does; `consent`: it would look at what the customer bought',
    }),
    is_open: z.boolean().meta({ description: 'Whether its order may still be found' }),
    outcome: z
      .object({
        order_id: z.string().nullable().meta({ description: 'Null where no order came within three days' }),
        used: z.array(z.string()).meta({ description: 'Promotions that the order names' }),
        learned_at: instant,
      })
      .nullable(),
  })
  .meta({ id: 'Promotions' });

export const promotionsRoute = {
  method: 'POST',
  path: '/checkout/promotions',
  scope: 'orders:write',
  operationId: 'offerPromotions',
  summary: 'Promotions of the shop that a cart gets, with what each is worth and why, the best first',
  body: PromotionsBody,
  responses: {
    200: { description: 'The promotions; the answer is kept for 30 days as its own receipt', schema: Promotions },
    400: { description: 'A field is not as it must be; `problems` names it, a price that nobody knows by `lines.N.unit_price`' },
    ...refused,
  },
} as const satisfies Route;

export const getPromotionsRoute = {
  method: 'GET',
  path: '/checkout/promotions/{id}',
  scope: 'orders:read',
  operationId: 'getPromotions',
  summary: 'Which promotions a checkout was answered and why, and what became of them',
  params: z.object({ id: z.string().regex(/^[a-z0-9]{26}$/, 'must be the id of an answer: 26 characters a–z, 0–9') }),
  responses: { 200: { description: 'As it was answered', schema: Promotions }, ...refused, ...notFoundResponse },
} as const satisfies Route;

const Group = z.object({ people: count, orders: count, amount_minor: count });

export const promotionReportRoute = {
  method: 'GET',
  path: '/promotions/report',
  scope: 'orders:read',
  operationId: 'getPromotionReport',
  summary: 'What promotions did: shown, used and given, and what they changed against those who were held out',
  responses: {
    200: {
      description: 'Counts that nobody can be told from; everybody counts once in thirty days for a promotion',
      schema: z
        .object({
          items: z.array(
            z.object({
              promotion_id: z.string(),
              title: z.string().nullable().meta({ description: 'Null for one that the policy does not name any more' }),
              uses: count.meta({ description: 'Orders that name it and have not been cancelled, whether they were shown it or not' }),
              uses_max: count.nullable(),
              outcomes: z.array(
                z.object({
                  currency: z.string(),
                  shown: Group.meta({ description: 'Who was shown it, how many of them ordered, and for how much' }),
                  held: Group.meta({ description: 'Likewise of those who were held out' }),
                  used: count.meta({ description: 'Of those who were shown it, orders that name it' }),
                  given_minor: count.meta({ description: 'What it took off those orders' }),
                  orders: ProvenDifference.meta({ description: 'Share of people who ordered, shown less held out' }),
                  amount: ProvenDifference.meta({ description: 'Minor units ordered by each of them, shown less held out' }),
                }),
              ),
            }),
          ),
        })
        .meta({ id: 'PromotionReport' }),
    },
    ...refused,
  },
} as const satisfies Route;
