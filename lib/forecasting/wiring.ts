import { forecastRoute } from '../contracts/http/forecasts.ts';
import type { ContextWiring } from '../platform/wiring.ts';

export const forecastingWiring: ContextWiring = {
  context: 'forecasting',
  http: [{ route: forecastRoute, handler: 'forecasting/forecast' }],
  // Each run goes on with the pass of the day, a thousand articles further.
  schedules: [{ name: 'forecasts', everySeconds: 3_600, handler: 'forecasting/refresh' }],
};
