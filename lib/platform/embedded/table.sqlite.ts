import { isDeepStrictEqual } from 'node:util';
import {
  type Change,
  type Condition,
  ConditionFailedError,
  type Item,
  type Key,
  LimitExceededError,
  type Page,
  type Query,
  type Table,
  TransactionCanceledError,
  type Write,
} from '../ports.ts';
import { type EmbeddedChangeFeed, openChangeFeed, type RecordChange } from './change-feed.sqlite.ts';
import { decodeCursor, encodeCursor, InvalidCursorError } from './cursor.ts';
import type { Reader, Store, Writer } from './store.ts';
import {
  applyChange,
  batchKeysMax,
  checkChange,
  checkKey,
  checkPageLimit,
  checkTransaction,
  expiryOf,
  holds,
  keyOf,
  pageBytesMax,
  pageItemsMax,
  serializeItem,
} from './table.rules.ts';
import { afterPrefix } from './utf8-order.ts';

export type EmbeddedTable = Table & {
  /** Deletes up to `limit` records whose `ttl` lies before the given second. @returns how many */
  sweepExpired(nowEpochSeconds: number, limit: number): Promise<number>;
};

export type TableOptions = { readonly name: string; readonly streamed?: boolean };

/** A record as stored. Most writes ask only whether there is one, so it is parsed when first looked into. */
type Stored = { readonly text: string; readonly item: Item };

const stored = (text: string): Stored => {
  let parsed: Item | undefined;
  return {
    text,
    get item() {
      parsed ??= JSON.parse(text) as Item;
      return parsed;
    },
  };
};

/** What a write will do, decided by reads alone. */
type Effect = { readonly key: Key; readonly before: Stored | undefined; readonly after: Item | undefined; readonly afterText: string | undefined };

type Verdict = { readonly ok: true; readonly effect: Effect | undefined } | { readonly ok: false; readonly existing: Item | undefined };

type DocumentRow = { readonly doc: string };
type KeyedRow = { readonly pk: string; readonly sk: string; readonly doc: string };

const tableNamePattern = /^[a-z][a-z0-9_]{0,40}$/;

/**
 * Opens a table of the store, creating it when missing. A streamed table also has a change feed.
 * @throws TypeError when the name is not a plain lower-case word
 */
export const openTable = (store: Store, { name, streamed = false }: TableOptions): { readonly table: EmbeddedTable; readonly feed: EmbeddedChangeFeed | undefined } => {
  if (!tableNamePattern.test(name)) throw new TypeError(`${JSON.stringify(name)} is not a table name`);
  const sqlName = `table_${name}`;
  // A rowid table with a unique index, because documents of a kilobyte and more would spill out of an index-organised
  // one: measured at less than half the writes per second.
  store.define(`
    CREATE TABLE IF NOT EXISTS ${sqlName} (id INTEGER PRIMARY KEY, pk TEXT NOT NULL, sk TEXT NOT NULL, doc TEXT NOT NULL, expires_at INTEGER);
    CREATE UNIQUE INDEX IF NOT EXISTS ${sqlName}_key ON ${sqlName} (pk, sk);
    CREATE INDEX IF NOT EXISTS ${sqlName}_expiry ON ${sqlName} (expires_at) WHERE expires_at IS NOT NULL;`);
  const log = streamed ? openChangeFeed(store, name) : undefined;
  return { table: createTable(store, sqlName, log?.record), feed: log?.feed };
};

const meets = (condition: Condition, before: Stored | undefined): boolean => {
  if (condition.kind === 'absent') return before === undefined;
  if (condition.kind === 'present') return before !== undefined;
  return holds(condition, before?.item);
};

/** Whether two records are equal as JSON values; attributes in another order change the text but never its length. */
const sameRecord = (before: Stored, afterText: string): boolean =>
  before.text === afterText || (before.text.length === afterText.length && isDeepStrictEqual(before.item, JSON.parse(afterText)));

const createTable = (store: Store, sqlName: string, recordChange: RecordChange | undefined): EmbeddedTable => {
  const readStored = (reader: Reader, key: Key): Stored | undefined => {
    const row = reader.get<DocumentRow>(`SELECT doc FROM ${sqlName} WHERE pk = ? AND sk = ?`, key.PK, key.SK);
    return row === undefined ? undefined : stored(row.doc);
  };

  const judge = (reader: Reader, write: Write, text: string | undefined): Verdict => {
    const key = keyOf(write);
    const before = readStored(reader, key);
    if (write.condition !== undefined && !meets(write.condition, before)) return { ok: false, existing: before?.item };
    switch (write.kind) {
      case 'put':
        return { ok: true, effect: { key, before, after: write.item, afterText: text ?? serializeItem(write.item) } };
      case 'update': {
        const after = applyChange(key, before?.item, write.change);
        return { ok: true, effect: { key, before, after, afterText: serializeItem(after) } };
      }
      case 'delete':
        return { ok: true, effect: { key, before, after: undefined, afterText: undefined } };
      case 'check':
        return { ok: true, effect: undefined };
    }
  };

  const apply = (writer: Writer, { key, before, after, afterText }: Effect): void => {
    if (after === undefined || afterText === undefined) {
      if (before === undefined) return;
      writer.run(`DELETE FROM ${sqlName} WHERE pk = ? AND sk = ?`, key.PK, key.SK);
      recordChange?.(writer, key.PK, key.SK, null, before.text);
      return;
    }
    // A write that changes nothing is no change, and DynamoDB's stream does not tell of it either.
    if (before !== undefined && sameRecord(before, afterText)) return;
    if (before === undefined) {
      writer.run(`INSERT INTO ${sqlName} (pk, sk, doc, expires_at) VALUES (?, ?, ?, ?)`, key.PK, key.SK, afterText, expiryOf(after));
    } else {
      writer.run(`UPDATE ${sqlName} SET doc = ?, expires_at = ? WHERE pk = ? AND sk = ?`, afterText, expiryOf(after), key.PK, key.SK);
    }
    recordChange?.(writer, key.PK, key.SK, afterText, before?.text ?? null);
  };

  const writeOne = (write: Write, text?: string): Promise<string | undefined> =>
    store.write((writer) => {
      const verdict = judge(writer, write, text);
      if (!verdict.ok) {
        const { PK, SK } = keyOf(write);
        throw new ConditionFailedError({ PK, SK }, verdict.existing);
      }
      if (verdict.effect !== undefined) apply(writer, verdict.effect);
      return verdict.effect?.afterText;
    });

  const readPage = (rows: Iterable<KeyedRow>, limit: number, cursorOf: (row: KeyedRow) => string): Page => {
    const items: Item[] = [];
    let bytes = 0;
    let last: KeyedRow | undefined;
    for (const row of rows) {
      // One row more than the page holds tells whether there is a next page.
      if (last !== undefined && (items.length === limit || bytes > pageBytesMax)) return { items, cursor: cursorOf(last) };
      items.push(JSON.parse(row.doc) as Item);
      bytes += row.doc.length;
      last = row;
    }
    return { items };
  };

  return {
    get: async (key) => {
      checkKey(key);
      return readStored(store, key)?.item;
    },

    getMany: async (keys) => {
      if (keys.length > batchKeysMax) throw new LimitExceededError(`${keys.length} keys were asked for; allowed are ${batchKeysMax}`);
      for (const key of keys) checkKey(key);
      return keys.map((key) => readStored(store, key)?.item);
    },

    query: async (query) => {
      const limit = query.limit ?? pageItemsMax;
      checkPageLimit(limit);
      const { where, values } = rangeOf(query);
      const direction = query.descending === true ? 'DESC' : 'ASC';
      const rows = store.iterate<KeyedRow>(`SELECT pk, sk, doc FROM ${sqlName} WHERE ${where} ORDER BY sk ${direction} LIMIT ?`, ...values, limit + 1);
      return readPage(rows, limit, (row) => encodeCursor([row.pk, row.sk]));
    },

    scan: async ({ limit = pageItemsMax, cursor } = {}) => {
      checkPageLimit(limit);
      const [pk, sk] = cursor === undefined ? ['', ''] : (decodeCursor(cursor, 2) as [string, string]);
      const rows = store.iterate<KeyedRow>(`SELECT pk, sk, doc FROM ${sqlName} WHERE (pk, sk) > (?, ?) ORDER BY pk, sk LIMIT ?`, pk, sk, limit + 1);
      return readPage(rows, limit, (row) => encodeCursor([row.pk, row.sk]));
    },

    put: async (item: Item, condition?: Condition) => {
      const write: Write = condition === undefined ? { kind: 'put', item } : { kind: 'put', item, condition };
      await writeOne(write, serializeItem(item));
    },

    update: async (key: Key, change: Change, condition?: Condition) => {
      checkKey(key);
      checkChange(change);
      const text = await writeOne(condition === undefined ? { kind: 'update', key, change } : { kind: 'update', key, change, condition });
      return JSON.parse(text as string) as Item;
    },

    delete: async (key: Key, condition?: Condition) => {
      checkKey(key);
      await writeOne(condition === undefined ? { kind: 'delete', key } : { kind: 'delete', key, condition });
    },

    transact: async (writes) => {
      const texts = checkTransaction(writes);
      await store.write((writer) => {
        const verdicts = writes.map((write, index) => judge(writer, write, texts[index]));
        const failures = verdicts.flatMap((verdict, index) => (verdict.ok ? [] : [{ index, existing: verdict.existing }]));
        if (failures.length > 0) throw new TransactionCanceledError(failures);
        for (const verdict of verdicts) if (verdict.ok && verdict.effect !== undefined) apply(writer, verdict.effect);
      });
    },

    sweepExpired: (nowEpochSeconds, limit) => {
      checkPageLimit(limit, 100_000);
      return store.write((writer) => {
        const expired = writer.all<KeyedRow>(
          `SELECT pk, sk, doc FROM ${sqlName} WHERE expires_at IS NOT NULL AND expires_at < ? ORDER BY expires_at LIMIT ?`,
          Math.trunc(nowEpochSeconds),
          limit,
        );
        for (const { pk, sk, doc } of expired) {
          writer.run(`DELETE FROM ${sqlName} WHERE pk = ? AND sk = ?`, pk, sk);
          recordChange?.(writer, pk, sk, null, doc);
        }
        return expired.length;
      });
    },
  };
};

/** The rows of a query as an SQL condition on the index of (pk, sk). */
const rangeOf = (query: Query): { readonly where: string; readonly values: readonly string[] } => {
  checkKey({ PK: query.PK, SK: 'any' });
  const where = ['pk = ?'];
  const values = [query.PK];
  const bound = (comparison: string, value: string | undefined): void => {
    if (value === undefined) return;
    where.push(`sk ${comparison} ?`);
    values.push(value);
  };
  bound('>=', query.prefix);
  bound('<', query.prefix === undefined ? undefined : afterPrefix(query.prefix));
  bound('>=', query.from);
  bound('<=', query.to);
  if (query.cursor !== undefined) {
    const [pk, sk] = decodeCursor(query.cursor, 2) as [string, string];
    if (pk !== query.PK) throw new InvalidCursorError('The cursor belongs to another partition');
    bound(query.descending === true ? '<' : '>', sk);
  }
  return { where: where.join(' AND '), values };
};
