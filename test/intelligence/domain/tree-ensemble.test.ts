import { describe, expect, it } from 'vitest';
import { ensembleLimits, marginOf, scoreOf, treeEnsemble, type TreeNodes } from '../../../lib/intelligence/domain/tree-ensemble.ts';
import { type Drawn, ensembleOf, nodesOf } from '../trees.fixtures.ts';

const leaf = (value: number): Drawn => ({ value, cover: 1 });
const stump = (below: number, missingLeft = false): Drawn => ({ feature: 0, below, missingLeft, left: leaf(-1), right: leaf(1) });
const answer = (tree: Drawn, value: number): number => marginOf(ensembleOf([tree], 1, 'reg:squarederror', 0), [Math.fround(value)]);

describe('walking a tree', () => {
  it('goes left below the threshold and right at it', () => {
    expect(answer(stump(2), 1.999)).toBe(-1);
    expect(answer(stump(2), 2)).toBe(1);
  });
  it('sends a missing value where the training sent it', () => {
    expect(answer(stump(2, true), Number.NaN)).toBe(-1);
    expect(answer(stump(2, false), Number.NaN)).toBe(1);
  });
  it('compares as float32, so that a difference only a double can tell is none', () => {
    // 0.1 as float32 is a little more than 0.1 as a double.
    expect(answer(stump(0.1), 0.1)).toBe(1);
    expect(answer(stump(0.1), 0.1 - 1e-12)).toBe(1);
    expect(answer(stump(0.1), 0.1 - 1e-7)).toBe(-1);
  });
  it('adds the trees to the base', () => expect(marginOf(ensembleOf([stump(2), leaf(0.25)], 1, 'reg:squarederror', 3), [5])).toBe(4.25));
});

describe('scores', () => {
  it.each([
    ['binary:logistic', 0.25, 0.25],
    ['count:poisson', 2.5, 2.5],
    ['reg:squarederror', -3, -3],
  ] as const)('of %s are the base score when no tree says anything', (objective, baseScore, expected) => {
    const ensemble = ensembleOf([leaf(0)], 1, objective, baseScore);
    expect(scoreOf(objective, marginOf(ensemble, [0]))).toBeCloseTo(expected, 6);
  });
  it('of probabilities and counts come from the margin', () => {
    expect(scoreOf('binary:logistic', 0)).toBe(0.5);
    expect(scoreOf('count:poisson', Math.log(7))).toBeCloseTo(7, 6);
  });
});

describe('a file that is no tree', () => {
  const whole = nodesOf(stump(2));
  const chain = (depth: number): Drawn =>
    depth === 0 ? leaf(1) : { feature: 0, below: depth, missingLeft: true, left: chain(depth - 1), right: leaf(0) };
  const problemOf = (trees: readonly TreeNodes[], featureCount = 1, baseScore = 0.5) => {
    const made = treeEnsemble({ objective: 'binary:logistic', featureCount, baseScore, trees });
    return made.ok ? undefined : made.error.message;
  };

  it('is not taken for one', () => {
    expect(problemOf([whole])).toBeUndefined();
    expect(problemOf([{ ...whole, leftChildren: [0, -1, -1] }])).toBe('node 0 is reached twice');
    expect(problemOf([{ ...whole, leftChildren: [2, -1, -1] }])).toBe('node 2 is reached twice');
    expect(problemOf([{ ...whole, leftChildren: [7, -1, -1] }])).toBe('there is no node 7');
    expect(problemOf([{ ...whole, rightChildren: [2, 1, -1] }])).toBe('node 1 has one child');
    expect(problemOf([{ ...whole, splitIndices: [1, 0, 0] }])).toBe('node 0 asks for feature 1 of 1');
    expect(problemOf([{ ...whole, covers: [2, 0, 1] }])).toBe('node 1 saw no training rows');
    expect(problemOf([{ ...whole, splitConditions: [2, 1e300, 1] }])).toBe('node 1 has no finite value');
    expect(problemOf([{ ...whole, covers: [1] }])).toBe('its lists differ in length');
  });
  it('is refused beyond the bounds', () => {
    expect(problemOf([nodesOf(chain(ensembleLimits.depth))])).toBeUndefined();
    expect(problemOf([nodesOf(chain(ensembleLimits.depth + 1))])).toBe('deeper than 16');
    expect(problemOf(Array.from({ length: ensembleLimits.trees + 1 }, () => whole))).toContain('allowed are 2000');
    expect(problemOf([whole], 0)).toContain('features');
  });
  it('is refused with a base score that its objective cannot have', () => {
    expect(problemOf([whole], 1, 0)).toContain('base score of 0');
    expect(problemOf([whole], 1, 1.5)).toContain('base score of 1.5');
  });
});
