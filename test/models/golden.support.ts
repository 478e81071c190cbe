import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { scorerOf } from '../../lib/intelligence/adapters/model-artefact.ts';

export type Golden = {
  readonly features: Readonly<Record<string, number | null>>;
  readonly score: number;
  readonly contributions: Readonly<Record<string, number>>;
  readonly bias: number;
};

/** An artefact in the folder `fixtures`, with what Python said of some rows. */
export const readFixture = (name: string) => {
  const json = (...path: readonly string[]) => JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', name, ...path), 'utf8'));
  const summary = json('meta', 'artefact.json');
  return {
    summary,
    scorer: scorerOf({ model: json('model.json'), summary, features: json('meta', 'features.json') }),
    golden: json('meta', 'golden.json') as readonly Golden[],
  };
};

/** Scores, bias and contributions are those of Python, within 1e-5. */
export const expectParity = ({ scorer, golden }: Pick<ReturnType<typeof readFixture>, 'scorer' | 'golden'>): void => {
  expect(golden.length).toBeGreaterThanOrEqual(28);
  for (const vector of golden) {
    const scored = scorer.score(vector.features);
    if (!scored.ok) throw new Error(`${scored.error.code}: ${scored.error.feature}`);
    expect(Math.abs(scored.value.score - vector.score)).toBeLessThanOrEqual(1e-5);
    expect(Math.abs(scored.value.bias - vector.bias)).toBeLessThanOrEqual(1e-5);
    for (const [feature, value] of Object.entries(vector.contributions))
      expect(Math.abs((scored.value.contributions[feature] ?? Number.NaN) - value), feature).toBeLessThanOrEqual(1e-5);
  }
};
