import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { unmarshall } from '../attribute-value.ts';
import type { Item, Platform } from '../ports.ts';
import { type LambdaHandler, stack } from './stack.ts';

export type StreamRecord = {
  readonly sequence: string;
  readonly kind: 'insert' | 'modify' | 'remove';
  readonly newImage: Item | undefined;
  readonly oldImage: Item | undefined;
};

/**
 * Reader of the ledger's stream. A batch is handled whole; when that fails it is gone through record by record, so that
 * the answer names the first record at fault and the service retries from there, and sets that one aside in the end.
 */
export const streamHandler = (
  platform: Platform,
  run: (records: readonly StreamRecord[]) => Promise<void>,
): LambdaHandler<DynamoDBStreamEvent, DynamoDBBatchResponse> =>
  stack(platform, async (event) => {
    const records = event.Records.map(readRecord);
    try {
      await run(records);
      return { batchItemFailures: [] };
    } catch (error) {
      if (records.length > 1)
        platform.observability.logger.info('stream batch failed as a whole', { records: records.length, error: error as Error });
    }
    for (const record of records) {
      try {
        await run([record]);
      } catch (error) {
        platform.observability.logger.warn('stream record not handled', { sequence: record.sequence, error: error as Error });
        return { batchItemFailures: [{ itemIdentifier: record.sequence }] };
      }
    }
    return { batchItemFailures: [] };
  });

/** Records as they stand in an event of the service. */
export const streamRecords = (records: readonly unknown[]): readonly StreamRecord[] =>
  records.map((record) => readRecord(record as DynamoDBRecord));

const kinds = { INSERT: 'insert', MODIFY: 'modify', REMOVE: 'remove' } as const;

const readRecord = (record: DynamoDBRecord): StreamRecord => ({
  sequence: record.dynamodb?.SequenceNumber ?? '',
  kind: kinds[record.eventName ?? 'MODIFY'],
  newImage: record.dynamodb?.NewImage ? (unmarshall(record.dynamodb.NewImage) as Item) : undefined,
  oldImage: record.dynamodb?.OldImage ? (unmarshall(record.dynamodb.OldImage) as Item) : undefined,
});
