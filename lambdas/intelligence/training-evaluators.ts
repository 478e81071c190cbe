import { evaluateForecast, forecastModelOf } from '../../lib/forecasting/index.ts';
import { scorerOf } from '../../lib/intelligence/adapters/model-artefact.ts';
import { createModelVersions } from '../../lib/intelligence/app/registry/model-versions.ts';
import { type Evaluator, histogramOf, probabilityEvaluator } from '../../lib/intelligence/app/training/evaluators.ts';
import { bundledFraudScorer, bundledReturnsScorer, bundledRoutingScorer } from '../../lib/intelligence/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { storeOf } from '../composition.ts';
import { forecastVersionsOf } from '../forecasting/forecast-versions.ts';
import type { trainableModels } from './training-parts.ts';

// Apart from the rest of trainings, because only the function that measures versions carries every starter.

const forecastEvaluator =
  (platform: Platform): Evaluator =>
  async ({ tenantId, csv, artefact: { model, meta }, modelBytes, champion }) => {
    const before = await forecastVersionsOf(platform).version(tenantId, champion);
    if (!before) throw new Error('the champion of forecast cannot be had');
    const challenger = forecastModelOf({ mean: model, counts: meta?.['counts.json'], shape: meta?.['shape.json'] });
    const { scores, ...measured } = evaluateForecast(csv, { challenger, champion: before, artefactBytes: modelBytes });
    return { ...measured, histogram: histogramOf(scores) };
  };

/** Who measures a version of each model beside its champion. */
export const evaluatorsOf = (platform: Platform): Readonly<Record<(typeof trainableModels)[number], Evaluator>> => {
  const starters = { fraud: bundledFraudScorer(), routing: bundledRoutingScorer(), returns: bundledReturnsScorer() };
  const { scorer } = createModelVersions({ platform, store: storeOf(platform), starters, scorerOf, observability: platform.observability });
  const ofProbability = (model: keyof typeof starters): Evaluator =>
    probabilityEvaluator({
      model,
      scorerOf,
      scorer,
      comparesGroups: model === 'fraud',
      // What answers without the model, and is what it has to be better than.
      ...(model === 'routing' ? { rule: 'counted_late' } : {}),
    });
  return {
    fraud: ofProbability('fraud'),
    routing: ofProbability('routing'),
    returns: ofProbability('returns'),
    forecast: forecastEvaluator(platform),
  };
};
