import { setTimeout as sleep } from 'node:timers/promises';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { createSageMakerModels } from '../../lib/platform/aws/model-endpoint.sagemaker.ts';
import { answered, createModelsServer, type RemoteModel } from '../platform/aws/storage/models.server.ts';
import { awsError, createAwsStub } from '../support/aws-stub.ts';
import { describeModelEndpointContract } from './model-endpoint.contract.ts';

const models = new Map<string, RemoteModel>([
  ['waybill-test-doubler', (payload: unknown) => answered({ value: (payload as { value: number }).value * 2 })],
  ['waybill-test-broken', () => awsError(424, 'ModelError')],
  ['waybill-test-slow', () => sleep(320, answered({}))],
]);

describeModelEndpointContract('SageMaker', async () => {
  const client = new SageMakerRuntimeClient(createAwsStub(createModelsServer(models)).settings);
  return {
    models: createSageMakerModels(client, { endpointName: (model) => `waybill-test-${model}` }),
    close: async () => client.destroy(),
  };
});
