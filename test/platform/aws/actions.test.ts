// The chain from what a function was seen to use to what its role allows: each need makes the real adapters send commands,
// each command takes actions, and the product's list of rights has exactly these.
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';
import { SSMProvider } from '@aws-lambda-powertools/parameters/ssm';
import { describe, expect, it } from 'vitest';
import { functionNeeds } from '../../../lib/function-needs.ts';
import { type GrantContext, grantsFor } from '../../../lib/platform/aws/actions.ts';
import { createS3Blobs } from '../../../lib/platform/aws/blob-store.s3.ts';
import { createCognitoDirectory } from '../../../lib/platform/aws/directory.cognito.ts';
import { createSageMakerTraining } from '../../../lib/platform/aws/training.sagemaker.ts';
import { createSnsMessages } from '../../../lib/platform/aws/messages.sns.ts';
import { createCloudFrontCache } from '../../../lib/platform/aws/edge-cache.cloudfront.ts';
import { createKmsKeys, macKeyFrom } from '../../../lib/platform/aws/keys.kms.ts';
import { createSageMakerModels } from '../../../lib/platform/aws/model-endpoint.sagemaker.ts';
import { macSecretName, namesOf } from '../../../lib/platform/aws/names.ts';
import { createParameters } from '../../../lib/platform/aws/parameters.ssm.ts';
import { createSecrets } from '../../../lib/platform/aws/secrets.secrets-manager.ts';
import type { Table, Write } from '../../../lib/platform/ports.ts';
import { startOfTests } from '../../contract/engine.ts';
import { actionsOf, commandsOfNeeds } from '../../infra/port-requests.ts';
import { type AwsReply, type AwsRequest, awsError, createAwsStub, inTurn, recordCommands } from '../../support/aws-stub.ts';
import { accepted, scripted } from './dynamodb/scripted-client.ts';
import { openAdapters, portCalls } from './messaging/calls.ts';
import { md5 } from './messaging/fake-sqs.ts';
import { createCloudFrontServer, distributionId } from './storage/cloudfront.server.ts';
import { createKmsServer, personKeyAlias } from './storage/kms.server.ts';
import { answered, createModelsServer } from './storage/models.server.ts';
import { createS3Server, s3Bucket } from './storage/s3.server.ts';
import { createParametersServer, createSecretsServer } from './storage/settings.server.ts';

const names = namesOf({ stage: 'test', region: 'eu-central-1', account: '123456789012', partition: 'aws' });

/** Commands that a need's methods send, each once. */
type Sent = () => Promise<readonly string[]>;

const once = (commands: readonly string[]): readonly string[] => [...new Set(commands)];

// ---------------------------------------------------------------- Tables

const key = { PK: 'p', SK: 's' };
const item = { ...key, n: 1 };

/** A single call and, for a write, the same within a transaction, which is named by what is in it. */
const onTable =
  (call: ((table: Table) => Promise<unknown>) | undefined, write?: Write): Sent =>
  async () => {
    const { table, requests } = scripted(accepted({ Attributes: { PK: { S: 'p' }, SK: { S: 's' } } }));
    await call?.(table);
    if (write) await table.transact([write]);
    return requests.map(({ operation, input }) =>
      operation === 'TransactWriteItems'
        ? `${operation}Command of ${Object.keys((input as { readonly TransactItems: readonly object[] }).TransactItems[0] ?? {}).join()}`
        : `${operation}Command`,
    );
  };

const tableCalls: Readonly<Record<string, Sent>> = {
  'table:get': onTable((table) => table.get(key)),
  'table:getMany': onTable((table) => table.getMany([key])),
  'table:query': onTable((table) => table.query({ PK: 'p' })),
  'table:scan': onTable((table) => table.scan()),
  'table:put': onTable((table) => table.put(item), { kind: 'put', item }),
  'table:update': onTable((table) => table.update(key, { set: { n: 2 } }), { kind: 'update', key, change: { set: { n: 2 } } }),
  'table:delete': onTable((table) => table.delete(key), { kind: 'delete', key }),
  'table:check': onTable(undefined, { kind: 'check', key, condition: { kind: 'absent' } }),
};

// ---------------------------------------------------------------- Messaging

const startDate = Date.parse(startOfTests) / 1_000;
const executionArn = 'arn:aws:states:eu-central-1:123456789012:execution:waybill-test-order-lifecycle:one';
const letters = ['m', 'n'].map((id) => ({
  MessageId: id,
  Body: 'a',
  MD5OfBody: md5('a'),
  ReceiptHandle: id,
  Attributes: { SentTimestamp: '1', ApproximateReceiveCount: '1' },
}));
const done = { Successful: [{ Id: '0', MessageId: 'm', MD5OfMessageBody: md5('a') }], Failed: [] };

const messagingReplies: Readonly<Record<string, object>> = {
  PutEvents: { FailedEntryCount: 0, Entries: [{ EventId: 'e' }] },
  SendMessageBatch: done,
  DeleteMessageBatch: done,
  ChangeMessageVisibilityBatch: done,
  ReceiveMessage: { Messages: letters },
  GetQueueAttributes: {
    Attributes: { ApproximateNumberOfMessages: '1', ApproximateNumberOfMessagesDelayed: '0', ApproximateNumberOfMessagesNotVisible: '0' },
  },
  StartExecution: { executionArn, startDate },
  DescribeExecution: { executionArn, startDate, status: 'RUNNING', input: '{}' },
  ListExecutions: { executions: [{ executionArn, startDate, status: 'RUNNING' }] },
};

/** A schedule that is there already, so that scheduling has to replace it. */
const scheduler = ({ method }: AwsRequest): AwsReply =>
  method === 'POST' ? awsError(409, 'ConflictException') : { body: { ScheduleArn: 'arn', ScheduleExpression: 'at(2026-11-20T11:00:00)' } };

const respond = (request: AwsRequest): AwsReply =>
  request.operation === undefined ? scheduler(request) : { body: messagingReplies[request.operation] ?? {} };

const onMessaging =
  (...calls: readonly (keyof typeof portCalls)[]): Sent =>
  async () => {
    const sent: string[] = [];
    for (const name of calls) {
      const adapters = openAdapters(createAwsStub(respond).settings);
      await portCalls[name]?.(adapters);
      sent.push(...adapters.sent());
    }
    return once(sent);
  };

const messagingCalls: Readonly<Record<string, Sent>> = {
  'bus:publish': onMessaging('bus.publish'),
  'queue:send': onMessaging('queue.send'),
  'queue:receive': onMessaging('queue.receive'),
  'queue:acknowledge': onMessaging('queue.acknowledge'),
  'queue:changeVisibility': onMessaging('queue.changeVisibility'),
  'queue:depth': onMessaging('queue.depth'),
  'queue:browse': onMessaging('queue.browse'),
  // The letter that is named goes back; the other is released, as after a look.
  'queue:redrive': async () => {
    const adapters = openAdapters(createAwsStub(respond).settings);
    await adapters.deadLetters.redrive({ limit: 1, messageIds: ['m'] });
    return once(adapters.sent());
  },
  'workflows:start': onMessaging('workflows.start'),
  'workflows:describe': onMessaging('workflows.describe'),
  'workflows:list': onMessaging('workflows.list'),
  'workflows:stop': onMessaging('workflows.stop'),
  'workflows:answer': onMessaging('workflows.succeed', 'workflows.fail'),
  // What is due soon is sent by the queue's own adapter, which the timers are given.
  'timers:schedule': onMessaging('timers.schedule', 'timers.schedule, due soon', 'queue.send'),
  'timers:cancel': onMessaging('timers.cancel'),
  'timers:dueAt': onMessaging('timers.dueAt'),
};

// ---------------------------------------------------------------- Storage and settings

const snsPublished: AwsReply = {
  headers: { 'content-type': 'text/xml' },
  body: '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>one</MessageId></PublishResult></PublishResponse>',
};

const openStores = () => {
  const secretsServer = createSecretsServer();
  secretsServer.set(names.secretId(macSecretName), 'k'.repeat(64));
  secretsServer.set(names.secretId('shop'), 'new', 'old');
  const endpoints = new Map([[names.modelEndpoint('fraud'), () => answered({})]]);
  const clients = {
    s3: new S3Client(createAwsStub(createS3Server().respond).settings),
    kms: new KMSClient(createAwsStub(createKmsServer()).settings),
    secrets: new SecretsManagerClient(createAwsStub(secretsServer.respond).settings),
    cloudfront: new CloudFrontClient(createAwsStub(createCloudFrontServer().respond).settings),
    sns: new SNSClient(createAwsStub(() => snsPublished).settings),
    ssm: new SSMClient(createAwsStub(createParametersServer().respond).settings),
    training: new SageMakerClient(createAwsStub(() => ({ body: { TrainingJobArn: 'arn' } })).settings),
    models: new SageMakerRuntimeClient(createAwsStub(createModelsServer(endpoints)).settings),
  };
  const commands = Object.values(clients).map((client) => recordCommands(client));
  const secrets = createSecrets(new SecretsProvider({ awsSdkV3Client: clients.secrets }), { secretId: names.secretId });
  return {
    blobs: createS3Blobs(clients.s3, { bucket: s3Bucket }),
    keys: createKmsKeys(clients.kms, { keyId: personKeyAlias, macKey: macKeyFrom(secrets) }),
    secrets,
    parameters: createParameters(new SSMProvider({ awsSdkV3Client: clients.ssm }), { parameterName: names.parameterName }),
    models: createSageMakerModels(clients.models, { endpointName: names.modelEndpoint }),
    edge: createCloudFrontCache(clients.cloudfront, { distributionId }),
    messages: createSnsMessages(clients.sns),
    training: createSageMakerTraining(clients.training, {
      names,
      settings: async () => {
        await clients.ssm.send(new GetParameterCommand({ Name: 'training' })).catch(() => undefined);
        return '{"image":"i","sources":{"fraud":"s3://a/b"},"instanceType":"ml.m5.large"}';
      },
    }),
    sent: () => commands.flat(),
  };
};

const onStores =
  (call: (stores: ReturnType<typeof openStores>) => Promise<unknown>): Sent =>
  async () => {
    const stores = openStores();
    await call(stores);
    return once(stores.sent());
  };

const storeCalls: Readonly<Record<string, Sent>> = {
  'blobs:put': onStores(({ blobs }) => blobs.put('k', { bytes: new Uint8Array(1), contentType: 'text/plain' })),
  'blobs:get': onStores(({ blobs }) => blobs.get('k')),
  'blobs:delete': onStores(({ blobs }) => blobs.delete('k')),
  'blobs:list': onStores(({ blobs }) => blobs.list({ prefix: '', limit: 1 })),
  'keys:generateDataKey': onStores(({ keys }) => keys.generateDataKey({ subject: 'p' })),
  'keys:unwrap': onStores(({ keys }) => keys.unwrap('AAAA', {}).catch(() => undefined)),
  'keys:mac': onStores(({ keys }) => keys.mac('p', 'v')),
  'secrets:get': onStores(({ secrets }) => secrets.get('shop')),
  'parameters:get': onStores(({ parameters }) => parameters.get('p')),
  'models:invoke': onStores(({ models }) => models.invoke({ endpoint: 'fraud', payload: {}, deadlineMs: 5_000 })),
  'messages:send': onStores(({ messages }) =>
    messages.send({ id: 'one', kind: 'sms', to: '+15185550123', text: 'A code.', tenantId: 'main', personId: 'p' }),
  ),
  'training:start': onStores(({ training }) =>
    training.start({ name: 'fraud-1', model: 'fraud', input: 'i/', output: 'o/', seed: 1, secondsMax: 60 }),
  ),
  'training:putUp': async () => {
    const sent: string[] = [];
    // Once without an endpoint, and once with that of the version before.
    for (const described of [
      awsError(400, 'ValidationException', 'Could not find endpoint "arn".'),
      { body: { EndpointStatus: 'InService' } },
    ]) {
      const stub = createAwsStub(({ operation }) => (operation === 'DescribeEndpoint' ? described : { body: {} }));
      const ssm = new SSMClient(createAwsStub(createParametersServer().respond).settings);
      const commands = recordCommands(ssm);
      const training = createSageMakerTraining(new SageMakerClient(stub.settings), {
        names,
        settings: async () => {
          await ssm.send(new GetParameterCommand({ Name: 'training' })).catch(() => undefined);
          return '{"image":"i","sources":{},"instanceType":"ml.m5.large"}';
        },
      });
      await training.putUp?.({ model: 'fraud', version: '0123456789abcdef', archive: 'models/endpoints/fraud/0123456789abcdef.tar.gz' });
      sent.push(...stub.requests.map(({ operation }) => `${operation}Command`), ...commands);
    }
    return once(sent);
  },
  'edge:purge': onStores(({ edge }) => edge.purge({ paths: ['/s/a'], reference: 'one' })),
};

// ---------------------------------------------------------------- People who sign in

const status = (text: string): AwsReply => ({ body: { Username: 'u', UserStatus: text } });
const pool = { poolId: 'eu-central-1_A1b2C3d4E', clientId: 'client', signInUrl: 'https://sign-in.example.test/login' };

type Directory = ReturnType<typeof createCognitoDirectory>;

const onDirectory =
  (...calls: readonly (readonly [replies: readonly AwsReply[], call: (directory: Directory) => Promise<unknown>])[]): Sent =>
  async () => {
    const sent: string[] = [];
    for (const [replies, call] of calls) {
      const stub = createAwsStub(inTurn(...replies));
      await call(createCognitoDirectory(new CognitoIdentityProviderClient(stub.settings), pool));
      sent.push(...stub.requests.map(({ operation }) => `${operation}Command`));
    }
    return once(sent);
  };

const empty: AwsReply = { body: {} };
const directoryCalls: Readonly<Record<string, Sent>> = {
  'directory:invite': onDirectory([
    [awsError(400, 'UsernameExistsException'), status('FORCE_CHANGE_PASSWORD'), empty],
    (directory) => directory.invite({ username: 'u', email: 'mara@example.com' }),
  ]),
  'directory:setEnabled': onDirectory(
    [[empty], (directory) => directory.setEnabled('u', true)],
    [[empty], (directory) => directory.setEnabled('u', false)],
  ),
  'directory:signOut': onDirectory([[empty], (directory) => directory.signOut('u')]),
  'directory:resetPassword': onDirectory(
    [[status('FORCE_CHANGE_PASSWORD'), empty], (directory) => directory.resetPassword('u')],
    [[status('CONFIRMED'), empty], (directory) => directory.resetPassword('u')],
  ),
  'directory:remove': onDirectory([[empty], (directory) => directory.remove('u')]),
};

const sentFor: Readonly<Record<string, Sent>> = {
  ...tableCalls,
  ...messagingCalls,
  ...storeCalls,
  ...directoryCalls,
  // Whatever is reached over HTTP is no service of the account's.
  'http:send': async () => [],
};

const context: GrantContext = {
  names,
  personKeyArn: 'arn:aws:kms:eu-central-1:123456789012:key/person',
  userPoolArn: 'arn:aws:cognito-idp:eu-central-1:123456789012:userpool/pool',
  distributionId,
  isFifo: () => false,
  machines: ['order-lifecycle'],
};

/** A need of the vocabulary for each kind, with names filled in. */
const exampleOf = (kind: string): string => {
  const [port = '', what = ''] = kind.split(':');
  const examples: Readonly<Record<string, string>> = {
    table: `ledger:${what}`,
    queue: `queue:work-dlq:${what}`,
    workflows: what === 'answer' ? 'workflows:tasks:answer' : `workflows:order-lifecycle:${what}`,
    timers: what === 'schedule' ? 'timers:schedule:work' : `timers:${what}`,
    models: 'models:fraud',
  };
  return examples[port] ?? kind;
};

const allowedFor = (need: string): readonly string[] => once(grantsFor(need, context).map(({ action }) => action)).toSorted();

describe('each need', () => {
  it('is tried out', () => {
    expect(Object.keys(sentFor).toSorted()).toEqual(Object.keys(commandsOfNeeds).toSorted());
  });

  it.each(Object.entries(sentFor))('%s sends the commands that are told of it', async (kind, send) => {
    expect((await send()).toSorted()).toEqual([...(commandsOfNeeds[kind] ?? [])].toSorted());
  });

  it.each(Object.entries(commandsOfNeeds))('%s is given the actions of its commands, and no others', (kind, commands) => {
    expect(allowedFor(exampleOf(kind))).toEqual(once(commands.flatMap(actionsOf)).toSorted());
  });

  it('that is a secret of the deployment itself is given that one', () => {
    expect(grantsFor('secrets:internal/origin-verify', context)).toEqual([
      expect.objectContaining({ action: 'secretsmanager:GetSecretValue', resource: expect.stringContaining('/origin-verify-??????') }),
    ]);
  });

  it('that is the cache before the API is given the one distribution, and nothing where there is none', () => {
    const resource = `arn:aws:cloudfront::123456789012:distribution/${distributionId}`;
    expect(grantsFor('edge:purge', context)).toEqual([{ action: 'cloudfront:CreateInvalidation', resource }]);
    expect(grantsFor('edge:purge', { ...context, distributionId: undefined })).toEqual([]);
    expect(() => grantsFor('edge:fill', { ...context, distributionId: undefined })).toThrow(/There is no right/);
  });

  it('of a function is one of these', () => {
    const all = Object.values(functionNeeds).flat();
    expect(all.length).toBeGreaterThan(100);
    for (const need of all) expect(() => grantsFor(need, context)).not.toThrow();
  });

  it.each([
    'ledger:drop',
    'queue:work:purge',
    'workflows:order-lifecycle:delete',
    'timers:list',
    'keys:export',
    'cache:get',
    'blobs:copy',
  ])('has to be in the vocabulary, unlike %s', (need) => {
    expect(() => grantsFor(need, context)).toThrow(/There is no right/);
  });
});
