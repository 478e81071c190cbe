import { err, ok, type Result } from '../../kernel/result.ts';
import { completeFeatures, type FeatureProblem, type Features, type FeatureSchema, featureVector } from './feature-schema.ts';
import { marginOf, scoreOf, type TreeEnsemble } from './tree-ensemble.ts';
import { contributionsOf } from './tree-shap.ts';

export type Prediction = {
  /** As the schema's `score` says: a probability, a mean, or a value. */
  readonly score: number;
  /** By feature, on the scale of the margin; with `bias` they add up to the margin. */
  readonly contributions: Readonly<Record<string, number>>;
  readonly bias: number;
};

/** A model that answers in this process. */
export type Scorer = {
  readonly model: string;
  /** Hash of the trees and the feature schema, 16 hex digits. */
  readonly version: string;
  readonly schema: FeatureSchema;
  readonly score: (features: Features) => Result<Prediction, FeatureProblem>;
};

/**
 * What takes the margin of the trees to that of the score: a line over the log-odds, fitted on orders that taught no tree.
 * After J. Platt, Probabilistic Outputs for Support Vector Machines (1999).
 */
export type Calibration = { readonly method: 'platt'; readonly slope: number; readonly intercept: number };

const uncalibrated: Calibration = { method: 'platt', slope: 1, intercept: 0 };

/** The ensemble behind the names of its features. Contributions are stretched with the calibration, so that they add up to its margin. */
export const createScorer = (
  ensemble: TreeEnsemble,
  schema: FeatureSchema,
  version: string,
  { slope, intercept }: Calibration = uncalibrated,
): Scorer => ({
  model: schema.model,
  version,
  schema,
  score: (features) => {
    const completed = completeFeatures(schema, features);
    if (!completed.ok) return err(completed.error);
    const vector = featureVector(schema, completed.value);
    const { values, bias } = contributionsOf(ensemble, vector);
    const contributions = Object.fromEntries(schema.features.map(({ name }, index) => [name, slope * (values[index] ?? 0)]));
    const margin = slope * marginOf(ensemble, vector) + intercept;
    return ok({ score: scoreOf(ensemble.objective, margin), contributions, bias: slope * bias + intercept });
  },
});
