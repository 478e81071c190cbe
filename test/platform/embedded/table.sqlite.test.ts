import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EmbeddedChangeFeed } from '../../../lib/platform/embedded/change-feed.sqlite.ts';
import { type EmbeddedTable, openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import { ConditionFailedError, InvalidCursorError } from '../../../lib/platform/ports.ts';
import { type EmbeddedParts, openEmbeddedParts } from '../../contract/engine.ts';

describe('embedded table', () => {
  let parts: EmbeddedParts;
  let table: EmbeddedTable;
  let feed: EmbeddedChangeFeed;
  beforeEach(() => {
    parts = openEmbeddedParts();
    const opened = openTable(parts.store, { name: 'ledger', streamed: true });
    table = opened.table;
    feed = opened.feed as EmbeddedChangeFeed;
  });
  afterEach(async () => parts.close());

  const put = (SK: string, attributes: Record<string, unknown> = {}): Promise<void> => table.put({ PK: 'P', SK, ...attributes });
  const sequences = async (): Promise<readonly string[]> => (await feed.read({ limit: 1_000 })).map((record) => record.sequence);

  describe('sweeping expired records', () => {
    it('deletes those whose second has passed, oldest first, and tells the feed', async () => {
      await Promise.all([
        put('old', { ttl: 100 }),
        put('older', { ttl: 50 }),
        put('due', { ttl: 200 }),
        put('fresh', { ttl: 201 }),
        put('kept'),
      ]);
      expect(await table.sweepExpired(200, 1)).toBe(1);
      expect(await table.get({ PK: 'P', SK: 'older' })).toBeUndefined();
      expect(await table.sweepExpired(200, 10)).toBe(1);
      expect((await table.query({ PK: 'P' })).items.map((item) => item.SK)).toEqual(['due', 'fresh', 'kept']);
      const removed = (await feed.read({ limit: 100 })).filter((record) => record.kind === 'remove');
      expect(removed.map((record) => record.oldImage?.SK)).toEqual(['older', 'old']);
    });

    it('follows a change of the moment', async () => {
      await put('A', { ttl: 100 });
      await table.update({ PK: 'P', SK: 'A' }, { set: { ttl: 300 } });
      await put('B', { ttl: 100 });
      await table.update({ PK: 'P', SK: 'B' }, { remove: ['ttl'] });
      expect(await table.sweepExpired(200, 10)).toBe(0);
      expect(await table.sweepExpired(301, 10)).toBe(1);
    });

    it('ignores a ttl that is not a number', async () => {
      await put('A', { ttl: 'soon' });
      expect(await table.sweepExpired(Number.MAX_SAFE_INTEGER, 10)).toBe(0);
    });
  });

  describe('consumers of the feed', () => {
    it('remembers where each has come to, over a restart of the reader', async () => {
      await feed.consumers.register('publisher');
      expect(feed.consumers.position('publisher')).toBeUndefined();
      await put('A');
      await put('B');
      const [first] = await sequences();
      await feed.consumers.save('publisher', first as string);
      const reopened = openTable(parts.store, { name: 'ledger', streamed: true }).feed as EmbeddedChangeFeed;
      await reopened.consumers.register('publisher');
      expect(reopened.consumers.position('publisher')).toBe(first);
      const rest = await reopened.read({ after: first as string, limit: 10 });
      expect(rest.map((record) => record.key.SK)).toEqual(['B']);
    });

    it('refuses a position for a consumer nobody registered', async () => {
      await put('A');
      await expect(feed.consumers.save('stranger', (await sequences())[0] as string)).rejects.toThrow('stranger');
    });

    it('forgets only what every consumer has passed', async () => {
      await feed.consumers.register('publisher');
      await feed.consumers.register('projector');
      for (const SK of ['A', 'B', 'C', 'D']) await put(SK);
      const all = await sequences();
      await feed.consumers.save('publisher', all[3] as string);
      expect(await feed.trim(100)).toBe(0);
      await feed.consumers.save('projector', all[1] as string);
      expect(await feed.trim(1)).toBe(1);
      expect(await feed.trim(100)).toBe(1);
      expect(await sequences()).toEqual(all.slice(2));
    });

    it('never gives a sequence twice, also after everything was forgotten', async () => {
      await feed.consumers.register('publisher');
      await put('A');
      const [first] = await sequences();
      await feed.consumers.save('publisher', first as string);
      await feed.trim(100);
      await put('B');
      const [second] = await sequences();
      expect((second as string) > (first as string)).toBe(true);
    });

    it('forgets nothing while nobody reads', async () => {
      await put('A');
      expect(await feed.trim(100)).toBe(0);
    });
  });

  it('wakes listeners after a change of a streamed table', async () => {
    const heard: string[] = [];
    parts.store.onChanged((topics) => heard.push(...topics));
    await put('A');
    await expect(table.put({ PK: 'P', SK: 'A' }, { kind: 'absent' })).rejects.toThrow(ConditionFailedError);
    expect(heard).toEqual(['feed:ledger']);
  });

  it('names a cursor that is not its own', async () => {
    await expect(table.query({ PK: 'P', cursor: 'e30' })).rejects.toThrow(InvalidCursorError);
    await expect(table.scan({ cursor: 'not json' })).rejects.toThrow(InvalidCursorError);
  });

  it('refuses keys that have no UTF-8 form and names that are no words', async () => {
    await expect(put('\ud800')).rejects.toThrow(TypeError);
    expect(() => openTable(parts.store, { name: 'a; DROP TABLE b' })).toThrow(TypeError);
  });

  it('keeps tables apart', async () => {
    const { table: other } = openTable(parts.store, { name: 'views' });
    await put('A');
    expect(await other.get({ PK: 'P', SK: 'A' })).toBeUndefined();
  });
});
