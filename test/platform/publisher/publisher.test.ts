import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createLocalObservability } from '../../../lib/platform/embedded/observability.local.ts';
import { encodeCommit, startOfStream } from '../../../lib/platform/event-store/commit.codec.ts';
import type { StreamRecord } from '../../../lib/platform/handlers/stream.handler.ts';
import { type BusEvent, type OutgoingMessage, type Platform, UnavailableError } from '../../../lib/platform/ports.ts';
import { createPublisher, type Publication } from '../../../lib/platform/publisher/publisher.ts';
import { startOfTests } from '../../contract/engine.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const publications: Readonly<Record<string, Publication>> = {
  COUNTER: { source: 'oms.counters', detailTypes: { 'counter.added': 'Added' } },
  LINE: {
    source: 'oms.lines',
    detailTypes: { 'line.moved': 'Moved' },
    ordered: { queue: 'line-changes', groupOf: (streamId) => streamId.split('@')[0] ?? '' },
  },
};

const commit = (kind: string, id: string, types: readonly string[]): StreamRecord => {
  let serial = 0;
  const { item } = encodeCommit(
    {
      id: { tenantId: 'main', kind, id },
      position: startOfStream,
      events: types.map((type, index) => ({ type, index })),
      schemaVersions: { 'counter.added': 1, 'line.moved': 1, 'line.unheard': 1 },
      context: { actor: { kind: 'system', id: 'test' }, correlationId: 'c', causationId: 'c' },
      now: startOfTests,
    },
    () => `${id}-${(serial += 1)}`,
    sha256,
  );
  return { sequence: id, kind: 'insert', newImage: item, oldImage: undefined };
};

/** A bus that refuses by `refuses(event, try)`. */
const open = (refuses: (event: BusEvent, tries: number) => boolean = () => false) => {
  const accepted: string[] = [];
  const calls: number[] = [];
  const messages: OutgoingMessage[] = [];
  const tries = new Map<string, number>();
  const platform = {
    sha256,
    observability: createLocalObservability(),
    bus: {
      publish: async (events: readonly BusEvent[]) => {
        calls.push(events.length);
        return events.flatMap((event, index) => {
          const name = String(event.detail['event_id']);
          tries.set(name, (tries.get(name) ?? 0) + 1);
          if (refuses(event, tries.get(name) ?? 0)) return [{ index, code: 'ThrottlingException', message: 'slow down' }];
          accepted.push(name);
          return [];
        });
      },
    },
    queue: () => ({ send: async (some: readonly OutgoingMessage[]) => void messages.push(...some) }),
  } as unknown as Platform;
  return { publish: createPublisher(platform, publications), accepted, calls, messages };
};

describe('the publisher', () => {
  it('puts every event of every commit on the bus, ten at a time', async () => {
    const { publish, accepted, calls } = open();
    await publish([
      commit(
        'COUNTER',
        'a',
        Array.from({ length: 13 }, () => 'counter.added'),
      ),
      commit(
        'COUNTER',
        'b',
        Array.from({ length: 9 }, () => 'counter.added'),
      ),
    ]);
    expect(accepted).toHaveLength(22);
    expect(calls).toEqual([10, 10, 2]);
  });

  it('sends again what was refused, and only that', async () => {
    const { publish, accepted, calls } = open((event, tries) => ['a-2', 'a-4'].includes(String(event.detail['event_id'])) && tries < 3);
    await publish([
      commit(
        'COUNTER',
        'a',
        Array.from({ length: 5 }, () => 'counter.added'),
      ),
    ]);
    expect(calls).toEqual([5, 2, 2]);
    expect(accepted).toEqual(['a-1', 'a-3', 'a-5', 'a-2', 'a-4']);
  });

  it('fails when the bus goes on refusing, so that the record is read again', async () => {
    const { publish, calls } = open((event) => event.detail['event_id'] === 'a-1');
    await expect(publish([commit('COUNTER', 'a', ['counter.added', 'counter.added'])])).rejects.toThrow(UnavailableError);
    expect(calls).toEqual([2, 1, 1, 1]);
  });

  it('does not tell the bus how events are chained', async () => {
    const seen: BusEvent[] = [];
    const { publish } = open((event) => seen.push(event) < 0);
    await publish([commit('COUNTER', 'a', ['counter.added'])]);
    expect(seen).toMatchObject([{ source: 'oms.counters', detailType: 'Added', detail: { type: 'counter.added', version: 1 } }]);
    expect(seen[0]?.detail).not.toHaveProperty('prev_hash');
  });

  it('also sends in order what has to be read in order, once per event', async () => {
    const { publish, messages } = open();
    await publish([commit('LINE', 'sku-1@east', ['line.moved', 'line.moved'])]);
    expect(messages.map(({ group, deduplicationId }) => [group, deduplicationId])).toEqual([
      ['main#sku-1', 'sku-1@east-1'],
      ['main#sku-1', 'sku-1@east-2'],
    ]);
  });

  it('passes over rows that are no commits, and refuses commits that nobody has declared', async () => {
    const { publish, accepted } = open();
    await publish([
      { sequence: '1', kind: 'insert', newImage: { PK: 'main#COUNTER#a', SK: 'S#latest' }, oldImage: undefined },
      { sequence: '2', kind: 'modify', newImage: commit('COUNTER', 'a', ['counter.added']).newImage, oldImage: undefined },
      { sequence: '3', kind: 'remove', newImage: undefined, oldImage: undefined },
    ]);
    expect(accepted).toEqual([]);
    await expect(publish([commit('NOBODY', 'a', ['counter.added'])])).rejects.toThrow('NOBODY');
    await expect(publish([commit('LINE', 'a', ['line.unheard'])])).rejects.toThrow('line.unheard');
  });
});
