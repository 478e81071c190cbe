import { describe, expect, it } from 'vitest';
import {
  areaUnderRoc,
  bestSingleFeature,
  calibrationError,
  distilledGates,
  distilledIn,
  gatesOf,
  lossOf,
} from '../../../lib/intelligence/domain/training/evaluation.ts';
import { evaluateGate } from '../../../lib/intelligence/domain/registry/model.values.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';

const random = createRandom(11);
const truth = Array.from({ length: 4_000 }, () => random.next() * 0.4);
const labels = truth.map((probability) => (random.next() < probability ? 1 : 0));
const measured = { latencyP99Ms: 1, artefactBytes: 100_000, bestSingleFeature: 0.8, trainedRows: 16_000 };
const failedGates = (challenger: readonly number[], champion: readonly number[], changes = {}): readonly string[] =>
  gatesOf({ kind: 'probability', labels, challenger, champion }, { ...measured, ...changes })
    .map(evaluateGate)
    .flatMap(({ name, passed }) => (passed ? [] : [name]));

describe('the gates', () => {
  it('let through a model that is as good as the champion, or better', () => {
    expect(failedGates(truth, truth)).toEqual([]);
    expect(
      failedGates(
        truth,
        truth.map(() => 0.2),
      ),
    ).toEqual([]);
  });
  it('stop one that is worse beyond noise', () =>
    expect(
      failedGates(
        truth.map(() => 0.2),
        truth,
      ),
    ).toContain('loss_over_champion'));
  it('let rows count for as many as they stand for', () => {
    // Wrong by far on the first half: which side wins is decided by which half counts.
    const half = truth.length / 2;
    const challenger = truth.map((probability, index) => (index < half ? 0.9 : probability));
    const champion = truth.map((probability, index) => (index < half ? probability : 0.9));
    const weighted = (weights: readonly number[]) =>
      gatesOf({ kind: 'probability', labels, challenger, champion, weights }, measured)
        .map(evaluateGate)
        .find(({ name }) => name === 'loss_over_champion')?.passed;
    expect(weighted(truth.map((_one, index) => (index < half ? 10 : 1)))).toBe(false);
    expect(weighted(truth.map((_one, index) => (index < half ? 1 : 10)))).toBe(true);
    const same = truth.map(() => 3);
    expect(
      gatesOf({ kind: 'probability', labels, challenger, champion, weights: same }, measured).map(({ value }) => value.toFixed(9)),
    ).toEqual(gatesOf({ kind: 'probability', labels, challenger, champion }, measured).map(({ value }) => value.toFixed(9)));
  });
  it('take no offence at noise', () => {
    const noisy = truth.map((probability, index) => probability + (index % 2 === 0 ? 0.001 : -0.001));
    expect(
      failedGates(
        noisy.map((one) => Math.max(0.0001, one)),
        truth,
      ),
    ).toEqual([]);
  });
  it('stop one whose probabilities are none', () => {
    const inflated = truth.map((probability) => Math.min(0.99, probability * 2));
    expect(failedGates(inflated, inflated)).toEqual([]);
    expect(failedGates(inflated, truth)).toContain('calibration_error');
  });
  it('stop one that is slow, large, or knows the answer', () => {
    expect(failedGates(truth, truth, { latencyP99Ms: 6 })).toEqual(['score_p99_ms']);
    expect(failedGates(truth, truth, { artefactBytes: 500_000 })).toEqual(['artefact_bytes']);
    expect(failedGates(truth, truth, { bestSingleFeature: 0.999 })).toEqual(['best_single_feature_auc']);
    expect(failedGates(truth, truth, { trainedRows: 10 })).toEqual(['training_rows']);
  });
  it('stop one that answers with no number', () =>
    expect(
      failedGates(
        truth.map(() => Number.NaN),
        truth,
      ),
    ).toContain('loss_over_champion'));
});

describe('the measures', () => {
  it('agree with examples worked by hand', () => {
    expect(areaUnderRoc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])).toBeCloseTo(0.75, 12);
    expect(areaUnderRoc([0, 1], [0.5, 0.5])).toBe(0.5);
    expect(lossOf('probability', 1, 0.5)).toBeCloseTo(Math.LN2, 12);
    expect(lossOf('count', 3, 3)).toBeCloseTo(0, 12);
    expect(lossOf('count', 0, 2)).toBe(2);
    expect(calibrationError([0, 1], [0, 1], 2)).toBe(0);
    expect(calibrationError([1, 1], [0.5, 0.5], 1)).toBe(0.5);
  });
  it('find the feature that knows the answer', () => {
    const table = labels.map((label, index) => [index % 7, label, null]);
    expect(bestSingleFeature(labels, table)).toBe(1);
    expect(
      bestSingleFeature(
        labels,
        table.map(([noise]) => [noise ?? null]),
      ),
    ).toBeLessThan(0.6);
  });
});

describe('a model that learnt from a larger one', () => {
  const summary = (student: number, teacher: number, sameSize: number) => ({
    metrics_held_out: { log_loss: student },
    distillation: { teacher: { metrics_held_out: { log_loss: teacher } }, same_size_without_teacher: { log_loss: sameSize } },
  });
  const failed = (student: number, teacher: number, sameSize: number): readonly string[] => {
    const distilled = distilledIn(summary(student, teacher, sameSize));
    if (!distilled) throw new Error('the summary tells of a teacher');
    return distilledGates(distilled)
      .map(evaluateGate)
      .flatMap(({ name, passed }) => (passed ? [] : [name]));
  };

  it('may lose a fiftieth of what its teacher knows, and has to know more than it would have learnt by itself', () => {
    expect(failed(0.102, 0.1, 0.103)).toEqual([]);
    expect(failed(0.103, 0.1, 0.104)).toEqual(['distilled_loss_over_teacher']);
    expect(failed(0.101, 0.1, 0.1)).toEqual(['distilled_loss_over_same_size']);
  });

  it('has gates of its own alone where it has a teacher', () => {
    expect(distilledIn({ metrics_held_out: { log_loss: 0.1 } })).toBeUndefined();
    expect(distilledIn(summary(0.1, 0, 0.1))).toBeUndefined();
  });
});
