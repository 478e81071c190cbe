import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundledForecastScorer, bundledFraudScorer, bundledReturnsScorer, bundledRoutingScorer } from '../../lib/intelligence/index.ts';
import { canonicalJson } from '../../lib/kernel/canonical-json.ts';
import { expectParity, type Golden } from './golden.support.ts';

type Vector = Golden & { readonly margin: number };

const models = join(import.meta.dirname, '..', '..', 'models');
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

describe.each([
  ['fraud', bundledFraudScorer],
  ['routing', bundledRoutingScorer],
  ['forecast', bundledForecastScorer],
  ['returns', bundledReturnsScorer],
] as const)('the artefact of %s', (name, open) => {
  const folder = join(models, name);
  const json = (...path: readonly string[]) => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));
  const modelBytes = readFileSync(join(folder, 'artefact', 'model.json'));
  const summary = json('artefact', 'meta', 'artefact.json');
  const schema = json('artefact', 'meta', 'features.json');
  const golden: readonly Vector[] = json('artefact', 'meta', 'golden.json');
  const scorer = open();

  it('is scored in this process as XGBoost scored it, within 1e-5', () => {
    expectParity({ scorer, golden });
    for (const vector of golden) {
      const scored = scorer.score(vector.features);
      if (!scored.ok) throw new Error(`${scored.error.code}: ${scored.error.feature}`);
      expect(Object.keys(scored.value.contributions)).toEqual(schema.features.map((feature: { readonly name: string }) => feature.name));
      const sum = Object.values(scored.value.contributions).reduce((total, value) => total + value, scored.value.bias);
      expect(Math.abs(sum - vector.margin)).toBeLessThanOrEqual(1e-5);
    }
  });
  it('has golden vectors that tell models apart', () => {
    expect(new Set(golden.map((vector) => vector.score.toFixed(6))).size).toBeGreaterThan(10);
    expect(golden.some((vector) => Object.values(vector.features).every((value) => value === null))).toBe(true);
  });
  it('has the version that its bytes make', () => {
    expect(summary.model_sha256).toBe(sha256(modelBytes));
    expect(summary.feature_schema_sha256).toBe(sha256(canonicalJson(schema)));
    const calibration = summary.calibration === null ? '' : canonicalJson(summary.calibration);
    expect(summary.model_version).toBe(sha256(modelBytes.toString('utf8') + canonicalJson(schema) + calibration).slice(0, 16));
    expect(scorer.version).toBe(summary.model_version);
  });
  it('was trained with the features that the model declares now', () => {
    expect(canonicalJson(json('features.json'))).toBe(canonicalJson(schema));
    expect(schema.model).toBe(name);
  });
  it('was trained with what the requirements pin, on a simulation, and says so', () => {
    const requirements = readFileSync(join(models, 'requirements.txt'), 'utf8');
    expect(requirements).toContain(`xgboost==${summary.trained_with.xgboost}`);
    expect(requirements).toContain(`numpy==${summary.trained_with.numpy}`);
    expect(summary.training_data.kind).toBe('simulated');
    const card = readFileSync(join(folder, 'MODEL_CARD.md'), 'utf8');
    for (const [metric, value] of Object.entries(summary.metrics_held_out)) expect(card).toContain(`| ${metric} | ${String(value)} |`);
  });
  it('is small enough to be bundled', () => expect(statSync(join(folder, 'artefact', 'model.json')).size).toBeLessThan(100_000));
});
