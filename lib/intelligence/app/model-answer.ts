import * as z from 'zod';
import type { Prediction, Scorer } from '../domain/scorer.ts';
import type { Features } from '../domain/feature-schema.ts';

// Made on demand, so that a bundle which scores nothing carries none of it.
const answerSchema = () =>
  z.object({
    model_version: z.string().min(1).max(100),
    predictions: z.tuple([z.object({ score: z.number(), contributions: z.record(z.string(), z.number()), bias: z.number() })]),
  });

export type ModelAnswer = Prediction & { readonly version: string };

/** What an endpoint is sent: one instance. */
export const modelRequest = (features: Features): { readonly instances: readonly Features[] } => ({ instances: [features] });

/**
 * Reads an endpoint's answer.
 * @param expected the model that was meant; undefined accepts any version
 * @returns undefined for another form, another version, or another set of features
 */
export const readModelAnswer = (answer: unknown, expected: Pick<Scorer, 'schema' | 'version'> | undefined): ModelAnswer | undefined => {
  const parsed = answerSchema().safeParse(answer);
  if (!parsed.success) return undefined;
  const [prediction] = parsed.data.predictions;
  const version = parsed.data.model_version;
  if (expected === undefined) return { ...prediction, version };
  const known = expected.schema.features.every(({ name }) => Object.hasOwn(prediction.contributions, name));
  const complete = known && Object.keys(prediction.contributions).length === expected.schema.features.length;
  return complete && version === expected.version ? { ...prediction, version } : undefined;
};

const requestSchema = () => z.object({ instances: z.array(z.record(z.string(), z.number().nullable())).min(1).max(1_000) });

/** A scorer behind the contract of an endpoint: JSON in, JSON out. @throws ZodError, TypeError on what an endpoint would refuse */
export const servedModel =
  (scorer: Scorer) =>
  (payload: unknown): unknown => ({
    model_version: scorer.version,
    predictions: requestSchema()
      .parse(payload)
      .instances.map((features): Prediction => {
        const scored = scorer.score(features);
        if (!scored.ok) throw new TypeError(`${scored.error.code}: ${scored.error.feature}`);
        return scored.value;
      }),
  });
