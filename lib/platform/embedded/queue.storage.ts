import type { ReceivedMessage } from '../ports.ts';
import type { Instant } from '../../kernel/instant.ts';
import { fromEpochMs } from '../../kernel/instant.ts';
import type { Reader, Row, Store, Writer } from './store.ts';

// Two tables carry all queues. `queue_message` holds the messages. `queue_group` has one row for each FIFO group that
// has messages, with the moment from which the group may be received: so a receive reads the ready groups in order of
// waiting, never the whole backlog.

/** Topic announced when a queue has got something to receive. */
export const queueTopic = (queue: string): string => `queue:${queue}`;

export type MessageRow = Row & {
  readonly id: number;
  readonly message_id: string;
  readonly body: string;
  readonly group_id: string | null;
  readonly sent_at: number;
  readonly visible_at: number;
  readonly receive_count: number;
  readonly deliveries: number;
  readonly source: string | null;
};

const columns = 'id, message_id, body, group_id, sent_at, visible_at, receive_count, deliveries, source';

export const defineQueueTables = (store: Store): void =>
  store.define(`
    CREATE TABLE IF NOT EXISTS queue_message (
      id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, message_id TEXT NOT NULL, body TEXT NOT NULL, group_id TEXT,
      sent_at INTEGER NOT NULL, visible_at INTEGER NOT NULL, receive_count INTEGER NOT NULL, deliveries INTEGER NOT NULL, source TEXT);
    CREATE INDEX IF NOT EXISTS queue_message_ready ON queue_message (queue, visible_at, id);
    CREATE INDEX IF NOT EXISTS queue_message_group ON queue_message (queue, group_id, id) WHERE group_id IS NOT NULL;
    CREATE TABLE IF NOT EXISTS queue_group (queue TEXT NOT NULL, group_id TEXT NOT NULL, ready_at INTEGER NOT NULL, PRIMARY KEY (queue, group_id)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS queue_group_ready ON queue_group (queue, ready_at);
    CREATE TABLE IF NOT EXISTS queue_deduplication (queue TEXT NOT NULL, deduplication_id TEXT NOT NULL, expires_at INTEGER NOT NULL, PRIMARY KEY (queue, deduplication_id)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS queue_deduplication_expiry ON queue_deduplication (expires_at);`);

export type NewMessage = {
  readonly messageId: string;
  readonly body: string;
  readonly group: string | null;
  readonly sentAtMs: number;
  readonly visibleAtMs: number;
  readonly source: string | null;
};

export const insertMessage = (writer: Writer, queue: string, message: NewMessage, nowMs: number): void => {
  writer.run(
    'INSERT INTO queue_message (queue, message_id, body, group_id, sent_at, visible_at, receive_count, deliveries, source) VALUES (?, ?, ?, ?, ?, ?, 0, 0, ?)',
    queue,
    message.messageId,
    message.body,
    message.group,
    message.sentAtMs,
    message.visibleAtMs,
    message.source,
  );
  if (message.group !== null)
    writer.run('INSERT OR IGNORE INTO queue_group (queue, group_id, ready_at) VALUES (?, ?, ?)', queue, message.group, nowMs);
  writer.announce(queueTopic(queue));
};

export const deleteMessage = (writer: Writer, id: number): void => {
  writer.run('DELETE FROM queue_message WHERE id = ?', id);
};

export const readyMessages = (reader: Reader, queue: string, nowMs: number, limit: number): readonly MessageRow[] =>
  reader.all<MessageRow>(
    `SELECT ${columns} FROM queue_message WHERE queue = ? AND visible_at <= ? ORDER BY visible_at, id LIMIT ?`,
    queue,
    nowMs,
    limit,
  );

export const readyGroupsSql = 'SELECT group_id FROM queue_group WHERE queue = ? AND ready_at <= ? ORDER BY ready_at, group_id LIMIT ?';

export const readyGroups = (reader: Reader, queue: string, nowMs: number, limit: number): readonly string[] =>
  reader.all<{ group_id: string }>(readyGroupsSql, queue, nowMs, limit).map((row) => row.group_id);

export const headOfGroup = (reader: Reader, queue: string, group: string, limit: number): readonly MessageRow[] =>
  reader.all<MessageRow>(`SELECT ${columns} FROM queue_message WHERE queue = ? AND group_id = ? ORDER BY id LIMIT ?`, queue, group, limit);

export const messageById = (reader: Reader, queue: string, id: number): MessageRow | undefined =>
  reader.get<MessageRow>(`SELECT ${columns} FROM queue_message WHERE id = ? AND queue = ?`, id, queue);

export const oldestMessages = (reader: Reader, queue: string, limit: number): readonly MessageRow[] =>
  reader.all<MessageRow>(`SELECT ${columns} FROM queue_message WHERE queue = ? ORDER BY id LIMIT ?`, queue, limit);

export const messageByMessageId = (reader: Reader, queue: string, messageId: string): MessageRow | undefined =>
  reader.get<MessageRow>(`SELECT ${columns} FROM queue_message WHERE queue = ? AND message_id = ?`, queue, messageId);

/** Marks a message as being handled until `visibleAtMs`. @returns its row as it then stands */
export const markReceived = (writer: Writer, row: MessageRow, visibleAtMs: number): MessageRow => {
  writer.run(
    'UPDATE queue_message SET visible_at = ?, receive_count = receive_count + 1, deliveries = deliveries + 1 WHERE id = ?',
    visibleAtMs,
    row.id,
  );
  return { ...row, visible_at: visibleAtMs, receive_count: row.receive_count + 1, deliveries: row.deliveries + 1 };
};

export const setVisibleAt = (writer: Writer, id: number, visibleAtMs: number): void => {
  writer.run('UPDATE queue_message SET visible_at = ? WHERE id = ?', visibleAtMs, id);
};

/** Ends every delivery under way, and every delay before the next one, in all queues. */
export const endDeliveries = (writer: Writer, nowMs: number): number => {
  writer.run('UPDATE queue_group SET ready_at = ? WHERE ready_at > ?', nowMs, nowMs);
  return writer.run('UPDATE queue_message SET visible_at = ? WHERE visible_at > ? AND receive_count > 0', nowMs, nowMs);
};

export const setGroupReadyAt = (writer: Writer, queue: string, group: string, readyAtMs: number): void => {
  writer.run('UPDATE queue_group SET ready_at = ? WHERE queue = ? AND group_id = ?', readyAtMs, queue, group);
};

export const deleteGroup = (writer: Writer, queue: string, group: string): void => {
  writer.run('DELETE FROM queue_group WHERE queue = ? AND group_id = ?', queue, group);
};

/** Remembers a deduplication id. @returns false when it is already known */
export const rememberDeduplication = (writer: Writer, queue: string, id: string, nowMs: number, expiresAtMs: number): boolean => {
  const known = writer.get(
    'SELECT 1 FROM queue_deduplication WHERE queue = ? AND deduplication_id = ? AND expires_at > ?',
    queue,
    id,
    nowMs,
  );
  if (known !== undefined) return false;
  writer.run('INSERT OR REPLACE INTO queue_deduplication (queue, deduplication_id, expires_at) VALUES (?, ?, ?)', queue, id, expiresAtMs);
  return true;
};

/** Forgets a few ids whose window has passed, so that the table stays as small as the traffic of one window. */
export const forgetDeduplications = (writer: Writer, nowMs: number, limit: number): void => {
  const expired = writer.all<{ queue: string; deduplication_id: string }>(
    'SELECT queue, deduplication_id FROM queue_deduplication WHERE expires_at <= ? LIMIT ?',
    nowMs,
    limit,
  );
  for (const { queue, deduplication_id } of expired) {
    writer.run('DELETE FROM queue_deduplication WHERE queue = ? AND deduplication_id = ?', queue, deduplication_id);
  }
};

const receiptOf = (row: MessageRow): string => `${row.id}.${row.deliveries}`;

/** The message a receipt names, if that delivery is still the current one. */
export const messageOfReceipt = (reader: Reader, queue: string, receipt: string, nowMs: number): MessageRow | undefined => {
  const match = /^(\d{1,15})\.(\d{1,9})$/.exec(receipt);
  if (match === null) return undefined;
  const row = messageById(reader, queue, Number(match[1]));
  const current = row !== undefined && row.deliveries === Number(match[2]) && row.receive_count > 0 && row.visible_at > nowMs;
  return current ? row : undefined;
};

export const toMessage = (row: MessageRow): ReceivedMessage => ({
  messageId: row.message_id,
  body: row.body,
  ...(row.group_id === null ? {} : { group: row.group_id }),
  receipt: receiptOf(row),
  receiveCount: row.receive_count,
  sentAt: fromEpochMs(row.sent_at),
});

/** Numbers of messages that wait (visible or delayed) and that are being handled. */
export const countMessages = (reader: Reader, queue: string, nowMs: number): { readonly waiting: number; readonly inFlight: number } => {
  const all = reader.get<{ count: number }>('SELECT COUNT(*) AS count FROM queue_message WHERE queue = ?', queue)?.count ?? 0;
  const inFlight =
    reader.get<{ count: number }>(
      'SELECT COUNT(*) AS count FROM queue_message WHERE queue = ? AND visible_at > ? AND receive_count > 0',
      queue,
      nowMs,
    )?.count ?? 0;
  return { waiting: all - inFlight, inFlight };
};

/** Moment from which a receive may find something; undefined for an empty queue. */
export const nextReceivableAt = (reader: Reader, queue: string, fifo: boolean): Instant | undefined => {
  const sql = fifo
    ? 'SELECT MIN(ready_at) AS at FROM queue_group WHERE queue = ?'
    : 'SELECT MIN(visible_at) AS at FROM queue_message WHERE queue = ?';
  const at = reader.get<{ at: number | null }>(sql, queue)?.at ?? null;
  return at === null ? undefined : fromEpochMs(at);
};
