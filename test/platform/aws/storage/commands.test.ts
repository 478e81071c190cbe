// Which SDK commands each method of a port sends: what a role must allow for it, and no more.
import { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';
import { SSMProvider } from '@aws-lambda-powertools/parameters/ssm';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SSMClient } from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import { createS3Blobs } from '../../../../lib/platform/aws/blob-store.s3.ts';
import { createKmsKeys, macKeyFrom } from '../../../../lib/platform/aws/keys.kms.ts';
import { createSageMakerModels } from '../../../../lib/platform/aws/model-endpoint.sagemaker.ts';
import { macSecretName, namesOf } from '../../../../lib/platform/aws/names.ts';
import { createParameters } from '../../../../lib/platform/aws/parameters.ssm.ts';
import { createSecrets } from '../../../../lib/platform/aws/secrets.secrets-manager.ts';
import type { BlobStore, Keys, ModelEndpoint, Parameters, Secrets } from '../../../../lib/platform/ports.ts';
import { createAwsStub, recordCommands } from '../../../support/aws-stub.ts';
import { createKmsServer, personKeyAlias } from './kms.server.ts';
import { answered, createModelsServer } from './models.server.ts';
import { createS3Server, s3Bucket } from './s3.server.ts';
import { createParametersServer, createSecretsServer } from './settings.server.ts';

const names = namesOf({ stage: 'test', region: 'eu-central-1', account: '123456789012', partition: 'aws' });

type Ports = {
  readonly blobs: BlobStore;
  readonly keys: Keys;
  readonly secrets: Secrets;
  readonly parameters: Parameters;
  readonly models: ModelEndpoint;
};

const openPorts = () => {
  const secretsServer = createSecretsServer();
  secretsServer.set(names.secretId(macSecretName), 'k'.repeat(64));
  secretsServer.set(names.secretId('shop'), 'new', 'old');
  const clients = {
    s3: new S3Client(createAwsStub(createS3Server().respond).settings),
    kms: new KMSClient(createAwsStub(createKmsServer()).settings),
    secrets: new SecretsManagerClient(createAwsStub(secretsServer.respond).settings),
    ssm: new SSMClient(createAwsStub(createParametersServer().respond).settings),
    models: new SageMakerRuntimeClient(
      createAwsStub(createModelsServer(new Map([[names.modelEndpoint('fraud'), () => answered({})]]))).settings,
    ),
  };
  const commands = Object.values(clients).map((client) => recordCommands(client));
  const secrets = createSecrets(new SecretsProvider({ awsSdkV3Client: clients.secrets }), { secretId: names.secretId });
  const ports: Ports = {
    blobs: createS3Blobs(clients.s3, { bucket: s3Bucket }),
    keys: createKmsKeys(clients.kms, { keyId: personKeyAlias, macKey: macKeyFrom(secrets) }),
    secrets,
    parameters: createParameters(new SSMProvider({ awsSdkV3Client: clients.ssm }), { parameterName: names.parameterName }),
    models: createSageMakerModels(clients.models, { endpointName: names.modelEndpoint }),
  };
  return { ports, sent: () => commands.flat() };
};

const blob = { bytes: new Uint8Array(1), contentType: 'text/plain' };

it.each<[method: string, call: (ports: Ports) => Promise<unknown>, commands: readonly string[]]>([
  ['blobs.put', ({ blobs }) => blobs.put('k', blob), ['PutObjectCommand']],
  ['blobs.get', ({ blobs }) => blobs.get('k'), ['GetObjectCommand']],
  ['blobs.delete', ({ blobs }) => blobs.delete('k'), ['DeleteObjectCommand']],
  ['blobs.list', ({ blobs }) => blobs.list({ prefix: '', limit: 1 }), ['ListObjectsV2Command']],
  ['keys.generateDataKey', ({ keys }) => keys.generateDataKey({ subject: 'p' }), ['GenerateDataKeyCommand']],
  ['keys.unwrap', ({ keys }) => keys.unwrap('AAAA', {}).catch(() => undefined), ['DecryptCommand']],
  [
    'keys.mac, once in a process',
    ({ keys }) => keys.mac('p', 'v').then(() => keys.mac('p', 'w')),
    ['GetSecretValueCommand', 'GetSecretValueCommand'],
  ],
  ['keys.destroyRemains', ({ keys }) => keys.destroyRemains(), []],
  [
    'secrets.get, once a minute',
    ({ secrets }) => secrets.get('shop').then(() => secrets.get('shop')),
    ['GetSecretValueCommand', 'GetSecretValueCommand'],
  ],
  ['parameters.get, once a minute', ({ parameters }) => parameters.get('p').then(() => parameters.get('p')), ['GetParameterCommand']],
  ['models.invoke', ({ models }) => models.invoke({ endpoint: 'fraud', payload: {}, deadlineMs: 5_000 }), ['InvokeEndpointCommand']],
])('%s', async (_method, call, commands) => {
  const { ports, sent } = openPorts();
  await call(ports);
  expect(sent()).toEqual(commands);
});
