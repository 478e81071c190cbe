import { deleteFeedRowRoute, listFeedRoute, putFeedRoute } from '../contracts/http/forecast-feeds.ts';
import {
  acceptProposalRoute,
  carrierVolumesRoute,
  declineProposalRoute,
  proposalsRoute,
  staffingRoute,
} from '../contracts/http/forecast-planning.ts';
import { forecastAccuracyRoute, forecastTotalsRoute } from '../contracts/http/forecast-totals.ts';
import { forecastRoute } from '../contracts/http/forecasts.ts';
import type { ContextWiring } from '../platform/wiring.ts';

export const forecastingWiring: ContextWiring = {
  context: 'forecasting',
  http: [
    { route: forecastRoute, handler: 'forecasting/forecast' },
    { route: forecastTotalsRoute, handler: 'forecasting/forecast-totals' },
    { route: forecastAccuracyRoute, handler: 'forecasting/forecast-accuracy' },
    { route: putFeedRoute, handler: 'forecasting/put-feed' },
    { route: listFeedRoute, handler: 'forecasting/list-feed' },
    { route: deleteFeedRowRoute, handler: 'forecasting/delete-feed-row' },
    { route: proposalsRoute, handler: 'forecasting/list-proposals' },
    { route: acceptProposalRoute, handler: 'forecasting/accept-proposal' },
    { route: declineProposalRoute, handler: 'forecasting/decline-proposal' },
    { route: staffingRoute, handler: 'forecasting/staffing' },
    { route: carrierVolumesRoute, handler: 'forecasting/carrier-volumes' },
  ],
  // Each run goes on with the pass of the day, a thousand articles further: thirty thousand are through within a night.
  schedules: [
    { name: 'forecasts', everySeconds: 900, handler: 'forecasting/refresh' },
    { name: 'planning', everySeconds: 900, handler: 'forecasting/plan' },
  ],
  alarms: [
    {
      // Counted every quarter of an hour over all tenants; it rings until a week has come that is good again.
      name: 'forecast-accuracy',
      description: 'Forecasts of a tenant have been bad for three weeks running.',
      when: { kind: 'metric-max', metric: 'ForecastAccuracyBreached', periodSeconds: 3_600, atLeast: 1 },
    },
    {
      // Measured every quarter of an hour over all tenants; thirty thousand articles take eight hours.
      name: 'planning-proposals',
      description: 'Forecasts have been there for half a day, and no goods have been proposed to be moved or bought by them.',
      when: { kind: 'metric-max', metric: 'ProposalsWaitedSeconds', periodSeconds: 3_600, atLeast: 43_200 },
    },
  ],
};
