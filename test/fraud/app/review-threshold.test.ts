import { describe, expect, it } from 'vitest';
import { createReviewThreshold, parseThresholds } from '../../../lib/fraud/app/review-threshold.ts';
import { fraudFeatures } from '../../../lib/fraud/index.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';
import { policiesFrom } from '../../policies/policies.support.ts';
import { fraudOrder } from '../fraud.fixtures.ts';

const features = fraudFeatures(fraudOrder());
const scorer = (setting?: string) => {
  const policies = policiesFrom({ 'fraud-review-above': setting });
  return createReviewThreshold((tenantId) => policies.inForce(tenantId, 'fraud_review'));
};
const assess = (setting: string | undefined, totalMinor: number, currency = 'USD') =>
  scorer(setting).assess('main', { orderId: 'o', channel: 'web', totalMinor, currency: CurrencyCode(currency), features });

describe('the review threshold', () => {
  it('is 500 dollars unless configured', async () => {
    expect((await assess(undefined, 50_000)).band).toBe('pass');
    expect((await assess(undefined, 50_001)).band).toBe('review');
  });
  it('has one amount per currency', async () => {
    expect((await assess('50000 USD, 40000 EUR', 45_000, 'EUR')).band).toBe('review');
    expect((await assess('50000 USD, 40000 EUR', 45_000, 'USD')).band).toBe('pass');
  });
  it('reviews a currency it cannot judge', async () =>
    expect(await assess('50000 USD', 1, 'JPY')).toMatchObject({
      band: 'review',
      reasons: [expect.stringContaining('no review threshold for JPY')],
    }));
  it('can be switched off', async () => expect((await assess('off', 9_999_999)).band).toBe('pass'));
  it('names who set it', async () => {
    expect((await assess(undefined, 1)).decidedBy).toEqual({ policy: 'fraud_review', version: 0, source: 'default' });
    expect((await assess('off', 1)).decidedBy).toEqual({ policy: 'fraud_review', version: 0, source: 'setting' });
  });
  it('says its amounts in the currency’s own digits', async () =>
    expect((await assess('50000 JPY', 60_000, 'JPY')).reasons[0]).toContain('60000 JPY is above the review threshold of 50000 JPY'));
  it.each(['', '500', '500 usd', '1.5 USD', '500 USD EUR', '500 USD,'])('refuses the setting %j', (setting) =>
    expect(() => parseThresholds(setting)).toThrow('fraud-review-above'));
});
