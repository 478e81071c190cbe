import * as z from 'zod';
import { fromWire } from '../../kernel/wire.ts';
import { classTreeModel, scalarTreeModel } from '../../intelligence/index.ts';
import { demandFeatures } from '../domain/model/features.ts';
import { type ForecastModel, type ForecastShape, quantileLevels } from '../domain/model/forecast-model.ts';

/** The files of a demand model do not belong together. */
export class ForecastArtefactInvalidError extends Error {
  override readonly name = 'ForecastArtefactInvalidError';
}

/** The files of `models/forecast/artefact`, as JSON. */
export type ForecastArtefact = {
  /** `model.json` */
  readonly mean: unknown;
  /** `meta/counts.json` */
  readonly counts: unknown;
  /** `meta/shape.json` */
  readonly shape: unknown;
};

// Made on demand, so that a bundle which forecasts nothing carries none of it.
const shapeSchema = () => {
  const ascending = z.array(z.number()).max(32);
  const quantiles = z.array(z.number().min(0)).length(quantileLevels.length);
  return z.object({
    version: z.string().regex(/^[0-9a-f]{16}$/),
    levels: z.array(z.number()).length(quantileLevels.length),
    counted_upper: z.number().positive(),
    fast: z.object({
      mean_factor: z.number().positive(),
      rule_share: z.number().min(0).max(1),
      edges: z.object({ noise: ascending, ratio: ascending, horizon: ascending }),
      offsets: z.array(z.array(z.array(quantiles))),
    }),
    slow: z.object({ rule_share: z.number().min(0).max(1), tail_mean: z.number().positive() }),
  });
};

/** The model of an artefact, to be asked in this process. @throws ForecastArtefactInvalidError, ZodError */
export const forecastModelOf = (artefact: ForecastArtefact): ForecastModel => {
  const { version, levels, ...shape } = shapeSchema().parse(artefact.shape);
  const [mean, counts] = [scalarTreeModel(artefact.mean), classTreeModel(artefact.counts)];
  for (const { featureNames } of [mean, counts]) {
    if (JSON.stringify(featureNames) !== JSON.stringify(demandFeatures))
      throw new ForecastArtefactInvalidError(
        `The trees know the features ${featureNames.join(', ')}, serving makes ${demandFeatures.join(', ')}`,
      );
  }
  if (levels.some((level, at) => level !== quantileLevels[at]))
    throw new ForecastArtefactInvalidError('The quantiles are at other probabilities');
  return {
    version,
    shape: fromWire<ForecastShape>(shape),
    ratio: (vector) => mean.scores(vector)[0] ?? Number.NaN,
    contributions: (vector) => mean.contributions(vector).values,
    counts: counts.scores,
  };
};
