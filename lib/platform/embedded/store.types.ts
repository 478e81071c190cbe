import type { SQLInputValue } from 'node:sqlite';

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
