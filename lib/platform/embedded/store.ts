import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { UnavailableError } from '../ports.ts';
import { zeroFreeSpace } from './free-space.ts';

export const databaseFileName = 'waybill.db';

/** One row as SQLite gives it. */
export type Row = Readonly<Record<string, unknown>>;

export type Reader = {
  /** First row of a query, as committed (inside a write: as the batch stands). */
  get<T extends Row>(sql: string, ...values: readonly SQLInputValue[]): T | undefined;
  all<T extends Row>(sql: string, ...values: readonly SQLInputValue[]): readonly T[];
  /** Rows one by one, so that a caller who stops early pays for no more than it took. */
  iterate<T extends Row>(sql: string, ...values: readonly SQLInputValue[]): Iterable<T>;
};

/** What a write may do to the database. Everything it does is durable when its promise resolves, or has not happened. */
export type Writer = Reader & {
  /** @returns how many rows changed */
  run(sql: string, ...values: readonly SQLInputValue[]): number;
  /** Names something that changed; listeners hear of it after the commit. */
  announce(topic: string): void;
};

export type StoreOptions = {
  /** Folder of the database; made when missing. */
  readonly dataDir: string;
  /** Writes per commit at most, default 512: bounds how long a batch holds the thread. */
  readonly batchSize?: number;
};

/** The one database of a data folder. Reads are synchronous; writes of one moment share one durable commit. */
export interface Store extends Reader {
  /**
   * Runs `write` in the next batch. It may run again when another write of its batch fails late, so it must only
   * touch the database. What it throws rejects its promise alone and undoes it alone.
   * @throws UnavailableError when the batch could not be made durable
   */
  write<T>(write: (writer: Writer) => T): Promise<T>;
  /** Creates tables at start-up; not for use on a request's path. */
  define(sql: string): void;
  /** Calls `listener` after each commit that announced topics. @returns a function that ends it */
  onCommitted(listener: (topics: ReadonlySet<string>) => void): () => void;
  /** Leaves no byte of deleted rows in any file of the folder. Call it after the deletion has been committed. */
  destroyTraces(): Promise<void>;
  /** Commits what has been queued, then closes the files. Later writes are refused. */
  close(): Promise<void>;
}

type Pending = {
  readonly write: (writer: Writer) => unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
};

type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

// Primary result codes after which the whole batch is in doubt: busy, locked, out of memory, read-only, I/O error,
// corrupt, full, cannot open, not a database. SQLite may have rolled the transaction back by itself.
const infrastructureCodes: ReadonlySet<number> = new Set([5, 6, 7, 8, 10, 11, 13, 14, 26]);

const isInfrastructureError = (error: unknown): boolean => {
  const code = (error as { readonly errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' && infrastructureCodes.has(code & 0xff);
};

const unavailable = (message: string, cause?: unknown): UnavailableError => new UnavailableError(message, { cause });

const openDatabase = (file: string): DatabaseSync => {
  const database = new DatabaseSync(file, { timeout: 5_000, enableForeignKeyConstraints: false });
  // WAL makes a commit one sequential write and one sync; FULL syncs it before COMMIT returns.
  // secure_delete zeroes what is deleted, so that erasing a key erases its bytes.
  database.exec('PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  database.exec('PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 2000');
  return database;
};

/**
 * Opens (or creates) the database of a data folder.
 * @throws Error when the folder cannot be written or the file is not a database
 */
export const openStore = ({ dataDir, batchSize = 512 }: StoreOptions): Store => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, databaseFileName);
  let database = openDatabase(file);
  const statements = new Map<string, StatementSync>();
  const listeners = new Set<(topics: ReadonlySet<string>) => void>();
  let pending: Pending[] = [];
  let scheduled = false;
  let closed = false;

  const prepared = (sql: string): StatementSync => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = database.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  };

  const translated = <T>(read: () => T): T => {
    if (closed) throw unavailable('The store is closed');
    try {
      return read();
    } catch (error) {
      throw isInfrastructureError(error) ? unavailable('The database could not be read', error) : error;
    }
  };

  const reader: Reader = {
    get: <T extends Row>(sql: string, ...values: readonly SQLInputValue[]) => prepared(sql).get(...values) as T | undefined,
    all: <T extends Row>(sql: string, ...values: readonly SQLInputValue[]) => prepared(sql).all(...values) as unknown as readonly T[],
    iterate: <T extends Row>(sql: string, ...values: readonly SQLInputValue[]) => prepared(sql).iterate(...values) as unknown as Iterable<T>,
  };

  let writes = 0;
  let topics = new Set<string>();
  const writer: Writer = {
    ...reader,
    run: (sql, ...values) => {
      writes += 1;
      return Number(prepared(sql).run(...values).changes);
    },
    announce: (topic) => {
      topics.add(topic);
    },
  };

  /**
   * Runs the writes of a batch inside the open transaction. A write that throws before its first change has left
   * nothing behind. One that throws later is undone by running the batch again without it, which is rare enough
   * to be cheaper than a savepoint around every write.
   */
  const runWrites = (batch: readonly Pending[]): readonly Outcome[] => {
    const failed = new Map<Pending, Outcome>();
    for (;;) {
      prepared('BEGIN IMMEDIATE').run();
      topics = new Set();
      const outcomes: Outcome[] = [];
      let again = false;
      for (const one of batch) {
        const known = failed.get(one);
        const outcome = known ?? attempt(one);
        outcomes.push(outcome);
        if (known === undefined && !outcome.ok && writes > 0) {
          failed.set(one, outcome);
          again = true;
          break;
        }
      }
      if (!again) return outcomes;
      prepared('ROLLBACK').run();
    }
  };

  const attempt = (one: Pending): Outcome => {
    writes = 0;
    const topicsBefore = topics.size;
    try {
      return { ok: true, value: one.write(writer) };
    } catch (error) {
      if (isInfrastructureError(error)) throw error;
      if (writes === 0 && topics.size > topicsBefore) topics = new Set([...topics].slice(0, topicsBefore));
      return { ok: false, error };
    }
  };

  const rollBack = (): void => {
    if (database.isTransaction) database.exec('ROLLBACK');
  };

  const notify = (changed: ReadonlySet<string>): void => {
    if (changed.size === 0) return;
    for (const listener of listeners) listener(changed);
  };

  const commitBatch = (batch: readonly Pending[]): void => {
    let outcomes: readonly Outcome[];
    try {
      outcomes = runWrites(batch);
      prepared('COMMIT').run();
    } catch (error) {
      rollBack();
      for (const one of batch) one.reject(unavailable('The write could not be made durable', error));
      return;
    }
    const changed = topics;
    for (const [index, outcome] of outcomes.entries()) {
      const one = batch[index] as Pending;
      if (outcome.ok) one.resolve(outcome.value as never);
      else one.reject(outcome.error);
    }
    notify(changed);
  };

  const flush = (): void => {
    scheduled = false;
    const batch = pending.slice(0, batchSize);
    pending = pending.slice(batchSize);
    if (pending.length > 0) schedule();
    if (batch.length > 0) commitBatch(batch);
  };

  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(flush);
  };

  return {
    get: (sql, ...values) => translated(() => reader.get(sql, ...values)),
    all: (sql, ...values) => translated(() => reader.all(sql, ...values)),
    iterate: (sql, ...values) => translated(() => reader.iterate(sql, ...values)),

    write: <T>(write: (writer: Writer) => T): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        if (closed) {
          reject(unavailable('The store is closed'));
          return;
        }
        pending.push({ write, resolve: resolve as (value: never) => void, reject });
        schedule();
      }),

    define: (sql) => database.exec(sql),

    onCommitted: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    destroyTraces: async () => {
      if (closed) throw unavailable('The store is closed');
      const rootPages = rootPagesOf(database);
      foldLogIn(database);
      // Closed meanwhile, because a cached page would bring its old bytes back with its next change.
      statements.clear();
      database.close();
      try {
        if (existsSync(`${file}-wal`)) throw unavailable('Another process has the database open: remains cannot be destroyed now');
        zeroFreeSpace(file, rootPages);
      } finally {
        database = openDatabase(file);
      }
    },

    close: async () => {
      if (closed) return;
      while (pending.length > 0) flush();
      closed = true;
      statements.clear();
      database.close();
    },
  };
};

const rootPagesOf = (database: DatabaseSync): readonly number[] => {
  const rows = database.prepare('SELECT rootpage FROM sqlite_schema WHERE rootpage > 0').all() as unknown as readonly { rootpage: number }[];
  return [1, ...rows.map((row) => row.rootpage)];
};

const foldLogIn = (database: DatabaseSync): void => {
  // Zeroed pages still have older copies in the write-ahead log until it is folded in and cut to nothing.
  const { busy } = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number };
  if (busy !== 0) throw unavailable('Another process is reading the database: remains cannot be destroyed now');
};
