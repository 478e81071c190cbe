import { Instant } from '../../kernel/instant.ts';
import { type BlobEntry, type BlobStore, type Clock, LimitExceededError } from '../ports.ts';
import type { Row, Store } from './store.ts';
import { checkPageLimit } from '../rules/table.rules.ts';
import { afterPrefix } from '../rules/utf8-order.ts';

const keyBytesMax = 1_024;
const blobBytesMax = 64 * 1024 * 1024;

type EntryRow = Row & { readonly key: string; readonly byte_length: number; readonly stored_at: string | null };
type BlobRow = Row & { readonly bytes: Uint8Array; readonly content_type: string };

const checkKey = (key: string): void => {
  const length = Buffer.byteLength(key);
  if (length === 0 || length > keyBytesMax) throw new LimitExceededError(`The key has ${length} bytes; allowed are 1 to ${keyBytesMax}`);
};

/** The table, which older releases made without the moment of storing. */
const defineTable = (store: Store): void => {
  store.define('CREATE TABLE IF NOT EXISTS blob (key TEXT PRIMARY KEY, content_type TEXT NOT NULL, bytes BLOB NOT NULL, stored_at TEXT)');
  const columns = store.all<Row & { readonly name: string }>("SELECT name FROM pragma_table_info('blob')");
  if (!columns.some(({ name }) => name === 'stored_at')) store.define('ALTER TABLE blob ADD COLUMN stored_at TEXT');
};

type Listing = Parameters<BlobStore['list']>[0];

const listRows = (store: Store, { prefix, limit, after = '' }: Listing): readonly EntryRow[] => {
  checkPageLimit(limit);
  const end = afterPrefix(prefix);
  const select = 'SELECT key, length(bytes) AS byte_length, stored_at FROM blob WHERE key >= ? AND key > ?';
  return end === undefined
    ? store.all<EntryRow>(`${select} ORDER BY key LIMIT ?`, prefix, after, limit)
    : store.all<EntryRow>(`${select} AND key < ? ORDER BY key LIMIT ?`, prefix, after, end, limit);
};

const entryOf = ({ key, byte_length: byteLength, stored_at: storedAt }: EntryRow): BlobEntry => ({
  key,
  byteLength,
  storedAt: storedAt === null ? null : Instant(storedAt),
});

/** Blobs of up to 64 MB in the store, so that they share its commits and its file. */
export const openBlobStore = (store: Store, clock: Clock): BlobStore => {
  defineTable(store);
  return {
    put: async (key, { bytes, contentType }) => {
      checkKey(key);
      if (bytes.byteLength > blobBytesMax)
        throw new LimitExceededError(`The blob has ${bytes.byteLength} bytes; allowed are ${blobBytesMax}`);
      // The caller may reuse its buffer before the batch is written.
      const copy = new Uint8Array(bytes);
      const storedAt = clock.now();
      await store.write((writer) => {
        writer.run(
          'INSERT OR REPLACE INTO blob (key, content_type, bytes, stored_at) VALUES (?, ?, ?, ?)',
          key,
          contentType,
          copy,
          storedAt,
        );
      });
    },
    get: async (key) => {
      checkKey(key);
      const row = store.get<BlobRow>('SELECT bytes, content_type FROM blob WHERE key = ?', key);
      return row === undefined ? undefined : { bytes: row.bytes, contentType: row.content_type };
    },
    delete: async (key) => {
      checkKey(key);
      await store.write((writer) => {
        writer.run('DELETE FROM blob WHERE key = ?', key);
      });
    },
    list: async (listing) => listRows(store, listing).map(({ key }) => key),
    listEntries: async (listing) => listRows(store, listing).map(entryOf),
  };
};
