import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SQLInputValue } from 'node:sqlite';
import { Connection, isInfrastructureError, readError, unavailable } from './store.connection.ts';
import type { Reader, Row, Writer } from './store.types.ts';

export type { Reader, Row, Writer } from './store.types.ts';

export const databaseFileName = 'waybill.db';

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

/** Runs the writes of one batch in one transaction. */
class BatchRunner {
  readonly #connection: Connection;
  readonly #writer: Writer;
  #writes = 0;
  #topics = new Set<string>();

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#writer = {
      get: (sql, ...values) => connection.get(sql, ...values),
      all: (sql, ...values) => connection.all(sql, ...values),
      iterate: (sql, ...values) => connection.iterate(sql, ...values),
      run: (sql, ...values) => {
        this.#writes += 1;
        return Number(connection.prepared(sql).run(...values).changes);
      },
      announce: (topic) => {
        this.#topics.add(topic);
      },
    };
  }

  /**
   * Runs a batch and commits it. A write that throws before its first change has left nothing behind. One that throws
   * later is undone by running the batch again without it, which is rare enough to be cheaper than a savepoint around
   * every write.
   * @returns what became of each write, and the topics announced
   * @throws Error when the batch could not be committed; nothing of it remains then
   */
  run(batch: readonly Pending[]): { readonly outcomes: readonly Outcome[]; readonly topics: ReadonlySet<string> } {
    const undone = new Map<Pending, Outcome>();
    try {
      for (;;) {
        this.#connection.prepared('BEGIN IMMEDIATE').run();
        this.#topics = new Set();
        const outcomes = this.#attemptAll(batch, undone);
        if (outcomes !== undefined) {
          this.#connection.prepared('COMMIT').run();
          return { outcomes, topics: this.#topics };
        }
        this.#connection.prepared('ROLLBACK').run();
      }
    } catch (error) {
      this.#connection.rollBackIfOpen();
      throw error;
    }
  }

  /** @returns undefined when a write has failed halfway: it has been added to `undone` */
  #attemptAll(batch: readonly Pending[], undone: Map<Pending, Outcome>): readonly Outcome[] | undefined {
    const outcomes: Outcome[] = [];
    for (const one of batch) {
      const known = undone.get(one);
      const outcome = known ?? this.#attempt(one);
      outcomes.push(outcome);
      if (known === undefined && !outcome.ok && this.#writes > 0) {
        undone.set(one, outcome);
        return undefined;
      }
    }
    return outcomes;
  }

  #attempt(one: Pending): Outcome {
    this.#writes = 0;
    const topicsBefore = this.#topics.size;
    try {
      return { ok: true, value: one.write(this.#writer) };
    } catch (error) {
      if (isInfrastructureError(error)) throw error;
      if (this.#topics.size > topicsBefore) this.#topics = new Set([...this.#topics].slice(0, topicsBefore));
      return { ok: false, error };
    }
  }
}

class SqliteStore implements Store {
  readonly #connection: Connection;
  readonly #runner: BatchRunner;
  readonly #batchSize: number;
  readonly #listeners = new Set<(topics: ReadonlySet<string>) => void>();
  #pending: Pending[] = [];
  #scheduled = false;
  #closed = false;

  constructor({ dataDir, batchSize = 512 }: StoreOptions) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    this.#connection = new Connection(join(dataDir, databaseFileName));
    this.#runner = new BatchRunner(this.#connection);
    this.#batchSize = batchSize;
  }

  get<T extends Row>(sql: string, ...values: readonly SQLInputValue[]): T | undefined {
    return this.#reading(() => this.#connection.get<T>(sql, ...values));
  }

  all<T extends Row>(sql: string, ...values: readonly SQLInputValue[]): readonly T[] {
    return this.#reading(() => this.#connection.all<T>(sql, ...values));
  }

  *iterate<T extends Row>(sql: string, ...values: readonly SQLInputValue[]): Iterable<T> {
    const rows = this.#reading(() => this.#connection.iterate<T>(sql, ...values));
    try {
      yield* rows;
    } catch (error) {
      throw readError(error);
    }
  }

  write<T>(write: (writer: Writer) => T): Promise<T> {
    if (this.#closed) return Promise.reject(unavailable('The store is closed'));
    return new Promise<T>((resolve, reject) => {
      this.#pending.push({ write, resolve: resolve as (value: never) => void, reject });
      this.#schedule();
    });
  }

  define(sql: string): void {
    this.#connection.exec(sql);
  }

  onCommitted(listener: (topics: ReadonlySet<string>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async destroyTraces(): Promise<void> {
    this.#reading(() => this.#connection.destroyTraces());
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    while (this.#pending.length > 0) this.#flush();
    this.#closed = true;
    this.#connection.close();
  }

  #reading<T>(read: () => T): T {
    if (this.#closed) throw unavailable('The store is closed');
    try {
      return read();
    } catch (error) {
      throw readError(error);
    }
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#scheduled = false;
    const batch = this.#pending.slice(0, this.#batchSize);
    this.#pending = this.#pending.slice(this.#batchSize);
    if (this.#pending.length > 0) this.#schedule();
    if (batch.length > 0) this.#commit(batch);
  }

  #commit(batch: readonly Pending[]): void {
    let result: ReturnType<BatchRunner['run']>;
    try {
      result = this.#runner.run(batch);
    } catch (error) {
      for (const one of batch) one.reject(unavailable('The write could not be made durable', error));
      return;
    }
    for (const [index, outcome] of result.outcomes.entries()) {
      const one = batch[index] as Pending;
      if (outcome.ok) one.resolve(outcome.value as never);
      else one.reject(outcome.error);
    }
    if (result.topics.size > 0) for (const listener of this.#listeners) listener(result.topics);
  }
}

/**
 * Opens (or creates) the database of a data folder.
 * @throws Error when the folder cannot be written or the file is not a database
 */
export const openStore = (options: StoreOptions): Store => new SqliteStore(options);
