import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { marshall } from '../../attribute-value.ts';
import { isCommit } from '../../event-store/commit.codec.ts';
import type { ChangeFeed, ChangeRecord, Platform } from '../../ports.ts';
import type { StreamWiring } from '../../wiring.ts';
import { setAsideLetter } from '../../set-aside.ts';
import type { Functions } from './functions.ts';

/** Where a reader of a feed has got to; kept durably by the engine. */
export type FeedPosition = { readonly read: () => Promise<string | undefined>; readonly save: (sequence: string) => Promise<void> };

const retryDelayMsMax = 5_000;

/**
 * Readers follow streams of events; task tokens, lists and notes pass through the ledger as well and concern none of them. Those
 * could end as dead letters that nobody can send back, because some belong to no tenant.
 */
const concernsReaders = ({ kind, key }: ChangeRecord): boolean => kind === 'insert' && isCommit(key);

/**
 * Event source mapping of the change feed: commits alone, as the filter in AWS has it, in batches in order, a failing batch
 * repeated from its first failure, and a record that fails `maxAttempts` times put on the dead-letter queue, with its payload,
 * so that the rest can go on.
 */
export const createStreamStep = (parts: {
  readonly platform: Platform;
  readonly functions: Functions;
  readonly wiring: StreamWiring;
  readonly feed: ChangeFeed;
  readonly position: FeedPosition;
  readonly sleep: (ms: number) => Promise<void>;
}): (() => Promise<boolean>) => {
  const { platform, functions, wiring, feed, position } = parts;
  const maxAttempts = wiring.maxAttempts ?? 4;
  let failing: { readonly sequence: string; readonly attempts: number } | undefined;

  /** @returns sequence of the first record not handled, or undefined when all were */
  const firstFailure = async (records: readonly ChangeRecord[]): Promise<string | undefined> => {
    const event: DynamoDBStreamEvent = { Records: records.map(streamRecord) };
    try {
      const answer = (await functions.invoke(wiring.handler, event)) as DynamoDBBatchResponse | undefined;
      return answer?.batchItemFailures[0]?.itemIdentifier;
    } catch (error) {
      platform.observability.logger.error('stream function failed', {
        stream: wiring.name,
        records: records.length,
        error: error as Error,
      });
      return records[0]?.sequence;
    }
  };

  const setAside = async (record: ChangeRecord): Promise<void> => {
    await platform.queue(`${wiring.name}-dlq`).send([{ body: setAsideLetter(wiring.name, record) }]);
    platform.observability.logger.error('stream record set aside', { stream: wiring.name, sequence: record.sequence });
  };

  return async () => {
    const after = await position.read();
    const records = await feed.read({ ...(after === undefined ? {} : { after }), limit: wiring.batchSize ?? 100 });
    if (records.length === 0) return false;
    const commits = records.filter(concernsReaders);
    const failedAt = commits.length === 0 ? undefined : await firstFailure(commits);
    const handled = failedAt === undefined ? records : records.filter((record) => record.sequence < failedAt);
    const lastHandled = handled.at(-1);
    if (lastHandled) await position.save(lastHandled.sequence);
    if (failedAt === undefined) {
      failing = undefined;
      return true;
    }
    failing = { sequence: failedAt, attempts: failing?.sequence === failedAt ? failing.attempts + 1 : 1 };
    const failed = records.find((record) => record.sequence === failedAt);
    if (failing.attempts >= maxAttempts && failed) {
      await setAside(failed);
      await position.save(failedAt);
      failing = undefined;
      return true;
    }
    await parts.sleep(Math.min(50 * 2 ** failing.attempts, retryDelayMsMax));
    return true;
  };
};

const eventNames = { insert: 'INSERT', modify: 'MODIFY', remove: 'REMOVE' } as const;

const streamRecord = (record: ChangeRecord): DynamoDBRecord => ({
  eventID: record.sequence,
  eventName: eventNames[record.kind],
  eventSource: 'aws:dynamodb',
  eventVersion: '1.1',
  awsRegion: 'local',
  dynamodb: {
    Keys: { PK: { S: record.key.PK }, SK: { S: record.key.SK } },
    SequenceNumber: record.sequence,
    StreamViewType: 'NEW_AND_OLD_IMAGES',
    ...(record.newImage ? { NewImage: marshall(record.newImage) } : {}),
    ...(record.oldImage ? { OldImage: marshall(record.oldImage) } : {}),
  },
});
