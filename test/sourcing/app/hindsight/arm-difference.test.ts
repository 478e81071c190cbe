import { describe, expect, it } from 'vitest';
import { Instant } from '../../../../lib/kernel/instant.ts';
import { CurrencyCode } from '../../../../lib/kernel/money.ts';
import { type ArmDifference, armDifferences, type HindsightDay } from '../../../../lib/sourcing/index.ts';

type Arms = HindsightDay['currencies'][number]['arms'];

const day = (at: number, arms: Arms): HindsightDay => ({
  day: `2026-11-${10 + at}`,
  madeAt: Instant('2026-11-20T00:00:00.000Z'),
  isPartial: false,
  unknown: 0,
  currencies: [
    {
      currency: CurrencyCode('USD'),
      decisions: 100,
      withLoss: 0,
      chosenMinor: 0,
      bestMinor: 0,
      lossMinor: 0,
      by: { exploration: 0, rate: 0, forecast: 0, stock: 0, weights: 0, constraint: 0 },
      arms,
      worst: [],
    },
  ],
  accuracy: { parcels: 0, costErrorPercent: null, daysError: null, daysBias: null },
});
const arm = (of: 'learned' | 'control', decisions: number, meanMinor: number, variance = 10_000) => ({
  arm: of,
  decisions,
  meanMinor,
  variance,
});
const only = (days: readonly HindsightDay[]): ArmDifference | undefined => armDifferences(days)[0];

describe('the arms of a rollout', () => {
  it('are compared over the days together', () => {
    const days = [0, 1].map((at) => day(at, [arm('learned', 50, 870), arm('control', 50, 910)]));
    const one = only(days.slice(0, 1));
    expect(one?.difference).toMatchObject({ estimate: -40, verdict: 'proven' });
    // Welch by hand: 40 ± t(98) · √(10,000 ÷ 50 · 2) = 40 ± 1.98447 · 20.
    expect(one?.difference.low).toBeCloseTo(-79.689, 2);
    const both = only(days);
    expect(both).toMatchObject({ days: 2, learned: { decisions: 100, meanMinor: 870 }, control: { decisions: 100, meanMinor: 910 } });
    expect(both?.difference.low).toBeGreaterThan(one?.difference.low ?? 0);
    expect(both?.difference.sentence).toContain('0.40 USD less');
  });

  it('are not told apart by chance, nor by few decisions', () => {
    expect(only([day(0, [arm('learned', 50, 900), arm('control', 50, 910)])])?.difference.verdict).toBe('not-proven');
    expect(only([day(0, [arm('learned', 9, 100), arm('control', 50, 910)])])?.difference.verdict).toBe('too-few');
  });

  it('leave days out of which the variance is not known, and days without a rollout', () => {
    const old: Arms = [
      { arm: 'learned', decisions: 50, meanMinor: 870 },
      { arm: 'control', decisions: 50, meanMinor: 910 },
    ];
    expect(armDifferences([day(0, old), day(1, [])])).toEqual([]);
  });
});
