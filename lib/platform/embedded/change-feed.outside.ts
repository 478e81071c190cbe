import type { ChangeFeed, Table } from '../ports.ts';
import { type EmbeddedChangeFeed, type FeedConsumers, feedTopic } from './change-feed.sqlite.ts';
import type { Store } from './store.ts';

// The feed of a table on another engine: the changes are kept there, the places of its readers here.

const openConsumers = (store: Store, feed: string): FeedConsumers => {
  store.define(`
    CREATE TABLE IF NOT EXISTS outside_consumer (feed TEXT NOT NULL, consumer TEXT NOT NULL, position TEXT, PRIMARY KEY (feed, consumer)) WITHOUT ROWID;`);
  return {
    register: (consumer) =>
      store.write((writer) => {
        writer.run('INSERT OR IGNORE INTO outside_consumer (feed, consumer) VALUES (?, ?)', feed, consumer);
      }),
    position: (consumer) =>
      store.get<{ position: string | null }>('SELECT position FROM outside_consumer WHERE feed = ? AND consumer = ?', feed, consumer)
        ?.position ?? undefined,
    save: (consumer, sequence) =>
      store.write((writer) => {
        const changed = writer.run('UPDATE outside_consumer SET position = ? WHERE feed = ? AND consumer = ?', sequence, feed, consumer);
        if (changed === 0) throw new Error(`${consumer} is not registered as a consumer of ${feed}`);
      }),
  };
};

/**
 * A table of another engine, whose readers in this process are woken by what this process writes to it; what others
 * write they find by looking now and then.
 */
export const followOutside = (
  store: Store,
  name: string,
  table: Table,
  feed: ChangeFeed,
): { readonly ledger: Table; readonly ledgerFeed: EmbeddedChangeFeed } => {
  const announced = async <T>(write: Promise<T>): Promise<T> => {
    const result = await write;
    // The write stands whether or not this succeeds, and a reader that is not woken finds it later.
    store.write((writer) => writer.announce(feedTopic(name))).catch(() => undefined);
    return result;
  };
  return {
    ledger: {
      ...table,
      put: (item, condition) => announced(table.put(item, condition)),
      update: (key, change, condition) => announced(table.update(key, change, condition)),
      delete: (key, condition) => announced(table.delete(key, condition)),
      transact: (writes) => announced(table.transact(writes)),
    },
    // The engine of the table forgets old changes by itself.
    ledgerFeed: { read: (options) => feed.read(options), consumers: openConsumers(store, name), trim: () => Promise.resolve(0) },
  };
};
