// The same history, learnt by the release of AWS's older image: its files differ in form, and mean the same here.
//   npm run train -- fraud --requirements models/requirements-1.7.txt --out test/models/fixtures/xgboost-1.7 --rounds 12
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scorerOf } from '../../lib/intelligence/adapters/model-artefact.ts';

type Golden = {
  readonly features: Readonly<Record<string, number | null>>;
  readonly score: number;
  readonly contributions: Readonly<Record<string, number>>;
  readonly bias: number;
};

const json = (...path: readonly string[]) =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', 'xgboost-1.7', ...path), 'utf8'));

describe('a model of XGBoost 1.7', () => {
  const summary = json('meta', 'artefact.json');
  const scorer = scorerOf({ model: json('model.json'), summary, features: json('meta', 'features.json') });
  const golden: readonly Golden[] = json('meta', 'golden.json');

  it('was made by it', () => expect(summary.trained_with.xgboost).toMatch(/^1\.7\./));
  it('is scored as that release scored it, contributions and calibration too, within 1e-5', () => {
    expect(golden.length).toBeGreaterThanOrEqual(28);
    expect(summary.calibration.slope).not.toBe(1);
    for (const vector of golden) {
      const scored = scorer.score(vector.features);
      if (!scored.ok) throw new Error(`${scored.error.code}: ${scored.error.feature}`);
      expect(Math.abs(scored.value.score - vector.score)).toBeLessThanOrEqual(1e-5);
      expect(Math.abs(scored.value.bias - vector.bias)).toBeLessThanOrEqual(1e-5);
      for (const [feature, value] of Object.entries(vector.contributions))
        expect(Math.abs((scored.value.contributions[feature] ?? Number.NaN) - value), feature).toBeLessThanOrEqual(1e-5);
    }
  });
});
