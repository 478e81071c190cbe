import { type BlobStore, LimitExceededError } from '../ports.ts';
import type { Row, Store } from './store.ts';
import { checkPageLimit } from '../rules/table.rules.ts';
import { afterPrefix } from '../rules/utf8-order.ts';

const keyBytesMax = 1_024;
const blobBytesMax = 64 * 1024 * 1024;

type BlobRow = Row & { readonly bytes: Uint8Array; readonly content_type: string };

const checkKey = (key: string): void => {
  const length = Buffer.byteLength(key);
  if (length === 0 || length > keyBytesMax) throw new LimitExceededError(`The key has ${length} bytes; allowed are 1 to ${keyBytesMax}`);
};

/** Blobs of up to 64 MB in the store, so that they share its commits and its file. */
export const openBlobStore = (store: Store): BlobStore => {
  store.define('CREATE TABLE IF NOT EXISTS blob (key TEXT PRIMARY KEY, content_type TEXT NOT NULL, bytes BLOB NOT NULL)');
  return {
    put: async (key, { bytes, contentType }) => {
      checkKey(key);
      if (bytes.byteLength > blobBytesMax)
        throw new LimitExceededError(`The blob has ${bytes.byteLength} bytes; allowed are ${blobBytesMax}`);
      // The caller may reuse its buffer before the batch is written.
      const copy = new Uint8Array(bytes);
      await store.write((writer) => {
        writer.run('INSERT OR REPLACE INTO blob (key, content_type, bytes) VALUES (?, ?, ?)', key, contentType, copy);
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
    list: async ({ prefix, limit, after = '' }) => {
      checkPageLimit(limit);
      const end = afterPrefix(prefix);
      const rows =
        end === undefined
          ? store.all<{ key: string }>('SELECT key FROM blob WHERE key >= ? AND key > ? ORDER BY key LIMIT ?', prefix, after, limit)
          : store.all<{ key: string }>(
              'SELECT key FROM blob WHERE key >= ? AND key > ? AND key < ? ORDER BY key LIMIT ?',
              prefix,
              after,
              end,
              limit,
            );
      return rows.map((row) => row.key);
    },
  };
};
