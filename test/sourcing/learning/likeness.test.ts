import { describe, expect, it } from 'vitest';
import { Instant } from '../../../lib/kernel/instant.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';
import { cellsOf } from '../../../lib/sourcing/domain/learning/cells.ts';
import { expectedOf, type LearnedFigures } from '../../../lib/sourcing/domain/learning/estimate.ts';
import { heldByMean, heldByShare } from '../../../lib/sourcing/domain/learning/likeness.ts';
import type { Zone } from '../../../lib/sourcing/domain/learning/zones.ts';

const least = 20;
const part = (weight: number, mean: number, deviation: number) => ({
  weight,
  sum: weight * mean,
  squares: weight * (mean ** 2 + deviation ** 2),
});

describe('what a common figure counts for in its parts', () => {
  it('is much where the parts differ by no more than chance, and little where they are unlike', () => {
    const alike = [3, 5, 4, 6, 2].map((hits) => ({ of: 200, hits }));
    const unlike = [1, 30, 2, 28, 3].map((hits) => ({ of: 200, hits }));
    expect(heldByShare(alike, least)).toBeGreaterThan(400);
    expect(heldByShare(unlike, least)).toBeLessThan(40);
    expect(heldByMean([[part(200, 0.1, 0.3), part(200, 0.11, 0.3), part(200, 0.09, 0.3)]], least)).toBeGreaterThan(400);
    expect(heldByMean([[part(200, 0.1, 0.3), part(200, 0.6, 0.3), part(200, -0.3, 0.3)]], least)).toBe(least);
  });

  it('comes to the variance of single parcels over that of the parts', () => {
    const random = createRandom(5);
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
    // Deviations of 0.3 within and 0.05 between: κ = 0.09 / 0.0025 = 36.
    const parts = Array.from({ length: 300 }, () => {
      const mean = 0.05 * normal();
      const values = Array.from({ length: 60 }, () => mean + 0.3 * normal());
      return {
        weight: 60,
        sum: values.reduce((sum, value) => sum + value, 0),
        squares: values.reduce((sum, value) => sum + value ** 2, 0),
      };
    });
    const held = heldByMean([parts], 1);
    expect(held).toBeGreaterThan(28);
    expect(held).toBeLessThan(46);
  });

  it('is bounded where nothing is known', () => {
    expect(heldByMean([], least)).toBe(least);
    expect(heldByMean([[part(1, 0.2, 0)]], least)).toBe(least);
    expect(heldByShare([], least)).toBe(500);
    expect(heldByShare([{ of: 40, hits: 0 }], least)).toBe(500);
  });
});

describe('an estimate of a cell of few parcels', () => {
  const parcels = (zone: Zone, count: number, damaged: number, days: number) =>
    Array.from({ length: count }, (_, index) => ({
      carrier: 'X',
      service: 'ground',
      zone,
      kind: 'fragile' as const,
      km: 1_200,
      at: Instant('2026-11-20T12:00:00.000Z'),
      damaged: index < damaged,
      days: days * (index % 2 === 0 ? 0.8 : 1.25),
    }));
  const of = (outcomes: Parameters<typeof cellsOf>[0]): LearnedFigures => ({ version: 'v', cells: cellsOf(outcomes) });
  const damageIn = (figures: LearnedFigures, zone: Zone) =>
    expectedOf(figures, { carrier: 'X', service: 'ground', zone, km: 1_200, ratedDays: 4 }, 'fragile').damage;

  it('stays near the goods of its kind where zones are alike, though its own parcels had bad luck', () => {
    const zones = (['1', '2', '3', '4', '5', '6'] as const).flatMap((zone) => parcels(zone, 300, 6, 4));
    const figures = of([...zones, ...parcels('7', 20, 2, 4)]);
    expect(damageIn(figures, '7').mean).toBeLessThan(0.035);
  });

  it('follows its own parcels where zones are unlike', () => {
    const zones = [...(['1', '2', '3'] as const).flatMap((zone) => parcels(zone, 300, 3, 4)), ...parcels('5', 300, 60, 4)];
    const figures = of([...zones, ...parcels('7', 60, 12, 4)]);
    expect(damageIn(figures, '7').mean).toBeGreaterThan(0.13);
  });

  it('claims no more than the parcels that it rests on', () => {
    const { low, high } = damageIn(of(parcels('5', 10, 1, 4)), '5');
    const { low: lowOfMany, high: highOfMany } = damageIn(of(parcels('5', 2_000, 200, 4)), '5');
    expect(high - low).toBeGreaterThan(2.5 * (highOfMany - lowOfMany));
  });
});
