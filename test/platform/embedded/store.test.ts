import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseFileName, openStore, type Store } from '../../../lib/platform/embedded/store.ts';
import { UnavailableError } from '../../../lib/platform/ports.ts';
import { temporaryFolder } from '../../contract/engine.ts';

type NoteRow = { readonly id: number; readonly text: string };

describe('store', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let store: Store;
  const open = (batchSize = 512): Store => openStore({ dataDir: folder.path, batchSize });

  const notes = (): readonly string[] => store.all<NoteRow>('SELECT * FROM note ORDER BY id').map((row) => row.text);
  const add = (text: string): Promise<number> => store.write((writer) => writer.run('INSERT INTO note (text) VALUES (?)', text));

  beforeEach(() => {
    folder = temporaryFolder();
    store = open();
    store.define('CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)');
  });
  afterEach(async () => {
    await store.close();
    folder.remove();
  });

  it('syncs every commit to the disk and zeroes what it deletes', () => {
    // No test can cut the power, so what makes a commit outlive that is asked for directly; 2 is FULL.
    expect(store.get('PRAGMA synchronous')).toEqual({ synchronous: 2 });
    expect(store.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(store.get('PRAGMA secure_delete')).toEqual({ secure_delete: 1 });
  });

  it('shows a write to readers only once it is committed', async () => {
    const written = add('one');
    expect(notes()).toEqual([]);
    expect(await written).toBe(1);
    expect(notes()).toEqual(['one']);
  });

  it('lets later writes of a batch see the earlier ones', async () => {
    const [, seen] = await Promise.all([add('one'), store.write((writer) => writer.all<NoteRow>('SELECT * FROM note').length)]);
    expect(seen).toBe(1);
  });

  it('puts the writes of one moment into few commits', async () => {
    let commits = 0;
    store.onChanged(() => {
      commits += 1;
    });
    await Promise.all(
      Array.from({ length: 1_000 }, (_, index) =>
        store.write((writer) => {
          writer.announce(`topic ${index}`);
          return writer.run('INSERT INTO note (text) VALUES (?)', String(index));
        }),
      ),
    );
    expect(notes()).toHaveLength(1_000);
    expect(commits).toBe(2);
  });

  it('refuses a failing write alone, when it fails before its first change', async () => {
    const results = await Promise.allSettled([
      add('one'),
      store.write(() => {
        throw new Error('refused');
      }),
      add('two'),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(notes()).toEqual(['one', 'two']);
  });

  it('leaves nothing of a write that fails halfway, and keeps the others of its batch', async () => {
    const results = await Promise.allSettled([
      add('one'),
      store.write((writer) => {
        writer.run('INSERT INTO note (text) VALUES (?)', 'half');
        throw new Error('stopped halfway');
      }),
      add('two'),
      store.write((writer) => {
        writer.run('INSERT INTO note (text) VALUES (?)', 'another half');
        writer.run('INSERT INTO note (text) VALUES (?)', 'one');
      }),
      add('three'),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled']);
    expect(notes()).toEqual(['one', 'two', 'three']);
  });

  it('tells listeners after the commit what changed, and nothing of refused writes', async () => {
    const heard: { readonly topics: readonly string[]; readonly notes: readonly string[] }[] = [];
    const stop = store.onChanged((topics) => heard.push({ topics: [...topics], notes: notes() }));
    await Promise.allSettled([
      store.write((writer) => {
        writer.announce('good');
        writer.run('INSERT INTO note (text) VALUES (?)', 'one');
      }),
      store.write((writer) => {
        writer.announce('refused');
        throw new Error('refused');
      }),
      store.write((writer) => {
        writer.run('INSERT INTO note (text) VALUES (?)', 'half');
        writer.announce('halfway');
        throw new Error('halfway');
      }),
    ]);
    stop();
    await store.write((writer) => writer.announce('unheard'));
    expect(heard).toEqual([{ topics: ['good'], notes: ['one'] }]);
  });

  it('rejects every write of a batch that the disk could not take, and goes on when it can', async () => {
    const { page_count: pages } = store.get<{ page_count: number }>('PRAGMA page_count') as { page_count: number };
    store.get(`PRAGMA max_page_count = ${pages + 2}`);
    const results = await Promise.allSettled([add('small'), add('x'.repeat(100_000)), add('other')]);
    for (const result of results) {
      expect(result.status).toBe('rejected');
      expect((result as PromiseRejectedResult).reason).toBeInstanceOf(UnavailableError);
    }
    expect(notes()).toEqual([]);
    store.get('PRAGMA max_page_count = 100000');
    await add('small');
    expect(notes()).toEqual(['small']);
  });

  it('commits what is queued when it closes, and refuses what comes later', async () => {
    const written = Promise.all(Array.from({ length: 20 }, (_, index) => add(String(index))));
    await store.close();
    await written;
    await expect(add('late')).rejects.toThrow(UnavailableError);
    expect(() => notes()).toThrow(UnavailableError);
    store = open();
    expect(notes()).toHaveLength(20);
  });

  it('keeps batches within their bound', async () => {
    await store.close();
    store = open(10);
    let commits = 0;
    store.onChanged(() => {
      commits += 1;
    });
    await Promise.all(Array.from({ length: 95 }, (_, index) => store.write((writer) => writer.announce(String(index)))));
    expect(commits).toBe(10);
  });
});

describe('a store that runs ahead of the disk', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let store: Store;
  const texts = (from: Store): readonly string[] => from.all<NoteRow>('SELECT * FROM note ORDER BY id').map((row) => row.text);
  const add = (text: string): Promise<number> => store.write((writer) => writer.run('INSERT INTO note (text) VALUES (?)', text));
  const withOther = async <T>(look: (other: Store) => T): Promise<T> => {
    const other = openStore({ dataDir: folder.path });
    try {
      return look(other);
    } finally {
      await other.close();
    }
  };
  const fillDisk = (): void => {
    const { page_count: pages } = store.get<{ page_count: number }>('PRAGMA page_count') as { page_count: number };
    store.get(`PRAGMA max_page_count = ${pages + 2}`);
  };

  beforeEach(() => {
    folder = temporaryFolder();
    store = openStore({ dataDir: folder.path });
    store.define('CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)');
    store.runAhead();
  });
  afterEach(async () => {
    await store.close();
    folder.remove();
  });

  it('shows a write at once, and to others when it is durable', async () => {
    const written = add('one');
    expect(texts(store)).toEqual(['one']);
    expect(await withOther(texts)).toEqual([]);
    await written;
    await store.durable();
    expect(await withOther(texts)).toEqual(['one']);
  });

  it('has everything durable that settled before it was asked', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, index) => add(String(index))));
    await store.durable();
    expect(await withOther(texts)).toHaveLength(50);
    await store.durable();
  });

  it('becomes durable by itself when nobody waits', async () => {
    await add('one');
    await expect.poll(() => withOther(texts)).toEqual(['one']);
  });

  it('leaves nothing of a write that fails halfway, and keeps the others', async () => {
    await add('one');
    const halfway = store.write((writer) => {
      writer.run('INSERT INTO note (text) VALUES (?)', 'half');
      writer.announce('halfway');
      throw new RangeError('halfway');
    });
    await expect(halfway).rejects.toThrow(RangeError);
    await add('two');
    await store.durable();
    expect(await withOther(texts)).toEqual(['one', 'two']);
  });

  it('tells listeners what changed, once for many writes', async () => {
    const heard: (readonly string[])[] = [];
    store.onChanged((topics) => heard.push([...topics]));
    const announce = (topic: string): Promise<void> => store.write((writer) => writer.announce(topic));
    await Promise.all([announce('a'), announce('b'), announce('a')]);
    await expect.poll(() => heard).toEqual([['a', 'b']]);
  });

  it('takes nothing more when the disk could not keep what had settled', async () => {
    await add('kept');
    await store.durable();
    const failures: Error[] = [];
    store.onFailed((error) => failures.push(error));
    fillDisk();
    await add('lost');
    const awaited = store.durable();
    await expect(add('x'.repeat(100_000))).rejects.toThrow(UnavailableError);
    await expect(awaited).rejects.toThrow(UnavailableError);
    await expect(store.durable()).rejects.toThrow(UnavailableError);
    store.get('PRAGMA max_page_count = 100000');
    await expect(add('late')).rejects.toThrow(UnavailableError);
    expect(failures).toHaveLength(1);
    expect(texts(store)).toEqual(['kept']);
    await expect(store.close()).rejects.toThrow(UnavailableError);
    store = openStore({ dataDir: folder.path });
    await add('anew');
    expect(texts(store)).toEqual(['kept', 'anew']);
  });

  it('loses one write alone that does not fit, when nothing had settled beside it', async () => {
    fillDisk();
    await expect(add('x'.repeat(100_000))).rejects.toThrow(UnavailableError);
    store.get('PRAGMA max_page_count = 100000');
    await add('small');
    await store.durable();
    expect(texts(store)).toEqual(['small']);
  });

  it('loses one write alone when another process has the database', { timeout: 20_000 }, async () => {
    const database = new DatabaseSync(join(folder.path, databaseFileName));
    database.exec('BEGIN IMMEDIATE');
    await expect(add('one')).rejects.toThrow(UnavailableError);
    database.exec('ROLLBACK');
    database.close();
    await add('two');
    await store.durable();
    expect(texts(store)).toEqual(['two']);
  });

  it('commits when it closes', async () => {
    await add('one');
    await store.close();
    store = openStore({ dataDir: folder.path });
    expect(texts(store)).toEqual(['one']);
  });
});

describe('destroying traces', () => {
  const containsAny = (folderPath: string, secrets: readonly string[]): readonly string[] => {
    const bytes = Buffer.concat(readdirSync(folderPath).map((file) => readFileSync(join(folderPath, file))));
    return secrets.filter((secret) => bytes.includes(secret));
  };

  /** Text that no other row repeats, without randomness. */
  const secretOf = (index: number): string =>
    `secret-${index}-${((index + 1) * 2_654_435_761).toString(36)}-${((index + 7) * 40_503).toString(36)}`;

  it('leaves no byte of deleted rows in any file, though rows have moved between pages', async () => {
    const folder = temporaryFolder();
    const store = openStore({ dataDir: folder.path });
    try {
      store.define('CREATE TABLE vault (key TEXT PRIMARY KEY, doc TEXT NOT NULL) WITHOUT ROWID');
      const count = 1_500;
      // Keys in scattered order and documents of many lengths make pages split and rows move.
      const keyOf = (index: number): string => ((index * 7_919) % count).toString(36).padStart(4, '0');
      await Promise.all(
        Array.from({ length: count }, (_, index) =>
          store.write((writer) =>
            writer.run('INSERT INTO vault VALUES (?, ?)', keyOf(index), secretOf(index) + '.'.repeat((index * 37) % 1_100)),
          ),
        ),
      );
      await Promise.all(
        Array.from({ length: count }, (_, index) =>
          index % 3 === 0
            ? store.write((writer) =>
                writer.run('UPDATE vault SET doc = ? WHERE key = ?', secretOf(index) + '-'.repeat((index * 91) % 2_000), keyOf(index)),
              )
            : Promise.resolve(0),
        ),
      );
      const victims = Array.from({ length: count }, (_, index) => index).filter((index) => index % 7 === 0);
      await Promise.all(victims.map((index) => store.write((writer) => writer.run('DELETE FROM vault WHERE key = ?', keyOf(index)))));
      const secrets = victims.map(secretOf);
      expect(containsAny(folder.path, secrets).length).toBeGreaterThan(0);

      await store.destroyTraces();

      expect(containsAny(folder.path, secrets)).toEqual([]);
      expect(store.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
      const kept = store.all<{ key: string; doc: string }>('SELECT * FROM vault');
      expect(kept).toHaveLength(count - victims.length);
      expect(containsAny(folder.path, [secretOf(1)])).toEqual([secretOf(1)]);
      await store.write((writer) => writer.run('INSERT INTO vault VALUES (?, ?)', 'zzzz', 'still works'));
      expect(store.get('SELECT doc FROM vault WHERE key = ?', 'zzzz')).toEqual({ doc: 'still works' });
    } finally {
      await store.close();
      folder.remove();
    }
  });

  it('refuses while another process has the database open', async () => {
    const folder = temporaryFolder();
    const store = openStore({ dataDir: folder.path });
    const other = openStore({ dataDir: folder.path });
    try {
      await expect(store.destroyTraces()).rejects.toThrow(UnavailableError);
      await other.close();
      await store.destroyTraces();
    } finally {
      await other.close();
      await store.close();
      folder.remove();
    }
  });
});
