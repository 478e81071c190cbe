// The promotions that a shop runs, as the policy `promotions` states them.
import * as z from 'zod';
import { skuPattern } from '../../kernel/ids.ts';
import { currencyPattern } from '../../kernel/money.ts';
import { promotionAudiences, promotionIdPattern, promotionKinds, promotionsMax } from '../../kernel/promotions-policy.ts';
import { words } from './common.ts';

const amountMax = 1_000_000_000_000;
/** Uses are counted while a customer waits, a row for each. */
const usesMax = 10_000;
const minor = z.int('must be a whole number of minor units').min(1, 'must be 1 or more').max(amountMax, `must be ${amountMax} or less`);
/** Kept in UTC to the millisecond, as every moment is. */
const inUtc = (text: string): string => {
  const epochMs = Date.parse(text);
  return Number.isNaN(epochMs) ? text : new Date(epochMs).toISOString();
};
const moment = z.iso.datetime({ offset: true, error: 'must be a moment such as 2026-12-01T00:00:00Z' }).overwrite(inUtc);
const listed = <T extends z.ZodType>(one: T, max: number) => z.array(one).max(max, `must name ${max} or fewer`).default([]);

const PromotionFields = z.strictObject({
  promotion_id: z
    .string()
    .regex(promotionIdPattern, 'must be 1 to 64 lower-case letters, digits, hyphens and underscores')
    .describe('As orders name it in `promotions`, and as the code of a discount on a channel that has them'),
  title: words(100).describe('As the shop calls it'),
  kind: z.enum(promotionKinds, 'must be percent, amount or free_shipping').describe('What is taken off'),
  percent: z
    .number('must be a number')
    .gt(0, 'must be above 0')
    .max(100, 'must be 100 or less')
    .multipleOf(0.01, 'must have at most two decimals')
    .exactOptional()
    .describe('Of the goods that it is for; of the kind percent alone'),
  amount_minor: minor.exactOptional().describe('In minor units of the currency; of the kind amount alone'),
  currency: z
    .string()
    .regex(currencyPattern, 'must be three upper-case letters after ISO 4217, such as EUR')
    .exactOptional()
    .describe('Of amount_minor and minimum_minor; a cart in another currency does not get the promotion'),
  minimum_minor: minor.exactOptional().describe('What the goods of the cart must come to, in minor units of the currency'),
  skus: listed(z.string().regex(skuPattern, 'must be a SKU'), 200).describe('Articles that it is for; empty for all of the cart'),
  channels: listed(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be a channel, such as storefront'), 20).describe(
    'On which it counts; empty for every channel',
  ),
  from: moment.exactOptional().describe('Before that nobody gets it'),
  until: moment.exactOptional().describe('From then on it is over'),
  uses_max: z
    .int('must be a whole number')
    .min(1, 'must be 1 or more')
    .max(usesMax, `must be ${usesMax} or less`)
    .exactOptional()
    .describe('Orders that may use it; once so many have, it is shown to nobody any more'),
  audience: z
    .enum(promotionAudiences, 'must be everybody, companion, repurchase or lapsed')
    .default('everybody')
    .describe(
      'companion: carts with what its articles are bought with; repurchase: who bought one of its articles before and is about to need it again; lapsed: who has not bought for longer than customers stay away. The last two need consent to personalisation',
    ),
  holdout_percent: z
    .int('must be a whole number')
    .min(0, 'must be 0 or more')
    .max(50, 'must be 50 or less')
    .default(0)
    .describe('Of those it is for, the share that is not shown it: against them is measured what the promotion does'),
});

type Fields = z.output<typeof PromotionFields>;

/** What contradicts itself, by field. */
const contradictions = (one: Fields): readonly (readonly [field: keyof Fields, message: string])[] => [
  ...(one.kind === 'percent' && one.percent === undefined ? ([['percent', 'is needed for the kind percent']] as const) : []),
  ...(one.kind !== 'percent' && one.percent !== undefined ? ([['percent', `does not go with the kind ${one.kind}`]] as const) : []),
  ...(one.kind === 'amount' && one.amount_minor === undefined ? ([['amount_minor', 'is needed for the kind amount']] as const) : []),
  ...(one.kind !== 'amount' && one.amount_minor !== undefined
    ? ([['amount_minor', `does not go with the kind ${one.kind}`]] as const)
    : []),
  ...((one.amount_minor !== undefined || one.minimum_minor !== undefined) && one.currency === undefined
    ? ([['currency', 'is needed for an amount']] as const)
    : []),
  ...(one.from !== undefined && one.until !== undefined && one.until <= one.from ? ([['until', 'must be after from']] as const) : []),
];

export const PromotionValue = PromotionFields.superRefine((one, context) => {
  for (const [field, message] of contradictions(one)) context.addIssue({ code: 'custom', path: [field], message });
});

const isOnce = (promotions: readonly { readonly promotion_id: string }[]): boolean =>
  new Set(promotions.map(({ promotion_id: id }) => id)).size === promotions.length;

export const PromotionsPolicyValue = z
  .strictObject({
    promotions: z
      .array(PromotionValue)
      .max(promotionsMax, `must have at most ${promotionsMax} promotions`)
      .refine(isOnce, 'must name each promotion_id once')
      .describe('What the shop takes off, and whom it shows that'),
  })
  .meta({ id: 'PromotionsPolicyValue' });
