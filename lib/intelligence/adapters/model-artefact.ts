import * as z from 'zod';
import { fromWire } from '../../kernel/wire.ts';
import type { FeatureSchema } from '../domain/feature-schema.ts';
import { createScorer, type Scorer } from '../domain/scorer.ts';
import { parseXgboostJson } from './xgboost-json.ts';

/** The files of an artefact do not belong together, or hold something that the scorer cannot walk. */
export class ModelArtefactInvalidError extends Error {
  override readonly name = 'ModelArtefactInvalidError';
}

/** The files of `models/<name>/artefact`, as JSON. */
export type ModelArtefact = {
  /** `model.json` */
  readonly model: unknown;
  /** `meta/artefact.json` */
  readonly summary: unknown;
  /** `meta/features.json` */
  readonly features: unknown;
};

// Made on demand, so that a bundle which scores nothing carries none of it.
const summarySchema = () =>
  z.object({
    model: z.string().min(1),
    model_version: z.string().regex(/^[0-9a-f]{16}$/),
    calibration: z
      .strictObject({ method: z.literal('platt'), slope: z.number().positive(), intercept: z.number() })
      .nullish()
      .transform((calibration) => calibration ?? undefined),
  });
const featuresSchema = () =>
  z.strictObject({
    model: z.string().min(1),
    schema_version: z.int().min(1),
    score: z.string(),
    features: z
      .array(
        z.strictObject({
          name: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/),
          unit: z.string(),
          range: z.tuple([z.number(), z.number()]),
          meaning: z.string(),
          missing: z.number().nullable(),
        }),
      )
      .min(1),
  });

/** The model of an artefact, to be asked in this process. @throws ModelArtefactInvalidError, ZodError */
export const scorerOf = (artefact: ModelArtefact): Scorer => {
  const summary = summarySchema().parse(artefact.summary);
  const schema = fromWire<FeatureSchema>(featuresSchema().parse(artefact.features));
  const { featureNames, ensemble } = parseXgboostJson(artefact.model);
  const names = schema.features.map(({ name }) => name);
  if (summary.model !== schema.model)
    throw new ModelArtefactInvalidError(`The summary is of ${summary.model}, the features are of ${schema.model}`);
  if (JSON.stringify(featureNames) !== JSON.stringify(names))
    throw new ModelArtefactInvalidError(
      `The trees of ${schema.model} know the features ${featureNames.join(', ')}, the schema ${names.join(', ')}`,
    );
  if (!ensemble.ok) throw new ModelArtefactInvalidError(`${schema.model}, tree ${ensemble.error.tree}: ${ensemble.error.message}`);
  if (summary.calibration && ensemble.value.objective !== 'binary:logistic')
    throw new ModelArtefactInvalidError(`${schema.model} is calibrated, and its score is no probability`);
  return createScorer(ensemble.value, schema, summary.model_version, summary.calibration);
};
