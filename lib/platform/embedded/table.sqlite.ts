import type { Table } from '../ports.ts';
import { type EmbeddedChangeFeed, openChangeFeed } from './change-feed.sqlite.ts';
import type { Store } from './store.ts';
import { createTableReads } from './table.reads.ts';
import { createTableWrites } from './table.writes.ts';

export type EmbeddedTable = Table & {
  /** Deletes up to `limit` records whose `ttl` lies before the given second. @returns how many */
  sweepExpired(nowEpochSeconds: number, limit: number): Promise<number>;
};

export type TableOptions = { readonly name: string; readonly streamed?: boolean };

export type OpenedTable = { readonly table: EmbeddedTable; readonly feed: EmbeddedChangeFeed | undefined };

const tableNamePattern = /^[a-z][a-z0-9_]{0,40}$/;

/**
 * Opens a table of the store, creating it when missing. A streamed table also has a change feed.
 * @throws TypeError when the name is not a plain lower-case word
 */
export const openTable = (store: Store, { name, streamed = false }: TableOptions): OpenedTable => {
  if (!tableNamePattern.test(name)) throw new TypeError(`${JSON.stringify(name)} is not a table name`);
  const sqlName = `table_${name}`;
  // A rowid table with a unique index, because documents of a kilobyte and more would spill out of an index-organised
  // one: measured at less than half the writes per second.
  store.define(`
    CREATE TABLE IF NOT EXISTS ${sqlName} (id INTEGER PRIMARY KEY, pk TEXT NOT NULL, sk TEXT NOT NULL, doc TEXT NOT NULL, expires_at INTEGER);
    CREATE UNIQUE INDEX IF NOT EXISTS ${sqlName}_key ON ${sqlName} (pk, sk);
    CREATE INDEX IF NOT EXISTS ${sqlName}_expiry ON ${sqlName} (expires_at) WHERE expires_at IS NOT NULL;`);
  const log = streamed ? openChangeFeed(store, name) : undefined;
  return { table: { ...createTableReads(store, sqlName), ...createTableWrites(store, sqlName, log?.record) }, feed: log?.feed };
};
