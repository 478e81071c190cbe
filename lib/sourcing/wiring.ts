import { carrierOutcomesRoute, carrierPerformanceRoute, carrierQuotesRoute } from '../contracts/http/carriers.ts';
import { futureValuesRoute } from '../contracts/http/forecasts.ts';
import { hindsightRoute } from '../contracts/http/hindsight.ts';
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
    { route: carrierPerformanceRoute, handler: 'sourcing/carrier-performance' },
    { route: carrierQuotesRoute, handler: 'sourcing/carrier-quotes' },
    { route: carrierOutcomesRoute, handler: 'sourcing/carrier-outcomes' },
    { route: hindsightRoute, handler: 'sourcing/hindsight' },
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
    { name: 'carrier-outcomes', handler: 'sourcing/record-outcomes' },
  ],
  subscriptions: [
    {
      name: 'parcel-outcomes',
      pattern: {
        source: ['oms.fulfilment'],
        detail: { type: ['fulfillment_order.shipped', 'shipment.delivered', 'shipment.damaged'] },
      },
      queue: 'carrier-outcomes',
    },
  ],
  // Looks every minute whether stock has jumped; estimates anew then, and every five minutes.
  schedules: [
    { name: 'future-values', everySeconds: 60, handler: 'sourcing/refresh-future-values' },
    // Counts the parcels that have ended, and looks which of those on their way will be late.
    { name: 'carrier-learning', everySeconds: 3_600, handler: 'sourcing/refresh-learned' },
    // Looks back at yesterday, once; the other runs of the day find that done.
    { name: 'hindsight', everySeconds: 3_600, handler: 'sourcing/look-back' },
  ],
  alarms: [
    {
      name: 'sourcing-solver-failing',
      description: 'Large orders are sourced without the solver: it could not be loaded, or broke off.',
      when: { kind: 'metric-sum', metric: 'SourcingSolverFailures', periodSeconds: 3_600, atLeast: 5 },
    },
    {
      name: 'carrier-quotes-missing',
      description: 'Orders were decided by the rates of the policy because carriers named no price: refused, limited, or too slow.',
      when: { kind: 'metric-sum', metric: 'CarrierQuotesMissing', periodSeconds: 900, atLeast: 10 },
    },
    {
      // Failed by the minute and tenant; one that fails again and again leaves decisions without λ after half an hour.
      name: 'future-values-stale',
      description: 'What units are worth later could not be estimated for a quarter of an hour; orders will be routed without it.',
      when: { kind: 'metric-sum', metric: 'FutureValuesFailed', periodSeconds: 900, atLeast: 10 },
    },
    {
      name: 'carrier-learning-failed',
      description:
        'What parcels have come to could not be counted, or yesterday could not be looked back at; decisions go by what was learned before.',
      when: { kind: 'metric-sum', metric: 'LearnedFiguresFailed', periodSeconds: 3_600, atLeast: 1 },
    },
    {
      name: 'hindsight-loss',
      description: 'For three days in a row routing has cost more than it had to, by what is known since.',
      when: { kind: 'metric-sum', metric: 'HindsightLossPersistent', periodSeconds: 3_600, atLeast: 1 },
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
