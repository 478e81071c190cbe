import type { CurrencyCode } from './money.ts';

/**
 * What passing, verifying, reviewing and declining an order cost a tenant, and what follows from it. Amounts are minor units of
 * `currency`; percents are 0 to 100.
 */
export type FraudBandsPolicy = {
  /** `off`: the rule of `fraud_review` alone. `advise`: the costs stand on the receipt. `decide`: the cheapest action is taken. */
  readonly mode: 'off' | 'advise' | 'decide';
  /** Orders in another currency are left to the rule: there is no exchange rate here to go by. */
  readonly currency: CurrencyCode;
  /** What it costs that a person looks at an order. */
  readonly reviewCostMinor: number;
  /** What it costs to send a customer a code. */
  readonly verificationCostMinor: number;
  /** What the bank takes for a chargeback, beside the money and the goods. */
  readonly chargebackFeeMinor: number;
  /** What it costs in the long run to turn a good customer away. */
  readonly churnCostMinor: number;
  /** What of an order's total is earned by it. */
  readonly marginPercent: number;
  /** Of fraudulent orders, how many do not answer a code. */
  readonly verificationCatchesPercent: number;
  /** Of honest customers, how many give up when they are asked for a code. */
  readonly verificationAbandonsPercent: number;
  /** Of fraudulent orders, how many a person finds. */
  readonly reviewCatchesPercent: number;
  /** Of honest orders, how many a person turns away. */
  readonly reviewRefusesPercent: number;
  /** From this probability on an order whose cheapest action is to decline is declined without a person; null for never. */
  readonly declineAbovePercent: number | null;
  readonly explore: {
    /** Of a thousand orders that would be reviewed or declined, how many pass, so that what became of them is learnt. */
    readonly sharePerMille: number;
    /** No order above this total is passed to learn from it. */
    readonly amountMaxMinor: number;
    /** At most so many a day. */
    readonly perDayMax: number;
  };
  /** Hours within which a person decides on an order in review. */
  readonly reviewHours: number;
  /** Orders that the reviewers of a day get through. */
  readonly capacityPerDay: number;
  /** Days after which an order without a chargeback counts as honest. */
  readonly labelDays: number;
  /** Page of the shop on which a customer enters the code, with `{token}` in it; null where the shop shows it by itself. */
  readonly verificationUrl: string | null;
};
