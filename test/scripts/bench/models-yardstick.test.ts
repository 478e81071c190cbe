import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../../lib/forecasting/domain/daily-series.ts';
import { knownHistory, naiveErrorOf, seasonalNaiveMethod } from '../../../scripts/bench/models/baselines.ts';
import type { PanelSeries } from '../../../scripts/bench/models/panels.ts';
import { covered90, createTally, gridLevels } from '../../../scripts/bench/models/yardstick.ts';

const flat = (value: number) => gridLevels.map(() => value);
const series = (units: readonly number[]): PanelSeries => ({ id: 'one', cadence: 'daily', firstDay: dayNumber('2026-06-01'), units });

describe('the yardstick', () => {
  it('is 0 for a forecast that is right and sure', () => {
    const tally = createTally();
    tally.add('one', 1, { mean: 4, quantiles: flat(4) }, 4);
    expect(tally.scores()).toMatchObject({ wql: 0, wape: 0, mase: 0, biasPct: 0 });
  });
  it('has the same WQL and WAPE for a forecast that knows no chance', () => {
    const tally = createTally();
    for (const units of [2, 9, 4]) tally.add('one', 2, { mean: 5, quantiles: flat(5) }, units);
    const { wql, wape, mase } = tally.scores();
    expect(wape).toBeCloseTo(8 / 15, 9);
    expect(wql).toBeCloseTo(wape, 9);
    expect(mase).toBeCloseTo(8 / 3 / 2, 9);
  });
  it('is twice the pinball loss over demand', () => {
    const tally = createTally();
    tally.add('one', 1, { mean: 0, quantiles: gridLevels.map((level) => 10 * level) }, 10);
    const levels = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
    const expected = levels.reduce((sum, level) => sum + 2 * level * (10 - 10 * level), 0) / levels.length / 10;
    expect(tally.scores().wql).toBeCloseTo(expected, 9);
  });
  it('gives an all-zero forecast of demand a WQL of 1', () => {
    const tally = createTally();
    for (const units of [0, 0, 3]) tally.add('one', 1, { mean: 0, quantiles: flat(0) }, units);
    expect(tally.scores().wql).toBeCloseTo(1, 9);
  });
});

describe('coverage', () => {
  it('counts what lies between the 5 % and the 95 % quantile', () => {
    const quantiles = gridLevels.map((level) => 1_000 * level);
    expect(covered90(quantiles, 500)).toBe(1);
    expect(covered90(quantiles, 20)).toBe(0);
    expect(covered90(quantiles, 980)).toBe(0);
  });
  it('shares out a number of units that holds the edge of the interval', () => {
    // 0 has 80 % of the chance and 1 the rest: the 95 % quantile lies within the chance of 1.
    const quantiles = gridLevels.map((level) => (level <= 0.8 ? 0 : 1));
    expect(covered90(quantiles, 0)).toBeGreaterThan(0.8);
    expect(covered90(quantiles, 0)).toBeLessThan(1);
    expect(covered90(quantiles, 1)).toBeGreaterThan(0);
    expect(covered90(quantiles, 1)).toBeLessThan(1);
    expect(covered90(quantiles, 2)).toBe(0);
  });
});

describe('the rules beside the model', () => {
  const units = Array.from({ length: 70 }, (_, day) => (day % 7) * 10);
  it('repeat the last week', () => {
    const said = seasonalNaiveMethod(series(units), 62, 7);
    expect(said.map(({ mean }) => mean)).toEqual(units.slice(56, 63));
    expect(naiveErrorOf(series(units), 62)).toBe(0);
  });
  it('read nothing after the origin', () => {
    const changed = series(units.map((value, day) => (day > 62 ? 999 : value)));
    expect(seasonalNaiveMethod(changed, 62, 7)).toEqual(seasonalNaiveMethod(series(units), 62, 7));
  });
  it('take the last known value for one that is not', () => {
    expect(knownHistory(series([Number.NaN, 3, Number.NaN, 5]), 3)).toEqual([3, 3, 5]);
  });
});
