import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { forecastModelsOf, watchForecastVersions } from './forecast-versions.ts';
import { forecastsOf } from './forecasting-parts.ts';

export const create = (platform: Platform) => {
  const { renewAll } = forecastsOf(platform, { models: forecastModelsOf(platform), onCompared: watchForecastVersions(platform) });
  return stack(platform, () => renewAll());
};
