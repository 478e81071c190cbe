// What a deployment makes, made by hand on the local services: names, kinds and bounds are those of the stacks.
import { randomBytes } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateEventBusCommand, EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateAliasCommand, CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateScheduleGroupCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Installation, macSecretName, type Names, namesOf } from '../../../lib/platform/aws/names.ts';
import { type TableDefinition, tableDefinitions } from '../../../lib/platform/aws/table-definitions.ts';
import { deadLetterQueueOf } from '../../../lib/platform/rules/queue.rules.ts';
import { wirings } from '../../../lib/wirings.ts';
import { placesTable } from './places.ts';

/** Receives before a message is given up, where its wiring says nothing, as deployed: the first try and three more. */
const receivesMax = 4;

const createTable = async (client: DynamoDBClient, TableName: string, definition: Omit<TableDefinition, 'table'>): Promise<string> => {
  const { partitionKey, sortKey, stream } = definition;
  const { TableDescription } = await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [partitionKey, sortKey].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: partitionKey, KeyType: 'HASH' },
        { AttributeName: sortKey, KeyType: 'RANGE' },
      ],
      ...(stream ? { StreamSpecification: { StreamEnabled: true, StreamViewType: stream } } : {}),
    }),
  );
  return TableDescription?.LatestStreamArn ?? '';
};

/** @returns ARN of the ledger's stream */
const createTables = async (names: Names, region: string): Promise<string> => {
  const client = new DynamoDBClient({ region });
  const [stream = ''] = await Promise.all(
    Object.values(tableDefinitions).map((definition) => createTable(client, names.tableName(definition.table), definition)),
  );
  await createTable(client, placesTable(names), tableDefinitions.views);
  return stream;
};

const createQueues = async (names: Names, region: string): Promise<void> => {
  const client = new SQSClient({ region });
  const create = (QueueName: string, attributes: Readonly<Record<string, string>>) =>
    client.send(new CreateQueueCommand({ QueueName, Attributes: { ...attributes } }));
  const fifoAttributes = { FifoQueue: 'true', DeduplicationScope: 'messageGroup', FifoThroughputLimit: 'perMessageGroupId' };
  for (const { name, fifo = false, maxReceiveCount = receivesMax } of wirings.flatMap(({ queues = [] }) => queues)) {
    const kind: Readonly<Record<string, string>> = fifo ? fifoAttributes : {};
    const deadLetters = deadLetterQueueOf(name);
    await create(names.queueName(deadLetters, fifo), kind);
    const deadLetterTargetArn = names.queueArn(deadLetters, fifo);
    await create(names.queueName(name, fifo), { ...kind, RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount }) });
  }
  for (const { name } of wirings.flatMap(({ streams = [] }) => streams)) await create(names.queueName(deadLetterQueueOf(name), false), {});
};

const createBus = async (names: Names, region: string): Promise<void> => {
  const client = new EventBridgeClient({ region });
  const EventBusName = names.busName;
  await client.send(new CreateEventBusCommand({ Name: EventBusName }));
  const subscriptions = wirings.flatMap((wiring) => wiring.subscriptions ?? []).filter(({ bus }) => bus !== 'aws');
  for (const { name, pattern, queue } of subscriptions) {
    const Name = `${names.prefix}-${name}`;
    await client.send(new PutRuleCommand({ Name, EventBusName, EventPattern: JSON.stringify(pattern) }));
    await client.send(new PutTargetsCommand({ Rule: Name, EventBusName, Targets: [{ Id: 'queue', Arn: names.queueArn(queue, false) }] }));
  }
};

const createKeys = async (names: Names, region: string): Promise<void> => {
  const kms = new KMSClient({ region });
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  await kms.send(new CreateAliasCommand({ AliasName: names.personKeyAlias, TargetKeyId: KeyMetadata?.KeyId }));
  const secrets = new SecretsManagerClient({ region });
  const secret = { Name: names.secretId(macSecretName), SecretString: randomBytes(32).toString('hex') };
  await secrets.send(new CreateSecretCommand(secret));
};

/** Makes the resources of an installation on services that have none of them. @returns ARN of the ledger's stream */
export const provision = async (installation: Installation): Promise<string> => {
  const names = namesOf(installation);
  const { region } = installation;
  const streamArn = await createTables(names, region);
  await createQueues(names, region);
  await createBus(names, region);
  await createKeys(names, region);
  await new SchedulerClient({ region }).send(new CreateScheduleGroupCommand({ Name: names.timerGroup }));
  await new S3Client({ region }).send(new CreateBucketCommand({ Bucket: names.blobBucket }));
  return streamArn;
};
