import { InvalidCursorError, type Item, type Key, LimitExceededError, type Page, type Query, type Table } from '../ports.ts';
import { decodeCursor, encodeCursor } from '../rules/cursor.ts';
import type { Store } from './store.ts';
import { batchKeysMax, checkKey, checkPageLimit, pageBytesMax, pageItemsMax } from '../rules/table.rules.ts';
import { afterPrefix } from '../rules/utf8-order.ts';

type DocumentRow = { readonly doc: string };
type KeyedRow = { readonly pk: string; readonly sk: string; readonly doc: string };

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

const readPage = (rows: Iterable<KeyedRow>, limit: number): Page => {
  const items: Item[] = [];
  let bytes = 0;
  let last: KeyedRow | undefined;
  for (const row of rows) {
    // One row more than the page holds tells whether there is a next page.
    if (last !== undefined && (items.length === limit || bytes > pageBytesMax)) return { items, cursor: encodeCursor([last.pk, last.sk]) };
    items.push(JSON.parse(row.doc) as Item);
    bytes += row.doc.length;
    last = row;
  }
  return { items };
};

export type TableReads = Pick<Table, 'get' | 'getMany' | 'query' | 'scan'>;

/** The reading half of a table. Reads see what is committed, and what they see is never older than a settled write. */
export const createTableReads = (store: Store, sqlName: string): TableReads => {
  const read = (key: Key): Item | undefined => {
    const row = store.get<DocumentRow>(`SELECT doc FROM ${sqlName} WHERE pk = ? AND sk = ?`, key.PK, key.SK);
    return row === undefined ? undefined : (JSON.parse(row.doc) as Item);
  };

  return {
    get: async (key) => {
      checkKey(key);
      await store.pace.turn();
      return read(key);
    },

    getMany: async (keys) => {
      if (keys.length > batchKeysMax) throw new LimitExceededError(`${keys.length} keys were asked for; allowed are ${batchKeysMax}`);
      for (const key of keys) checkKey(key);
      await store.pace.turn();
      return keys.map(read);
    },

    query: async (query) => {
      const limit = query.limit ?? pageItemsMax;
      checkPageLimit(limit);
      const { where, values } = rangeOf(query);
      await store.pace.turn();
      const direction = query.descending === true ? 'DESC' : 'ASC';
      const sql = `SELECT pk, sk, doc FROM ${sqlName} WHERE ${where} ORDER BY sk ${direction} LIMIT ?`;
      return readPage(store.iterate<KeyedRow>(sql, ...values, limit + 1), limit);
    },

    scan: async ({ limit = pageItemsMax, cursor } = {}) => {
      checkPageLimit(limit);
      await store.pace.turn();
      const [pk, sk] = cursor === undefined ? ['', ''] : (decodeCursor(cursor, 2) as [string, string]);
      const sql = `SELECT pk, sk, doc FROM ${sqlName} WHERE (pk, sk) > (?, ?) ORDER BY pk, sk LIMIT ?`;
      return readPage(store.iterate<KeyedRow>(sql, pk, sk, limit + 1), limit);
    },
  };
};
