import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DeleteTableCommand, type DynamoDBClient, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { inject } from 'vitest';
import { createDynamoChangeFeed } from '../../lib/platform/aws/change-feed.dynamodb.ts';
import { createDynamoClient, dynamoClientSettings } from '../../lib/platform/aws/dynamo-client.ts';
import { type TableDefinition, tableDefinitions } from '../../lib/platform/aws/table-definitions.ts';
import { createDynamoTable } from '../../lib/platform/aws/table.dynamodb.ts';
import type { ChangeFeed, Table } from '../../lib/platform/ports.ts';
import { dynamodbLocalInstall } from '../../scripts/support/dynamodb-local.ts';
import type { DynamodbLocalAnswer } from './dynamodb-local.setup.ts';
import type { Requirement } from './optional-suite.ts';

/** Asks for the run's DynamoDB Local; the first to ask waits until it has started. */
const ask = async (): Promise<DynamodbLocalAnswer> => {
  const response = await fetch(inject('dynamodbLocalUrl'));
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as DynamodbLocalAnswer;
};

/** For `describeOptional`. */
export const dynamodbLocalRequirement = async (): Promise<Requirement> => ({
  missing: (await ask()).missing,
  install: dynamodbLocalInstall,
});

export type DynamodbLocalClients = {
  readonly client: DynamoDBClient;
  readonly streams: DynamoDBStreamsClient;
  readonly close: () => void;
};

/** Clients of the run's DynamoDB Local. @throws Error when it cannot run here */
export const openDynamodbLocal = async (): Promise<DynamodbLocalClients> => {
  const { endpoint, missing } = await ask();
  if (endpoint === undefined) throw new Error(`${missing}; ${dynamodbLocalInstall} installs it`);
  const config = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    // A laptop under load may take longer than the service does.
    requestHandler: { ...dynamoClientSettings.requestHandler, connectionTimeout: 10_000, requestTimeout: 20_000 },
  };
  const client = createDynamoClient(config);
  const streams = new DynamoDBStreamsClient(config);
  return {
    client,
    streams,
    close: () => {
      client.destroy();
      streams.destroy();
    },
  };
};

export type TemporaryTable = { readonly tableName: string; readonly table: Table; readonly streamArn: string | undefined };

/** A fresh table, made after the definition that is deployed. */
export const createTemporaryTable = async (client: DynamoDBClient, definition: TableDefinition): Promise<TemporaryTable> => {
  const TableName = `${definition.table}-${randomUUID()}`;
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
  await client.send(
    new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { AttributeName: definition.ttlAttribute, Enabled: true } }),
  );
  return { tableName: TableName, table: createDynamoTable(client, { tableName: TableName }), streamArn: TableDescription?.LatestStreamArn };
};

export type DynamoTables = {
  readonly ledger: Table;
  readonly views: Table;
  readonly vault: Table;
  readonly ledgerFeed: ChangeFeed;
};

/** The product's tables, fresh, for a runtime. */
export const openDynamoTables = async (): Promise<{ readonly tables: DynamoTables; readonly close: () => Promise<void> }> => {
  const { client, streams, close } = await openDynamodbLocal();
  const { ledger, views, vault } = tableDefinitions;
  const made = await Promise.all([ledger, views, vault].map((definition) => createTemporaryTable(client, definition)));
  const [madeLedger, madeViews, madeVault] = made as [TemporaryTable, TemporaryTable, TemporaryTable];
  return {
    tables: {
      ledger: madeLedger.table,
      views: madeViews.table,
      vault: madeVault.table,
      ledgerFeed: createDynamoChangeFeed(streams, { streamArn: String(madeLedger.streamArn) }),
    },
    close: async () => {
      await Promise.all(made.map(({ tableName }) => client.send(new DeleteTableCommand({ TableName: tableName }))));
      close();
    },
  };
};
