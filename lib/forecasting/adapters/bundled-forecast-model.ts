// The starter model of the repository, bundled with whoever forecasts with it.
import counts from '../../../models/forecast/artefact/meta/counts.json' with { type: 'json' };
import shape from '../../../models/forecast/artefact/meta/shape.json' with { type: 'json' };
import mean from '../../../models/forecast/artefact/model.json' with { type: 'json' };
import type { ForecastModel } from '../domain/model/forecast-model.ts';
import { forecastModelOf } from './forecast-artefact.ts';

/** Opened once for each process that asks for it: checking its trees takes milliseconds. */
export const bundledForecastModel = (): ForecastModel => forecastModelOf({ mean, counts, shape });
