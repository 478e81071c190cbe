import { TenantId } from '../../kernel/ids.ts';
import { type CurrencyCode, currencyPattern, decimalMinor, money } from '../../kernel/money.ts';
import type { PolicyRef } from '../../kernel/policy-ref.ts';
import { type ReviewRule, type ReviewVerdict, reviewAbove } from '../domain/review-rule.ts';
import type { RiskAssessment, RiskScorer, RiskSubject } from './risk-scorer.ts';

/** Parameter such as `50000 USD, 45000 EUR`: minor units above which an order goes to review; `off` reviews none. */
export const reviewThresholdParameter = 'fraud-review-above';

export class ReviewThresholdInvalidError extends Error {
  override readonly name = 'ReviewThresholdInvalidError';
}

/** @throws ReviewThresholdInvalidError naming the part that cannot be read */
export const parseThresholds = (text: string): ReadonlyMap<string, number> => {
  const entries = text.split(',').map((part): [string, number] => {
    const [amount = '', currency = '', ...rest] = part.trim().split(/\s+/);
    if (!/^\d{1,15}$/.test(amount) || !currencyPattern.test(currency) || rest.length > 0) {
      throw new ReviewThresholdInvalidError(
        `${reviewThresholdParameter}: ${JSON.stringify(part.trim())} is not an amount in minor units and a currency, such as 50000 USD`,
      );
    }
    return [currency, Number(amount)];
  });
  return new Map(entries);
};

/** Above which totals a tenant's orders go to review, and who decided so. */
export type ReviewChoice = (tenantId: TenantId) => Promise<{
  readonly value: {
    readonly enabled: boolean;
    readonly limits: readonly { readonly currency: CurrencyCode; readonly amountMinor: number }[];
  };
  readonly decidedBy: PolicyRef;
}>;

/** The static rule "orders above an amount go to review", a threshold per currency. */
export const createReviewThreshold = (choose: ReviewChoice): RiskScorer => ({
  assess: async (tenantId, subject) => {
    const { value, decidedBy } = await choose(TenantId(tenantId));
    const [first] = value.limits;
    if (!value.enabled || !first) {
      const reasons = ['The review rule is switched off.'];
      return { band: 'pass', policy: { name: 'review-off', version: 1 }, decidedBy, inputs: subject, reasons };
    }
    const { amountMinor, currency } = value.limits.find((limit) => limit.currency === subject.currency) ?? first;
    const rule: ReviewRule = reviewAbove(amountMinor, currency);
    const verdict = rule(money(subject.totalMinor, subject.currency));
    return { ...toAssessment(subject, verdict, `${decimalMinor(amountMinor, currency)} ${currency}`), decidedBy };
  },
});

const toAssessment = (inputs: RiskSubject, verdict: ReviewVerdict, threshold: string): RiskAssessment => {
  const total = `${decimalMinor(inputs.totalMinor, inputs.currency)} ${inputs.currency}`;
  const reasons: Readonly<Record<ReviewVerdict['reasonCode'], string>> = {
    'within-threshold': `The total of ${total} is within the review threshold of ${threshold}.`,
    'above-threshold': `The total of ${total} is above the review threshold of ${threshold}.`,
    'no-threshold-for-currency': `There is no review threshold for ${inputs.currency}, so a person has to look.`,
  };
  return { band: verdict.decision, policy: verdict.policy, inputs, reasons: [reasons[verdict.reasonCode]] };
};
