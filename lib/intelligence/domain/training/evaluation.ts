import type { Gate } from '../registry/model.values.ts';

/** What a score says, which decides how it is measured. */
export type ScoreKind = 'probability' | 'count';

/** Rows that neither side has been trained on, in the order of time, with what both sides answered. */
export type HeldOut = {
  readonly kind: ScoreKind;
  readonly labels: readonly number[];
  readonly challenger: readonly number[];
  readonly champion: readonly number[];
  /** For how many each row counts, above 0; all the same where absent. */
  readonly weights?: readonly number[];
};

/** What was measured beside the answers. */
export type Measured = {
  /** 99 of 100 scores with their contributions took no longer, in milliseconds, in the process that evaluates. */
  readonly latencyP99Ms: number;
  readonly artefactBytes: number;
  /** Area under the curve of the one feature that tells labels apart best by itself, 0.5 to 1. */
  readonly bestSingleFeature: number;
  readonly trainedRows: number;
};

export const gateBounds = {
  latencyP99Ms: 5,
  artefactBytes: 400_000,
  /** No single fact about an order foretells its end so well: one that does knows the end. */
  singleFeature: 0.995,
  calibrationError: 0.02,
  trainedRows: 1_000,
  /** A small model may lose so much of its teacher's loss, as a share of it. */
  distilled: 0.02,
  /** One-sided 95 percent of a standard normal: a loss that is worse by less is noise. */
  noise: 1.645,
} as const;

const floor = 1e-9;
/** Parts of equal size in which calibration is measured. */
const bins = 10;

/** Loss of one answer: negative log-likelihood of a coin for probabilities, half the Poisson deviance for counts. */
export const lossOf = (kind: ScoreKind, label: number, score: number): number => {
  if (kind === 'probability') {
    const bounded = Math.min(1 - floor, Math.max(floor, score));
    return -(label * Math.log(bounded) + (1 - label) * Math.log(1 - bounded));
  }
  const mean = Math.max(floor, score);
  return mean - label + (label > 0 ? label * Math.log(label / mean) : 0);
};

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Mean in which each value counts as often as its weight says. */
const meanOf = (values: readonly number[], weights?: readonly number[]): number =>
  weights === undefined
    ? sumOf(values) / values.length
    : sumOf(values.map((value, index) => value * (weights[index] ?? 1))) / sumOf(values.map((_value, index) => weights[index] ?? 1));

/**
 * Mean of the difference of two paired samples, and its standard error; of weighted ones that of a ratio of sums (Cochran,
 * Sampling Techniques, 1977, section 2.11), which for equal weights is the usual one.
 */
const pairedDifference = (left: readonly number[], right: readonly number[], weights?: readonly number[]) => {
  const differences = left.map((value, index) => value - (right[index] ?? 0));
  const mean = meanOf(differences, weights);
  const count = differences.length;
  const shares = weights === undefined ? undefined : sumOf(weights) / count;
  const spread = sumOf(
    differences.map((value, index) => ((value - mean) * (shares === undefined ? 1 : (weights?.[index] ?? 1) / shares)) ** 2),
  );
  return { mean, standardError: Math.sqrt(spread / Math.max(1, count - 1) / count) };
};

/** Chance that a positive is scored above a negative, ties counting half (Mann and Whitney). NaN where one of them is missing. */
export const areaUnderRoc = (labels: readonly number[], scores: readonly number[]): number => {
  const order = scores.map((score, index) => ({ score, label: labels[index] ?? 0 })).sort((one, other) => one.score - other.score);
  let [rankSum, positives, start] = [0, 0, 0];
  while (start < order.length) {
    let end = start;
    while (end + 1 < order.length && order[end + 1]?.score === order[start]?.score) end += 1;
    const rank = (start + end) / 2 + 1;
    for (let index = start; index <= end; index += 1) {
      if (order[index]?.label !== 1) continue;
      rankSum += rank;
      positives += 1;
    }
    start = end + 1;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (order.length - positives));
};

/** Mean gap between what was said and what happened, over ten bins of equal size. */
export const calibrationError = (
  labels: readonly number[],
  scores: readonly number[],
  parts = bins,
  weights?: readonly number[],
): number => {
  const order = scores
    .map((score, index) => ({ score, label: labels[index] ?? 0, weight: weights?.[index] ?? 1 }))
    .sort((one, other) => one.score - other.score);
  const whole = sumOf(order.map(({ weight }) => weight));
  let error = 0;
  for (let bin = 0; bin < parts; bin += 1) {
    const part = order.slice(Math.floor((bin * order.length) / parts), Math.floor(((bin + 1) * order.length) / parts));
    if (part.length === 0) continue;
    const counts = part.map(({ weight }) => weight);
    const said = meanOf(
      part.map(({ score }) => score),
      counts,
    );
    const happened = meanOf(
      part.map(({ label }) => label),
      counts,
    );
    error += (Math.abs(said - happened) * sumOf(counts)) / whole;
  }
  return error;
};

/** Area under the curve of the feature that separates best on its own; what is not known counts as lowest. */
export const bestSingleFeature = (labels: readonly number[], table: readonly (readonly (number | null)[])[]): number => {
  const width = table[0]?.length ?? 0;
  let best = 0.5;
  for (let column = 0; column < width; column += 1) {
    const area = areaUnderRoc(
      labels,
      table.map((row) => row[column] ?? Number.NEGATIVE_INFINITY),
    );
    if (!Number.isNaN(area)) best = Math.max(best, area, 1 - area);
  }
  return best;
};

/** The gate that the challenger loses no more than others on the same rows, beyond noise. */
export const overOf = (name: string, { kind, labels, weights, challenger }: HeldOut, others: readonly number[]): Gate => {
  const losses = (scores: readonly number[]): readonly number[] => labels.map((label, index) => lossOf(kind, label, scores[index] ?? 0));
  const { mean, standardError } = pairedDifference(losses(challenger), losses(others), weights);
  return { name, value: mean, bound: gateBounds.noise * standardError, wants: 'at_most' };
};

/**
 * The conditions under which a new version may go live, on the same rows for both sides: never worse than the champion beyond
 * noise, calibrated, fast, small, and without a feature that knows the answer.
 */
export const gatesOf = (heldOut: HeldOut, measured: Measured): readonly Gate[] => {
  const { kind, labels, weights } = heldOut;
  const better = overOf('loss_over_champion', heldOut, heldOut.champion);
  const championOff = calibrationError(labels, heldOut.champion, bins, weights);
  const spread = kind === 'probability' ? gateBounds.calibrationError : 0.1 * Math.max(1, meanOf(labels, weights));
  const leak: Gate = {
    name: 'best_single_feature_auc',
    value: measured.bestSingleFeature,
    bound: gateBounds.singleFeature,
    wants: 'at_most',
  };
  return [
    better,
    {
      name: 'calibration_error',
      value: calibrationError(labels, heldOut.challenger, bins, weights),
      bound: Math.max(spread, championOff),
      wants: 'at_most',
    },
    { name: 'score_p99_ms', value: measured.latencyP99Ms, bound: gateBounds.latencyP99Ms, wants: 'at_most' },
    { name: 'artefact_bytes', value: measured.artefactBytes, bound: gateBounds.artefactBytes, wants: 'at_most' },
    { name: 'training_rows', value: measured.trainedRows, bound: gateBounds.trainedRows, wants: 'at_least' },
    ...(kind === 'probability' ? [leak] : []),
  ];
};

/** What the summary of an artefact says of the model that it learnt from; undefined where it learnt from the labels. */
export type Distilled = {
  readonly teacherLoss: number;
  readonly studentLoss: number;
  /** Of a model as small that learnt from the labels. */
  readonly sameSizeLoss: number;
};

/** @param summary `meta/artefact.json` of an artefact */
export const distilledIn = (summary: unknown): Distilled | undefined => {
  type Loss = { readonly log_loss?: unknown };
  type Losses = { readonly metrics_held_out?: Loss };
  type Learnt = { readonly distillation?: { readonly teacher?: Losses; readonly same_size_without_teacher?: Loss } };
  const { metrics_held_out: own, distillation } = summary as Losses & Learnt;
  const losses = [own, distillation?.teacher?.metrics_held_out, distillation?.same_size_without_teacher].map((one) => one?.log_loss);
  const [studentLoss, teacherLoss, sameSizeLoss] = losses;
  if (typeof studentLoss !== 'number' || typeof teacherLoss !== 'number' || typeof sameSizeLoss !== 'number') return undefined;
  return teacherLoss > 0 && sameSizeLoss > 0 ? { teacherLoss, studentLoss, sameSizeLoss } : undefined;
};

/** A small model that has lost too much of what its teacher knows is not worth its size, and one that learnt nothing of it no detour. */
export const distilledGates = ({ teacherLoss, studentLoss, sameSizeLoss }: Distilled): readonly Gate[] => [
  { name: 'distilled_loss_over_teacher', value: studentLoss / teacherLoss - 1, bound: gateBounds.distilled, wants: 'at_most' },
  { name: 'distilled_loss_over_same_size', value: studentLoss / sameSizeLoss - 1, bound: 0, wants: 'at_most' },
];

/** Held-out figures of a version, for the registry. */
export const metricsOf = (kind: ScoreKind, labels: readonly number[], scores: readonly number[], weights?: readonly number[]) => [
  {
    name: kind === 'probability' ? 'log_loss' : 'poisson_deviance',
    value: meanOf(
      labels.map((label, index) => lossOf(kind, label, scores[index] ?? 0)),
      weights,
    ),
  },
  { name: 'calibration_error', value: calibrationError(labels, scores, bins, weights) },
  ...(kind === 'probability' ? [{ name: 'auc', value: areaUnderRoc(labels, scores) }] : []),
];
