import { describe, expect, it } from 'vitest';
import { createAdvisedRisk, createReviewThreshold, fraudFeatures } from '../../../lib/fraud/index.ts';
import { bundledFraudScorer, createScoring, type Scoring } from '../../../lib/intelligence/index.ts';
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

const assess = (totalMinor: number, changes: Parameters<typeof fraudOrder>[0] = {}, scoring: Scoring = inProcess) => {
  const order = fraudOrder({ ...changes, totals: { subtotal: totalMinor, discount: 0, shipping: 0, total: totalMinor } });
  const subject = { orderId: 'o', channel: 'web', totalMinor, currency: CurrencyCode('USD'), features: fraudFeatures(order) };
  return createAdvisedRisk({ rule, scoring }).assess('main', subject);
};

const suspicious = {
  placedAt: Instant('2026-11-20T03:10:00.000Z'),
  lines: [{ quantity: 5, unitPrice: 9_900, requiresShipping: true }],
  paymentMethod: { kind: 'card' },
};

describe('an assessment', () => {
  it('has the score with model, version and strongest contributions beside the rule', async () => {
    const { advice, policy, inputs } = await assess(49_500, suspicious);
    expect(policy).toEqual({ name: 'review-above', version: 1 });
    expect(inputs.features).toMatchObject({ total: 495, hour: 3, largest_line_units: 5 });
    expect(advice).toMatchObject({
      usedByPolicy: false,
      source: 'in-process',
      model: 'fraud',
      version: bundledFraudScorer().version,
      fallback: null,
    });
    if (!advice || advice.source === 'none') throw new Error('There is no score');
    expect(advice.topContributions).toHaveLength(5);
    const strengths = advice.topContributions.map(({ contribution }) => Math.abs(contribution));
    expect(strengths).toEqual(strengths.toSorted((one, other) => other - one));
    const margin = advice.topContributions.reduce((sum, { contribution }) => sum + contribution, advice.bias + advice.otherContributions);
    expect(1 / (1 + Math.exp(-margin))).toBeCloseTo(advice.score, 5);
  });
  it('is decided by the rule, whatever the score', async () => {
    const risky = await assess(49_500, suspicious);
    const dear = await assess(60_000);
    const scoreOf = ({ advice }: typeof risky) => (advice && advice.source !== 'none' ? advice.score : Number.NaN);
    expect(scoreOf(risky)).toBeGreaterThan(10 * scoreOf(dear));
    expect(risky.band).toBe('pass');
    expect(dear.band).toBe('review');
  });
  it('stands without a score', async () => {
    const none = { source: 'none', model: 'fraud', reason: 'no-model', feature: null, fallback: 'endpoint-failed' } as const;
    expect(await assess(60_000, {}, { score: async () => none })).toMatchObject({
      band: 'review',
      advice: { ...none, usedByPolicy: false },
    });
  });
});
