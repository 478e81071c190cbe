import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';
import { namesOf } from '../../../lib/platform/aws/names.ts';
import { createSageMakerTraining } from '../../../lib/platform/aws/training.sagemaker.ts';
import { type AwsResponder, awsError, createAwsStub } from '../../support/aws-stub.ts';

const names = namesOf({ stage: 'test', region: 'eu-central-1', account: '123456789012', partition: 'aws' });
const served = { model: 'fraud', version: '0123456789abcdef', archive: 'models/endpoints/fraud/0123456789abcdef.tar.gz' };
const own = 'waybill-test-fraud-0123456789abcdef';

/** SageMaker with one endpoint, as far as it is asked here. */
const open = (endpoint: Record<string, unknown> | undefined, refuse: Partial<Record<string, AwsResponder>> = {}, deployed = true) => {
  const calls: string[] = [];
  const stub = createAwsStub((request, index) => {
    const action = request.operation ?? '';
    calls.push(action);
    const refusal = refuse[action];
    if (refusal) return refusal(request, index);
    if (action !== 'DescribeEndpoint') return { body: {} };
    return endpoint ? { body: endpoint } : awsError(400, 'ValidationException', 'Could not find endpoint "arn".');
  });
  const client = new SageMakerClient({ ...stub.settings, region: 'eu-central-1' });
  const settings = JSON.stringify({ image: 'the-image', sources: {}, instanceType: 'ml.m5.large' });
  const training = createSageMakerTraining(client, { names, settings: async () => (deployed ? settings : undefined) });
  return { putUp: () => training.putUp?.(served), calls, requests: stub.requests };
};

describe('the second endpoint of a model', () => {
  it('is made with the archive of the version, serverless, and is pending until it is in service', async () => {
    const { putUp, calls, requests } = open(undefined);
    expect(await putUp()).toBe('pending');
    expect(calls).toEqual(['DescribeEndpoint', 'CreateModel', 'CreateEndpointConfig', 'CreateEndpoint']);
    expect(requests[1]?.json).toMatchObject({
      ModelName: own,
      ExecutionRoleArn: 'arn:aws:iam::123456789012:role/waybill-test-models-eu-central-1',
      PrimaryContainer: {
        Image: 'the-image',
        ModelDataUrl: 's3://waybill-test-blobs-123456789012-eu-central-1/models/endpoints/fraud/0123456789abcdef.tar.gz',
      },
    });
    expect(requests[2]?.json).toMatchObject({
      EndpointConfigName: own,
      ProductionVariants: [{ ModelName: own, ServerlessConfig: { MemorySizeInMB: 2_048 } }],
    });
    expect(requests[3]?.json).toMatchObject({ EndpointName: 'waybill-test-fraud-b', EndpointConfigName: own });
  });
  it('is moved over from the version before', async () => {
    const { putUp, calls } = open({ EndpointConfigName: 'waybill-test-fraud-older', EndpointStatus: 'InService' });
    expect(await putUp()).toBe('pending');
    expect(calls.at(-1)).toBe('UpdateEndpoint');
  });
  it('is ready once it is in service with the version, and nothing is made again', async () => {
    const { putUp, calls } = open({ EndpointConfigName: own, EndpointStatus: 'InService' });
    expect(await putUp()).toBe('ready');
    expect(calls).toEqual(['DescribeEndpoint']);
  });
  it.each([
    [own, 'Updating', 'pending'],
    [own, 'Failed', 'failed'],
    ['waybill-test-fraud-older', 'Creating', 'pending'],
    ['waybill-test-fraud-older', 'Failed', 'failed'],
  ])('of %s that is %s is %s', async (EndpointConfigName, EndpointStatus, state) => {
    const { putUp, calls } = open({ EndpointConfigName, EndpointStatus });
    expect(await putUp()).toBe(state);
    expect(calls).toEqual(['DescribeEndpoint']);
  });
  it('takes a model and a configuration that are there already', async () => {
    const there: AwsResponder = () => awsError(400, 'ValidationException', 'Cannot create already existing model "arn".');
    const { putUp, calls } = open(undefined, { CreateModel: there, CreateEndpointConfig: there });
    expect(await putUp()).toBe('pending');
    expect(calls.at(-1)).toBe('CreateEndpoint');
  });
  it('is a defect without the right, and where nothing is deployed that could be put up', async () => {
    const refused = open(undefined, { CreateModel: () => awsError(400, 'AccessDeniedException') });
    await expect(refused.putUp()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(open(undefined, {}, false).putUp()).rejects.toMatchObject({ name: 'TrainingNotDeployedError' });
  });
});
