import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record,
} from '@aws-sdk/client-dynamodb-streams';
import { checkPageLimit } from '../rules/table.rules.ts';
import type { ChangeFeed, ChangeRecord } from '../ports.ts';
import { UnavailableError } from '../ports.ts';
import { type Attributes, toItem } from './dynamo-attributes.ts';
import { advanced, type FeedPlace, parsePlace, readableShards, sequenceOf, type Shard, startOfFeed } from './change-feed.place.ts';

export type DynamoChangeFeedOptions = {
  readonly streamArn: string;
  /** Milliseconds for which the list of shards is trusted while none of them ends; 10,000 by default. */
  readonly shardListMs?: number;
  /** Tries of one call before `UnavailableError`, 5 by default. */
  readonly triesMax?: number;
};

const emptyPagesMax = 4;
const iteratorsMax = 100;
const kinds = { INSERT: 'insert', MODIFY: 'modify', REMOVE: 'remove' } as const;
const passing: ReadonlySet<string> = new Set([
  'InternalServerError',
  'LimitExceededException',
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'TimeoutError',
]);

/** A place in a shard may have been forgotten: the service keeps a record for 24 hours. */
const isTrimmed = (error: unknown): boolean => error instanceof Error && error.name === 'TrimmedDataAccessException';
const isExpired = (error: unknown): boolean => error instanceof Error && error.name === 'ExpiredIteratorException';
const isPassing = (error: unknown): boolean =>
  error instanceof Error && (passing.has(error.name) || typeof (error as { readonly code?: unknown }).code === 'string');

const toRecord = ({ eventName, dynamodb }: _Record, place: FeedPlace): ChangeRecord => {
  const { Keys = {}, NewImage, OldImage } = dynamodb ?? {};
  const { PK, SK } = toItem(Keys as Attributes);
  return {
    sequence: sequenceOf(place),
    kind: kinds[eventName as keyof typeof kinds],
    key: { PK, SK },
    newImage: NewImage === undefined ? undefined : toItem(NewImage as Attributes),
    oldImage: OldImage === undefined ? undefined : toItem(OldImage as Attributes),
  };
};

type ShardPage = { readonly records: readonly _Record[]; readonly ended: boolean };

/**
 * The change feed of a table with a stream, for one reader in one process; deployed functions are called by the service
 * itself. Shards are read parents first, so the changes of a partition key keep their order when its shard divides.
 */
export const createDynamoChangeFeed = (client: DynamoDBStreamsClient, options: DynamoChangeFeedOptions): ChangeFeed => {
  const { streamArn: StreamArn, shardListMs = 10_000, triesMax = 5 } = options;
  // Iterators by shard and place, because a fresh one has to search its place in the shard.
  const iterators = new Map<string, string>();
  const placeName = (shardId: string, after: string | undefined): string => `${shardId} ${after ?? ''}`;
  let listed: { readonly shards: readonly Shard[]; readonly at: number } | undefined;

  const answered = async <T>(send: () => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await send();
      } catch (error) {
        if (!isPassing(error)) throw error;
        if (tries >= triesMax) throw new UnavailableError(`The stream did not answer ${tries} tries`, { cause: error });
        await sleep(Math.random() * 50 * 2 ** tries);
      }
    }
  };

  const listShards = async (): Promise<readonly Shard[]> => {
    if (listed && performance.now() - listed.at < shardListMs) return listed.shards;
    const shards: Shard[] = [];
    let last: string | undefined;
    do {
      const command = new DescribeStreamCommand({ StreamArn, ...(last === undefined ? {} : { ExclusiveStartShardId: last }) });
      const { StreamDescription } = await answered(() => client.send(command));
      for (const { ShardId, ParentShardId } of StreamDescription?.Shards ?? []) {
        if (ShardId !== undefined) shards.push({ id: ShardId, parent: ParentShardId });
      }
      last = StreamDescription?.LastEvaluatedShardId;
    } while (last !== undefined);
    listed = { shards, at: performance.now() };
    return shards;
  };

  const iteratorFor = async (ShardId: string, after: string | undefined): Promise<string | undefined> => {
    const known = iterators.get(placeName(ShardId, after));
    if (known !== undefined) return known;
    const from = (start: object) => new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON', ...start });
    const resumed = after === undefined ? {} : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const, SequenceNumber: after };
    try {
      return (await answered(() => client.send(from(resumed)))).ShardIterator;
    } catch (error) {
      if (!isTrimmed(error)) throw error;
      return (await answered(() => client.send(from({})))).ShardIterator;
    }
  };

  /** Reads a shard until there are records, it has ended, or it has none for now. */
  const readShard = async (shardId: string, after: string | undefined, limit: number): Promise<ShardPage> => {
    let iterator = await iteratorFor(shardId, after);
    // Pages of a busy stream can be empty between full ones; the bound keeps one shard from holding up the others.
    for (let page = 0; page < emptyPagesMax && iterator !== undefined; page += 1) {
      const command = new GetRecordsCommand({ ShardIterator: iterator, Limit: limit });
      const { Records = [], NextShardIterator } = await answered(() => client.send(command));
      iterator = NextShardIterator;
      const reached = Records.at(-1)?.dynamodb?.SequenceNumber ?? after;
      iterators.delete(placeName(shardId, after));
      if (iterators.size >= iteratorsMax) iterators.clear();
      if (iterator !== undefined) iterators.set(placeName(shardId, reached), iterator);
      if (Records.length > 0) return { records: Records, ended: iterator === undefined };
    }
    return { records: [], ended: iterator === undefined };
  };

  const readShardAnew = async (shardId: string, after: string | undefined, limit: number): Promise<ShardPage> => {
    try {
      return await readShard(shardId, after, limit);
    } catch (error) {
      if (!isExpired(error) && !isTrimmed(error)) throw error;
      iterators.delete(placeName(shardId, after));
      return readShard(shardId, after, limit);
    }
  };

  return {
    read: async ({ after, limit }) => {
      checkPageLimit(limit);
      let place = after === undefined ? startOfFeed : parsePlace(after);
      const records: ChangeRecord[] = [];
      const visited = new Set<string>();
      for (;;) {
        const shards = await listShards();
        const next = readableShards(shards, place).find(({ id }) => !visited.has(id));
        if (next === undefined || records.length === limit) return records;
        const page = await readShardAnew(next.id, place.shards[next.id]?.after, limit - records.length);
        for (const record of page.records) {
          place = advanced(place, shards, next.id, { after: String(record.dynamodb?.SequenceNumber), ended: false }, 1);
          records.push(toRecord(record, place));
        }
        if (page.ended) {
          place = advanced(place, shards, next.id, { after: place.shards[next.id]?.after, ended: true }, 0);
          // Its children may be younger than the list.
          listed = undefined;
        }
        // A shard that gave records may have more; one that gave none is left for the next call.
        if (page.records.length === 0 || page.ended) visited.add(next.id);
      }
    },
  };
};
