import {
  approveModelVersionRoute,
  challengeModelVersionRoute,
  evaluateModelGatesRoute,
  getModelRoute,
  listModelsRoute,
  promoteModelVersionRoute,
  registerModelVersionRoute,
  retireModelVersionRoute,
  rollBackModelRoute,
  shadowModelVersionRoute,
} from '../contracts/http/models.ts';
import type { ContextWiring } from '../platform/wiring.ts';

/** Versions of models: one part of the wiring of the context. */
export const modelsWiring = {
  http: [
    { route: listModelsRoute, handler: 'intelligence/list-models' },
    { route: getModelRoute, handler: 'intelligence/get-model' },
    { route: registerModelVersionRoute, handler: 'intelligence/register-model-version' },
    { route: evaluateModelGatesRoute, handler: 'intelligence/evaluate-model-gates' },
    { route: approveModelVersionRoute, handler: 'intelligence/approve-model-version' },
    { route: promoteModelVersionRoute, handler: 'intelligence/promote-model-version' },
    { route: shadowModelVersionRoute, handler: 'intelligence/shadow-model-version' },
    { route: challengeModelVersionRoute, handler: 'intelligence/challenge-model-version' },
    { route: retireModelVersionRoute, handler: 'intelligence/retire-model-version' },
    { route: rollBackModelRoute, handler: 'intelligence/roll-back-model' },
  ],
  // Whoever scores looks every ten seconds; this is for versions that nobody asks, and for what became of decisions.
  schedules: [{ name: 'models-watch', everySeconds: 60, handler: 'intelligence/watch-models' }],
  alarms: [
    {
      name: 'model-rolled-back',
      description: 'The figures of a new version of a model left their bounds, and it was taken back.',
      when: { kind: 'metric-sum', metric: 'ModelsRolledBack', periodSeconds: 3_600, atLeast: 1 },
    },
    {
      name: 'model-version-unavailable',
      description: 'A version of a model could not be loaded; the one before it answers.',
      when: { kind: 'metric-sum', metric: 'ModelVersionsUnavailable', periodSeconds: 900, atLeast: 3 },
    },
    {
      name: 'model-watch-failing',
      description: 'New versions of models are not looked at by the schedule.',
      when: { kind: 'metric-sum', metric: 'ModelWatchFailures', periodSeconds: 900, atLeast: 5 },
    },
  ],
} as const satisfies Omit<ContextWiring, 'context'>;
