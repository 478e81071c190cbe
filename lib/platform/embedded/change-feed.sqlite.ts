import type { ChangeFeed, ChangeRecord, Item } from '../ports.ts';
import type { Store, Writer } from './store.ts';
import { checkPageLimit } from '../rules/table.rules.ts';

/** Topic announced when a streamed table has changed. */
export const feedTopic = (table: string): string => `feed:${table}`;

export type FeedConsumers = {
  /** Makes a consumer known, so that nothing it has not read is trimmed. Registering again keeps its position. */
  register(consumer: string): Promise<void>;
  /** Last sequence the consumer has finished with; undefined before its first. */
  position(consumer: string): string | undefined;
  /** @throws Error for a consumer that has not been registered */
  save(consumer: string, sequence: string): Promise<void>;
};

export type EmbeddedChangeFeed = ChangeFeed & {
  readonly consumers: FeedConsumers;
  /** Forgets up to `limit` records that every registered consumer has passed. @returns how many */
  trim(limit: number): Promise<number>;
};

const sequenceDigits = 16;
const toSequence = (number: number): string => String(number).padStart(sequenceDigits, '0');

const toNumber = (sequence: string): number => {
  if (!/^\d{16}$/.test(sequence)) throw new TypeError(`${JSON.stringify(sequence)} is not a sequence of this feed`);
  return Number(sequence);
};

const parseImage = (text: string | null): Item | undefined => (text === null ? undefined : (JSON.parse(text) as Item));

type LogRow = {
  readonly sequence: number;
  readonly kind: string;
  readonly pk: string;
  readonly sk: string;
  readonly new_doc: string | null;
  readonly old_doc: string | null;
};

const toRecord = (row: LogRow): ChangeRecord => ({
  sequence: toSequence(row.sequence),
  kind: row.kind as ChangeRecord['kind'],
  key: { PK: row.pk, SK: row.sk },
  newImage: parseImage(row.new_doc),
  oldImage: parseImage(row.old_doc),
});

/** Records a change in the transaction that makes it. */
export type RecordChange = (writer: Writer, pk: string, sk: string, newText: string | null, oldText: string | null) => void;

const kindOf = (newText: string | null, oldText: string | null): ChangeRecord['kind'] => {
  if (newText === null) return 'remove';
  return oldText === null ? 'insert' : 'modify';
};

/** The change log of one table, and the places its readers have come to. */
export const openChangeFeed = (store: Store, table: string): { readonly feed: EmbeddedChangeFeed; readonly record: RecordChange } => {
  const log = `feed_${table}`;
  // AUTOINCREMENT never gives a number again, also after the log has been trimmed to nothing.
  store.define(`
    CREATE TABLE IF NOT EXISTS ${log} (sequence INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, pk TEXT NOT NULL, sk TEXT NOT NULL, new_doc TEXT, old_doc TEXT);
    CREATE TABLE IF NOT EXISTS feed_consumer (feed TEXT NOT NULL, consumer TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (feed, consumer)) WITHOUT ROWID;`);
  const topic = feedTopic(table);

  const record: RecordChange = (writer, pk, sk, newText, oldText) => {
    writer.run(
      `INSERT INTO ${log} (kind, pk, sk, new_doc, old_doc) VALUES (?, ?, ?, ?, ?)`,
      kindOf(newText, oldText),
      pk,
      sk,
      newText,
      oldText,
    );
    writer.announce(topic);
  };

  const consumers: FeedConsumers = {
    register: (consumer) =>
      store.write((writer) => {
        writer.run('INSERT OR IGNORE INTO feed_consumer (feed, consumer, position) VALUES (?, ?, 0)', table, consumer);
      }),
    position: (consumer) => {
      const row = store.get<{ position: number }>('SELECT position FROM feed_consumer WHERE feed = ? AND consumer = ?', table, consumer);
      return row === undefined || row.position === 0 ? undefined : toSequence(row.position);
    },
    save: (consumer, sequence) => {
      const position = toNumber(sequence);
      return store.write((writer) => {
        const changed = writer.run('UPDATE feed_consumer SET position = ? WHERE feed = ? AND consumer = ?', position, table, consumer);
        if (changed === 0) throw new Error(`${consumer} is not registered as a consumer of ${table}`);
      });
    },
  };

  const feed: EmbeddedChangeFeed = {
    consumers,
    read: async ({ after, limit }) => {
      checkPageLimit(limit);
      const start = after === undefined ? 0 : toNumber(after);
      return store.all<LogRow>(`SELECT * FROM ${log} WHERE sequence > ? ORDER BY sequence LIMIT ?`, start, limit).map(toRecord);
    },
    trim: (limit) => {
      checkPageLimit(limit, 100_000);
      return store.write((writer) => {
        const slowest =
          writer.get<{ position: number | null }>('SELECT MIN(position) AS position FROM feed_consumer WHERE feed = ?', table)?.position ??
          0;
        return writer.run(
          `DELETE FROM ${log} WHERE sequence IN (SELECT sequence FROM ${log} WHERE sequence <= ? ORDER BY sequence LIMIT ?)`,
          slowest,
          limit,
        );
      });
    },
  };

  return { feed, record };
};
