import { describe, expect, it } from 'vitest';
import { reviewAbove } from '../../../lib/fraud/domain/review-rule.ts';
import { CurrencyCode, money, MoneyError } from '../../../lib/kernel/money.ts';

const usd = CurrencyCode('USD');

describe('the rule "orders above $500 go to review"', () => {
  const rule = reviewAbove(50_000, usd);

  it.each([
    [49_999, 'pass', 'within-threshold'],
    [50_000, 'pass', 'within-threshold'],
    [50_001, 'review', 'above-threshold'],
  ] as const)('an order of %i cents: %s', (amountMinor, decision, reasonCode) => {
    expect(rule(money(amountMinor, usd))).toEqual({ decision, reasonCode, policy: { name: 'review-above', version: 1 } });
  });

  it('sends an order in a currency it has no threshold for to review', () => {
    expect(rule(money(1, CurrencyCode('EUR')))).toMatchObject({ decision: 'review', reasonCode: 'no-threshold-for-currency' });
  });

  it('takes no fraction as a threshold', () => {
    expect(() => reviewAbove(500.5, usd)).toThrow(MoneyError);
  });
});
