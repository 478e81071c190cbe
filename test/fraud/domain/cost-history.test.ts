import { describe, expect, it } from 'vitest';
import { defaultFraudBands } from '../../../lib/fraud/app/default-bands.ts';
import { expectedCosts, realisedCost } from '../../../lib/fraud/domain/bands.ts';
import { costOfHistory, type ScoredOutcome } from '../../../lib/fraud/domain/cost-history.ts';

/** Mulberry32: small, seeded, good enough to draw orders by. */
const randomFrom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Orders whose probabilities are true: of those with 0.1, one in ten is a fraud. Most are hardly suspicious. */
const calibrated = (seed: number, orders: number): readonly ScoredOutcome[] => {
  const random = randomFrom(seed);
  return Array.from({ length: orders }, () => {
    const probability = random() < 0.97 ? 0.01 * random() : random() ** 2;
    const valueMinor = Math.round(1_500 * Math.exp(1.2 * (random() + random() + random() - 1)));
    return { probability, valueMinor, fraudulent: random() < probability };
  });
};

describe('bands', () => {
  it('are never dearer in expectation than any single threshold', () => {
    const orders = calibrated(7, 3_000);
    const cost = (decide: (order: ScoredOutcome) => 'pass' | 'decline') =>
      orders.reduce((sum, order) => sum + expectedCosts(order.probability, order.valueMinor, defaultFraudBands)[decide(order)], 0);
    const bands = orders.reduce(
      (sum, { probability, valueMinor }) => sum + Math.min(...Object.values(expectedCosts(probability, valueMinor, defaultFraudBands))),
      0,
    );
    for (let threshold = 0; threshold <= 1.001; threshold += 0.01)
      expect(bands).toBeLessThanOrEqual(cost(({ probability }) => (probability >= threshold ? 'decline' : 'pass')));
  });

  it.each([1, 2, 3])('are cheaper than the best threshold in hindsight also by what became of seeded orders, seed %i', (seed) => {
    const history = costOfHistory(calibrated(seed, 20_000), defaultFraudBands);
    expect(history.orders).toBe(20_000);
    expect(history.frauds).toBeGreaterThan(100);
    // How much they save depends on how well the model tells orders apart; most of these hardly differ.
    expect(history.savedShare).toBeGreaterThan(0.1);
    expect(history.bands.costMinor).toBeLessThan(history.threshold.costMinor);
    expect(history.threshold.costMinor).toBeLessThanOrEqual(history.passAll.costMinor);
  });

  it('are compared with the threshold that really is the best, by trying each', () => {
    const orders = calibrated(11, 300);
    const costs = [Number.POSITIVE_INFINITY, ...orders.map(({ probability }) => probability)].map((threshold) =>
      orders.reduce(
        (sum, { probability, valueMinor, fraudulent }) =>
          sum + realisedCost(probability >= threshold ? 'decline' : 'pass', fraudulent, valueMinor, defaultFraudBands),
        0,
      ),
    );
    expect(costOfHistory(orders, defaultFraudBands).threshold.costMinor).toBeCloseTo(Math.min(...costs), 6);
  });

  it('cannot tell orders of one score apart by a threshold', () => {
    const same = [true, false, false].map((fraudulent) => ({ probability: 0.4, valueMinor: 10_000, fraudulent }));
    const { threshold } = costOfHistory(same, defaultFraudBands);
    expect([0, 3]).toContain(threshold.declined);
  });

  it('of no orders cost nothing', () => {
    expect(costOfHistory([], defaultFraudBands)).toMatchObject({ orders: 0, savedShare: null, threshold: { probability: null } });
  });
});
