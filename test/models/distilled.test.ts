// A small model that learnt from a large one:
//   npm run train -- routing --distil --out test/models/fixtures/distilled
import { describe, expect, it } from 'vitest';
import { distilledGates, distilledIn } from '../../lib/intelligence/domain/training/evaluation.ts';
import { evaluateGate } from '../../lib/intelligence/domain/registry/model.values.ts';
import { expectParity, readFixture } from './golden.support.ts';

describe('a distilled model', () => {
  const fixture = readFixture('distilled');

  it('is scored as Python scored it, contributions too, within 1e-5', () => expectParity(fixture));

  it('names its teacher, how large the two are, and what it has lost', () => {
    const { teacher, bytes, agreement } = fixture.summary.distillation;
    expect(teacher.model_version).toMatch(/^[0-9a-f]{16}$/);
    expect(teacher.model_version).not.toBe(fixture.summary.model_version);
    expect(fixture.summary.trees).toBe(24);
    expect(teacher.trees).toBe(8 * fixture.summary.trees);
    expect(teacher.bytes).toBeGreaterThan(5 * bytes);
    expect(agreement.rank_correlation).toBeGreaterThan(0.99);
  });

  it('passes the gates of its kind', () => {
    const distilled = distilledIn(fixture.summary);
    expect(distilled && distilledGates(distilled).map((gate) => evaluateGate(gate).passed)).toEqual([true, true]);
  });
});
