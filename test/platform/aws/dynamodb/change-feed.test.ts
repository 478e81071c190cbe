import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { describe, expect, it } from 'vitest';
import { createDynamoChangeFeed } from '../../../../lib/platform/aws/change-feed.dynamodb.ts';
import { advanced, parsePlace, readableShards, sequenceOf, startOfFeed } from '../../../../lib/platform/aws/change-feed.place.ts';
import { UnavailableError } from '../../../../lib/platform/ports.ts';

type StreamShard = { readonly id: string; readonly parent?: string; readonly numbers: readonly number[]; readonly open?: boolean };
type Command = { readonly constructor: { readonly name: string }; readonly input: Readonly<Record<string, string | number>> };

const failing = (name: string): Error => Object.assign(new Error(name), { name });

/** A stream whose shards have divided, as the service shows one. Its pages hold two records; `faults` come first, by operation. */
const streamOf = (shards: readonly StreamShard[], faults: Readonly<Record<string, Error[]>> = {}): DynamoDBStreamsClient => {
  const answer = ({ constructor: { name }, input }: Command): object => {
    const fault = faults[name]?.shift();
    if (fault) throw fault;
    if (name === 'DescribeStreamCommand') {
      // The list comes in pages too.
      const index = shards.findIndex(({ id }) => id === input['ExclusiveStartShardId']) + 1;
      const { id: ShardId, parent: ParentShardId } = shards[index] as StreamShard;
      const last = index < shards.length - 1 ? { LastEvaluatedShardId: ShardId } : {};
      return { StreamDescription: { Shards: [{ ShardId, ParentShardId }], ...last } };
    }
    if (name === 'GetShardIteratorCommand') return { ShardIterator: `${input['ShardId']} ${Number(input['SequenceNumber'] ?? 0)}` };
    const [id, after] = String(input['ShardIterator']).split(' ');
    const { numbers, open } = shards.find((shard) => shard.id === id) as StreamShard;
    const page = numbers.filter((number) => number > Number(after)).slice(0, Math.min(2, Number(input['Limit'])));
    const reached = page.at(-1) ?? Number(after);
    const Records = page.map((number) => ({
      eventName: 'INSERT',
      dynamodb: {
        SequenceNumber: String(number),
        Keys: { PK: { S: 'P' }, SK: { S: String(number) } },
        NewImage: { PK: { S: 'P' }, SK: { S: String(number) } },
      },
    }));
    return { Records, ...(open === true || reached !== (numbers.at(-1) ?? 0) ? { NextShardIterator: `${id} ${reached}` } : {}) };
  };
  const client = new DynamoDBStreamsClient({ region: 'us-east-1' });
  client.send = (async (command: Command) => answer(command)) as never;
  return client;
};

const divided: readonly StreamShard[] = [
  // Children come before their parents in the list, and have lower numbers than an unrelated parent.
  { id: 'child-1', parent: 'parent', numbers: [40, 50, 60], open: true },
  { id: 'child-2', parent: 'parent', numbers: [45], open: true },
  { id: 'parent', parent: 'forgotten', numbers: [10, 20, 30] },
];

const feedOf = (...args: Parameters<typeof streamOf>) => createDynamoChangeFeed(streamOf(...args), { streamArn: 'arn' });
const keysOf = (records: readonly { readonly key: { readonly SK: string } }[]): readonly string[] => records.map(({ key }) => key.SK);

describe('a stream whose shards have divided', () => {
  it('is read parents first, each record once', async () => {
    expect(keysOf(await feedOf(divided).read({ limit: 100 }))).toEqual(['10', '20', '30', '40', '50', '60', '45']);
  });

  it.each([1, 2, 3, 5])('goes on by %i records where it was left, also in another process', async (limit) => {
    const keys: string[] = [];
    const sequences: string[] = [];
    for (;;) {
      const after = sequences.at(-1);
      const page = await feedOf(divided).read(after === undefined ? { limit } : { after, limit });
      if (page.length === 0) break;
      keys.push(...keysOf(page));
      sequences.push(...page.map(({ sequence }) => sequence));
    }
    expect(keys).toEqual(['10', '20', '30', '40', '50', '60', '45']);
    expect(sequences.toSorted()).toEqual(sequences);
  });

  it('brings what a shard gets later, after everything of its siblings', async () => {
    const growing = divided.map((shard) => (shard.id === 'child-1' ? { ...shard, numbers: [40] } : shard));
    const first = await feedOf(growing).read({ limit: 100 });
    expect(keysOf(first)).toEqual(['10', '20', '30', '40', '45']);
    expect(keysOf(await feedOf(divided).read({ limit: 100, after: first.at(-1)?.sequence ?? '' }))).toEqual(['50', '60']);
  });
});

describe('a stream that fails', () => {
  it('is asked anew when its iterator has expired or its place was forgotten', async () => {
    const faults = {
      GetRecordsCommand: [failing('ExpiredIteratorException')],
      GetShardIteratorCommand: [failing('TrimmedDataAccessException')],
    };
    expect(await feedOf(divided, faults).read({ limit: 100 })).toHaveLength(7);
  });

  it('is asked again when it is short of capacity, and given up as an outage', async () => {
    const once = { DescribeStreamCommand: [failing('LimitExceededException')] };
    expect(await feedOf(divided, once).read({ limit: 100 })).toHaveLength(7);
    const always = { GetRecordsCommand: Array.from({ length: 5 }, () => failing('InternalServerError')) };
    await expect(feedOf(divided, always).read({ limit: 100 })).rejects.toThrow(UnavailableError);
    const gone = { DescribeStreamCommand: [failing('ResourceNotFoundException')] };
    await expect(feedOf(divided, gone).read({ limit: 100 })).rejects.toThrow('ResourceNotFoundException');
  });
});

describe('a place in a stream', () => {
  it('comes back from its text, and nothing else does', () => {
    const shards = [{ id: 's', parent: undefined }];
    const place = advanced(startOfFeed, shards, 's', { after: '7', ended: true }, 3);
    expect(parsePlace(sequenceOf(place))).toEqual(place);
    for (const text of ['', '7', '0000000000000003', '0000000000000003-e30x', `x${sequenceOf(place)}`]) {
      expect(() => parsePlace(text)).toThrow(TypeError);
    }
  });

  it('forgets shards that the stream no longer has, whose children then stand alone', () => {
    const old = advanced(startOfFeed, [{ id: 'old', parent: undefined }], 'old', { after: '1', ended: true }, 1);
    const young = { id: 'young', parent: 'old' };
    expect(readableShards([young], startOfFeed)).toEqual([young]);
    expect(Object.keys(advanced(old, [young], 'young', { after: '2', ended: false }, 1).shards)).toEqual(['young']);
  });
});
