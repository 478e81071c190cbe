import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { bundledFraudScorer } from '../../../lib/intelligence/adapters/bundled-models.ts';
import { ModelArtefactInvalidError, scorerOf } from '../../../lib/intelligence/adapters/model-artefact.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const json = (...path: readonly string[]) => JSON.parse(readFileSync(join(root, 'models', 'fraud', 'artefact', ...path), 'utf8'));
const artefact = () => ({ model: json('model.json'), summary: json('meta', 'artefact.json'), features: json('meta', 'features.json') });
const features = { total: 900, hour: 3, pays_by_card: 1 };

/** Score of the artefact with a change in the model's file. */
const scoreAfter = (change: (learner: ReturnType<typeof artefact>['model']['learner']) => void): number => {
  const changed = artefact();
  change(changed.model.learner);
  const scored = scorerOf(changed).score(features);
  return scored.ok ? scored.value.score : Number.NaN;
};
const unchanged = scoreAfter(() => undefined);

describe('an artefact', () => {
  it('is the one that is bundled', () => {
    const scored = bundledFraudScorer().score(features);
    expect(scored).toMatchObject({ ok: true, value: { score: unchanged } });
    expect(bundledFraudScorer().version).toBe(artefact().summary.model_version);
  });
  it('means the same with the base score as a list, as later releases of XGBoost write it', () => {
    expect(scoreAfter((learner) => (learner.learner_model_param.base_score = `[${learner.learner_model_param.base_score}]`))).toBe(
      unchanged,
    );
  });
  it('means the same with directions as booleans, as earlier releases write them', () => {
    const boolean = (learner: ReturnType<typeof artefact>['model']['learner']) => {
      for (const tree of learner.gradient_booster.model.trees) tree.default_left = tree.default_left.map(Boolean);
    };
    expect(scoreAfter(boolean)).toBe(unchanged);
  });

  it.each([
    ['another objective', { objective: { name: 'multi:softprob' } }],
    ['another booster', { gradient_booster: { name: 'dart' } }],
    ['several base scores', { learner_model_param: { base_score: '[1E-1,2E-1]', num_feature: '13' } }],
    ['a base score that is no number', { learner_model_param: { base_score: 'nan', num_feature: '13' } }],
    ['several classes', { learner_model_param: { base_score: '5E-1', num_class: '3', num_feature: '13' } }],
  ])('with %s is refused', (_what, change) => {
    const { model, ...rest } = artefact();
    expect(() => scorerOf({ ...rest, model: { learner: { ...model.learner, ...change } } })).toThrow(/invalid|expected|Invalid/);
  });
  it('with categorical splits is refused', () => {
    const split = (learner: ReturnType<typeof artefact>['model']['learner']) =>
      (learner.gradient_booster.model.trees[0].categories_nodes = [0]);
    expect(() => scoreAfter(split)).toThrow('categorical splits are not supported');
  });
  it('whose features stand in another order is refused', () => {
    const { features: schema, ...rest } = artefact();
    const reversed = { ...schema, features: schema.features.toReversed() };
    expect(() => scorerOf({ ...rest, features: reversed })).toThrow(ModelArtefactInvalidError);
  });
  it('with trees that cannot be walked is refused', () => {
    const loop = (learner: ReturnType<typeof artefact>['model']['learner']) =>
      (learner.gradient_booster.model.trees[2].left_children[0] = 0);
    expect(() => scoreAfter(loop)).toThrow('fraud, tree 2: node 0 is reached twice');
  });
});

describe('a calibration', () => {
  const scoredWith = (calibration: unknown) => {
    const { summary, ...rest } = artefact();
    const scored = scorerOf({ ...rest, summary: { ...summary, calibration } }).score(features);
    if (!scored.ok) throw new Error(scored.error.code);
    return scored.value;
  };
  const logOdds = (score: number): number => Math.log(score / (1 - score));

  it('is a line over the log-odds, and contributions go along with it', () => {
    const plain = scoredWith(null);
    const fitted = scoredWith({ method: 'platt', slope: 0.5, intercept: -1 });
    expect(logOdds(fitted.score)).toBeCloseTo(0.5 * logOdds(plain.score) - 1, 4);
    expect(fitted.contributions['total']).toBeCloseTo(0.5 * (plain.contributions['total'] ?? Number.NaN), 9);
    const sum = Object.values(fitted.contributions).reduce((total, value) => total + value, fitted.bias);
    expect(sum).toBeCloseTo(logOdds(fitted.score), 4);
  });
  it('is left out by models that have none', () => expect(scoredWith(undefined)).toEqual(scoredWith(null)));
  it.each([
    ['that turns scores around', { method: 'platt', slope: -1, intercept: 0 }],
    ['of another kind', { method: 'isotonic', slope: 1, intercept: 0 }],
    ['without an intercept', { method: 'platt', slope: 1 }],
  ])('%s is refused', (_what, calibration) => expect(() => scoredWith(calibration)).toThrow(/calibration/));
  it('of what is no probability is refused', () => {
    const counted = artefact();
    counted.model.learner.objective.name = 'count:poisson';
    counted.model.learner.learner_model_param.base_score = '5E-1';
    expect(() => scorerOf(counted)).toThrow('fraud is calibrated, and its score is no probability');
  });
});

describe('a bundle', () => {
  const bundle = async (line: string) => {
    const { outputFiles } = await build({
      stdin: { contents: line, resolveDir: root, loader: 'ts' },
      bundle: true,
      write: false,
      minify: true,
      platform: 'node',
      format: 'esm',
      treeShaking: true,
    });
    const text = outputFiles[0]!.text;
    return { text, bytes: text.length };
  };

  it('that scores nothing carries no model', async () => {
    const { text } = await bundle(`export { createDecisionLog } from './lib/intelligence/index.ts';`);
    expect(text).not.toContain('split_conditions');
  });
  it('that scores fraud carries the fraud model alone, far below the budget of 750 KB', async () => {
    const { text, bytes } = await bundle(`export { bundledFraudScorer, createScoring } from './lib/intelligence/index.ts';`);
    expect(text).toContain('largest_line_units');
    expect(text).not.toContain('units_7_days_ago');
    expect(text).not.toContain('load_percent');
    expect(bytes).toBeLessThan(400_000);
  });
});
