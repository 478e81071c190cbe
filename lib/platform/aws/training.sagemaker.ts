import { CreateTrainingJobCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import { type Training, UnavailableError } from '../ports.ts';
import { answered, isNamed } from './client-settings.ts';
import { putUpEndpoint } from './endpoint.sagemaker.ts';
import type { Names } from './names.ts';

/** Parameter in which the deployment says by what jobs run: {@link TrainingSettings} as JSON. */
export const trainingParameter = 'training';

/** What a job needs beside its data. */
export type TrainingSettings = {
  /** Address of AWS's XGBoost image in the region. */
  readonly image: string;
  /** Address of the archive of each model's `train.py`, by the name of the model. */
  readonly sources: Readonly<Record<string, string>>;
  readonly instanceType: string;
};

/** The stage has no place to train in: it was deployed without models. */
export class TrainingNotDeployedError extends Error {
  override readonly name = 'TrainingNotDeployedError';
}

/**
 * What a second of an ml.m5.large costs on demand in us-east-1 (0.115 USD an hour), in millionths of a dollar; spot is usually
 * 60 to 70 percent less, so that a budget that is kept by this figure is kept.
 */
const microUsdPerSecond = 32;
const volumeGb = 10;
/** Seconds for which a job may wait for a spot machine, beside those that it runs. */
const spotWaitSeconds = 3_600;

/** Script mode takes every hyperparameter as JSON. */
const hyperparameters = (values: Readonly<Record<string, string | number>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]));

/**
 * Training jobs of SageMaker: AWS's own XGBoost image in script mode, on managed spot machines. How a job ended comes as an
 * event of EventBridge.
 * @param options.settings text of the parameter `training`
 */
export const createSageMakerTraining = (
  client: SageMakerClient,
  options: {
    readonly names: Pick<
      Names,
      'trainingJobName' | 'trainingRoleArn' | 'blobBucket' | 'prefix' | 'servedModelName' | 'modelEndpoint' | 'modelRoleArn'
    >;
    readonly settings: () => Promise<string | undefined>;
  },
): Training => ({
  microUsdPerSecond,
  putUp: async (served) => {
    const text = await options.settings();
    if (text === undefined) throw new TrainingNotDeployedError("No endpoint can be put up; deploy with models: 'sagemaker'");
    return putUpEndpoint(client, options.names, (JSON.parse(text) as TrainingSettings).image, served);
  },
  start: async ({ name, model, input, output, seed, distil = false, secondsMax }) => {
    const { names } = options;
    const text = await options.settings();
    const settings = text === undefined ? undefined : (JSON.parse(text) as TrainingSettings);
    const source = settings?.sources[model];
    if (settings === undefined || source === undefined)
      throw new TrainingNotDeployedError(`Nothing is deployed that trains ${model}; deploy with models: 'sagemaker'`);
    const command = new CreateTrainingJobCommand({
      TrainingJobName: names.trainingJobName(name),
      AlgorithmSpecification: { TrainingImage: settings.image, TrainingInputMode: 'File' },
      RoleArn: names.trainingRoleArn,
      HyperParameters: hyperparameters({
        sagemaker_program: 'train.py',
        sagemaker_submit_directory: source,
        seed,
        ...(distil ? { distil: 1 } : {}),
      }),
      InputDataConfig: [
        {
          ChannelName: 'train',
          DataSource: {
            S3DataSource: {
              S3DataType: 'S3Prefix',
              S3Uri: `s3://${names.blobBucket}/${input}`,
              S3DataDistributionType: 'FullyReplicated',
            },
          },
        },
      ],
      OutputDataConfig: { S3OutputPath: `s3://${names.blobBucket}/${output.replace(/\/$/, '')}` },
      ResourceConfig: { InstanceType: settings.instanceType as 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: volumeGb },
      EnableManagedSpotTraining: true,
      StoppingCondition: { MaxRuntimeInSeconds: secondsMax, MaxWaitTimeInSeconds: secondsMax + spotWaitSeconds },
      Tags: [
        { Key: 'waybill:stage', Value: names.prefix.replace(/^waybill-/, '') },
        { Key: 'waybill:component', Value: 'training' },
      ],
    });
    try {
      await answered(client.send(command));
    } catch (error) {
      // A job of the name is there already, which is what was asked for.
      if (isNamed(error, 'ResourceInUse') || (isNamed(error, 'ValidationException') && /already exists/i.test((error as Error).message)))
        return;
      if (isNamed(error, 'ResourceLimitExceeded'))
        throw new UnavailableError('The account has no machine to train on now', { cause: error });
      throw error;
    }
  },
});
