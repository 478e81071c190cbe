import { modelDriftRoute } from '../contracts/http/drift.ts';
import { beginTrainingRoute, getTrainingRoute, listTrainingsRoute } from '../contracts/http/training.ts';
import type { ContextWiring } from '../platform/wiring.ts';

/** Trainings of models: one part of the wiring of the context. */
export const trainingWiring = {
  http: [
    { route: beginTrainingRoute, handler: 'intelligence/begin-training' },
    { route: listTrainingsRoute, handler: 'intelligence/list-trainings' },
    { route: getTrainingRoute, handler: 'intelligence/get-training' },
    { route: modelDriftRoute, handler: 'intelligence/model-drift' },
  ],
  queues: [
    { name: 'training-jobs', handler: 'intelligence/training-ended', batchSize: 1 },
    { name: 'training-approvals', handler: 'intelligence/training-approved', batchSize: 1 },
    { name: 'training-wishes', handler: 'intelligence/training-wished', batchSize: 1 },
  ],
  subscriptions: [
    {
      name: 'training-jobs',
      bus: 'aws',
      // SageMaker says so when a job has ended, whoever began it; jobs of others have other names and are passed over.
      pattern: {
        source: ['aws.sagemaker'],
        'detail-type': ['SageMaker Training Job State Change'],
        detail: { TrainingJobStatus: ['Completed', 'Failed', 'Stopped'] },
      },
      queue: 'training-jobs',
    },
    {
      name: 'training-approvals',
      pattern: { source: ['oms.intelligence'], 'detail-type': ['ModelVersionApproved', 'ModelVersionRetired'] },
      queue: 'training-approvals',
    },
    {
      name: 'training-wishes',
      pattern: { source: ['oms.forecasting'], 'detail-type': ['ForecastAccuracyBreached'] },
      queue: 'training-wishes',
    },
  ],
  tasks: [
    { name: 'BuildTrainingSet', handler: 'intelligence/build-training-set' },
    { name: 'StartTraining', handler: 'intelligence/start-training' },
    { name: 'EvaluateTraining', handler: 'intelligence/evaluate-training' },
    { name: 'ApproveTraining', handler: 'intelligence/approve-training' },
    { name: 'AwaitTrainingApproval', handler: 'intelligence/await-training-approval' },
    { name: 'PutUpTraining', handler: 'intelligence/put-up-training' },
    { name: 'BeginCanary', handler: 'intelligence/begin-training-canary' },
    { name: 'PromoteTraining', handler: 'intelligence/promote-training' },
    { name: 'ConcludeTraining', handler: 'intelligence/conclude-training' },
    { name: 'FailTraining', handler: 'intelligence/fail-training' },
  ],
  machines: [{ name: 'retrain', definition: 'retrain.asl.json' }],
  schedules: [
    { name: 'trainings', everySeconds: 6 * 3_600, handler: 'intelligence/look-after-training' },
    { name: 'model-drift', everySeconds: 24 * 3_600, handler: 'intelligence/watch-drift' },
  ],
  alarms: [
    {
      name: 'model-drift',
      description: 'What a model meets is not what it was trained on.',
      when: { kind: 'metric-sum', metric: 'ModelDrifted', periodSeconds: 3_600, atLeast: 1 },
    },
    {
      name: 'model-endpoints-failed',
      description: 'The endpoint of a new version could not be put up; the version answers in process.',
      when: { kind: 'metric-sum', metric: 'ModelEndpointsFailed', periodSeconds: 3_600, atLeast: 1 },
    },
    {
      name: 'trainings-failed',
      description: 'A training of a model broke off; the champion stays.',
      when: { kind: 'metric-sum', metric: 'TrainingsFailed', periodSeconds: 3_600, atLeast: 1 },
    },
  ],
} as const satisfies Omit<ContextWiring, 'context'>;
