import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultFraudBands } from '../../../lib/fraud/app/default-bands.ts';
import { bandActions, bandRange, bandsOf, type BandTerms, cheapest, expectedCosts, realisedCost } from '../../../lib/fraud/domain/bands.ts';
import { describeBands } from '../../../lib/fraud/domain/describe-bands.ts';

const percent = fc.integer({ min: 0, max: 100 });
const amount = fc.integer({ min: 0, max: 5_000 });
const anyTerms: fc.Arbitrary<BandTerms> = fc.record({
  reviewCostMinor: amount,
  verificationCostMinor: amount,
  chargebackFeeMinor: amount,
  churnCostMinor: amount,
  marginPercent: percent,
  verificationCatchesPercent: percent,
  verificationAbandonsPercent: percent,
  reviewCatchesPercent: percent,
  reviewRefusesPercent: percent,
});
const anyValue = fc.integer({ min: 0, max: 500_000 });
const anyProbability = fc.double({ min: 0, max: 1, noNaN: true });

describe('the expected cost of an action', () => {
  it('is worked out from the policy', () => {
    // 100.00 at a margin of 20 %: a passed fraud loses 80.00 of goods and a fee of 20.00, a lost customer 20.00 and 5.00.
    const costs = expectedCosts(0.1, 10_000, defaultFraudBands);
    expect(costs.pass).toBeCloseTo(0.1 * 10_000, 6);
    expect(costs.decline).toBeCloseTo(0.9 * 2_500, 6);
    expect(costs.review).toBeCloseTo(300 + 0.9 * 0.03 * 2_500 + 0.1 * 0.1 * 10_000, 6);
    expect(costs.verify).toBeCloseTo(25 + 0.9 * 0.05 * 2_500 + 0.1 * 0.3 * 10_000, 6);
  });
  it('is the mean of what it costs for an honest and for a fraudulent order', () => {
    fc.assert(
      fc.property(anyProbability, anyValue, anyTerms, (probability, value, terms) => {
        const costs = expectedCosts(probability, value, terms);
        for (const action of bandActions) {
          const [honest, fraud] = [realisedCost(action, false, value, terms), realisedCost(action, true, value, terms)];
          expect(costs[action]).toBeCloseTo((1 - probability) * honest + probability * fraud, 4);
        }
      }),
    );
  });
});

describe('the action taken', () => {
  it('is the cheapest of all, by trying each', () => {
    fc.assert(
      fc.property(anyProbability, anyValue, anyTerms, (probability, value, terms) => {
        const costs = expectedCosts(probability, value, terms);
        expect(costs[cheapest(costs)]).toBe(Math.min(...Object.values(costs)));
      }),
    );
  });
  it('is the gentlest of those that cost the same', () => {
    expect(cheapest({ pass: 5, verify: 5, review: 5, decline: 5 })).toBe('pass');
    expect(cheapest({ pass: 6, verify: 6, review: 5, decline: 5 })).toBe('review');
  });
  it('is none that is not at hand', () => {
    expect(cheapest({ pass: 9, verify: 8, review: 7, decline: 1 }, ['pass', 'verify', 'review'])).toBe('review');
  });
  it('stays the cheapest within its range, and beyond its ends another one takes over', () => {
    fc.assert(
      fc.property(anyProbability, anyValue, anyTerms, (probability, value, terms) => {
        const action = cheapest(expectedCosts(probability, value, terms));
        const { from, to, below, above } = bandRange(action, probability, value, terms);
        const costAt = (where: number) => expectedCosts(where, value, terms);
        for (const inside of [from, (from + to) / 2, to]) {
          const costs = costAt(inside);
          expect(costs[action]).toBeLessThanOrEqual(Math.min(...Object.values(costs)) + 1e-6);
        }
        if (below) expect(costAt(0)[below]).toBeLessThan(costAt(0)[action] + 1e-9);
        if (above) expect(costAt(1)[above]).toBeLessThan(costAt(1)[action] + 1e-9);
      }),
    );
  });
});

describe('the bands of a value', () => {
  it('follow each other from 0 to 1, each with the cheapest action of its middle', () => {
    fc.assert(
      fc.property(anyValue, anyTerms, (value, terms) => {
        const bands = bandsOf(value, terms);
        expect(bands[0]?.from).toBe(0);
        expect(bands.at(-1)?.to).toBe(1);
        bands.forEach(({ action, from, to }, index) => {
          if (index > 0) expect(from).toBe(bands[index - 1]?.to);
          const costs = expectedCosts((from + to) / 2, value, terms);
          expect(costs[action]).toBeLessThanOrEqual(Math.min(...Object.values(costs)) + 1e-3);
        });
      }),
    );
  });
  it('begin sooner for a dear order than for a cheap one', () => {
    const [cheap, dear] = describeBands(defaultFraudBands, [2_500, 100_000]).values;
    const passesUpTo = (value: typeof cheap) => value?.bands.find(({ action }) => action === 'pass')?.to ?? 0;
    expect(passesUpTo(dear)).toBeLessThan(passesUpTo(cheap));
    expect(dear?.bands.map(({ action }) => action)).toContain('review');
  });
});
