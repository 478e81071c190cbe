import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';
import { namesOf } from '../../../lib/platform/aws/names.ts';
import { createSageMakerTraining, type TrainingSettings } from '../../../lib/platform/aws/training.sagemaker.ts';
import { type AwsResponder, awsError, createAwsStub } from '../../support/aws-stub.ts';

const names = namesOf({ stage: 'test', region: 'eu-central-1', account: '123456789012', partition: 'aws' });
const settings: TrainingSettings = { image: 'the-image', sources: { fraud: 's3://assets/fraud.tar.gz' }, instanceType: 'ml.m5.large' };
const job = {
  name: 'fraud-1',
  model: 'fraud',
  input: 'training/main/fraud/1/input/',
  output: 'training/main/fraud/1/output/',
  seed: 7,
  secondsMax: 3_600,
};

const open = (respond: AwsResponder, text: string | undefined = JSON.stringify(settings)) => {
  const stub = createAwsStub(respond);
  const client = new SageMakerClient({ ...stub.settings, region: 'eu-central-1' });
  return { training: createSageMakerTraining(client, { names, settings: async () => text }), requests: stub.requests };
};

describe('a training job of SageMaker', () => {
  it('runs the script in the image on a spot machine, with history and seed, and is known on the bill', async () => {
    const { training, requests } = open(() => ({ body: { TrainingJobArn: 'arn' } }));
    await training.start(job);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.json).toMatchObject({
      TrainingJobName: 'waybill-test-fraud-1',
      AlgorithmSpecification: { TrainingImage: 'the-image', TrainingInputMode: 'File' },
      RoleArn: 'arn:aws:iam::123456789012:role/waybill-test-training-eu-central-1',
      HyperParameters: { sagemaker_program: '"train.py"', sagemaker_submit_directory: '"s3://assets/fraud.tar.gz"', seed: '7' },
      InputDataConfig: [
        {
          ChannelName: 'train',
          DataSource: { S3DataSource: { S3Uri: 's3://waybill-test-blobs-123456789012-eu-central-1/training/main/fraud/1/input/' } },
        },
      ],
      OutputDataConfig: { S3OutputPath: 's3://waybill-test-blobs-123456789012-eu-central-1/training/main/fraud/1/output' },
      EnableManagedSpotTraining: true,
      StoppingCondition: { MaxRuntimeInSeconds: 3_600, MaxWaitTimeInSeconds: 7_200 },
      Tags: [
        { Key: 'waybill:stage', Value: 'test' },
        { Key: 'waybill:component', Value: 'training' },
      ],
    });
  });
  it('tells the script to have a small model learn from a large one', async () => {
    const { training, requests } = open(() => ({ body: { TrainingJobArn: 'arn' } }));
    await training.start({ ...job, distil: true });
    expect(requests[0]?.json).toMatchObject({ HyperParameters: { seed: '7', distil: '1' } });
  });
  it('that is there already is not begun again', async () => {
    await expect(open(() => awsError(400, 'ResourceInUse')).training.start(job)).resolves.toBeUndefined();
  });
  it('waits where the account has no machine left', async () => {
    await expect(open(() => awsError(400, 'ResourceLimitExceeded')).training.start(job)).rejects.toMatchObject({
      name: 'UnavailableError',
    });
  });
  it('is a defect without the right, and without a place to train in', async () => {
    await expect(open(() => awsError(400, 'AccessDeniedException')).training.start(job)).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    await expect(open(() => ({ body: {} })).training.start({ ...job, model: 'tarot' })).rejects.toMatchObject({
      name: 'TrainingNotDeployedError',
    });
    await expect(open(() => ({ body: {} }), '{"sources":{}}').training.start(job)).rejects.toMatchObject({
      name: 'TrainingNotDeployedError',
    });
  });
});
