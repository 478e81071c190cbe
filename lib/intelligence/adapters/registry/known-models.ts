// What each model of the release is, without its trees: a function that only registers versions carries none.
import * as z from 'zod';
import forecastSummary from '../../../../models/forecast/artefact/meta/artefact.json' with { type: 'json' };
import forecastFeatures from '../../../../models/forecast/artefact/meta/features.json' with { type: 'json' };
import fraudSummary from '../../../../models/fraud/artefact/meta/artefact.json' with { type: 'json' };
import fraudFeatures from '../../../../models/fraud/artefact/meta/features.json' with { type: 'json' };
import returnsSummary from '../../../../models/returns/artefact/meta/artefact.json' with { type: 'json' };
import returnsFeatures from '../../../../models/returns/artefact/meta/features.json' with { type: 'json' };
import routingSummary from '../../../../models/routing/artefact/meta/artefact.json' with { type: 'json' };
import routingFeatures from '../../../../models/routing/artefact/meta/features.json' with { type: 'json' };
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { RegisteredArtefact } from '../../app/registry/artefact-store.ts';
import type { KnownModel, ReadArtefact } from '../../app/registry/model-registry.ts';
import type { Features } from '../../domain/feature-schema.ts';
import { type Metric, metricsMax, type TrainingData } from '../../domain/registry/model.values.ts';
import { featureSchemaHash } from '../../domain/registry/schema-hash.ts';
import type { Scorer } from '../../domain/scorer.ts';
import { ModelArtefactInvalidError, scorerOf } from '../model-artefact.ts';

type Sha256 = (text: string) => string;

/** Models of the repository: the summary and the features of each starter artefact. A new model is one more line. */
const bundled = [
  { summary: fraudSummary, features: fraudFeatures },
  { summary: routingSummary, features: routingFeatures },
  { summary: forecastSummary, features: forecastFeatures },
  { summary: returnsSummary, features: returnsFeatures },
] as const;

const featuresSchema = () =>
  z.object({
    schema_version: z.int(),
    features: z.array(
      z.object({
        name: z.string(),
        unit: z.string(),
        range: z.tuple([z.number(), z.number()]),
        meaning: z.string(),
        missing: z.number().nullable(),
      }),
    ),
  });

/** @throws ZodError */
const schemaHashOf = (features: unknown, sha256: Sha256): string => {
  const { schema_version: schemaVersion, features: defined } = featuresSchema().parse(features);
  return featureSchemaHash({ schemaVersion, features: defined }, sha256);
};

const summarySchema = () =>
  z.object({
    model: z.string(),
    model_version: z.string(),
    // Whoever trains may say more than figures here; only figures are kept.
    metrics_held_out: z.record(z.string(), z.unknown()).optional(),
    seed: z.int().optional(),
    training_data: z.object({ sha256: z.string().optional(), rows: z.int().optional(), rows_held_out: z.int().optional() }).optional(),
  });

const readSummary = (given: unknown) => {
  const { model, model_version: modelVersion, metrics_held_out: metrics = {}, seed, training_data: data } = summarySchema().parse(given);
  const training: TrainingData = {
    sha256: data?.sha256 ?? null,
    rows: data?.rows ?? null,
    rowsHeldOut: data?.rows_held_out ?? null,
    from: null,
    to: null,
    seed: seed ?? null,
  };
  const figures = Object.entries(metrics).flatMap(([name, value]): Metric[] => (typeof value === 'number' ? [{ name, value }] : []));
  return { model, modelVersion, metrics: figures.slice(0, metricsMax), training };
};

let known: Readonly<Record<string, KnownModel>> | undefined;

/** Every model that this release builds features for, by name. They are read once in a process: a release does not change. */
export const knownModels = (sha256: Sha256): Readonly<Record<string, KnownModel>> => {
  known ??= Object.fromEntries(
    bundled.map(({ summary, features }) => {
      const { model, ...starter } = readSummary(summary);
      return [model, { model, schemaHash: schemaHashOf(features, sha256), starter }] as const;
    }),
  );
  return known;
};

const goldenSchema = () =>
  z.array(z.object({ features: z.record(z.string(), z.number().nullable()), score: z.number(), bias: z.number().optional() })).max(1_000);

/** As far as two implementations of the same trees may differ. */
const goldenTolerance = 1e-5;

const goldenProblem = (scorer: Scorer, golden: unknown): string | undefined => {
  if (golden === undefined) return undefined;
  const vectors = goldenSchema().safeParse(golden);
  if (!vectors.success) return 'its golden vectors have another form';
  for (const [index, { features, score }] of vectors.data.entries()) {
    const scored = scorer.score(features as Features);
    if (!scored.ok) return `golden vector ${index + 1}: ${scored.error.code} ${scored.error.feature}`;
    // Written so that a score that is no number is a problem too.
    if (!(Math.abs(scored.value.score - score) <= goldenTolerance * Math.max(1, Math.abs(score))))
      return `golden vector ${index + 1} scores ${scored.value.score} here and ${score} where it was trained`;
  }
  return undefined;
};

const problemOf = (error: unknown): string | undefined => {
  if (error instanceof ModelArtefactInvalidError) return error.message;
  if (!(error instanceof z.ZodError)) return undefined;
  const [issue] = error.issues;
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'has another form'}`;
};

/** Reads an artefact as serving would, and holds it against its golden vectors. The reason of a refusal ends without a full stop. */
export const readArtefact =
  (sha256: Sha256) =>
  (artefact: RegisteredArtefact): Result<ReadArtefact, string> => {
    try {
      const scorer = scorerOf(artefact);
      const problem = goldenProblem(scorer, artefact.golden);
      if (problem !== undefined) return err(problem);
      return ok({ ...readSummary(artefact.summary), schemaHash: schemaHashOf(artefact.features, sha256) });
    } catch (error) {
      const problem = problemOf(error);
      if (problem === undefined) throw error;
      return err(problem.replace(/\.$/, ''));
    }
  };
