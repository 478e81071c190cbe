import type { DynamoDBStreamEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createLocalObservability } from '../../../lib/platform/embedded/observability.local.ts';
import { createStreamStep } from '../../../lib/platform/embedded/runtime/stream-source.ts';
import type { ChangeRecord, OutgoingMessage, Platform } from '../../../lib/platform/ports.ts';

const record = (number: number): ChangeRecord => ({
  sequence: String(number).padStart(4, '0'),
  kind: 'insert',
  key: { PK: 'main#COUNTER#one', SK: `E#${number}` },
  newImage: { PK: 'main#COUNTER#one', SK: `E#${number}`, number },
  oldImage: undefined,
});

type Answer = { readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] };

const tenRecords = Array.from({ length: 10 }, (_, index) => record(index + 1));

/** A reader over these records, whose function fails as told. */
const open = (handle: (sequences: readonly string[], call: number) => Answer, records: readonly ChangeRecord[] = tenRecords) => {
  const calls: string[][] = [];
  const setAside: OutgoingMessage[] = [];
  const pauses: number[] = [];
  let position: string | undefined;
  const step = createStreamStep({
    platform: {
      observability: createLocalObservability(),
      queue: (name: string) => {
        expect(name).toBe('projector-dlq');
        return { send: async (some: readonly OutgoingMessage[]) => void setAside.push(...some) };
      },
    } as unknown as Platform,
    functions: {
      preload: async () => undefined,
      invoke: async (_, event) => {
        const sequences = (event as DynamoDBStreamEvent).Records.map((one) => one.dynamodb?.SequenceNumber ?? '');
        calls.push(sequences);
        return handle(sequences, calls.length);
      },
    },
    wiring: { name: 'projector', table: 'ledger', handler: 'platform/project', batchSize: 4, maxAttempts: 3 },
    feed: { read: async ({ after, limit }) => records.filter(({ sequence }) => after === undefined || sequence > after).slice(0, limit) },
    position: { read: async () => position, save: async (sequence) => void (position = sequence) },
    sleep: async (ms) => void pauses.push(ms),
  });
  const drain = async (): Promise<void> => {
    for (let steps = 0; await step(); steps += 1) if (steps > 50) throw new Error('it never comes to an end');
  };
  return { drain, calls, setAside, pauses, position: () => position };
};

const fine: Answer = { batchItemFailures: [] };
const failing = (sequence: string): Answer => ({ batchItemFailures: [{ itemIdentifier: sequence }] });

describe('the reader of a stream', () => {
  it('reads on from where it has got to', async () => {
    const reader = open(() => fine);
    await reader.drain();
    expect(reader.calls.map((sequences) => sequences.length)).toEqual([4, 4, 2]);
    expect(reader.position()).toBe('0010');
  });

  it('passes over what is no commit, so that it never ends as a dead letter that no tenant can send back', async () => {
    const place = { PK: 'CARTEXPIRY', SK: 'PLACE' };
    const records: readonly ChangeRecord[] = [
      record(1),
      { ...record(2), key: place, newImage: place },
      record(3),
      { ...record(4), kind: 'modify' },
      { ...record(5), kind: 'remove', newImage: undefined },
      { ...record(6), key: place, newImage: place },
    ];
    const reader = open((sequences) => (sequences.includes('0003') ? failing('0003') : fine), records);
    await reader.drain();
    expect(reader.calls).toEqual([['0001', '0003'], ['0003'], ['0003']]);
    expect(reader.setAside.map(({ body }) => JSON.parse(body))).toMatchObject([{ record: { sequence: '0003' } }]);
    expect(reader.position()).toBe('0006');
  });

  it('repeats from the first record that failed, and not what came before it', async () => {
    const reader = open((sequences, call) => (call === 1 && sequences.includes('0003') ? failing('0003') : fine));
    await reader.drain();
    expect(reader.calls[1]?.[0]).toBe('0003');
    expect(reader.setAside).toEqual([]);
    expect(reader.pauses).toHaveLength(1);
  });

  it('sets a record aside that fails every time, with its payload, and goes on with the rest', async () => {
    const reader = open((sequences) => (sequences.includes('0005') ? failing('0005') : fine));
    await reader.drain();
    expect(reader.calls.filter((sequences) => sequences.includes('0005'))).toHaveLength(3);
    expect(reader.setAside.map(({ body }) => JSON.parse(body))).toMatchObject([
      { stream: 'projector', record: { sequence: '0005', newImage: { number: 5 } } },
    ]);
    expect(reader.position()).toBe('0010');
    expect(new Set(reader.calls.flat())).toEqual(new Set(Array.from({ length: 10 }, (_, index) => String(index + 1).padStart(4, '0'))));
  });

  it('counts the tries of each record for itself', async () => {
    const tries = new Map<string, number>();
    const reader = open((sequences) => {
      const bad = ['0002', '0004'].find((sequence) => sequences.includes(sequence) && (tries.get(sequence) ?? 0) < 2);
      if (bad === undefined) return fine;
      tries.set(bad, (tries.get(bad) ?? 0) + 1);
      return failing(bad);
    });
    await reader.drain();
    expect(reader.setAside).toEqual([]);
    expect(reader.position()).toBe('0010');
  });

  it('takes a function that breaks off as a failure of its first record, and waits longer each time', async () => {
    const reader = open((sequences) => {
      if (sequences[0] === '0001') throw new Error('out of memory');
      return fine;
    });
    await reader.drain();
    expect(reader.setAside).toHaveLength(1);
    expect(reader.pauses).toEqual([...reader.pauses].sort((left, right) => left - right));
    expect(reader.position()).toBe('0010');
  });
});
