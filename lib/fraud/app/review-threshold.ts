import { CurrencyCode, currencyPattern, decimalMinor, money } from '../../kernel/money.ts';
import type { Parameters } from '../../platform/ports.ts';
import { type ReviewRule, type ReviewVerdict, reviewAbove } from '../domain/review-rule.ts';
import type { RiskAssessment, RiskScorer, RiskSubject } from './risk-scorer.ts';

/** Parameter such as `50000 USD, 45000 EUR`: minor units above which an order goes to review; `off` reviews none. */
export const reviewThresholdParameter = 'fraud-review-above';
const defaultThresholds = '50000 USD';

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

/** The static rule "orders above an amount go to review", a threshold per currency. */
export const createReviewThreshold = (parameters: Parameters): RiskScorer => ({
  assess: async (_tenantId, subject) => {
    const setting = (await parameters.get(reviewThresholdParameter)) ?? defaultThresholds;
    if (setting.trim() === 'off')
      return { band: 'pass', policy: { name: 'review-off', version: 1 }, inputs: subject, reasons: ['The review rule is switched off.'] };
    const thresholds = parseThresholds(setting);
    const [fallbackCurrency = 'USD', fallbackAmount = 0] = [...thresholds][0] ?? [];
    const currency = thresholds.has(subject.currency) ? subject.currency : CurrencyCode(fallbackCurrency);
    const amountMinor = thresholds.get(currency) ?? fallbackAmount;
    const rule: ReviewRule = reviewAbove(amountMinor, currency);
    const verdict = rule(money(subject.totalMinor, subject.currency));
    return toAssessment(subject, verdict, `${decimalMinor(amountMinor, currency)} ${currency}`);
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
