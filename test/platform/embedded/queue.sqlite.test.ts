import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plusMs } from '../../../lib/kernel/instant.ts';
import { openEventBus } from '../../../lib/platform/embedded/event-bus.embedded.ts';
import { type EmbeddedQueue, type EmbeddedQueues, openQueues } from '../../../lib/platform/embedded/queue.sqlite.ts';
import { readyGroupsSql } from '../../../lib/platform/embedded/queue.storage.ts';
import { openStore } from '../../../lib/platform/embedded/store.ts';
import { openTimers } from '../../../lib/platform/embedded/timers.sqlite.ts';
import type { ReceivedMessage } from '../../../lib/platform/ports.ts';
import { type EmbeddedParts, openEmbeddedParts, startOfTests } from '../../contract/engine.ts';

const definitions = [{ name: 'work' }, { name: 'ordered', fifo: true }];

describe('embedded queues', () => {
  let parts: EmbeddedParts;
  let queues: EmbeddedQueues;
  let work: EmbeddedQueue;
  let ordered: EmbeddedQueue;
  let heard: string[];
  beforeEach(() => {
    parts = openEmbeddedParts();
    queues = openQueues({ ...parts, definitions, deadLetterQueues: ['publisher-dlq'] });
    work = queues.get('work');
    ordered = queues.get('ordered');
    heard = [];
    parts.store.onChanged((topics) => heard.push(...topics));
  });
  afterEach(async () => parts.close());

  const receiveOne = async (queue: EmbeddedQueue, visibilitySeconds = 30): Promise<ReceivedMessage> => {
    const [message] = await queue.receive({ max: 1, visibilitySeconds });
    if (message === undefined) throw new Error('Nothing was there to receive');
    return message;
  };

  it('has a dead-letter queue of the same kind for each, and those of other readers', () => {
    expect(queues.names).toEqual(['work', 'work-dlq', 'ordered', 'ordered-dlq', 'publisher-dlq']);
    expect(queues.get('ordered-dlq').fifo).toBe(true);
    expect(() => queues.get('nowhere')).toThrow('nowhere');
    expect(() => openQueues({ ...parts, definitions: [{ name: 'a' }, { name: 'a' }] })).toThrow('"a"');
  });

  it('parks a message after four receives unless its wiring says otherwise', async () => {
    await work.send([{ body: 'poison' }]);
    for (let count = 1; count <= 4; count += 1) {
      expect((await receiveOne(work)).receiveCount).toBe(count);
      parts.clock.advanceMs(30_000);
    }
    expect(await work.receive({ max: 1, visibilitySeconds: 30 })).toEqual([]);
    expect(await queues.get('work-dlq').depth()).toEqual({ waiting: 1, inFlight: 0 });
  });

  it('says when it has something to receive', async () => {
    expect(work.nextReceivableAt()).toBeUndefined();
    await work.send([{ body: 'later', delaySeconds: 60 }]);
    expect(work.nextReceivableAt()).toBe(plusMs(startOfTests, 60_000));
    await work.send([{ body: 'now' }]);
    expect(work.nextReceivableAt()).toBe(startOfTests);
    await receiveOne(work, 90);
    expect(work.nextReceivableAt()).toBe(plusMs(startOfTests, 60_000));
    await ordered.send([
      { body: '1', group: 'g' },
      { body: '2', group: 'g' },
    ]);
    await receiveOne(ordered, 45);
    expect(ordered.nextReceivableAt()).toBe(plusMs(startOfTests, 45_000));
  });

  it('wakes listeners when something can be received, and only then', async () => {
    await ordered.send([
      { body: '1', group: 'g' },
      { body: '2', group: 'g' },
    ]);
    expect(heard.splice(0)).toEqual(['queue:ordered']);
    const first = await receiveOne(ordered);
    expect(heard.splice(0)).toEqual([]);
    await ordered.acknowledge(first.receipt);
    expect(heard.splice(0)).toEqual(['queue:ordered']);
    const second = await receiveOne(ordered);
    await ordered.acknowledge(second.receipt);
    expect(heard.splice(0)).toEqual([]);
  });

  it('counts receives over a crash, so that a message which kills the process is parked in the end', async () => {
    await work.send([{ body: 'killer' }]);
    await receiveOne(work);
    const after = openStore({ dataDir: parts.dataDir });
    parts.clock.advanceMs(30_000);
    const reopened = openQueues({ ...parts, store: after, definitions }).get('work');
    expect((await receiveOne(reopened)).receiveCount).toBe(2);
    await after.close();
  });

  it('does not send back what is being looked into, nor what came from no queue', async () => {
    await parts.store.write((writer) => queues.enqueue(writer, 'publisher-dlq', { body: 'record', messageId: 'm1' }));
    expect(await queues.get('publisher-dlq').redrive({ limit: 10 })).toBe(0);
    expect(await queues.get('publisher-dlq').browse(10)).toMatchObject([{ body: 'record', messageId: 'm1' }]);

    await work.send([{ body: 'poison' }]);
    for (let count = 1; count <= 5; count += 1) {
      await work.receive({ max: 1, visibilitySeconds: 30 });
      parts.clock.advanceMs(30_000);
    }
    const looking = await receiveOne(queues.get('work-dlq'));
    expect(await queues.get('work-dlq').redrive({ limit: 10 })).toBe(0);
    await queues.get('work-dlq').changeVisibility(looking.receipt, 0);
    expect(await queues.get('work-dlq').redrive({ limit: 10 })).toBe(1);
  });

  it('keeps deduplication small', async () => {
    for (let index = 0; index < 40; index += 1) {
      await ordered.send([{ body: 'x', group: 'g', deduplicationId: String(index) }]);
      parts.clock.advanceMs(30_000);
    }
    const { count } = parts.store.get<{ count: number }>('SELECT COUNT(*) AS count FROM queue_deduplication') as { count: number };
    expect(count).toBeLessThanOrEqual(11);
  });

  describe('a new process', () => {
    it('takes back what the old one was handling, and voids its receipts', async () => {
      await work.send([{ body: 'a' }]);
      await ordered.send([
        { body: 'b', group: 'g' },
        { body: 'c', group: 'g' },
      ]);
      const [taken, head] = [await receiveOne(work), await receiveOne(ordered)];
      expect(await ordered.receive({ max: 10, visibilitySeconds: 30 })).toEqual([]);
      expect(await queues.takeBack()).toBe(2);
      await work.acknowledge(taken.receipt);
      await ordered.acknowledge(head.receipt);
      expect((await receiveOne(work)).receiveCount).toBe(2);
      const again = await ordered.receive({ max: 10, visibilitySeconds: 30 });
      expect(again.map(({ body, receiveCount }) => [body, receiveCount])).toEqual([
        ['b', 2],
        ['c', 1],
      ]);
    });

    it('leaves a message alone that was sent with a delay', async () => {
      await work.send([{ body: 'later', delaySeconds: 60 }]);
      expect(await queues.takeBack()).toBe(0);
      expect(await work.receive({ max: 1, visibilitySeconds: 30 })).toEqual([]);
    });
  });

  describe('receiving from a long backlog', () => {
    it('reads the groups that are ready, not the whole backlog', async () => {
      const messages = Array.from({ length: 3_000 }, (_, index) => ({ body: String(index), group: `g${index % 3}` }));
      await ordered.send(messages);
      const plan = parts.store.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${readyGroupsSql}`, 'ordered', 0, 1);
      expect(plan.length).toBeGreaterThan(0);
      expect(plan.every((step) => step.detail.startsWith('SEARCH') && step.detail.includes('queue_group_ready'))).toBe(true);
      expect((await ordered.receive({ max: 10, visibilitySeconds: 30 })).map((message) => message.body)).toEqual(
        Array.from({ length: 10 }, (_, index) => String(index * 3)),
      );
    });
  });

  describe('timers', () => {
    it('move to their queue in one commit: never both there, nor both gone', async () => {
      const timers = openTimers(parts.store, queues, parts.clock, parts.ids);
      expect(timers.nextDueAt()).toBeUndefined();
      await timers.schedule({ name: 'a', at: plusMs(startOfTests, 1_000), queue: 'work', body: 'x' });
      await timers.schedule({ name: 'b', at: plusMs(startOfTests, 500), queue: 'work', body: 'y' });
      expect(timers.nextDueAt()).toBe(plusMs(startOfTests, 500));
      expect(await timers.moveDue(10)).toBe(0);
      parts.clock.advanceMs(1_000);
      heard.splice(0);
      expect(await timers.moveDue(1)).toBe(1);
      expect(heard).toEqual(['queue:work']);
      expect(timers.nextDueAt()).toBe(plusMs(startOfTests, 1_000));
      expect(await work.depth()).toEqual({ waiting: 1, inFlight: 0 });
      expect(await timers.moveDue(10)).toBe(1);
      expect(timers.nextDueAt()).toBeUndefined();
    });

    it('of a queue that no longer exists wait for it and hold up nobody', async () => {
      const before = openTimers(parts.store, queues, parts.clock, parts.ids);
      await before.schedule({ name: 'orphan', at: startOfTests, queue: 'publisher-dlq', body: 'x' });
      await before.schedule({ name: 'other', at: startOfTests, queue: 'work', body: 'y' });
      const fewer = openTimers(parts.store, openQueues({ ...parts, definitions }), parts.clock, parts.ids);
      expect(await fewer.moveDue(10)).toBe(1);
      expect(await fewer.moveDue(10)).toBe(0);
      expect(fewer.nextDueAt()).toBeUndefined();
      expect(before.nextDueAt()).toBe(startOfTests);
      expect(await before.moveDue(10)).toBe(1);
    });

    it('refuse FIFO queues, for which they know no group', async () => {
      const timers = openTimers(parts.store, queues, parts.clock, parts.ids);
      await expect(timers.schedule({ name: 'a', at: startOfTests, queue: 'ordered', body: 'x' })).rejects.toThrow('FIFO');
    });
  });

  describe('bus', () => {
    it('refuses subscriptions to FIFO and unknown queues, and patterns it cannot run', () => {
      const open = (queue: string, pattern: Record<string, unknown>): unknown =>
        openEventBus(parts.store, queues, parts.clock, parts.ids, [{ name: 'sub', queue, pattern }]);
      expect(() => open('ordered', { source: ['a'] })).toThrow('FIFO');
      expect(() => open('nowhere', { source: ['a'] })).toThrow('nowhere');
      expect(() => open('work', { source: [{ regex: 'a' }] })).toThrow('regex');
    });

    it('reports an event that could not be stored, and stores nothing of it', async () => {
      const bus = openEventBus(parts.store, queues, parts.clock, parts.ids, [
        { name: 'one', queue: 'work', pattern: { source: ['oms.orders'] } },
        { name: 'two', queue: 'publisher-dlq', pattern: { source: ['oms.orders'] } },
      ]);
      // An envelope a little above what a queue takes: the event itself is within the bus's bound.
      const detail = { text: 'x'.repeat(256 * 1024 - 60) };
      expect(await bus.publish([{ source: 'oms.orders', detailType: 'Big', detail }])).toMatchObject([
        { index: 0, code: 'InternalFailure' },
      ]);
      expect(await work.depth()).toEqual({ waiting: 0, inFlight: 0 });
    });
  });
});
