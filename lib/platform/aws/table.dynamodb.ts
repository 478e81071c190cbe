import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Table } from '../ports.ts';
import type { TableParts } from './dynamo-client.ts';
import { defaultRetryPolicy, type RetryPolicy } from './dynamo-retry.ts';
import { createTableReads } from './table.dynamodb-reads.ts';
import { createTableWrites } from './table.dynamodb-writes.ts';

export type DynamoTableOptions = {
  readonly tableName: string;
  /** Differences from the usual policy. */
  readonly retry?: Partial<RetryPolicy>;
};

/**
 * A table of DynamoDB with the key attributes of `table-definitions.ts`.
 *
 * An answer can be lost after the write was applied, and the repeated write then meets its own effect:
 * - a transaction carries a token, under which the service answers the repetition as it did the first time (for ten minutes,
 *   far beyond the time a call is repeated);
 * - a conditional put whose condition fails on a record equal to the one put has succeeded. Two writers that put equal
 *   records can therefore both be told so; a record that decides who came first carries something of its writer, as each
 *   commit of an event stream does;
 * - a conditional update without `add` that finds its change in the record, and a conditional delete that finds no record,
 *   have succeeded; so neither decides who came first;
 * - an update with `add` is not repeated, since it could count twice: the call ends with `UnavailableError`.
 *
 * @param client one of `createDynamoClient`: a client that repeats by itself would count an `add` twice
 */
export const createDynamoTable = (client: DynamoDBClient, { tableName, retry }: DynamoTableOptions): Table => {
  const parts: TableParts = { client, tableName, retry: { ...defaultRetryPolicy, ...retry } };
  return { ...createTableReads(parts), ...createTableWrites(parts) };
};
