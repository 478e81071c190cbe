// What is asked of a trained model, whoever walks its trees, and what was learnt about its errors.

/** Probabilities at which every forecast tells a quantile, ascending. */
export const quantileLevels = [0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99] as const;

/** Written by models/forecast/train.py beside the trees: how demand lay about the mean where the trees had not been fitted. */
export type ForecastShape = {
  /** Series whose recent upper tenth stays within this many units a period are told in counts. */
  readonly countedUpper: number;
  readonly fast: {
    /** Demand over the forecast mean, in sum; 1 is without bias. */
    readonly meanFactor: number;
    /** How much smoothing counts beside the trees, 0 to 1. */
    readonly ruleShare: number;
    /** Where the cells begin: noise of the series, mean over its level, periods ahead. */
    readonly edges: { readonly noise: readonly number[]; readonly ratio: readonly number[]; readonly horizon: readonly number[] };
    /** By noise, ratio and horizon: demand over the mean of trees and smoothing at each of `quantileLevels`. */
    readonly offsets: readonly (readonly (readonly (readonly number[])[])[])[];
  };
  readonly slow: {
    /** How much smoothing counts beside the trees, 0 to 1. */
    readonly ruleShare: number;
    /** Mean of the demand that the last class stands for. */
    readonly tailMean: number;
  };
};

/** A trained model behind the vector of `demandFeatures`. What is missing is NaN. */
export type ForecastModel = {
  /** Hash of the trees, the features and the shape, 16 hex digits. */
  readonly version: string;
  /** Mean demand as a multiple of the baseline of its period. */
  readonly ratio: (vector: Float32Array) => number;
  /** What each feature does to the logarithm of that ratio: exact TreeSHAP values. */
  readonly contributions: (vector: Float32Array) => readonly number[];
  /** Probability of each number of units, the last of that many or more. */
  readonly counts: (vector: Float32Array) => readonly number[];
  readonly shape: ForecastShape;
};

/** Number of the cell that a value lies in; a value on an edge lies above it. */
export const cellOf = (edges: readonly number[], value: number): number => {
  let cell = 0;
  while (cell < edges.length && value >= (edges[cell] ?? Number.POSITIVE_INFINITY)) cell += 1;
  return cell;
};
