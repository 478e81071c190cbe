import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SQLInputValue } from 'node:sqlite';
import { createPace, type Pace } from './pace.ts';
import { Connection, readError, unavailable } from './store.connection.ts';
import { type Outcome, Transaction } from './store.transaction.ts';
import type { Reader, Row, Writer } from './store.types.ts';

export type { Reader, Row, Writer } from './store.types.ts';

export const databaseFileName = 'waybill.db';

export type StoreOptions = {
  /** Folder of the database; made when missing. */
  readonly dataDir: string;
  /** Writes per commit at most, default 512: bounds how long a batch holds the thread. */
  readonly batchSize?: number;
};

/**
 * The one database of a data folder. Reads are synchronous; writes of one moment share one durable commit.
 *
 * A store begins with every write settling once it is durable. After `runAhead` a write settles as soon as it has been
 * applied, and one commit follows for many: whoever tells somebody outside of what was written waits for `durable` first.
 * All writes stand in one file in the order in which they were applied, so a crash takes a last part of them together, as
 * if they had not been begun.
 */
export interface Store extends Reader {
  /**
   * Runs `write` in the order of the calls. What it throws rejects its promise alone and undoes it alone.
   * @throws UnavailableError when it could not be made durable
   */
  write<T>(write: (writer: Writer) => T): Promise<T>;
  /** From now on writes settle before they are durable, and work takes turns. */
  runAhead(): void;
  /** How the work on this store shares the thread. */
  readonly pace: Pace;
  /** Resolves when everything that has settled is durable. @throws UnavailableError when it never will be */
  durable(): Promise<void>;
  /** Creates tables at start-up; not for use on a request's path. */
  define(sql: string): void;
  /** Calls `listener` soon after writes that announced topics have settled. @returns a function that ends it */
  onChanged(listener: (topics: ReadonlySet<string>) => void): () => void;
  /**
   * Calls `listener` when writes that had settled could not be made durable. What was decided since stands on nothing, so
   * the store takes no more writes: the process has to end and to begin anew from what is durable.
   */
  onFailed(listener: (error: Error) => void): void;
  /** Leaves no byte of deleted rows in any file of the folder. Call it after the deletion has been committed. */
  destroyTraces(): Promise<void>;
  /** Commits what has been queued, then closes the files. Later writes are refused. @throws UnavailableError when not all became durable */
  close(): Promise<void>;
}

type Pending = {
  readonly write: (writer: Writer) => unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
};

type Waiter = { readonly resolve: () => void; readonly reject: (error: unknown) => void };

// A commit waits for writes to come until it has been quiet for this part of what the last commit took, and goes on
// gathering for this many times as long: commits then take a fifth of a busy thread, and a lone write hardly waits.
const quietPerCommit = 0.5;
const gatherPerCommit = 4;
// So long at most, because other processes want their turn.
const openMsMax = 10;

class SqliteStore implements Store {
  readonly #connection: Connection;
  readonly #transaction: Transaction;
  readonly #turns = createPace();
  readonly #batchSize: number;
  readonly #changeListeners = new Set<(topics: ReadonlySet<string>) => void>();
  readonly #failureListeners = new Set<(error: Error) => void>();
  #ahead = false;
  #pending: Pending[] = [];
  #waiters: Waiter[] = [];
  #topics = new Set<string>();
  #scheduled = false;
  #beganAt = 0;
  #commitMs = 0;
  #writes = 0;
  #settledInOpen = 0;
  #writesSeen = 0;
  #quietSince = 0;
  #failure: Error | undefined;
  #closed = false;

  constructor({ dataDir, batchSize = 512 }: StoreOptions) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    this.#connection = new Connection(join(dataDir, databaseFileName));
    this.#transaction = new Transaction(this.#connection);
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
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    if (this.#ahead) return this.#writeAhead(write);
    return new Promise<T>((resolve, reject) => {
      this.#pending.push({ write, resolve: resolve as (value: never) => void, reject });
      this.#schedule();
    });
  }

  readonly pace: Pace = {
    ...this.#turns,
    turn: () => (this.#ahead ? this.#turns.turn() : undefined),
  };

  runAhead(): void {
    while (this.#pending.length > 0) this.#flush();
    this.#ahead = true;
  }

  durable(): Promise<void> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    if (!this.#transaction.isOpen) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
    });
  }

  define(sql: string): void {
    this.#connection.exec(sql);
  }

  onChanged(listener: (topics: ReadonlySet<string>) => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  onFailed(listener: (error: Error) => void): void {
    this.#failureListeners.add(listener);
  }

  async destroyTraces(): Promise<void> {
    this.#commitOpen();
    if (this.#failure !== undefined) throw this.#failure;
    this.#reading(() => this.#connection.destroyTraces());
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    while (this.#pending.length > 0) this.#flush();
    this.#commitOpen();
    this.#closed = true;
    this.#connection.close();
    if (this.#failure !== undefined) throw this.#failure;
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
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#closed) return;
      if (this.#pending.length > 0) this.#flush();
      this.#commitWhenTime();
      this.#tellChanges();
    });
  }

  #announce(topics: Iterable<string>): void {
    for (const topic of topics) this.#topics.add(topic);
  }

  #tellChanges(): void {
    if (this.#topics.size === 0) return;
    const topics = this.#topics;
    this.#topics = new Set();
    for (const listener of this.#changeListeners) listener(topics);
  }

  /** One batch in a transaction of its own, whose writes settle after its commit. */
  #flush(): void {
    const batch = this.#pending.slice(0, this.#batchSize);
    this.#pending = this.#pending.slice(this.#batchSize);
    if (this.#pending.length > 0) this.#schedule();
    const outcomes: Outcome<unknown>[] = [];
    const announced: string[] = [];
    try {
      this.#transaction.begin();
      for (const one of batch) {
        const { outcome, topics } = this.#transaction.apply(one.write);
        outcomes.push(outcome);
        announced.push(...topics);
      }
      this.#transaction.commit();
    } catch (error) {
      this.#transaction.rollBack();
      for (const one of batch) one.reject(unavailable('The write could not be made durable', error));
      return;
    }
    for (const [index, outcome] of outcomes.entries()) {
      const one = batch[index] as Pending;
      if (outcome.ok) one.resolve(outcome.value as never);
      else one.reject(outcome.error);
    }
    this.#announce(announced);
    this.#tellChanges();
  }

  async #writeAhead<T>(write: (writer: Writer) => T): Promise<T> {
    this.#beginAhead();
    let applied: ReturnType<Transaction['apply']>;
    try {
      applied = this.#transaction.apply(write);
    } catch (error) {
      throw this.#settledInOpen > 0 ? this.#fail(error) : this.#giveUp(error);
    }
    this.#writes += 1;
    this.#settledInOpen += 1;
    this.#announce(applied.topics);
    this.#schedule();
    await this.#turns.turn();
    if (applied.outcome.ok) return applied.outcome.value as T;
    throw applied.outcome.error;
  }

  #beginAhead(): void {
    if (this.#transaction.isOpen) return;
    try {
      this.#transaction.begin();
    } catch (error) {
      // Another process holds the database. Nothing has been written, so nothing is lost but this one write.
      throw unavailable('The write could not be begun', error);
    }
    this.#beganAt = performance.now();
    this.#settledInOpen = 0;
  }

  /** Nothing else stands in the transaction, so nothing but this one write is lost. */
  #giveUp(cause: unknown): Error {
    this.#transaction.rollBack();
    return unavailable('The write could not be made durable', cause);
  }

  /** Commits when no more writes come for now, or when they have come for long enough. */
  #commitWhenTime(): void {
    if (!this.#transaction.isOpen) return;
    const now = performance.now();
    if (this.#writes !== this.#writesSeen) this.#quietSince = now;
    this.#writesSeen = this.#writes;
    const gathering = Math.min(this.#commitMs * gatherPerCommit, openMsMax);
    const isAwaited = this.#waiters.length > 0;
    const isQuiet = now - this.#quietSince >= this.#commitMs * quietPerCommit;
    if (isQuiet || now - this.#beganAt >= (isAwaited ? gathering : openMsMax)) this.#commitOpen();
    else this.#schedule();
  }

  #commitOpen(): void {
    if (!this.#transaction.isOpen) return;
    const from = performance.now();
    try {
      this.#transaction.commit();
    } catch (error) {
      this.#fail(error);
      return;
    }
    this.#commitMs = performance.now() - from;
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const { resolve } of waiters) resolve();
  }

  #fail(cause: unknown): Error {
    this.#failure = unavailable('The database could not keep what was written; the process has to begin anew', cause);
    try {
      this.#transaction.rollBack();
    } catch {
      // The database rolls back by itself when it is opened again; nobody is told of anything that stood in it.
    }
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const { reject } of waiters) reject(this.#failure);
    for (const listener of this.#failureListeners) listener(this.#failure);
    return this.#failure;
  }
}

/**
 * Opens (or creates) the database of a data folder.
 * @throws Error when the folder cannot be written or the file is not a database
 */
export const openStore = (options: StoreOptions): Store => new SqliteStore(options);
