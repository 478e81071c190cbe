import { err, ok, type Result } from '../../kernel/result.ts';

/** One input of a model. Nothing personal is ever a feature. */
export type FeatureDefinition = {
  readonly name: string;
  readonly unit: string;
  /** Least and greatest value that the training data can hold. */
  readonly range: readonly [number, number];
  readonly meaning: string;
  /** What stands in for a value that is not known; null leaves it missing, and the model has learnt a branch for that. */
  readonly missing: number | null;
};

export type FeatureSchema = {
  readonly model: string;
  readonly schemaVersion: number;
  /** What the score says, with its range. */
  readonly score: string;
  /** In the order in which the trees number them. */
  readonly features: readonly FeatureDefinition[];
};

/** Values by the name of the feature; null is not known. */
export type Features = Readonly<Record<string, number | null>>;

export type FeatureProblem = {
  readonly code: 'unknown-feature' | 'not-a-number';
  readonly feature: string;
};

// The trees compare float32, so a value beyond its range would be infinite to them.
const isUsable = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(Math.fround(value));

/** Every feature of the schema, what is not known filled in as the schema says. Values beyond the range are kept as they are. */
export const completeFeatures = (schema: FeatureSchema, features: Features): Result<Features, FeatureProblem> => {
  const known = new Set(schema.features.map(({ name }) => name));
  for (const [feature, value] of Object.entries(features)) {
    if (!known.has(feature)) return err({ code: 'unknown-feature', feature });
    if (value !== null && !isUsable(value)) return err({ code: 'not-a-number', feature });
  }
  return ok(
    Object.fromEntries(
      schema.features.map(({ name, missing }) => [name, (Object.hasOwn(features, name) ? features[name] : null) ?? missing]),
    ),
  );
};

/** The values in the order of the schema; what is missing is NaN, as the trees expect it. */
export const featureVector = (schema: FeatureSchema, completed: Features): readonly number[] =>
  schema.features.map(({ name }) => Math.fround(completed[name] ?? Number.NaN));
