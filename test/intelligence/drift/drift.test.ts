import { describe, expect, it } from 'vitest';
import {
  driftOf,
  type Histogram,
  kolmogorovSmirnov,
  modelDrift,
  observationsMin,
  sharesOf,
  stabilityIndex,
} from '../../../lib/intelligence/domain/drift/drift.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';

const tenths: Histogram = {
  edges: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
  shares: Array.from({ length: 10 }, () => 0.1),
  missing: 0,
};
const draws = (count: number, shape: (unit: number) => number = (unit) => unit): readonly number[] => {
  const random = createRandom(5);
  return Array.from({ length: count }, () => shape(random.next()));
};

describe('drift', () => {
  it('is none for draws of the same distribution', () => {
    const { psi, ks, drifted } = driftOf('x', tenths, draws(2_000));
    expect(psi).toBeLessThan(0.05);
    expect(ks).toBeLessThan(0.05);
    expect(drifted).toBe(false);
  });
  it('is found where values have moved', () => {
    const { psi, ks, drifted } = driftOf(
      'x',
      tenths,
      draws(2_000, (unit) => unit ** 2),
    );
    expect(psi).toBeGreaterThan(0.2);
    expect(ks).toBeGreaterThan(0.2);
    expect(drifted).toBe(true);
  });
  it('is found where a feature is not known any more', () => {
    const values = draws(1_000).map((value, index) => (index % 2 === 0 ? null : value));
    const found = driftOf('x', tenths, values);
    expect(found.drifted).toBe(true);
    expect(found).toMatchObject({ missingThen: 0, missingNow: 0.5 });
  });
  it('agrees with examples worked by hand', () => {
    expect(stabilityIndex([0.5, 0.5], [0.25, 0.75])).toBeCloseTo(0.25 * Math.log(2) + 0.25 * Math.log(1.5), 12);
    expect(kolmogorovSmirnov([0.5, 0.5], [0.25, 0.75])).toBe(0.25);
    expect(sharesOf({ edges: [1] }, [0, 1, 2, null])).toEqual({ shares: [0.25, 0.5], missing: 0.25 });
  });
  it('is not told from too few decisions', () => {
    const histograms = { rows: 1_000, features: { x: tenths }, score: null };
    const moved = draws(observationsMin - 1, () => 0.95).map((x) => ({ features: { x }, score: null }));
    expect(modelDrift(histograms, moved)).toMatchObject({ verdict: 'too-few', figures: [] });
    expect(modelDrift(histograms, [...moved, { features: { x: 0.95 }, score: null }])).toMatchObject({ verdict: 'drifted' });
  });
  it('names what moved most first, the score among it', () => {
    const histograms = { rows: 1_000, features: { still: tenths, moved: tenths }, score: tenths };
    const [still, moved] = [draws(1_000), draws(1_000, (unit) => unit ** 3)];
    const report = modelDrift(
      histograms,
      still.map((value, index) => ({ features: { still: value, moved: moved[index] ?? 0 }, score: value })),
    );
    expect(report.verdict).toBe('drifted');
    expect(report.figures.map(({ name }) => name)).toEqual(['moved', 'still', 'score']);
  });
});
