import { describe, expect, it } from 'vitest';
import { createBandedRisk, createReviewThreshold, defaultFraudBands, type Explorer } from '../../../lib/fraud/index.ts';
import { fraudFeatures } from '../../../lib/fraud/domain/fraud-features.ts';
import { bundledFraudScorer, createScoring, type Scored, type Scoring } from '../../../lib/intelligence/index.ts';
import type { FraudBandsPolicy } from '../../../lib/kernel/fraud-policies.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';
import { createLocalModels } from '../../../lib/platform/embedded/model-endpoint.local.ts';
import { policiesFrom } from '../../policies/policies.support.ts';
import { fraudOrder } from '../fraud.fixtures.ts';

const policies = policiesFrom({ 'fraud-review-above': '50000 USD' });
const rule = createReviewThreshold((tenantId) => policies.inForce(tenantId, 'fraud_review'));
const inProcess = createScoring({
  models: createLocalModels({}),
  local: { fraud: bundledFraudScorer() },
  mode: 'in-process',
  clock: { now: () => Instant('2026-11-20T14:00:00.000Z') },
  metrics: { addMetric: () => undefined },
});
const noExploring: Explorer = async () => ({ explored: false, propensity: 1, reason: 'switched-off' });

type Given = {
  readonly policy?: Partial<FraudBandsPolicy>;
  readonly scoring?: Scoring;
  readonly explorer?: Explorer;
  readonly currency?: string;
  readonly consent?: () => Promise<boolean>;
};

const assess = (totalMinor: number, given: Given = {}) => {
  const { policy = {}, scoring = inProcess, explorer = noExploring, currency = 'USD', consent = async () => true } = given;
  const order = fraudOrder({ totals: { subtotal: totalMinor, discount: 0, shipping: 0, total: totalMinor } });
  const subject = { orderId: 'o', channel: 'web', totalMinor, currency: CurrencyCode(currency), features: fraudFeatures(order) };
  const bands = async () => ({
    value: { ...defaultFraudBands, ...policy },
    decidedBy: { policy: 'fraud_bands', version: 3, source: 'stored' } as const,
  });
  return createBandedRisk({ rule, scoring, bands, explorer, mayDecideAlone: consent }).assess('main', subject);
};

/** A model that finds every order equally likely to be fraud. */
const finding = (score: number): Scoring => ({
  score: async () =>
    ({
      source: 'in-process',
      model: 'fraud',
      version: 'v',
      score,
      bias: 0,
      contributions: { total: 1 },
      fallback: null,
      assignment: { registryVersion: 0, role: 'starter', propensity: 1, shadows: [] },
    }) as unknown as Scored,
});
const none: Scoring = {
  score: async () => ({ source: 'none', model: 'fraud', reason: 'no-model', feature: null, fallback: 'endpoint-failed' }),
};
const decide = (policy: Partial<FraudBandsPolicy> = {}) => ({ mode: 'decide', ...policy }) as const;

describe('an assessment by default', () => {
  it('is decided by the rule, with score and costs beside it', async () => {
    const { band, policy, advice, bands } = await assess(20_000);
    expect([band, policy]).toEqual(['pass', { name: 'review-above', version: 1 }]);
    expect(advice).toMatchObject({ usedByPolicy: false, source: 'in-process', version: bundledFraudScorer().version });
    if (!advice || advice.source === 'none') throw new Error('There is no score');
    const strengths = advice.topContributions.map(({ contribution }) => Math.abs(contribution));
    expect(strengths).toEqual(strengths.toSorted((one, other) => other - one));
    expect(bands).toMatchObject({ mode: 'advise', valueMinor: 20_000, probability: advice.score, exploration: null });
  });
  it('is decided by the rule whatever the score', async () => {
    expect((await assess(20_000, { scoring: finding(0.9) })).band).toBe('pass');
    expect((await assess(60_000, { scoring: finding(0.001) })).band).toBe('review');
  });
});

describe('an assessment by costs', () => {
  it.each([
    [0.001, 'pass'],
    [0.02, 'verify'],
    [0.3, 'review'],
  ])('at a probability of %f is to %s', async (probability, band) => {
    const { bands, reasons, decidedBy, ...assessed } = await assess(20_000, { policy: decide(), scoring: finding(probability) });
    expect(assessed).toMatchObject({ band, policy: { name: 'expected-cost' }, advice: { usedByPolicy: true } });
    expect(decidedBy).toMatchObject({ policy: 'fraud_bands', version: 3 });
    if (!bands || 'silent' in bands) throw new Error('There are no costs');
    expect(bands.costsMinor[bands.action]).toBe(Math.min(bands.costsMinor.pass, bands.costsMinor.verify, bands.costsMinor.review));
    expect(bands.range.from).toBeLessThanOrEqual(probability);
    expect(bands.range.to).toBeGreaterThanOrEqual(probability);
    expect(reasons.join(' ')).toMatch(/passing costs \d+\.\d\d USD, verifying by a code costs .* in expectation\./);
  });
  it('tells amounts, and what would have changed the choice', async () => {
    const { reasons } = await assess(10_000, { policy: decide(), scoring: finding(0.1) });
    expect(reasons.slice(0, 2)).toEqual([
      'At a fraud probability of 10 %, passing costs 10.00 USD, verifying by a code costs 4.38 USD, reviewing costs 4.68 USD, declining costs 22.50 USD in expectation.',
      'The customer is asked for a code; passing would be cheaper below 2.1 %, reviewing above 11.5 %.',
    ]);
  });
  it('leaves an order above the amount of the rule to a person', async () => {
    const { band, policy, advice } = await assess(60_000, { policy: decide(), scoring: finding(0.001) });
    expect([band, policy.name]).toEqual(['review', 'review-above']);
    expect(advice).toMatchObject({ usedByPolicy: false });
  });
  it.each([
    ['no model answers', { scoring: none }, 'no-score'],
    ['the order is in another currency', { currency: 'EUR', scoring: finding(0.5) }, 'currency'],
  ])('leaves it to the rule where %s', async (_why, given, silent) => {
    const assessed = await assess(20_000, { ...given, policy: decide() });
    expect(assessed).toMatchObject({ policy: { name: 'review-above' }, bands: { mode: 'decide', silent } });
  });
  it('declines nothing without a person unless the policy says from when on', async () => {
    const sure = { scoring: finding(0.99) };
    const reviewed = await assess(20_000, { policy: decide(), ...sure });
    expect(reviewed).toMatchObject({ band: 'review', bands: { recommended: 'decline' } });
    expect((await assess(20_000, { policy: decide({ declineAbovePercent: 95 }), ...sure })).band).toBe('decline');
    expect((await assess(20_000, { policy: decide({ declineAbovePercent: 99.5 }), ...sure })).band).toBe('review');
  });
  it.each([
    ['did not agree to it', async () => false],
    [
      'may have agreed to it, which cannot be read now',
      async () => {
        throw new Error('the vault does not answer');
      },
    ],
  ])('declines nobody without a person who %s, and says so', async (_why, consent) => {
    const assessed = await assess(20_000, { policy: decide({ declineAbovePercent: 95 }), scoring: finding(0.99), consent });
    expect(assessed).toMatchObject({ band: 'review', bands: { action: 'decline', withheld: 'no-consent', recommended: 'decline' } });
    expect(assessed.reasons.join(' ')).toContain('no such consent is on record');
    expect(assessed.reasons.join(' ')).not.toContain('is declined;');
  });
  it('asks for consent only where an order would be declined', async () => {
    const consent = async () => {
      throw new Error('nobody is to ask');
    };
    const policy = decide({ declineAbovePercent: 95 });
    for (const score of [0.001, 0.02, 0.3])
      expect((await assess(20_000, { policy, scoring: finding(score), consent })).bands).not.toHaveProperty('withheld');
    const explorer: Explorer = async () => ({ explored: true, propensity: 0.01, reason: 'drawn' });
    const explored = await assess(20_000, { policy, scoring: finding(0.99), consent, explorer });
    expect([explored.band, explored.bands]).toEqual(['pass', expect.not.objectContaining({ withheld: 'no-consent' })]);
  });
  it('is switched off by the policy, and nothing of it stands on the receipt', async () => {
    expect(await assess(20_000, { policy: { mode: 'off' }, scoring: finding(0.9) })).not.toHaveProperty('bands');
  });
});

describe('an order that is passed to learn from it', () => {
  const drawn: Explorer = async () => ({ explored: true, propensity: 0.02, reason: 'drawn' });
  it('passes, and the receipt says by what chance', async () => {
    const assessed = await assess(9_000, { policy: decide(), scoring: finding(0.4), explorer: drawn });
    expect(assessed).toMatchObject({ band: 'pass', bands: { action: 'review', exploration: { explored: true, propensity: 0.02 } } });
    expect(assessed.reasons.join(' ')).toContain('one of the 2 % of such orders');
  });
  it('is never one that passes or is verified anyway, nor one that the rule holds', async () => {
    const asked: string[] = [];
    const explorer: Explorer = async (_tenant, orderId) => {
      asked.push(orderId);
      return { explored: true, propensity: 0.02, reason: 'drawn' };
    };
    await assess(9_000, { policy: decide(), scoring: finding(0.001), explorer });
    await assess(20_000, { policy: decide(), scoring: finding(0.02), explorer });
    await assess(60_000, { policy: decide(), scoring: finding(0.4), explorer });
    await assess(9_000, { scoring: finding(0.4), explorer });
    expect(asked).toEqual([]);
  });
});
