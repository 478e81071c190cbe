import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { RetryPolicy } from './dynamo-retry.ts';

/**
 * How the clients of tables talk to the service. The client itself tries once: the adapter repeats, because it has to
 * know whether an earlier try may have been applied. A healthy call takes milliseconds, so three seconds without an
 * answer mean a lost one; three such calls still end before the shortest function's time does.
 */
export const dynamoClientSettings = {
  maxAttempts: 1,
  requestHandler: {
    /** Milliseconds. */
    connectionTimeout: 1_000,
    /** Milliseconds for request and answer. */
    requestTimeout: 3_000,
    // Without it the handler only logs that the time has run out, and goes on waiting.
    throwOnRequestTimeout: true,
    httpAgent: { keepAlive: true, maxSockets: 128 },
    httpsAgent: { keepAlive: true, maxSockets: 128 },
  },
} as const satisfies DynamoDBClientConfig;

/** A client for `createDynamoTable`, one for all tables of a process. Region and credentials come from the environment. */
export const createDynamoClient = (config: Omit<DynamoDBClientConfig, 'maxAttempts'> = {}): DynamoDBClient =>
  new DynamoDBClient({ ...dynamoClientSettings, ...config });

/** What both halves of a table work with. */
export type TableParts = { readonly client: DynamoDBClient; readonly tableName: string; readonly retry: RetryPolicy };
