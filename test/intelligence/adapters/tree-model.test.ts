import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scorerOf } from '../../../lib/intelligence/adapters/model-artefact.ts';
import { classTreeModel, scalarTreeModel } from '../../../lib/intelligence/adapters/tree-model.ts';
import { flatMargin, flatTrees } from '../../../lib/intelligence/domain/flat-trees.ts';
import { classEnsemble, marginOf, softmax } from '../../../lib/intelligence/domain/tree-ensemble.ts';
import { drawnTrees, ensembleOf, nodesOf, vectors } from '../trees.fixtures.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'models', 'forecast', 'artefact');
const json = (...path: readonly string[]) => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));
type Golden = {
  readonly features: Readonly<Record<string, number | null>>;
  readonly probabilities: readonly number[];
  readonly contributions: Readonly<Record<string, readonly number[]>>;
};
const vectorOf = (features: Golden['features'], names: readonly string[]): Float32Array =>
  Float32Array.from(names, (name) => features[name] ?? Number.NaN);

describe('trees of several classes', () => {
  const golden = json('meta', 'golden-counts.json') as readonly Golden[];
  const model = classTreeModel(json('meta', 'counts.json'));

  it('answer with the probabilities of XGBoost, within 1e-5', () => {
    expect(golden.length).toBeGreaterThanOrEqual(8);
    for (const { features, probabilities } of golden) {
      const given = model.scores(vectorOf(features, model.featureNames));
      expect(given).toHaveLength(probabilities.length);
      for (const [number, probability] of probabilities.entries()) expect(Math.abs(given[number]! - probability)).toBeLessThanOrEqual(1e-5);
    }
  });
  it('explain the margin of each class as XGBoost does, within 1e-5', () => {
    for (const { features, contributions } of golden) {
      for (const [number, expected] of Object.entries(contributions)) {
        const { values, bias } = model.contributions(vectorOf(features, model.featureNames), Number(number));
        for (const [at, value] of [...values, bias].entries()) expect(Math.abs(value - expected[at]!)).toBeLessThanOrEqual(1e-5);
      }
    }
  });
  it('explain no class that there is not', () => {
    expect(() => model.contributions(new Float32Array(model.featureNames.length), 11)).toThrow('There is no class 11 of 11');
  });
  it('are refused where one score is asked for', () => {
    const artefact = {
      model: json('meta', 'counts.json'),
      summary: json('meta', 'artefact.json'),
      features: json('meta', 'features.json'),
    };
    expect(() => scorerOf(artefact)).toThrow(/classes|expected|Invalid/);
    expect(() => scalarTreeModel(artefact.model)).toThrow(/classes|expected|Invalid/);
    expect(() => classTreeModel(json('model.json'))).toThrow(/multi:softprob/);
  });
  it('whose numbers do not fit are refused', () => {
    const tree = nodesOf({ value: 1, cover: 1 });
    const problem = (given: Partial<Parameters<typeof classEnsemble>[0]>) => {
      const made = classEnsemble({ featureCount: 1, baseScores: [0.5, 0.5], trees: [tree], treeClasses: [0], ...given });
      return made.ok ? undefined : made.error.message;
    };
    expect(problem({})).toBeUndefined();
    expect(problem({ treeClasses: [2] })).toBe('there is no class 2');
    expect(problem({ treeClasses: [] })).toBe('not every tree has a class');
    expect(problem({ baseScores: [0.5] })).toBe('1 classes; allowed are 2 to 64');
  });
  it('have probabilities that sum to 1 however large the margins are', () => {
    expect(softmax([1_000, 1_000, -1_000])).toEqual([0.5, 0.5, 0]);
  });
});

describe('trees in typed lists', () => {
  it('give the same margin as the trees they were made from, to the last bit', () => {
    const featureCount = 4;
    fc.assert(
      fc.property(fc.array(drawnTrees(featureCount), { maxLength: 8 }), vectors(featureCount), (trees, vector) => {
        const ensemble = ensembleOf(trees, featureCount, 'reg:tweedie', 0.3);
        const row = Float32Array.from(vector);
        expect(flatMargin(flatTrees(ensemble), row)).toBe(marginOf(ensemble, row));
      }),
      { numRuns: 300 },
    );
  });
});
