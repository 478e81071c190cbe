import { futureValuesRoute } from '../contracts/http/forecasts.ts';
import { getSimulationRoute, listSimulationsRoute, postSimulationRoute } from '../contracts/http/policy-replay.ts';
import { evaluateRouteRoute } from '../contracts/http/routing.ts';
import type { ContextWiring } from '../platform/wiring.ts';
import { simulationSeconds, simulationsQueue, simulationTriesMax } from './app/replay/simulations.ts';

export const sourcingWiring: ContextWiring = {
  context: 'sourcing',
  http: [
    { route: postSimulationRoute, handler: 'sourcing/post-simulation' },
    { route: listSimulationsRoute, handler: 'sourcing/list-simulations' },
    { route: getSimulationRoute, handler: 'sourcing/get-simulation' },
    { route: evaluateRouteRoute, handler: 'sourcing/evaluate-route', carries: 'solver' },
    { route: futureValuesRoute, handler: 'sourcing/future-values' },
  ],
  queues: [
    // One at a time: a replay reads for minutes, and orders come first.
    {
      name: simulationsQueue,
      handler: 'sourcing/work-simulation',
      batchSize: 1,
      concurrency: 2,
      visibilitySeconds: simulationSeconds,
      maxReceiveCount: simulationTriesMax,
    },
  ],
  // Looks every minute whether stock has jumped; estimates anew then, and every five minutes.
  schedules: [{ name: 'future-values', everySeconds: 60, handler: 'sourcing/refresh-future-values' }],
  alarms: [
    {
      // Failed by the minute and tenant; one that fails again and again leaves decisions without λ after half an hour.
      name: 'future-values-stale',
      description: 'What units are worth later could not be estimated for a quarter of an hour; orders will be routed without it.',
      when: { kind: 'metric-sum', metric: 'FutureValuesFailed', periodSeconds: 900, atLeast: 10 },
    },
    {
      name: 'policy-replays-failed',
      description: 'The replay of a policy broke off several times and was given up.',
      when: { kind: 'metric-sum', metric: 'PolicyReplaysFailed', periodSeconds: 900, atLeast: 1 },
    },
    {
      name: 'decisions-not-reproduced',
      description: 'A replay came to another choice than the log, or what a decision rested on is gone.',
      when: { kind: 'metric-sum', metric: 'DecisionsNotReproduced', periodSeconds: 900, atLeast: 1 },
    },
  ],
};
