import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marginOf } from '../../../lib/intelligence/domain/tree-ensemble.ts';
import { contributionsOf } from '../../../lib/intelligence/domain/tree-shap.ts';
import { type Drawn, drawnTrees, ensembleOf, vectors } from '../trees.fixtures.ts';

const featureCount = 4;

const coverOf = (tree: Drawn): number => ('value' in tree ? tree.cover : coverOf(tree.left) + coverOf(tree.right));

/** What a tree answers when only some features are known: where one is not, both ways, by their share of the training rows. */
const partlyKnown = (tree: Drawn, vector: readonly number[], known: ReadonlySet<number>): number => {
  if ('value' in tree) return tree.value;
  const value = vector[tree.feature]!;
  const left = Number.isNaN(value) ? tree.missingLeft : value < tree.below;
  if (known.has(tree.feature)) return partlyKnown(left ? tree.left : tree.right, vector, known);
  const share = coverOf(tree.left) / coverOf(tree);
  return share * partlyKnown(tree.left, vector, known) + (1 - share) * partlyKnown(tree.right, vector, known);
};

const factorial = (count: number): number => (count <= 1 ? 1 : count * factorial(count - 1));

/** Shapley's own definition: the mean of what a feature adds, over every set of features known before it. */
const shapley = (tree: Drawn, vector: readonly number[], feature: number): number => {
  const others = Array.from({ length: featureCount }, (_, index) => index).filter((index) => index !== feature);
  return Array.from({ length: 2 ** others.length }, (_, mask) => others.filter((_other, bit) => (mask >> bit) % 2 === 1))
    .map((before) => {
      const weight = (factorial(before.length) * factorial(featureCount - before.length - 1)) / factorial(featureCount);
      return weight * (partlyKnown(tree, vector, new Set([...before, feature])) - partlyKnown(tree, vector, new Set(before)));
    })
    .reduce((sum, part) => sum + part, 0);
};

describe('contributions', () => {
  it('are Shapley values by their definition', () => {
    fc.assert(
      fc.property(drawnTrees(featureCount), vectors(featureCount), (tree, vector) => {
        const { values, bias } = contributionsOf(ensembleOf([tree], featureCount, 'reg:squarederror', 0), vector);
        for (const [feature, value] of values.entries()) expect(value).toBeCloseTo(shapley(tree, vector, feature), 9);
        expect(bias).toBeCloseTo(partlyKnown(tree, vector, new Set()), 9);
      }),
      { numRuns: 300 },
    );
  });

  it('and the bias add up to the margin', () => {
    fc.assert(
      fc.property(fc.array(drawnTrees(featureCount), { minLength: 1, maxLength: 8 }), vectors(featureCount), (trees, vector) => {
        const ensemble = ensembleOf(trees, featureCount, 'binary:logistic', 0.03);
        const { values, bias } = contributionsOf(ensemble, vector);
        expect(values.reduce((sum, value) => sum + value, bias)).toBeCloseTo(marginOf(ensemble, vector), 5);
      }),
    );
  });

  it('are zero for a feature that no tree asks for', () => {
    const tree: Drawn = { feature: 1, below: 0, missingLeft: true, left: { value: -2, cover: 3 }, right: { value: 2, cover: 1 } };
    expect(contributionsOf(ensembleOf([tree], 3, 'reg:squarederror', 0), [9, 1, 9])).toEqual({ values: [0, 3, 0], bias: -1 });
  });
});
