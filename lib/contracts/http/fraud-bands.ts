// What the actions against fraud cost a tenant.
import * as z from 'zod';
import { currencyPattern } from '../../kernel/money.ts';

/** A cost in a currency that nobody has would never be looked at, and every order would be left to the rule. */
const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

const amount = z.int().min(0).max(1_000_000_000_000);
const percent = z.number().min(0).max(100);

export const FraudBandsPolicyValue = z
  .strictObject({
    mode: z
      .enum(['off', 'advise', 'decide'])
      .describe(
        'off: the rule fraud_review alone; advise: costs stand on the receipt; decide: the cheapest action is taken, and the rule stands above it',
      ),
    currency: z
      .string()
      .regex(currencyPattern, 'must be a currency as three upper-case letters, such as USD')
      .refine((code) => currencies.has(code), 'must be a currency of ISO 4217, such as USD or EUR')
      .describe('Of all amounts here; orders in another currency are left to the rule'),
    review_cost_minor: amount.describe('What it costs that a person looks at an order'),
    verification_cost_minor: amount.describe('What it costs to send a customer a code'),
    chargeback_fee_minor: amount.describe('What the bank takes for a chargeback, beside the money and the goods'),
    churn_cost_minor: amount.describe('What it costs in the long run to turn a good customer away'),
    margin_percent: percent.describe('What of the total is earned by an order'),
    verification_catches_percent: percent.describe('Of fraudulent orders, how many do not answer a code'),
    verification_abandons_percent: percent.describe('Of honest customers, how many give up when they are asked for a code'),
    review_catches_percent: percent.describe('Of fraudulent orders, how many a person finds'),
    review_refuses_percent: percent.describe('Of honest orders, how many a person turns away'),
    decline_above_percent: percent
      .nullable()
      .describe('From this probability on an order whose cheapest action is to decline is declined without a person; null for never'),
    explore: z
      .strictObject({
        share_per_mille: z.int().min(0).max(200).describe('Of a thousand orders that would be reviewed or declined, how many pass'),
        amount_max_minor: amount.describe('No order above this total passes to learn from it'),
        per_day_max: z.int().min(0).max(10_000).describe('At most so many a day'),
      })
      .describe('A small random share passes, so that the model sees what it would otherwise never learn of'),
    review_hours: z.number().min(0.25).max(720).describe('Within how many hours a person decides on an order in review'),
    capacity_per_day: z.int().min(0).max(1_000_000).describe('Orders that the reviewers of a day get through'),
    label_days: z.int().min(1).max(730).describe('Days after which an order without a chargeback counts as honest'),
    verification_url: z
      .url({ protocol: /^https$/, error: 'must be an address that begins with https://' })
      .max(500)
      .refine((url) => url.includes('{token}'), 'must have {token} where the token of the verification goes')
      .nullable()
      .describe('Page of the shop on which a customer enters the code; null where the shop shows it by itself'),
  })
  .meta({ id: 'FraudBandsPolicyValue' });
