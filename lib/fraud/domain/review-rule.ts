import { type CurrencyCode, type Money, money } from '../../kernel/money.ts';

/** What a review rule says of an order, and why. */
export type ReviewVerdict = {
  readonly decision: 'pass' | 'review';
  readonly reasonCode: 'within-threshold' | 'above-threshold' | 'no-threshold-for-currency';
  readonly policy: { readonly name: string; readonly version: number };
};

export type ReviewRule = (orderTotal: Money) => ReviewVerdict;

const policy = { name: 'review-above', version: 1 } as const;

/**
 * The static rule "orders above an amount go to review". An order in another currency goes to review as well: a rule that
 * cannot judge must not wave through.
 * @param amountMinor threshold in minor units, 0 or more; an order of exactly this amount passes
 */
export const reviewAbove = (amountMinor: number, currency: CurrencyCode): ReviewRule => {
  const threshold = money(amountMinor, currency);
  return (orderTotal) => {
    if (orderTotal.currency !== threshold.currency) return { decision: 'review', reasonCode: 'no-threshold-for-currency', policy };
    return orderTotal.amountMinor > threshold.amountMinor
      ? { decision: 'review', reasonCode: 'above-threshold', policy }
      : { decision: 'pass', reasonCode: 'within-threshold', policy };
  };
};
