import { existsSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { UnavailableError } from '../ports.ts';
import { zeroFreeSpace } from './free-space.ts';
import type { Reader, Row } from './store.types.ts';

// Primary result codes after which the whole batch is in doubt: busy, locked, out of memory, read-only, I/O error,
// corrupt, full, cannot open, not a database. SQLite may have rolled the transaction back by itself.
const infrastructureCodes: ReadonlySet<number> = new Set([5, 6, 7, 8, 10, 11, 13, 14, 26]);

/** Whether an error means that the database cannot be used now, rather than that one statement was wrong. */
export const isInfrastructureError = (error: unknown): boolean => {
  const code = (error as { readonly errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' && infrastructureCodes.has(code & 0xff);
};

export const unavailable = (message: string, cause?: unknown): UnavailableError => new UnavailableError(message, { cause });

/** What a caller of a failed read gets to see. */
export const readError = (error: unknown): unknown =>
  isInfrastructureError(error) ? unavailable('The database could not be read', error) : error;

const openDatabase = (file: string): DatabaseSync => {
  const database = new DatabaseSync(file, { timeout: 5_000, enableForeignKeyConstraints: false });
  // WAL makes a commit one sequential write and one sync; FULL syncs it before COMMIT returns.
  // secure_delete zeroes what is deleted, so that erasing a key erases its bytes.
  database.exec('PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  database.exec('PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 2000');
  return database;
};

/** The open database file with its prepared statements. */
export class Connection implements Reader {
  readonly #file: string;
  #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: string) {
    this.#file = file;
    this.#database = openDatabase(file);
  }

  prepared(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  get<T extends Row>(sql: string, ...values: readonly SQLInputValue[]): T | undefined {
    return this.prepared(sql).get(...values) as T | undefined;
  }

  all<T extends Row>(sql: string, ...values: readonly SQLInputValue[]): readonly T[] {
    return this.prepared(sql).all(...values) as unknown as readonly T[];
  }

  iterate<T extends Row>(sql: string, ...values: readonly SQLInputValue[]): Iterable<T> {
    return this.prepared(sql).iterate(...values) as Iterable<T>;
  }

  exec(sql: string): void {
    this.#database.exec(sql);
  }

  rollBackIfOpen(): void {
    if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
  }

  destroyTraces(): void {
    const rootPages = rootPagesOf(this.#database);
    foldLogIn(this.#database);
    // Closed meanwhile, because a cached page would bring its old bytes back with its next change.
    this.close();
    try {
      if (existsSync(`${this.#file}-wal`)) throw unavailable('Another process has the database open: remains cannot be destroyed now');
      zeroFreeSpace(this.#file, rootPages);
    } finally {
      this.#database = openDatabase(this.#file);
    }
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }
}

const rootPagesOf = (database: DatabaseSync): readonly number[] => {
  const rows = database.prepare('SELECT rootpage FROM sqlite_schema WHERE rootpage > 0').all();
  return [1, ...rows.map((row) => Number(row['rootpage']))];
};

const foldLogIn = (database: DatabaseSync): void => {
  // Zeroed pages still have older copies in the write-ahead log until it is folded in and cut to nothing.
  const { busy } = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number };
  if (busy !== 0) throw unavailable('Another process is reading the database: remains cannot be destroyed now');
};
