import { describe, expect, it } from 'vitest';
import { massQuantiles, negativeBinomialMass, pooled } from '../../../lib/forecasting/domain/model/count-mass.ts';
import { smooth } from '../../../lib/forecasting/domain/model/ets.ts';
import { standardNormalQuantile } from '../../../lib/forecasting/domain/model/normal.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';

const random = createRandom(5);
const noise = () => random.next() + random.next() + random.next() - 1.5;

describe('exponential smoothing', () => {
  it('goes on with a level', () => {
    const { means, form } = smooth(
      Array.from({ length: 60 }, () => 20 + noise()),
      7,
      5,
    );
    expect(form).toBe('ANN');
    for (const mean of means) expect(mean).toBeCloseTo(20, 0);
  });
  it('repeats a season', () => {
    const { means, form } = smooth(
      Array.from({ length: 84 }, (_, day) => 20 + (day % 7 === 0 ? 30 : 0) + noise()),
      7,
      14,
    );
    expect(['ANA', 'AAdA']).toContain(form);
    expect(means[0]).toBeCloseTo(50, -1);
    expect(means[1]).toBeCloseTo(20, -1);
    expect(means[7]).toBeCloseTo(means[0]!, 0);
  });
  it('follows a trend for a while', () => {
    const { means, form } = smooth(
      Array.from({ length: 60 }, (_, day) => 10 + 2 * day + noise()),
      1,
      4,
    );
    expect(form).toBe('AAdN');
    expect(means[3]).toBeGreaterThan(means[0]!);
    expect(means[0]).toBeGreaterThan(126);
  });
  it('is less sure the further it looks', () => {
    const walk = Array.from({ length: 90 }, () => 0);
    for (let day = 1; day < walk.length; day += 1) walk[day] = walk[day - 1]! + 3 * noise();
    const { deviations } = smooth(
      walk.map((value) => value + 100),
      1,
      10,
    );
    expect(deviations[9]).toBeGreaterThan(deviations[0]! * 1.5);
  });
  it('answers a single period', () => expect(smooth([4], 7, 2).means).toEqual([4, 4]));
});

describe('the normal quantile', () => {
  it.each([
    [0.5, 0],
    [0.975, 1.959964],
    [0.05, -1.644854],
    [0.999, 3.090232],
    [1e-12, -7.034484],
  ])('at %f is %f', (probability, value) => expect(standardNormalQuantile(probability)).toBeCloseTo(value, 5));
});

describe('distributions of counts', () => {
  it('have the mean and the variance they are asked for', () => {
    const mass = negativeBinomialMass(3, 2, 200);
    const mean = mass.reduce((sum, chance, units) => sum + chance * units, 0);
    const variance = mass.reduce((sum, chance, units) => sum + chance * (units - mean) ** 2, 0);
    expect(mean).toBeCloseTo(3, 6);
    expect(variance).toBeCloseTo(6, 5);
  });
  it('sum to 1, the last class holding the rest', () => {
    for (const mean of [0, 0.2, 4, 40])
      expect(negativeBinomialMass(mean, 1.5, 11).reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
    expect(negativeBinomialMass(40, 1.5, 11)[10]).toBeGreaterThan(0.99);
  });
  it('are pooled by their shares', () => expect(pooled([1, 0], [0, 1], 0.25)).toEqual([0.75, 0.25]));
  it('tell the least number that demand stays within', () => {
    expect(massQuantiles([0.5, 0.3, 0.2], [0.1, 0.5, 0.6, 0.8, 0.9], 4)).toEqual([0, 0, 1, 1, 4]);
  });
});
