// One opener for each port, each with the client that it alone needs: a bundle that names none of them carries no client.
import { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';
import { SSMProvider } from '@aws-lambda-powertools/parameters/ssm';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { originSecretName } from '../http/entrance.ts';
import type { Queue, Secrets } from '../ports.ts';
import type { AwsParts, PortOpener } from './aws-settings.ts';
import { createS3Blobs } from './blob-store.s3.ts';
import { clientSettings } from './client-settings.ts';
import { createDynamoClient } from './dynamo-client.ts';
import { createCloudFrontCache } from './edge-cache.cloudfront.ts';
import { createEventBridgeBus } from './event-bus.eventbridge.ts';
import { createKmsKeys, macKeyFrom } from './keys.kms.ts';
import { createSnsMessages } from './messages.sns.ts';
import { createSageMakerModels } from './model-endpoint.sagemaker.ts';
import { distributionVariable } from './names.ts';
import { createParameters } from './parameters.ssm.ts';
import { createSqsQueues } from './queue.sqs.ts';
import { createSecrets } from './secrets.secrets-manager.ts';
import { createDynamoTable } from './table.dynamodb.ts';
import { createSchedulerTimers } from './timers.scheduler.ts';
import { createSageMakerTraining, trainingParameter } from './training.sagemaker.ts';
import { createStepFunctions } from './workflows.step-functions.ts';

/** Milliseconds for a call of a table, tries and pauses together, where somebody at a gateway waits for the function. */
const shortBudgetMs = 4_000;

const isImpatient = ({ env }: AwsParts): boolean => env['WAYBILL_PATIENCE'] === 'short';

const settingsFor = (parts: AwsParts) =>
  isImpatient(parts) ? clientSettings({ requestTimeoutMs: 2_000, maxAttempts: 2 }) : clientSettings();

export const openTables: PortOpener = (parts) => {
  const { names, installation } = parts;
  const client = createDynamoClient({ region: installation.region });
  const retry = isImpatient(parts) ? { budgetMs: shortBudgetMs } : {};
  const open = (table: 'ledger' | 'views' | 'vault') => createDynamoTable(client, { tableName: names.tableName(table), retry });
  return { ledger: open('ledger'), views: open('views'), vault: open('vault') };
};

export const openBus: PortOpener = ({ names, installation: { region } }) => ({
  bus: createEventBridgeBus(new EventBridgeClient({ ...clientSettings(), region }), { busName: names.busName }),
});

/** SQS follows the address of the queue, so an emulator is reached by the same variable as every other service. */
const queueUrlOf = ({ names, installation, env, isFifo }: AwsParts): ((queue: string) => string) => {
  const { region, account, partition } = installation;
  const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  const endpoint = env['AWS_ENDPOINT_URL_SQS'] ?? env['AWS_ENDPOINT_URL'] ?? `https://sqs.${region}.${domain}`;
  return (queue) => `${endpoint}/${account}/${names.queueName(queue, isFifo(queue))}`;
};

const queuesOf = (parts: AwsParts): ((name: string) => Queue) =>
  createSqsQueues(new SQSClient({ ...clientSettings(), region: parts.installation.region }), {
    queueUrl: queueUrlOf(parts),
    clock: parts.clock,
  });

export const openQueues: PortOpener = (parts) => ({ queue: queuesOf(parts) });

export const openWorkflows: PortOpener = ({ names, clock, installation: { region } }) => ({
  workflows: createStepFunctions(new SFNClient({ ...clientSettings(), region }), { names, clock }),
});

export const openTimers: PortOpener = (parts) => {
  const { names, clock, isFifo, installation } = parts;
  const queue = queuesOf(parts);
  return {
    timers: createSchedulerTimers(new SchedulerClient({ ...clientSettings(), region: installation.region }), {
      groupName: names.timerGroup,
      queueArn: (name) => names.queueArn(name, isFifo(name)),
      roleArn: names.timerRoleArn,
      send: (name, body, delaySeconds) => queue(name).send([{ body, delaySeconds }]),
      clock,
    }),
  };
};

export const openBlobs: PortOpener = ({ names, installation: { region } }) => ({
  blobs: createS3Blobs(new S3Client({ ...clientSettings(), region }), { bucket: names.blobBucket }),
});

const secretsOf = (parts: AwsParts): Secrets => {
  const client = new SecretsManagerClient({ ...settingsFor(parts), region: parts.installation.region });
  return createSecrets(new SecretsProvider({ awsSdkV3Client: client }), { secretId: parts.names.secretId });
};

export const openSecrets: PortOpener = (parts) => {
  const secrets = secretsOf(parts);
  const edge = parts.env['WAYBILL_EDGE'];
  if (edge === undefined) return { secrets };
  return {
    secrets: {
      get: async (name) => {
        // Nothing stands before the API, so nothing is asked for, also where something once did.
        if (name === originSecretName && edge !== 'required') return undefined;
        const found = await secrets.get(name);
        // A secret that is gone must close the entrance, not open it.
        if (found === undefined && name === originSecretName) throw new Error('The secret of the entrance is gone; see docs/deploy.md');
        return found;
      },
    },
  };
};

export const openKeys: PortOpener = (parts) => ({
  keys: createKmsKeys(new KMSClient({ ...settingsFor(parts), region: parts.installation.region }), {
    keyId: parts.names.personKeyAlias,
    macKey: macKeyFrom(secretsOf(parts)),
  }),
});

export const openParameters: PortOpener = ({ names, installation: { region } }) => ({
  parameters: createParameters(new SSMProvider({ awsSdkV3Client: new SSMClient({ ...clientSettings(), region }) }), {
    parameterName: names.parameterName,
  }),
});

export const openModels: PortOpener = ({ names, installation: { region } }) => ({
  models: createSageMakerModels(new SageMakerRuntimeClient({ ...clientSettings(), region }), { endpointName: names.modelEndpoint }),
});

export const openMessages: PortOpener = ({ installation: { region } }) => ({
  messages: createSnsMessages(new SNSClient({ ...clientSettings(), region })),
});

export const openTraining: PortOpener = ({ names, installation: { region } }) => {
  const client = new SSMClient({ ...clientSettings(), region });
  const parameters = createParameters(new SSMProvider({ awsSdkV3Client: client }), { parameterName: names.parameterName });
  const training = new SageMakerClient({ ...clientSettings(), region });
  return { training: createSageMakerTraining(training, { names, settings: () => parameters.get(trainingParameter) }) };
};

/** Opens nothing where no distribution stands before the API. */
export const openEdge: PortOpener = ({ env }) => {
  const distributionId = env[distributionVariable];
  if (!distributionId) return {};
  // CloudFront is asked in one region, wherever the installation stands.
  const client = new CloudFrontClient({ ...clientSettings(), region: 'us-east-1' });
  return { edge: createCloudFrontCache(client, { distributionId }) };
};
