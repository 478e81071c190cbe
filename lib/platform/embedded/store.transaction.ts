import { type Connection, isInfrastructureError } from './store.connection.ts';
import type { Writer } from './store.types.ts';

/** What became of one write: its value, or what it threw, with nothing of it left. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

/** The one transaction of a store: writes go into it one after the other, each whole or not at all. */
export class Transaction {
  readonly #connection: Connection;
  readonly #writer: Writer;
  #open = false;
  #marked = false;
  #announced: string[] = [];

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#writer = {
      get: (sql, ...values) => connection.get(sql, ...values),
      all: (sql, ...values) => connection.all(sql, ...values),
      iterate: (sql, ...values) => connection.iterate(sql, ...values),
      run: (sql, ...values) => {
        this.#mark();
        return Number(connection.prepared(sql).run(...values).changes);
      },
      announce: (topic) => {
        this.#announced.push(topic);
      },
    };
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** @throws Error when another process holds the database; nothing has begun then */
  begin(): void {
    this.#connection.prepared('BEGIN IMMEDIATE').run();
    this.#open = true;
  }

  /**
   * Runs a write.
   * @returns what became of it, and the topics it announced
   * @throws Error when the database cannot be used: then the whole transaction is in doubt
   */
  apply<T>(write: (writer: Writer) => T): { readonly outcome: Outcome<T>; readonly topics: readonly string[] } {
    this.#marked = false;
    this.#announced = [];
    try {
      const value = write(this.#writer);
      if (this.#marked) this.#connection.prepared('RELEASE one_write').run();
      return { outcome: { ok: true, value }, topics: this.#announced };
    } catch (error) {
      if (isInfrastructureError(error)) throw error;
      if (this.#marked) {
        this.#connection.prepared('ROLLBACK TO one_write').run();
        this.#connection.prepared('RELEASE one_write').run();
      }
      return { outcome: { ok: false, error }, topics: [] };
    }
  }

  /** Makes everything applied durable. @throws Error when that failed; nothing of it remains then */
  commit(): void {
    this.#connection.prepared('COMMIT').run();
    this.#open = false;
  }

  rollBack(): void {
    this.#open = false;
    this.#connection.rollBackIfOpen();
  }

  /** What a refused write has done by then goes away with its mark. Writes that change nothing need none. */
  #mark(): void {
    if (this.#marked) return;
    this.#connection.prepared('SAVEPOINT one_write').run();
    this.#marked = true;
  }
}
