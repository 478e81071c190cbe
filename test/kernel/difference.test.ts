import { describe, expect, it } from 'vitest';
import { differenceOfMeans, differenceOfShares, pooled, type Sampled, studentQuantile } from '../../lib/kernel/difference.ts';
import { createRandom } from '../../lib/platform/simulation/random.ts';

const sampleOf = (values: readonly number[]): Sampled => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { count: values.length, mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1) };
};

describe('the difference of two shares', () => {
  it('has the interval of the published examples', () => {
    // Newcombe (1998), table II, examples (a), (b) and (c) under method 10.
    for (const [one, of, other, ofOther, low, high] of [
      [56, 70, 48, 80, 0.0524, 0.3339],
      [9, 10, 3, 10, 0.1705, 0.809],
    ] as const) {
      const found = differenceOfShares({ count: one, of }, { count: other, of: ofOther });
      expect(found?.low).toBeCloseTo(low, 4);
      expect(found?.high).toBeCloseTo(high, 4);
      expect(found?.proven).toBe(true);
    }
  });

  it('turns its sign with the groups, and is not proven for equal ones', () => {
    const [one, other] = [
      { count: 8, of: 200 },
      { count: 20, of: 210 },
    ];
    const [there, back] = [differenceOfShares(one, other), differenceOfShares(other, one)];
    expect(there?.estimate).toBeCloseTo(-(back?.estimate ?? 0), 12);
    expect(there?.low).toBeCloseTo(-(back?.high ?? 0), 12);
    expect(differenceOfShares(one, one)?.proven).toBe(false);
  });

  it('says nothing of fewer than ten', () => {
    expect(differenceOfShares({ count: 9, of: 9 }, { count: 0, of: 500 })).toBeUndefined();
  });
});

describe('the difference of two means', () => {
  it('uses the quantiles of Student’s t', () => {
    expect(studentQuantile(9)).toBeCloseTo(2.2622, 3);
    expect(studentQuantile(30)).toBeCloseTo(2.0423, 4);
    expect(studentQuantile(1_000)).toBeCloseTo(1.9623, 4);
  });

  it('finds the true difference in its interval 95 times of 100', () => {
    const random = createRandom(3);
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
    let inside = 0;
    for (let time = 0; time < 2_000; time += 1) {
      const one = sampleOf(Array.from({ length: 15 }, () => 10 + normal()));
      const other = sampleOf(Array.from({ length: 40 }, () => 9 + 4 * normal()));
      const found = differenceOfMeans(one, other);
      if (found && found.low <= 1 && 1 <= found.high) inside += 1;
    }
    // Within four standard deviations of 1,900.
    expect(Math.abs(inside - 1_900)).toBeLessThan(40);
  });

  it('is the same for samples by day as for all of them together', () => {
    const values = Array.from({ length: 60 }, (_, index) => (index * 37) % 23);
    const [whole, parts] = [
      sampleOf(values),
      pooled([sampleOf(values.slice(0, 13)), { count: 0, mean: 0, variance: 0 }, sampleOf(values.slice(13))]),
    ];
    expect(parts.count).toBe(whole.count);
    expect(parts.mean).toBeCloseTo(whole.mean, 10);
    expect(parts.variance).toBeCloseTo(whole.variance, 10);
  });

  it('says nothing of fewer than ten, and something of values that never differ', () => {
    expect(differenceOfMeans({ count: 9, mean: 1, variance: 1 }, { count: 90, mean: 2, variance: 1 })).toBeUndefined();
    expect(differenceOfMeans({ count: 10, mean: 1, variance: 0 }, { count: 10, mean: 2, variance: 0 })).toMatchObject({
      estimate: -1,
      proven: true,
    });
  });
});
