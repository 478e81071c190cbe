import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demandQuantile } from '../../../lib/forecasting/domain/quantiles.ts';

describe('quantiles of demand', () => {
  it('are those of the Poisson distribution where variance and mean are the same', () => {
    // P(N ≤ 4) = 0.947 and P(N ≤ 5) = 0.983 for a mean of 2.
    expect(demandQuantile(2, 1, 0.9)).toBe(4);
    expect(demandQuantile(2, 1, 0.95)).toBe(5);
    expect(demandQuantile(2, 1, 0.13)).toBe(0);
    expect(demandQuantile(2, 1, 0.14)).toBe(1);
  });

  it('are those of the negative binomial where the variance is above', () => {
    // Size 2, chance one half: P(0) = 1/4, P(≤ 1) = 1/2, P(≤ 2) = 11/16, P(≤ 5) = 120/128.
    expect([0.25, 0.5, 0.6, 0.93, 0.94].map((probability) => demandQuantile(2, 2, probability))).toEqual([0, 1, 2, 5, 6]);
  });

  it('are nothing where nothing is expected', () => expect(demandQuantile(0, 3, 0.99)).toBe(0));

  it('are told by the normal distribution where the mean is large', () => {
    expect(demandQuantile(10_000, 1, 0.5)).toBe(10_000);
    expect(Math.abs(demandQuantile(10_000, 1, 0.975) - 10_196)).toBeLessThanOrEqual(1);
    expect(Math.abs(demandQuantile(10_000, 4, 0.975) - 10_392)).toBeLessThanOrEqual(1);
  });

  it('rise with the probability and with the mean', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 400, noNaN: true }), fc.double({ min: 1, max: 9, noNaN: true }), (mean, dispersion) => {
        const [low, middle, high] = [0.1, 0.5, 0.9].map((probability) => demandQuantile(mean, dispersion, probability));
        expect(low).toBeLessThanOrEqual(middle ?? 0);
        expect(middle).toBeLessThanOrEqual(high ?? 0);
        expect(demandQuantile(mean * 2, dispersion, 0.9)).toBeGreaterThanOrEqual(high ?? 0);
      }),
    );
  });
});
